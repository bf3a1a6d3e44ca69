// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/resolve/activity_codes.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/resolve/activity_findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace sourcelight::resolve {
namespace {

struct SystemEntry {
    std::string_view name;
    std::size_t step;     ///< digits of one level
    std::size_t longest;  ///< digits of the classification's finest level that is known here
    double sure;          ///< probability right of an exact code
};

constexpr std::array<SystemEntry, kCodeSystemCount> kSystems{{
    {"hs", 2, 6, 0.97},
    {"isic", 1, 4, 0.97},
    {"nace", 1, 4, 0.95},
    {"naics", 1, 6, 0.93},
    {"unspsc", 2, 6, 0.9},
}};
constexpr double kSureOfShortened = 0.85;  ///< factor when only the first digits are known

const SystemEntry& entry(CodeSystem system) { return kSystems[static_cast<std::size_t>(system)]; }

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// The digits of a code; the part before the first dot gets back its leading zero (1.11 -> 0111,
/// 901.11 -> 090111). A leading name or section letter is dropped.
std::string digits_of(CodeSystem system, std::string_view text, bool& is_padded)
{
    const std::size_t whole = system == CodeSystem::kHs ? 4 : 2;
    const bool has_dots = system != CodeSystem::kNaics && system != CodeSystem::kUnspsc;
    const auto dot = text.find('.');
    std::string before;
    std::string after;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_digit(text[i])) {
            (i < dot ? before : after).push_back(text[i]);
        }
    }
    if (has_dots && !after.empty() && before.size() + 1 == whole) {
        before.insert(0, 1, '0');
        is_padded = true;
    }
    return before + after;
}

/// A single section letter, such as "C" or "Section C".
std::string section_letter(std::string_view text)
{
    const auto words = split(text, ' ');
    const auto last = words.back();
    const bool is_letter = last.size() == 1 && ((last[0] >= 'A' && last[0] <= 'U') ||
                                                (last[0] >= 'a' && last[0] <= 'u'));
    return is_letter ? std::string(1, static_cast<char>(last[0] & ~0x20)) : std::string{};
}

std::vector<std::string_view> codes_of(std::string_view cell)
{
    const bool has_digit =
        std::any_of(cell.begin(), cell.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!has_digit && cell.find('/') != std::string_view::npos) {
        return {trim(cell)};  // "n/a" is not the sections N and A
    }
    std::vector<std::string_view> codes;
    std::size_t from = 0;
    for (std::size_t i = 0; i <= cell.size(); ++i) {
        if (i == cell.size() ||
            std::string_view{";,|/\n\r\t&"}.find(cell[i]) != std::string_view::npos) {
            const auto code = trim(cell.substr(from, i - from));
            if (!code.empty()) {
                codes.push_back(code);
            }
            from = i + 1;
        }
    }
    return codes;
}

void note(const FindingKind& kind, CodeSystem system, std::string_view value, std::string message,
          std::vector<Finding>& findings)
{
    findings.push_back(
        {0, &kind, std::string{system_name(system)}, std::string{value}, std::move(message)});
}

}  // namespace

std::string_view system_name(CodeSystem system) noexcept { return entry(system).name; }

CodeBook::CodeBook(const reference::Reference& reference, const Decider& decider)
    : m_reference{reference}, m_decider{decider}, m_links(kCodeSystemCount)
{
    load(CodeSystem::kHs, reference.dataset("concordance/hs_to_isic4").table, "hs6");
    load(CodeSystem::kNace, reference.dataset("concordance/nace_to_isic4").table, "nace");
    load(CodeSystem::kNaics, reference.dataset("concordance/naics_to_isic4").table, "naics");
    load(CodeSystem::kUnspsc, reference.dataset("sourcelight/unspsc_to_isic4").table, "unspsc");
    for (std::size_t i = 0; i < reference.goods.goods.size(); ++i) {
        for (const auto& hs : reference.goods.goods[i].hs) {
            m_hs_goods.push_back({hs.code, static_cast<GoodId>(i), hs.weight});
        }
    }
}

void CodeBook::load(CodeSystem system, const DataTable& table, std::string_view column)
{
    auto& links = m_links[static_cast<std::size_t>(system)];
    const bool has_editions = table.has("edition");
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto node = m_reference.tree.find(fmt::format("isic4:{}", table.text("isic4")[row]));
        if (node == NodeId::kNone) {
            throw Error{
                Errc::kDatasetInvalid,
                fmt::format("{}: row {} names no class of ISIC Rev.4", table.name(), row + 1)};
        }
        // A code of two editions counts once: the newest edition's rows come last and decide.
        std::string code{table.text(column)[row]};
        if (has_editions) {
            code += table.text("edition")[row] == "2022" ? "n" : "o";
        }
        links.push_back(
            {std::move(code), node, table.number("weight")[row], static_cast<std::uint32_t>(row)});
    }
    std::stable_sort(links.begin(), links.end(),
                     [](const Link& a, const Link& b) { return a.code < b.code; });
    if (has_editions) {
        keep_newest(links);
    }
}

void CodeBook::keep_newest(std::vector<Link>& links)
{
    std::vector<Link> newest;
    for (const auto& link : links) {
        const auto digits = link.code.substr(0, link.code.size() - 1);
        const auto twin =
            std::lower_bound(links.begin(), links.end(), digits + "n",
                             [](const Link& a, const std::string& b) { return a.code < b; });
        const bool has_new = twin != links.end() && twin->code == digits + "n";
        if (link.code.back() == 'n' || !has_new) {
            newest.push_back({digits, link.node, link.weight, link.row});
        }
    }
    links = std::move(newest);
}

template <typename Visit>
void CodeBook::visit_linked(CodeSystem system, std::string_view prefix, Visit visit) const
{
    const auto& links = m_links[static_cast<std::size_t>(system)];
    auto at =
        std::lower_bound(links.begin(), links.end(), prefix,
                         [](const Link& a, std::string_view b) { return a.code.compare(b) < 0; });
    const bool is_row = at != links.end() && at->code == prefix;
    for (; at != links.end() && std::string_view{at->code}.starts_with(prefix); ++at) {
        // UNSPSC has rows at every level: the row of the very code speaks for all below it.
        if (system == CodeSystem::kUnspsc && is_row && at->code != prefix) {
            break;
        }
        visit(*at);
    }
}

std::vector<Candidate> CodeBook::linked(CodeSystem system, std::string_view prefix) const
{
    std::vector<Candidate> out;
    visit_linked(system, prefix, [&out](const Link& link) {
        out.push_back({link.node, GoodId::kNone, link.weight});
    });
    return out;
}

std::vector<CodeBook::Trace> CodeBook::trace(CodeSystem system, std::string_view cell) const
{
    std::vector<Trace> traces;
    std::vector<Finding> findings;
    for (const auto code : codes_of(cell)) {
        const auto found = read_one(system, code, findings);
        if (found.candidates.empty()) {
            continue;
        }
        Trace trace{found.matched, found.is_native, {}};
        visit_linked(system, trace.matched, [&trace](const Link& link) {
            trace.rows.push_back({link.row, link.node, link.weight});
        });
        traces.push_back(std::move(trace));
    }
    return traces;
}

CodeBook::Found CodeBook::find_isic(std::string_view code) const
{
    Found found;
    found.is_native = true;
    const auto look = [&](std::string_view text) {
        const auto node = m_reference.tree.find(fmt::format("isic4:{}", text));
        if (node != NodeId::kNone) {
            found.candidates = {{node, GoodId::kNone, 1.0}};
            found.matched = text;
        }
        return node != NodeId::kNone;
    };
    if (code.size() <= 4 && look(code)) {
        return found;
    }
    if ((code.size() == 1 || code.size() == 3) && look("0" + std::string{code})) {
        found.is_padded = true;
        return found;
    }
    found.is_exact = false;
    for (auto size = std::min<std::size_t>(code.size(), 5); size > 2; --size) {
        if (look(code.substr(0, size - 1))) {
            return found;
        }
    }
    return found;
}

GoodId CodeBook::good_of(std::string_view hs) const
{
    const HsGood* best = nullptr;
    auto finer = GoodId::kNone;
    bool is_one = true;
    for (const auto& entry : m_hs_goods) {
        if (hs.starts_with(entry.hs)) {
            const bool is_closer = best == nullptr || std::pair{entry.hs.size(), entry.weight} >
                                                          std::pair{best->hs.size(), best->weight};
            best = is_closer ? &entry : best;
        } else if (hs.size() == 4 && std::string_view{entry.hs}.starts_with(hs)) {
            is_one = is_one && (finer == GoodId::kNone || finer == entry.good);
            finer = entry.good;
        }
    }
    // A heading is a good if all goods below it are that one (0901: coffee).
    return best != nullptr ? best->good : (is_one ? finer : GoodId::kNone);
}

/// An HS heading is a node of its own, and what it holds may be a listed good.
void CodeBook::take_heading(std::string_view hs, Found& found) const
{
    const auto heading = m_reference.tree.find(fmt::format("hs:{}", hs.substr(0, 4)));
    if (hs.size() >= 4 && heading != NodeId::kNone) {
        found.candidates = {{heading, GoodId::kNone, 1.0}};
        found.is_native = true;
    }
    for (auto& candidate : found.candidates) {
        candidate.good = good_of(hs);
    }
}

CodeBook::Found CodeBook::find_linked(CodeSystem system, std::string_view digits) const
{
    Found found;
    const auto& of = entry(system);
    if (system == CodeSystem::kUnspsc) {
        while (digits.size() > 2 && digits.ends_with("00")) {
            digits.remove_suffix(2);  // 53100000 is the family 5310
        }
    }
    for (auto size = std::min(digits.size(), of.longest); size >= 2; size -= of.step) {
        found.candidates = linked(system, digits.substr(0, size));
        if (!found.candidates.empty()) {
            found.matched = digits.substr(0, size);
            if (system == CodeSystem::kHs) {
                take_heading(digits.substr(0, size), found);
            }
            break;
        }
        found.is_exact = found.is_exact && system == CodeSystem::kUnspsc;
    }
    return found;
}

CodeBook::Found CodeBook::find(CodeSystem system, std::string_view digits) const
{
    if (digits.empty()) {
        return {};
    }
    if (system == CodeSystem::kIsic) {
        return find_isic(digits);
    }
    const bool is_odd = entry(system).step == 2 && digits.size() % 2 == 1;
    if (is_odd || digits.size() == 1) {
        auto found = find_linked(system, "0" + std::string{digits});
        found.is_padded = true;
        // A zero was lost from a code that exists: with one that does not, any code would fit.
        constexpr std::size_t kHeading = 4;
        const bool fits = found.is_exact || found.matched.size() >= kHeading;
        return fits ? found : Found{};
    }
    auto found = find_linked(system, digits);
    if (system == CodeSystem::kNace && (found.candidates.empty() || !found.is_exact) &&
        digits.size() >= 3) {
        auto padded = find_linked(system, "0" + std::string{digits});
        if (!padded.candidates.empty() && padded.is_exact) {
            padded.is_padded = true;
            return padded;
        }
    }
    return found;
}

CodeBook::Found CodeBook::read_one(CodeSystem system, std::string_view code,
                                   std::vector<Finding>& findings) const
{
    bool is_padded = false;
    const auto digits = digits_of(system, code, is_padded);
    const bool has_sections = system == CodeSystem::kIsic || system == CodeSystem::kNace;
    auto found =
        digits.empty() && has_sections ? find_isic(section_letter(code)) : find(system, digits);
    if (found.candidates.empty()) {
        note(kActivityCodeUnknown, system, code,
             fmt::format("\"{}\" is no {} code known here", code, entry(system).name), findings);
        return found;
    }
    if (!found.is_exact) {
        note(kActivityCodeShortened, system, code, "only its first digits are known", findings);
    }
    if (is_padded || found.is_padded) {
        note(kActivityCodePadded, system, code, "read with a leading zero", findings);
    }
    double total = 0.0;
    for (const auto& candidate : found.candidates) {
        total += candidate.weight;
    }
    for (auto& candidate : found.candidates) {
        candidate.weight /= total;
    }
    return found;
}

CodeReading CodeBook::read(CodeSystem system, std::string_view cell,
                           std::vector<Finding>& findings) const
{
    CodeReading out;
    std::vector<Candidate> candidates;
    double factor = 1.0;
    bool is_native = true;
    constexpr std::size_t kFamily = 4;
    for (const auto code : codes_of(cell)) {
        const auto found = read_one(system, code, findings);
        if (!found.candidates.empty()) {
            out.is_coarse = out.is_coarse || !found.is_exact ||
                            (system == CodeSystem::kUnspsc && found.matched.size() <= kFamily);
            if (system == CodeSystem::kHs) {
                out.hs.push_back(found.matched);
            }
            factor = found.is_exact ? factor : kSureOfShortened;
            is_native = is_native && found.is_native;
            candidates.insert(candidates.end(), found.candidates.begin(), found.candidates.end());
        }
    }
    if (candidates.empty()) {
        return out;
    }
    out.reading = m_decider.decide(std::move(candidates));
    out.method = is_native ? ActivityMethod::kCode : ActivityMethod::kConcordance;
    out.confidence = entry(system).sure * factor * out.reading.share;
    return out;
}

}  // namespace sourcelight::resolve
