// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/maps/picture_parts.hpp"

#include "sourcelight/publish/html_text.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <string_view>

namespace sourcelight::publish::maps {
namespace {

void append_number(std::string& out, std::uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8) {
        out.push_back(static_cast<char>((value >> static_cast<unsigned>(shift)) & 0xFFU));
    }
}

/// Cairo numbers its surfaces over the life of the process: here from 1 in each file, so that the
/// bytes do not depend on what was drawn before.
std::string renumbered(const std::string& svg)
{
    constexpr std::string_view kName = "surface";
    std::map<std::string, std::size_t> numbers;
    std::string out;
    std::size_t from = 0;
    for (auto at = svg.find(kName); at != std::string::npos; at = svg.find(kName, from)) {
        const auto digits = at + kName.size();
        const auto end = std::min(svg.find_first_not_of("0123456789", digits), svg.size());
        const auto [number, fresh] =
            numbers.try_emplace(svg.substr(digits, end - digits), numbers.size() + 1);
        out.append(svg, from, digits - from);
        out += end == digits ? std::string{} : std::to_string(number->second);
        from = end;
    }
    return out.append(svg, from);
}

}  // namespace

std::string with_words(std::string svg, const Scene& scene)
{
    svg = renumbered(svg);
    const auto root = svg.find("<svg ");
    const auto end = svg.find('>', root);
    if (root == std::string::npos || end == std::string::npos) {
        return svg;
    }
    auto words = fmt::format("\n<title>{}</title>\n<desc>", html_text(scene.title));
    for (const auto& sentence : scene.say) {
        words += html_text(sentence) + "\n";
    }
    words += "</desc>";
    svg.insert(end + 1, words);
    svg.insert(root + 5, "role=\"img\" ");
    return svg;
}

std::string with_resolution(std::string png, double dpi)
{
    constexpr std::size_t kBehindHeader = 33;  // signature 8, chunk IHDR 25
    constexpr double kInchesPerMetre = 39.3700787;
    if (png.size() < kBehindHeader) {
        return png;
    }
    const auto dots = static_cast<std::uint32_t>(std::lround(dpi * kInchesPerMetre));
    std::string body{"pHYs"};
    append_number(body, dots);
    append_number(body, dots);
    body.push_back(1);  // the unit is the metre
    std::string chunk;
    append_number(chunk, static_cast<std::uint32_t>(body.size() - 4));
    chunk += body;
    const auto check =
        crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<unsigned>(body.size()));
    append_number(chunk, static_cast<std::uint32_t>(check));
    png.insert(kBehindHeader, chunk);
    return png;
}

}  // namespace sourcelight::publish::maps
