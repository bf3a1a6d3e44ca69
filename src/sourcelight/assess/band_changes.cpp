// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/band_changes.hpp"

#include "sourcelight/assess/draw_arrays.hpp"
#include "sourcelight/core/number_text.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/model/special.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace sourcelight::assess {
namespace {

/// Head counts that a list might state.
constexpr std::array kHeadCounts{10.0, 30.0, 100.0, 300.0, 1000.0, 3000.0, 10000.0};
/// No other item is of the cluster of a piece of evidence that is not there yet.
constexpr int kClusterOfItsOwn = 1 << 20;
constexpr const char* kCertificate = "certification";

constexpr std::string_view kMeasure = "measure";

/// One changed site.
struct Trial {
    std::string_view kind;
    std::string what;
    SiteQuestion question;
    std::optional<SiteFactors::Stated> stated = {};
};

struct Outcome {
    Estimate probability;
    BandRange band;
};

/// What does not depend on head count, factors and evidence.
struct Prepared {
    Prepared(const CellModel& model, const CellKey& key, CellDraws drawn)
        : cell{model.facts(key)}, draws{std::move(drawn)}, basis{model.basis(cell, draws)}
    {
    }
    Prepared(const CellModel& model, const CellKey& key, std::size_t count)
        : Prepared{model, key, model.draws(key, count)}
    {
    }
    Cell cell;
    CellDraws draws;
    SiteBasis basis;
};

Outcome outcome_of(const CellModel& model, const Trial& trial, const Prepared& site)
{
    SiteQuery query;
    query.workers = trial.question.workers;
    query.evidence = trial.question.evidence;
    const auto estimate_with = [&](const SiteBasis& basis) {
        return model.estimate(model.site(site.cell, site.draws, basis, query));
    };
    SiteEstimate estimate;
    if (trial.stated) {
        auto basis = site.basis;
        const auto& key = trial.question.key;
        const auto& factors = model.factors();
        basis.shift = factors.shift_with(model.base_rates(key), key.pattern, basis.site,
                                         site.draws.theta.size(), *trial.stated);
        for_draws(basis.shift.size(),
                  [&](auto block) { block(basis.odds_shift) = (-block(basis.shift)).exp(); });
        estimate = estimate_with(basis);
    } else {
        estimate = estimate_with(site.basis);
    }
    const auto run = model::shortest_run(estimate.bands, model.methodology().band_confidence);
    return {estimate.probability, {static_cast<Band>(run.lowest), static_cast<Band>(run.highest)}};
}

void add_head_counts(const SiteQuestion& question, std::vector<Trial>& trials)
{
    if (question.workers) {
        return;
    }
    for (const double workers : kHeadCounts) {
        auto changed = question;
        changed.workers = workers;
        trials.push_back({"head_count",
                          fmt::format("head count stated as {}", count_text(std::llround(workers))),
                          std::move(changed)});
    }
}

void add_factors(const CellModel& model, const SiteQuestion& question, std::vector<Trial>& trials)
{
    const auto migrants = model.factors().factor("migrants");
    const auto& kinds = model.methodology().factors;
    for (std::size_t j = 0; j < kinds.size(); ++j) {
        if (migrants == j && question.key.pattern.migrants != SitePattern::Migrants::kUnknown) {
            continue;
        }
        const auto answer = model.factors().answer(question.key.pattern, j);
        for (const bool present : {true, false}) {
            if (answer == (present ? Answer::kPresent : Answer::kAbsent)) {
                continue;
            }
            const auto* change = answer == Answer::kUnknown ? "known to be" : "changed to be";
            trials.push_back(
                {"factor",
                 fmt::format("{} {} {}", kinds[j].label, change, present ? "present" : "absent"),
                 question, SiteFactors::Stated{j, present}});
        }
    }
}

void add_places(const CellModel& model, const SiteQuestion& question, std::vector<Trial>& trials)
{
    const auto& key = question.key;
    const auto* regions = model.regions().find(key.country);
    if (key.region_sixteenths == CellKey::kWhole || regions == nullptr) {
        return;
    }
    const auto add = [&](RegionCode region, std::string what) {
        auto changed = question;
        changed.key.region = region;
        changed.key.region_sixteenths = CellKey::kWhole;
        changed.key.rival = {};
        changed.key.rival_sixteenths = 0;
        trials.push_back({"place", std::move(what), std::move(changed)});
    };
    for (const auto& region : regions->regions) {
        add(region.region,
            fmt::format("place known to be in {}", model.region_name(region.region)));
    }
    add({}, "place known to be in none of the regions with evidence of their own");
}

void add_activities(const CellModel& model, const SiteQuestion& question,
                    std::vector<Trial>& trials)
{
    const auto& key = question.key;
    const auto& reference = model.reference();
    const auto add = [&](NodeId node, GoodId good) {
        auto changed = question;
        changed.key.parts = {};
        changed.key.parts[0] = {node, good, CellKey::kWhole};
        const auto label =
            good == GoodId::kNone ? reference.tree[node].label : reference.goods[good].label;
        trials.push_back({"activity", "product known to be " + label, std::move(changed)});
    };
    if (key.main().sixteenths < CellKey::kWhole) {
        for (const auto& part : key.parts) {
            if (part.sixteenths > 0) {
                add(part.node, part.good);
            }
        }
    }
    if (key.main().good == GoodId::kNone) {
        for (const auto& [good, share] : model.activities().goods_below(key.main().node)) {
            const auto node = reference.tree.find("good:" + reference.goods[good].slug);
            if (share > 0.0 && node != NodeId::kNone) {
                add(node, good);
            }
        }
    }
}

/// What the company might do there and does not, or not for all. The band is that of the site
/// before any of it, so what these move is the band of what stays.
void add_measures(const SiteQuestion& question, std::vector<Trial>& trials)
{
    const auto& known = question.key.pattern.measures;
    const auto add = [&](std::uint8_t SiteMeasures::*part, std::uint8_t to, std::string_view what) {
        if (known.*part < to) {
            auto changed = question;
            changed.key.pattern.measures.*part = to;
            trials.push_back({kMeasure, fmt::format("after {}, the chance that stays", what),
                              std::move(changed)});
        }
    };
    constexpr auto kAll = SiteMeasures::kWhole;
    add(&SiteMeasures::announced, SiteMeasures::kYear, "an announced audit a year");
    add(&SiteMeasures::unannounced, SiteMeasures::kYear,
        "an unannounced audit a year with interviews off site");
    add(&SiteMeasures::voice, kAll, "a complaint line that reaches all workers");
    add(&SiteMeasures::programme, kAll, "an enforceable programme for all workers");
    if (known.any()) {
        add(&SiteMeasures::remedy, kAll + 1, "release and remedy of all found cases");
    }
}

void add_known_evidence(const CellModel& model, const SiteQuestion& question,
                        std::span<const screen::ListedEntity> entities, std::vector<Trial>& trials)
{
    for (std::size_t i = 0; i < question.evidence.size(); ++i) {
        const auto& item = question.evidence[i];
        const bool match = item.stated == nullptr && item.entity < entities.size();
        const auto name = match ? entities[item.entity].name : std::string{item.kind->label};
        auto without = question;
        without.evidence.erase(without.evidence.begin() + static_cast<std::ptrdiff_t>(i));
        trials.push_back(
            {"evidence",
             fmt::format("{}: {}", match ? "the match dismissed" : "your item taken back", name),
             std::move(without)});
        if (item.match_probability < model.methodology().site.match_certain_from) {
            auto confirmed = question;
            confirmed.evidence[i].match_probability = 1.0;
            trials.push_back(
                {"evidence", fmt::format("the match confirmed: {}", name), std::move(confirmed)});
        }
    }
}

void add_new_evidence(const CellModel& model, const SiteQuestion& question,
                      std::vector<Trial>& trials)
{
    const bool programme = model.facts(question.key).programme != nullptr;
    for (const auto& kind : model.methodology().evidence) {
        // A state programme's evidence moves its own branch, where there is one.
        if ((kind.state_branch && !programme) ||
            (kind.id == kCertificate && question.key.pattern.certified)) {
            continue;
        }
        auto changed = question;
        EvidenceItem item;
        item.kind = &kind;
        item.llr = kind.llr;
        item.state_branch = kind.state_branch;
        item.verified = true;
        item.in_force = true;
        item.cluster = kClusterOfItsOwn;
        item.id = stable_hash("new/" + kind.id);
        changed.evidence.push_back(item);
        trials.push_back(
            {"evidence", "new and about this site: " + kind.label, std::move(changed)});
    }
}

/// Whether a label reaches higher than another, by both ends.
bool higher(const BandRange& a, const BandRange& b)
{
    return std::pair{static_cast<int>(a.from) + static_cast<int>(a.to), a.to} >
           std::pair{static_cast<int>(b.from) + static_cast<int>(b.to), b.to};
}

/// Of a scale of head counts, or a list of places, only the nearest in each direction.
void keep_nearest(const BandRange& shown, std::vector<BandChange>& changes)
{
    std::vector<std::pair<std::string_view, bool>> seen;
    std::erase_if(changes, [&](const BandChange& change) {
        if (change.kind == "factor" || change.kind == "evidence" || change.kind == kMeasure) {
            return false;
        }
        const std::pair direction{change.kind, higher(change.band, shown)};
        if (std::find(seen.begin(), seen.end(), direction) != seen.end()) {
            return true;
        }
        seen.push_back(direction);
        return false;
    });
}

}  // namespace

BandChanges band_changes(const CellModel& model, const SiteQuestion& question,
                         const BandRange& shown, std::span<const screen::ListedEntity> entities,
                         std::size_t draws)
{
    std::vector<Trial> trials;
    add_head_counts(question, trials);
    add_factors(model, question, trials);
    add_places(model, question, trials);
    add_activities(model, question, trials);
    add_measures(question, trials);
    add_known_evidence(model, question, entities, trials);
    add_new_evidence(model, question, trials);
    const auto count = std::min(draws, model.sampler().count());
    const auto log_odds = [](const Outcome& answer) {
        return model::logit(std::clamp(answer.probability.median, 1e-9, 1.0 - 1e-9));
    };
    const Prepared here{model, question.key, count};
    const auto now = outcome_of(model, {"", "", question}, here);
    const auto left = [&](const Trial& trial) {
        const auto& key = trial.question.key;
        return outcome_of(model, trial,
                          Prepared{model, key, model.mitigated(here.draws, key.pattern.measures)});
    };
    const auto stays = question.key.pattern.measures.any() ? left({kMeasure, "", question}) : now;
    BandChanges out;
    out.tried = trials.size();
    for (auto& trial : trials) {
        const auto& key = trial.question.key;
        const bool measure = trial.kind == kMeasure;
        const auto& before = measure ? stays : now;
        const auto then = measure ? left(trial)
                          : key == question.key
                              ? outcome_of(model, trial, here)
                              : outcome_of(model, trial, Prepared{model, key, count});
        if (then.band != shown && then.band != before.band) {
            out.moving.push_back({trial.kind, std::move(trial.what), then.probability, then.band,
                                  log_odds(then) - log_odds(before)});
        }
    }
    std::stable_sort(out.moving.begin(), out.moving.end(),
                     [](const BandChange& a, const BandChange& b) {
                         return std::fabs(a.moves) < std::fabs(b.moves);
                     });
    keep_nearest(shown, out.moving);
    return out;
}

}  // namespace sourcelight::assess
