// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/tell_apart.hpp"

#include "sourcelight/pipeline/compared_evidence.hpp"
#include "sourcelight/pipeline/evidence_book.hpp"
#include "sourcelight/pipeline/ordered.hpp"
#include "sourcelight/pipeline/rows_again.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <utility>

namespace sourcelight::pipeline {
namespace {

using publish::Cause;
using publish::Figure;

/// Rows scored at once.
constexpr std::size_t kBatchRows = 8192;
/// Later rows scored again to see whether this program gives their numbers.
constexpr std::size_t kChecked = 64;
/// The steps between the two runs, apart from the supplier's own cells.
constexpr std::array<Cause, 3> kSteps{Cause::kAsOf, Cause::kData, Cause::kMethod};

/// A supplier whose change has several causes.
struct Target {
    std::uint32_t before = 0;
    std::uint32_t after = 0;
    bool own = false;       ///< its own cells differ
    bool evidence = false;  ///< so does what is stated about it
};

std::optional<double> site_log_odds(const publish::SupplierState& state)
{
    const auto& site = state.figures[static_cast<std::size_t>(Figure::kSite)];
    return site ? std::optional{log_odds_of(static_cast<double>(site->median))} : std::nullopt;
}

std::optional<double> stored(const ResultFolder& folder, std::uint32_t row)
{
    const auto [chunk, position] = folder.find(row);
    return site_log_odds(chunk->state(position));
}

/// The pair of a later row, if its change has several causes; `steps` are those of the runs.
std::optional<Target> target_of(const ComparedFolders& folders, std::size_t index,
                                std::size_t steps)
{
    const auto before = folders.pairing.before_of[index];
    const auto after = static_cast<std::uint32_t>(index + 1);
    if (before == 0) {
        return std::nullopt;
    }
    const bool own = scored_cells_differ(folders.before, before, folders.after, after);
    const bool evidence = compared_evidence(folders.before, before, folders.after, after).differs;
    if (steps + (own ? 1U : 0U) + (evidence ? 1U : 0U) < 2) {
        return std::nullopt;
    }
    const auto line = compared_supplier(folders, index, {});
    const bool moved = line.change == publish::Change::kUp || line.change == publish::Change::kDown;
    return moved && !line.told_apart ? std::optional{Target{before, after, own, evidence}}
                                     : std::nullopt;
}

std::vector<Target> find_targets(const ComparedFolders& folders)
{
    auto steps = folders.general;
    steps.remove(Cause::kDraws);
    steps.remove(Cause::kEvidence);
    std::vector<Target> targets;
    const bool evidence_told =
        !folders.before.evidence().empty() || !folders.after.evidence().empty();
    if (steps.empty() && !evidence_told) {
        return targets;  // nothing but a supplier's own cells can differ
    }
    for (std::size_t i = 0; i < folders.pairing.before_of.size(); ++i) {
        if (const auto target = target_of(folders, i, steps.count())) {
            targets.push_back(*target);
        }
    }
    return targets;
}

/// The causes of a target's change, in the order in which they are told apart.
std::vector<Cause> causes_in_order(const Target& target, publish::Causes general)
{
    std::vector<Cause> causes;
    std::copy_if(kSteps.begin(), kSteps.end(), std::back_inserter(causes),
                 [general](Cause step) { return general.has(step); });
    if (target.own) {
        causes.push_back(Cause::kInput);
    }
    if (target.evidence) {
        causes.push_back(Cause::kEvidence);
    }
    return causes;
}

/// Shares a change out from one known value to the next; causes between two stay together.
class Splitter {
public:
    explicit Splitter(double first) : m_last{first} { m_out.told_apart = true; }

    void add(Cause cause) { m_pending.push_back(cause); }
    void close(double value)
    {
        for (const auto cause : m_pending) {
            const bool one = m_pending.size() == 1;
            m_out.split[publish::index_of(cause)] = one ? value - m_last : std::nan("");
            m_out.told_apart = m_out.told_apart && one;
        }
        m_pending.clear();
        m_last = value;
    }
    [[nodiscard]] const RowSplit& split() const noexcept { return m_out; }

private:
    RowSplit m_out;
    std::vector<Cause> m_pending;  ///< since the last known value
    double m_last;
};

struct Item {
    std::size_t first = 0;  ///< position of the first row
    std::vector<std::uint32_t> rows;
    std::vector<std::optional<double>> log_odds;
};

/// Rows of a list, with the evidence about them from the same run or another one.
struct Rows {
    const ResultFolder& folder;
    std::vector<std::uint32_t> rows;
    const ResultFolder& told;              ///< whose evidence is weighed
    std::vector<std::uint32_t> told_rows;  ///< the same suppliers there
};

/// The log-odds of rows, scored by an engine with its method and as-of date, in their order.
std::vector<std::optional<double>> scored(const Rows& about, const Engine& engine, unsigned threads,
                                          ProgressSink& sink)
{
    const auto& folder = about.folder;
    const auto& rows = about.rows;
    const EvidenceBook book{about.told.evidence(), engine.methodology(), engine.reference().as_of};
    std::size_t next = 0;
    const auto file_of = [&](std::size_t i) { return folder.find(rows[i]).first->suppliers.file; };
    const auto make = [&]() -> std::shared_ptr<Item> {
        stop_if_asked(sink);
        if (next >= rows.size()) {
            return nullptr;
        }
        auto item = std::make_shared<Item>();
        item->first = next;
        const auto file = file_of(next);
        while (next < rows.size() && item->rows.size() < kBatchRows && file_of(next) == file) {
            item->rows.push_back(rows[next++]);
        }
        return item;
    };
    const auto work = [&](Item& item) {
        const auto stated = stated_about(
            book, about.told, std::span{about.told_rows}.subspan(item.first, item.rows.size()));
        for (const auto& supplier : engine.score(picked_rows(folder, item.rows), stated).assessed) {
            const auto& site = supplier.site_probability;
            // As the table has it: a float.
            item.log_odds.push_back(site ? std::optional{log_odds_of(static_cast<double>(
                                               static_cast<float>(site->median)))}
                                         : std::nullopt);
        }
    };
    std::vector<std::optional<double>> out;
    run_ordered<Item>(threads, make, work, [&](Item& item) {
        out.insert(out.end(), item.log_odds.begin(), item.log_odds.end());
        sink.progress("telling causes apart", static_cast<std::int64_t>(out.size()),
                      static_cast<std::int64_t>(rows.size()));
    });
    return out;
}

/// Values after each step that could be computed, by target.
using Steps = std::map<Cause, std::vector<std::optional<double>>>;

class Teller {
public:
    Teller(const ComparedFolders& folders, const Folders& shipped, unsigned threads,
           ProgressSink& sink)
        : m_folders{folders}, m_shipped{shipped}, m_threads{threads}, m_sink{sink},
          m_targets{find_targets(folders)}
    {
        for (const auto& target : m_targets) {
            m_before.push_back(target.before);
            m_after.push_back(target.after);
        }
    }

    [[nodiscard]] ToldApart tell()
    {
        ToldApart out;
        if (m_targets.empty()) {
            return out;
        }
        const auto steps = computed_steps();
        for (std::size_t i = 0; i < m_targets.size(); ++i) {
            if (auto split = split_of(i, steps)) {
                m_left += split->told_apart ? 0 : 1;
                out.splits.emplace(m_targets[i].after, *split);
            } else {
                ++m_left;
            }
        }
        if (m_left > 0) {
            out.notes.push_back(fmt::format(
                "For {} of the suppliers that moved several causes came together and could not all "
                "be told apart: {}.",
                m_left, m_why.empty() ? "a score is missing on the way" : m_why));
        }
        return out;
    }

private:
    /// Whether this program gives the later run's numbers for later rows.
    [[nodiscard]] bool repeats_later(const Engine& engine) const
    {
        auto rows = m_after;
        rows.resize(std::min(kChecked, rows.size()));
        const auto again =
            scored({m_folders.after, rows, m_folders.after, rows}, engine, 1, m_sink);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto was = stored(m_folders.after, rows[i]);
            constexpr double kAlike = 1e-4;  // floats, and another processor's last bits
            if (was.has_value() != again[i].has_value() ||
                (was && std::fabs(*was - *again[i]) > kAlike)) {
                return false;
            }
        }
        return true;
    }

    [[nodiscard]] Steps computed_steps()
    {
        Steps steps;
        const auto& general = m_folders.general;
        const auto& later = m_folders.after.record();
        const auto& earlier = m_folders.before.record();
        const auto later_settings = recorded_settings(later);
        const auto repeated = engine_again(m_shipped, later);
        const auto& with_later = repeated.engine;
        if (with_later == nullptr) {
            m_why = repeated.why;
            return steps;
        }
        if (!repeats_later(*with_later)) {
            m_why = "this program does not give the later run's numbers again";
            return steps;
        }
        const Rows earlier_rows{m_folders.before, m_before, m_folders.before, m_before};
        steps[Cause::kMethod] = scored(earlier_rows, *with_later, m_threads, m_sink);
        if (std::any_of(m_targets.begin(), m_targets.end(),
                        [](const Target& target) { return target.own && target.evidence; })) {
            steps[Cause::kInput] = scored({m_folders.after, m_after, m_folders.before, m_before},
                                          *with_later, m_threads, m_sink);
        }
        if (!general.has(Cause::kMethod)) {
            steps[Cause::kData] = steps[Cause::kMethod];
        } else if (general.has(Cause::kData) || general.has(Cause::kAsOf)) {
            auto settings = recorded_settings(earlier);
            settings.as_of = later_settings.as_of;
            settings.seed = later_settings.seed;
            settings.draws = later_settings.draws;
            const auto engine = engine_with(m_shipped, settings, earlier);
            if (engine != nullptr) {
                steps[Cause::kData] = scored(earlier_rows, *engine, m_threads, m_sink);
            } else {
                m_why = "the earlier run's methodology or national estimates are not those at hand";
            }
        }
        // With other data than the earlier run's, its facts by the later date are unknown.
        if (!general.has(Cause::kData) && steps.contains(Cause::kData)) {
            steps[Cause::kAsOf] = steps[Cause::kData];
        } else if (general.has(Cause::kData) && general.has(Cause::kAsOf)) {
            m_why = "the earlier run's datasets are not at hand";
        }
        return steps;
    }

    /// The parts of one target: the differences of values that follow each other.
    [[nodiscard]] std::optional<RowSplit> split_of(std::size_t index, const Steps& steps) const
    {
        const auto& target = m_targets[index];
        const auto last = stored(m_folders.before, target.before);
        const auto end = stored(m_folders.after, target.after);
        if (!last || !end || steps.empty()) {
            return std::nullopt;
        }
        Splitter splitter{*last};
        const auto causes = causes_in_order(target, m_folders.general);
        for (const auto cause : causes) {
            splitter.add(cause);
            const auto known = steps.find(cause);
            if (cause == causes.back() || known == steps.end()) {
                continue;
            }
            if (!known->second[index]) {
                return std::nullopt;
            }
            splitter.close(*known->second[index]);
        }
        splitter.close(*end);
        return splitter.split();
    }

    const ComparedFolders& m_folders;
    const Folders& m_shipped;
    unsigned m_threads;
    ProgressSink& m_sink;
    std::vector<Target> m_targets;
    std::vector<std::uint32_t> m_before;
    std::vector<std::uint32_t> m_after;
    std::int64_t m_left = 0;
    std::string m_why;
};

}  // namespace

ToldApart tell_apart(const ComparedFolders& folders, const Folders& shipped, unsigned threads,
                     ProgressSink& sink)
{
    return Teller{folders, shipped, threads, sink}.tell();
}

}  // namespace sourcelight::pipeline
