// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/resolve/stated_region.hpp"

#include "sourcelight/core/text.hpp"
#include "sourcelight/geo/place_text.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>

namespace sourcelight::resolve {
namespace {

constexpr std::size_t kLongestName = 80;  // bytes

/// The form of a postcode, 9 for a digit and A for a letter, and the country that writes it
/// behind the short form of a region.
struct PostcodeForm {
    std::string_view form;
    std::string_view country;
};
constexpr std::array<PostcodeForm, 5> kForms{
    {{"99999-9999", "US"}, {"A9A 9A9", "CA"}, {"A9A9A9", "CA"}, {"99999", "US"}, {"9999", "AU"}}};

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool is_capital(char c) noexcept { return c >= 'A' && c <= 'Z'; }

bool has_form(std::string_view text, std::string_view form) noexcept
{
    return std::equal(text.begin(), text.end(), form.begin(), form.end(), [](char c, char wanted) {
        return wanted == '9' ? is_digit(c) : wanted == 'A' ? is_capital(c) : c == wanted;
    });
}

template <typename T>
void add_once(std::vector<T>& list, const T& value)
{
    if (std::find(list.begin(), list.end(), value) == list.end()) {
        list.push_back(value);
    }
}

std::span<const geo::Posting> bearers_of(const geo::NameIndex& names, std::string_view name,
                                         std::uint16_t country = geo::NameIndex::kAnyCountry)
{
    geo::NameHash hash;
    hash.add(geo::compact_name(name));
    return names.find(hash.value(), country);
}

StatedRegion regions_among(const geo::NameIndex& names, std::span<const geo::Posting> bearers,
                           std::string_view text)
{
    StatedRegion out;
    out.text = text;
    for (const auto& bearer : bearers) {
        if (geo::names_region(bearer.kind)) {
            const auto& region = names.regions()[bearer.target];
            add_once(out.countries, region.country);
            add_once(out.regions, region.region);
        }
    }
    return out;
}

/// "State of", "Province", ...: words beside the name of a region that are no part of it.
std::string without_region_words(std::string_view cell)
{
    static constexpr std::array<std::string_view, 7> kWords{
        "state", "province", "region", "of", "prefecture", "oblast", "the"};
    std::string out;
    const auto folded = fold(cell);
    for (const auto word : split(folded, ' ')) {
        if (std::find(kWords.begin(), kWords.end(), word) == kWords.end()) {
            out.append(out.empty() ? "" : " ").append(word);
        }
    }
    return out;
}

/// "n/a", "N.A." and kin: with signs between, the letters are no short form of Naples.
bool says_nothing(std::string_view text)
{
    std::string letters;
    std::copy_if(text.begin(), text.end(), std::back_inserter(letters),
                 [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
    return text.size() > letters.size() && (letters == "na" || letters == "NA");
}

/// Takes a postcode off the end of a text.
std::optional<CountryCode> take_postcode(std::string_view& text)
{
    for (const auto& form : kForms) {
        const auto size = form.form.size();
        if (text.size() > size && has_form(text.substr(text.size() - size), form.form) &&
            (text[text.size() - size - 1] == ' ' || text[text.size() - size - 1] == ',')) {
            text = trim(text.substr(0, text.size() - size));
            text = text.ends_with(',') ? trim(text.substr(0, text.size() - 1)) : text;
            return CountryCode{form.country};
        }
    }
    return std::nullopt;
}

/// The last word if it is in capitals and short enough for a region's short form.
std::string_view short_form_at_end(std::string_view text) noexcept
{
    const auto before = text.find_last_of(" ,");
    const auto word = before == std::string_view::npos ? text : text.substr(before + 1);
    const bool fits =
        word.size() >= 2 && word.size() <= 3 && std::all_of(word.begin(), word.end(), is_capital);
    return fits && before != std::string_view::npos ? word : std::string_view{};
}

/// Whether a town abroad bears the name: ", Victoria" may be the city in Canada.
bool is_rather_a_city(const geo::NameIndex& names, std::span<const geo::Posting> bearers,
                      const StatedRegion& found)
{
    constexpr float kLogPopulation = 11.0F;  // 60,000 people
    return std::any_of(bearers.begin(), bearers.end(), [&](const geo::Posting& bearer) {
        if (bearer.kind != geo::NameKind::kMain && bearer.kind != geo::NameKind::kAlternate) {
            return false;
        }
        const auto& place = names.places()[bearer.target];
        return place.log_population > kLogPopulation &&
               (found.countries.size() > 1 || place.country != found.countries.front());
    });
}

/// A region of the country of the postcode, by the last word or words of the text before it.
StatedRegion region_at_end(const geo::NameIndex& names, std::string_view text,
                           std::uint16_t country)
{
    const auto last = trim(text.substr(text.rfind(',') + 1));
    for (const auto name : {short_form_at_end(text), last}) {
        if (name.empty() || name.size() > kLongestName || country == geo::NameIndex::kAnyCountry) {
            continue;
        }
        auto found = regions_among(names, bearers_of(names, name, country), name);
        if (!found.countries.empty()) {
            found.with_postcode = true;
            return found;
        }
    }
    return {};
}

}  // namespace

bool fits_postcode(CountryCode country, std::string_view text) noexcept
{
    return std::any_of(kForms.begin(), kForms.end(), [&](const PostcodeForm& form) {
        return form.country == country.view() && has_form(trim(text), form.form);
    });
}

StatedRegion region_of_cell(const geo::NameIndex& names, std::string_view cell)
{
    const auto text = trim(cell);
    if (text.size() < 2 || text.size() > kLongestName || says_nothing(text)) {
        return {};
    }
    auto found = regions_among(names, bearers_of(names, text), text);
    if (found.countries.empty()) {
        found = regions_among(names, bearers_of(names, without_region_words(text)), text);
    }
    const RegionCode code{text.size() <= 6 && text.find('-') == 2 ? text : std::string_view{}};
    const auto entry = code.empty() ? names.regions().size() : names.region_entry(code);
    if (found.countries.empty() && entry < names.regions().size()) {
        found.countries.push_back(names.regions()[entry].country);
        found.regions.push_back(code);
    }
    return found;
}

StatedRegion region_of_address(const geo::NameIndex& names, std::string_view address)
{
    auto text = trim(address);
    const auto postcode = take_postcode(text);
    if (postcode) {
        auto found = region_at_end(names, text, names.country_index(*postcode));
        if (found.with_postcode) {
            return found;
        }
    }
    const auto comma = text.rfind(',');
    if (comma == std::string_view::npos) {
        return {};
    }
    const auto last = trim(text.substr(comma + 1));
    const bool capitals = std::all_of(last.begin(), last.end(), is_capital);
    if (last.size() < 2 || last.size() > kLongestName || (last.size() <= 3 && !capitals)) {
        return {};
    }
    const auto bearers = bearers_of(names, last);
    auto found = regions_among(names, bearers, last);
    constexpr std::size_t kShortForm = 3;
    if (found.countries.empty() ||
        (last.size() > kShortForm && is_rather_a_city(names, bearers, found))) {
        return {};
    }
    return found;
}

}  // namespace sourcelight::resolve
