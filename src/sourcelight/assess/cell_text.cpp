// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/cell_model.hpp"
#include "sourcelight/assess/types.hpp"
#include "sourcelight/core/number_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>
#include <vector>

namespace sourcelight::assess {
namespace {

constexpr std::array<std::string_view, model::kBandCount> kBandNames{"very low", "low", "moderate",
                                                                     "high", "very high"};

/// Beginnings of country names that English puts an article before.
constexpr std::array<std::string_view, 13> kWithArticle{
    "United ",    "Netherlands", "Philippines", "Dominican Republic", "Central African",
    "Gambia",     "Bahamas",     "Maldives",    "Solomon Islands",    "Marshall Islands",
    "Democratic", "Republic ",   "DR Congo"};

std::string country_name(const CellModel& model, CountryCode code)
{
    const auto* country = model.reference().countries.find(code);
    return country == nullptr ? std::string{code.view()} : country->name;
}

/// The name as it stands in a sentence: "the United States", "China".
std::string country_phrase(const CellModel& model, CountryCode code)
{
    auto name = country_name(model, code);
    const bool article = std::any_of(kWithArticle.begin(), kWithArticle.end(),
                                     [&name](auto start) { return name.starts_with(start); });
    return article ? "the " + name : name;
}

std::string activity_label(const CellModel& model, const ActivityPart& part)
{
    if (part.good != GoodId::kNone) {
        return model.reference().goods[part.good].label;
    }
    return part.node == NodeId::kNone ? "unknown activity"
                                      : model.reference().tree[part.node].label;
}

/// As every page writes an estimate: "0.35", "4.1", "27", "150".
std::string plain_number(double value) { return number_text(value, 2); }

std::string lower_first(std::string text)
{
    // "US cotton" keeps its capitals; "Manufacture of ..." loses one.
    if (text.size() > 1 && std::isupper(static_cast<unsigned char>(text[0])) != 0 &&
        std::isupper(static_cast<unsigned char>(text[1])) == 0) {
        text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
    }
    return text;
}

/// Listed goods that are made at or below an activity that is no single good.
std::string activity_listing_clause(const CellModel& model, const Cell& cell,
                                    const std::string& where)
{
    std::vector<std::string> listed;
    for (const auto& [good, share] : model.activities().goods_below(cell.key.main().node)) {
        const auto* entry = model.listings().find(cell.key.country, good);
        if (entry != nullptr && entry->forced) {
            listed.push_back(lower_first(model.reference().goods[good].label));
        }
    }
    if (listed.empty()) {
        return {};
    }
    const auto named = fmt::format(
        "{}{}",
        fmt::join(listed.begin(), listed.begin() + std::min<std::ptrdiff_t>(3, std::ssize(listed)),
                  ", "),
        listed.size() > 3 ? " ..." : "");
    return fmt::format("{} of the goods of this activity from {} {} on the US List of Goods for "
                       "forced labour ({})",
                       listed.size(), where, listed.size() == 1 ? "is" : "are", named);
}

std::string listing_clause(const CellModel& model, const Cell& cell, const std::string& what,
                           const std::string& where)
{
    const auto label = [&](GoodId good) { return model.reference().goods[good].label; };
    if (const auto* listing = cell.listing; listing != nullptr) {
        // A good may be one or many ("cotton", "garments"): the words fit both.
        const auto listed = fmt::format("{} from {}: on the US List of Goods", what, where);
        const auto input = listing->input == GoodId::kNone ? std::string{"an input"}
                                                           : lower_first(label(listing->input));
        if (listing->forced) {
            return fmt::format("{} for forced labour {}", listed, listing->forced_since_words());
        }
        if (listing->downstream) {
            return fmt::format("{} through its input {} {}", listed, input, listing->since_words());
        }
        const auto child = fmt::format("{} for child labour {}", listed, listing->since_words());
        return listing->input == GoodId::kNone
                   ? child
                   : fmt::format("{}, and through its input {} since {}", child, input,
                                 to_string(listing->input_since));
    }
    if (!cell.listed_inputs.empty()) {
        const auto& [input, entry] = cell.listed_inputs.front();
        return fmt::format("{}, an input of {}: listed for forced labour in {} {}", label(input),
                           lower_first(what), where, entry->forced_since_words());
    }
    const auto* removal = model.listings().removal(cell.key.country, cell.key.main().good);
    if (removal != nullptr && removal->forced) {
        return fmt::format("{} from {}: on the US List of Goods for forced labour until {}", what,
                           where, to_string(removal->since));
    }
    return {};
}

std::string rule_clause(const CellModel& model, const Cell& cell)
{
    const LegalRule* best = nullptr;
    for (const auto* rule : cell.rules) {
        // A statute on the region says more than an order on the country.
        if (best == nullptr || (best->region.empty() && !rule->region.empty())) {
            best = rule;
        }
    }
    if (best == nullptr || best->flag == "EO13126") {
        return {};
    }
    const auto place =
        best->region.empty() ? std::string{"the country"} : model.region_name(best->region);
    return fmt::format("{} has applied to {}{}", best->flag, place,
                       best->since ? " " + best->since_words() : std::string{});
}

std::string programme_clause(const Cell& cell)
{
    if (cell.programme == nullptr || cell.programme_share <= 0.0) {
        return {};
    }
    auto name = cell.programme->programme;
    std::replace(name.begin(), name.end(), '_', ' ');
    return fmt::format("a state programme ({}) is documented in a source of {}", name,
                       to_string(cell.programme->published));
}

}  // namespace

std::string band_label(const std::optional<BandRange>& band)
{
    if (!band) {
        return "insufficient data";
    }
    const auto from = kBandNames[static_cast<std::size_t>(band->from)];
    const auto to = kBandNames[static_cast<std::size_t>(band->to)];
    return from == to ? std::string{from} : fmt::format("{} to {}", from, to);
}

std::string ceiling_words(float held, double ceiling)
{
    constexpr float kHalf = 0.5F;
    constexpr float kTail = 0.05F;  // beyond a 90 % interval
    constexpr double kThousand = 1000.0;
    if (held < kTail) {
        return {};
    }
    return fmt::format("{} the model's ceiling of {:.0f}",
                       held >= kHalf ? "at" : "its upper end is", ceiling * kThousand);
}

std::string_view action_name(Action action) noexcept
{
    switch (action) {
    case Action::kEngage: return "engage";
    case Action::kInvestigate: return "investigate";
    case Action::kEscalate: return "escalate";
    case Action::kSuspendWithRemedy: return "suspend-with-remedy";
    }
    return "engage";
}

std::string cell_label(const CellModel& model, const CellKey& key)
{
    auto place =
        key.country.empty() ? std::string{"unknown place"} : country_name(model, key.country);
    if (!key.region.empty()) {
        place += ", " + model.region_name(key.region);
    }
    return fmt::format("{}: {}", place, activity_label(model, key.main()));
}

/// What is estimated of the workers of a cell, as a clause.
static std::string prevalence_clause(const CellModel& model, const Cell& cell)
{
    if (!model.methodology().anchored) {
        const auto& relative = cell.prevalence_relative;
        return fmt::format(
            "prevalence in this place and activity is estimated at {} times the world's mean "
            "(90 % interval {} to {}); how high that is, is not shown: the methodology has no "
            "anchors",
            plain_number(relative.median), plain_number(relative.lo90),
            plain_number(relative.hi90));
    }
    const auto& prevalence = cell.prevalence_per_1000;
    const auto ceiling =
        ceiling_words(cell.held_at_ceiling, model.methodology().prevalence.ceiling);
    return fmt::format(
        "an estimated {} of 1,000 workers in this place and activity are in forced labour "
        "(90 % interval {} to {}{}{})",
        plain_number(prevalence.median), plain_number(prevalence.lo90),
        plain_number(prevalence.hi90), ceiling.empty() ? "" : "; ", ceiling);
}

std::string cell_reason(const CellModel& model, const Cell& cell)
{
    const auto where = country_phrase(model, cell.key.country);
    const auto what = activity_label(model, cell.key.main());
    std::vector<std::string> clauses;
    const auto listing = cell.key.main().good == GoodId::kNone
                             ? activity_listing_clause(model, cell, where)
                             : listing_clause(model, cell, what, where);
    for (auto clause : {programme_clause(cell), listing, rule_clause(model, cell)}) {
        if (!clause.empty()) {
            clauses.push_back(std::move(clause));
        }
    }
    const auto estimate = prevalence_clause(model, cell);
    if (clauses.empty()) {
        return fmt::format("No listing names {} from {}; {}.", lower_first(what), where, estimate);
    }
    std::string sentence;
    for (const auto& clause : clauses) {
        sentence += (sentence.empty() ? "" : "; ") + lower_first(clause);
    }
    sentence[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(sentence[0])));
    return fmt::format("{}; {}.", sentence, estimate);
}

bool is_work_of_households(const reference::Reference& reference, NodeId node)
{
    if (node == NodeId::kNone) {
        return false;
    }
    const std::string_view code = reference.tree[node].code;
    return code == "isic4:T" || code.starts_with("isic4:97") || code.starts_with("isic4:98");
}

}  // namespace sourcelight::assess
