// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/issues.hpp"

#include "sourcelight/core/text.hpp"
#include "sourcelight/publish/batch_results.hpp"

#include <algorithm>
#include <array>

namespace sourcelight::publish {
namespace {

using assess::Band;
using screen::Match;
using screen::MatchState;

/// At or above these a supplier is counted under the kinds of the same name.
constexpr float kStateImposed = 0.01F;
constexpr double kLikelyFinding = 0.05;
constexpr double kManyMigrants = 0.25;
constexpr std::uint8_t kSeverest = 4;

bool any_match(const IssueFacts& facts, MatchState state)
{
    return std::any_of(facts.matches.begin(), facts.matches.end(),
                       [state](const Match& match) { return match.state == state; });
}

/// Without anchors a supplier has an order, but no band.
bool scored(const IssueFacts& facts) { return is_scored(facts.supplier); }

bool own_evidence(const IssueFacts& facts)
{
    return scored(facts) && (facts.supplier.grade == 'A' || facts.supplier.grade == 'B');
}

bool state_imposed(const IssueFacts& facts)
{
    return scored(facts) && facts.supplier.state_imposed.value_or(0.0F) >= kStateImposed;
}

bool named_entity(const IssueFacts& facts) { return any_match(facts, MatchState::kAuto); }

bool name_to_review(const IssueFacts& facts) { return any_match(facts, MatchState::kReview); }

/// A rule on imports or procurement is among the flags; the list of goods alone is none.
bool import_rule(const IssueFacts& facts)
{
    const auto rules = split(facts.supplier.legal_flags, ',');
    return std::any_of(rules.begin(), rules.end(), [](std::string_view rule) {
        return !trim(rule).empty() && trim(rule) != "TVPRA";
    });
}

bool listed_good(const IssueFacts& facts)
{
    return scored(facts) && facts.supplier.listed_since.has_value();
}

bool severest(const IssueFacts& facts)
{
    return scored(facts) && facts.supplier.severity >= kSeverest && !state_imposed(facts);
}

bool minerals(const IssueFacts& facts)
{
    return scored(facts) && facts.sector == reference::Sector::kMining;
}

bool many_migrants(const IssueFacts& facts)
{
    return facts.migrant_share.value_or(0.0) >= kManyMigrants;
}

bool high_estimate(const IssueFacts& facts)
{
    const auto& band = facts.supplier.band;
    return scored(facts) && !own_evidence(facts) && band && band->from >= Band::kHigh;
}

bool likely_finding(const IssueFacts& facts)
{
    const auto& hazard = facts.supplier.hazard_24m;
    return scored(facts) && hazard && hazard->median >= kLikelyFinding;
}

bool only_country(const IssueFacts& facts)
{
    return scored(facts) && facts.place.method == resolve::PlaceMethod::kCountry;
}

bool not_scored(const IssueFacts& facts) { return !scored(facts); }

struct IssueRule {
    Issue issue;
    bool (*holds)(const IssueFacts&) = nullptr;
};

constexpr std::array kRules{
    IssueRule{{"state-imposed", "A state-imposed labour programme reaches place and product",
               "Official findings name a programme under which the state itself imposes work in "
               "this place and activity.",
               "state-imposed"},
              state_imposed},
    IssueRule{{"named-entity", "Name and country agree with an entity of an official list",
               "A similar name is a reason to check, not a finding.", "subcontracting-and-agents",
               "Compare address, registration number and owners with the list entry, write down "
               "the result, and take legal advice before importing.",
               "What is your registration number, and are you, your owners or subsidiaries the "
               "company of this list entry?"},
              named_entity},
    IssueRule{{"name-to-review", "A name resembles an entity of an official list",
               "Not enough agrees to say that both are the same.", "subcontracting-and-agents",
               "Review the candidates in workbook.xlsx, sheet \"Matches to review\", and record "
               "who decided what.",
               "Which companies share your name or owners, and where are they registered?"},
              name_to_review},
    IssueRule{{"import-rule", "An import or procurement rule names place and product",
               "The goods may be held at a border or excluded from public contracts.",
               "state-imposed",
               "Collect the papers from raw material to shipment before the goods leave, and ask "
               "counsel which rule applies to your market.",
               "Which papers show where every input of this product was made, and by whom?"},
              import_rule},
    IssueRule{{"site-evidence", "A source names the site or its owner",
               "There is evidence beyond place and product (grade A or B).", "remedy"},
              own_evidence},
    IssueRule{{"listed-good", "Country and product stand on an official list of goods",
               "The product, or an input of it, is listed as made with forced or child labour in "
               "this country.",
               "subcontracting-and-agents",
               "Map the chain back to where the listed stage happens (field, mine, mill) and look "
               "at recruitment and pay there.",
               "From which farms, mines or mills does the material come, and who recruits there?"},
              listed_good},
    IssueRule{{"severe-harm", "The harm would be of the severest kind",
               "Child labour or violence is documented for this place and product.",
               "child-labour"},
              severest},
    IssueRule{{"high-estimate", "The estimate is high without evidence about the site",
               "The estimated probability lies in the band high or above, from place, product and "
               "size alone.",
               "document-retention",
               "Ask for recruitment papers, pay slips and housing conditions; see the site "
               "unannounced, with interviews away from managers.",
               "Who recruits your workers, what do they pay for the job, and who holds their "
               "papers?"},
              high_estimate},
    IssueRule{{"migrant-workers", "Many workers are migrants",
               "The list itself says that a quarter or more of the workers are migrants.",
               "migrant-workers"},
              many_migrants},
    IssueRule{{"minerals", "The product comes from a mine",
               "Risk sits below the supplier: at mine, trader and smelter.", "minerals"},
              minerals},
    IssueRule{{"new-finding", "A new official finding is more likely than elsewhere",
               "The estimated probability of one within 24 months is 5 % or more.",
               "excessive-overtime-and-wages",
               "Find a second source now, and agree on notice periods that protect workers.",
               "If this product were stopped at a border, how would your workers be paid?"},
              likely_finding},
    IssueRule{{"place-country-only", "Only the country of the site is known",
               "The estimate is the mean over the country's regions, so its interval is wide.",
               "subcontracting-and-agents",
               "Ask for the address or the coordinates of the place of production, not of the "
               "office, and run again.",
               "At which address are our goods made?"},
              only_country},
    IssueRule{
        {"not-scored", "The row could not be scored",
         "Place or product could not be read, or the published totals leave such work out: the "
         "row is not in the totals, and nothing is known about its risk.",
         "subcontracting-and-agents",
         "Mend the cells that the list of unresolved rows names, and run again.",
         "Where do you produce, and what?"},
        not_scored},
};

constexpr auto kIssues = [] {
    std::array<Issue, kRules.size()> list{};
    for (std::size_t i = 0; i < kRules.size(); ++i) {
        list[i] = kRules[i].issue;
    }
    return list;
}();

}  // namespace

std::span<const Issue> issues() noexcept { return kIssues; }

std::vector<std::uint8_t> issues_of(const IssueFacts& facts)
{
    std::vector<std::uint8_t> found;
    for (std::size_t i = 0; i < kRules.size(); ++i) {
        if (kRules[i].holds(facts)) {
            found.push_back(static_cast<std::uint8_t>(i));
        }
    }
    return found;
}

}  // namespace sourcelight::publish
