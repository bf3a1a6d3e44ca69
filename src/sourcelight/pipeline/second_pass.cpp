// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/second_pass.hpp"

#include "sourcelight/assess/band_changes.hpp"
#include "sourcelight/assess/hidden_levels.hpp"
#include "sourcelight/core/error.hpp"
#include "sourcelight/ingest/own_id.hpp"
#include "sourcelight/ingest/supplier_columns.hpp"
#include "sourcelight/io/writers.hpp"
#include "sourcelight/pipeline/findings.hpp"
#include "sourcelight/pipeline/ordered.hpp"
#include "sourcelight/pipeline/stated_cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace sourcelight::pipeline {
namespace {

/// The first of the order get to know what would move their band, by all draws as `explain` says
/// it; the page embeds more receipts, for which `explain` answers.
constexpr std::int64_t kChanges = 300;

struct Item {
    std::size_t number = 0;  ///< of the batch
    io::ColumnBatch own;
    SupplierBatch suppliers;
    Scored scored;
    assess::StatedByRow stated;
    std::vector<publish::Rank> ranks;
    std::vector<Finding> findings;
    std::vector<assess::Receipt> receipts;
    std::vector<std::vector<float>> near;  ///< columns of the layers
    io::ColumnBatch table;

    [[nodiscard]] publish::BatchResults results() const
    {
        publish::BatchResults batch;
        batch.own = &own;
        batch.suppliers = &suppliers;
        batch.resolved = &scored.resolved;
        batch.assessed = scored.assessed;
        batch.ranks = ranks;
        batch.matches = scored.matches;
        batch.findings = findings;
        batch.receipts = receipts;
        batch.extra = near;
        return batch;
    }
};

std::int64_t row_of(std::int64_t row) { return row; }
std::int64_t row_of(const Repeat& repeat) { return repeat.row; }
std::int64_t row_of(const std::pair<std::int64_t, std::int64_t>& entry) { return entry.first; }

/// Calls back for each entry about a row of the batch, with the position in the batch.
template <typename Entry, typename Callback>
void for_rows(const Item& item, const std::vector<Entry>& entries, Callback callback)
{
    const auto from = item.suppliers.first_row;
    const auto to = from + static_cast<std::int64_t>(item.suppliers.rows);
    auto at = std::partition_point(entries.begin(), entries.end(),
                                   [from](const Entry& entry) { return row_of(entry) < from; });
    for (; at != entries.end() && row_of(*at) < to; ++at) {
        callback(*at, static_cast<std::size_t>(row_of(*at) - from));
    }
}

/// Reads one spilled batch, scores it again and adds what only the whole run knows.
class Worker {
public:
    Worker(const SecondPassInput& input, const Engine& engine, const publish::ResultWriter& writer)
        : m_input{input}, m_engine{engine}, m_writer{writer}, m_spill{input.spill},
          m_receipts{writer.receipts()}
    {
    }

    void operator()(Item& item) const
    {
        read(item);
        if (m_input.evidence != nullptr) {
            item.stated = m_input.evidence->of(item.suppliers, item.own,
                                               ingest::own_id_columns(item.own.names()));
        }
        item.scored = m_engine.assess(
            item.suppliers, resolved_from(m_input.first.resolved->read(item.number)), item.stated);
        for (std::size_t i = 0; i < item.suppliers.rows; ++i) {
            rank(item, i);
        }
        if (!m_engine.methodology().anchored) {
            assess::hide_levels(item.scored.assessed);
        }
        note_repeats(item);
        add_ingest_findings(item);
        if (m_input.proximity != nullptr) {
            item.near = m_input.proximity->values(item.scored.resolved.places);
        }
        item.table = m_writer.table(item.results());
    }

private:
    void read(Item& item) const
    {
        const auto& mark = m_input.first.marks[item.number];
        item.own = m_spill.read(item.number);
        item.suppliers.first_row = mark.first_row;
        item.suppliers.rows = mark.rows;
        item.suppliers.file = mark.file;
        item.suppliers.first_file_row = mark.first_file_row;
        const auto mapping = mapping_to_results(m_input.files[mark.file], item.own);
        item.suppliers.columns = ingest::supplier_columns(item.own, mapping);
        item.suppliers.shape_radius_km = ingest::shape_radii(item.own);
        item.suppliers.spend_unit = ingest::spend_unit(item.own.names(), mapping);
    }

    void rank(Item& item, std::size_t i) const
    {
        const auto row = item.suppliers.first_row + static_cast<std::int64_t>(i);
        publish::Rank rank{m_input.ranks.of(row), std::nullopt};
        const auto& shares = m_input.top_shares;
        const auto found =
            std::lower_bound(shares.begin(), shares.end(), row,
                             [](const auto& entry, std::int64_t key) { return entry.first < key; });
        if (found != shares.end() && found->first == row) {
            rank.p_top10 = found->second;
        } else if (rank.priority) {
            rank.p_top10 = 0.0F;
        }
        if (rank.priority && *rank.priority <= m_receipts) {
            item.receipts.push_back(m_engine.assessor().receipt(
                item.suppliers, item.scored.resolved, item.scored.matches, i, item.stated));
            add_citations(m_engine.citer().cite(item.suppliers, i, item.scored.resolved.places[i],
                                                item.scored.resolved.activity(i)),
                          item.receipts.back());
            if (m_input.proximity != nullptr) {
                m_input.proximity->add_terms(item.scored.resolved.places[i], item.receipts.back());
            }
            name_cells(m_input.files[item.suppliers.file],
                       item.suppliers.first_file_row + static_cast<std::int64_t>(i),
                       item.receipts.back());
            if (*rank.priority <= kChanges) {
                add_why(item, i, item.receipts.back());
            }
        }
        m_input.first.groups.fill(row, item.scored.assessed[i], rank);
        if (m_input.since != nullptr) {
            rank.since = m_input.since->of(row, item.scored.assessed[i]);
        }
        item.ranks.push_back(rank);
    }

    /// Says what single change would move the band and, if asked for, where the spread comes from.
    void add_why(const Item& item, std::size_t i, assess::Receipt& receipt) const
    {
        const auto& assessor = m_engine.assessor();
        const auto question = assessor.question(item.suppliers, item.scored.resolved,
                                                item.scored.matches, i, item.stated);
        if (!question || !receipt.band) {
            return;
        }
        receipt.changes =
            assess::band_changes(assessor.model(), *question, *receipt.band, assessor.entities(),
                                 assessor.model().sampler().count());
        if (m_input.models != nullptr) {
            assess::add_uncertainty(
                assess::uncertainty_of(assess::site_shares(*m_input.models, *question)), receipt);
        }
    }

    void note_repeats(Item& item) const
    {
        const auto from = item.suppliers.first_row;
        for_rows(item, m_input.first.repeats, [&item](const Repeat& repeat, std::size_t i) {
            item.ranks[i].spend_again = repeat.spend_again;
        });
        for_rows(item, m_input.first.leaders,
                 [&item](std::int64_t, std::size_t i) { item.ranks[i].repeated = true; });
        for_rows(item, m_input.first.followers, [&](const auto& follower, std::size_t i) {
            item.ranks[i].repeat_of = follower.second;
            item.findings.push_back(
                {from + static_cast<std::int64_t>(i), &kDuplicateSupplier, "name",
                 std::string{item.suppliers.cell(Field::kName, i)},
                 fmt::format("same name and place as row {}, which has the supplier's place in the "
                             "order",
                             follower.second)});
        });
    }

    void add_ingest_findings(Item& item) const
    {
        const auto from = item.suppliers.first_row;
        const auto to = from + static_cast<std::int64_t>(item.suppliers.rows);
        // Each batch left its findings behind those of the batches before.
        const auto& findings = m_input.first.row_findings;
        const auto begin =
            std::lower_bound(findings.begin(), findings.end(), from,
                             [](const Finding& f, std::int64_t row) { return f.row < row; });
        const auto end =
            std::find_if(begin, findings.end(), [to](const Finding& f) { return f.row >= to; });
        item.findings.insert(item.findings.end(), begin, end);
    }

    const SecondPassInput& m_input;
    const Engine& m_engine;
    const publish::ResultWriter& m_writer;
    io::SpillReader m_spill;
    std::int64_t m_receipts;
};

/// A flag a row: it names a supplier again.
std::vector<bool> repeated_rows(const Item& item, const FirstPass& first)
{
    std::vector<bool> flags(item.suppliers.rows);
    for_rows(item, first.repeats, [&flags](const Repeat&, std::size_t i) { flags[i] = true; });
    return flags;
}

void count_errors(const Item& item, const std::vector<ingest::InputFile>& files,
                  FindingCounts& counts)
{
    std::int64_t last = 0;
    for (const auto& match : item.scored.matches) {  // by row
        counts.matched_rows += match.row == last ? 0 : 1;
        last = match.row;
    }
    const auto batch = item.results();
    const publish::RowFindings findings{batch};
    for (std::size_t i = 0; i < item.suppliers.rows; ++i) {
        counts.rows_to_fix.add(findings.of(i), publish::is_scored(item.scored.assessed[i]));
    }
    for (const auto* finding : findings.all()) {
        if (finding->kind->severity != Severity::kError) {
            continue;
        }
        if (counts.errors++ == 0) {
            const auto in_file =
                finding->row - item.suppliers.first_row + item.suppliers.first_file_row;
            counts.first_error = fmt::format(
                "row {}, {}: {}", finding->row,
                ingest::describe_row(files[item.suppliers.file], in_file), finding->message);
        }
    }
}

/// Keeps the suppliers of a reviewer's week, and counts what is new.
void count_places(const Item& item, const SecondPassInput& input, FindingCounts& counts)
{
    for (std::size_t i = 0; i < item.suppliers.rows; ++i) {
        const auto& rank = item.ranks[i];
        counts.since.fresh += rank.since == publish::Since::kNew ? 1 : 0;
        counts.since.changed += rank.since == publish::Since::kChanged ? 1 : 0;
        counts.since.same += rank.since == publish::Since::kSame ? 1 : 0;
        if (!rank.priority || *rank.priority > input.first_places) {
            continue;
        }
        const auto& place = item.scored.resolved.places[i];
        counts.first.push_back(
            {*rank.priority, rank.group.value_or(0),
             input.first.groups.members(item.suppliers.first_row + static_cast<std::int64_t>(i),
                                        item.scored.assessed[i]),
             rank.group_kind, rank.since, std::string{item.suppliers.cell(Field::kName, i)},
             std::string{place.region.empty() ? place.country.view() : place.region.view()},
             item.scored.assessed[i].site_probability});
    }
}

}  // namespace

ingest::Mapping mapping_to_results(const ingest::InputFile& file, const io::ColumnBatch& columns)
{
    ingest::Mapping mapping;
    for (auto source : file.mapping.fields) {
        for (auto& column : source.columns) {
            const auto found = columns.find(file.output_names[column]);
            if (!found) {
                throw Error{Errc::kInternal, fmt::format("column \"{}\" is not in the results",
                                                         file.output_names[column])};
            }
            column = *found;
        }
        mapping.fields.push_back(std::move(source));
    }
    return mapping;
}

FindingCounts run_second_pass(const SecondPassInput& input, const Engine& engine,
                              publish::ResultWriter& writer, ProgressSink& sink)
{
    std::size_t next = 0;
    const auto make = [&]() -> std::shared_ptr<Item> {
        stop_if_asked(sink);
        if (next >= input.first.marks.size()) {
            return nullptr;
        }
        auto item = std::make_shared<Item>();
        item->number = next++;
        return item;
    };
    const Worker work{input, engine, writer};
    FindingCounts counts;
    std::int64_t done = 0;
    run_ordered<Item>(input.threads, make, work, [&](Item& item) {
        writer.write(item.results(), item.table);
        if (input.hexagons != nullptr) {
            input.hexagons->add(item.scored.resolved.places, item.scored.assessed,
                                repeated_rows(item, input.first));
        }
        if (input.reach != nullptr) {
            input.reach->add(item.scored.resolved.places, item.near);
        }
        count_errors(item, input.files, counts);
        count_places(item, input, counts);
        done += static_cast<std::int64_t>(item.suppliers.rows);
        sink.progress("writing", done, input.first.rows);
    });
    std::sort(counts.first.begin(), counts.first.end(),
              [](const FirstPlace& a, const FirstPlace& b) { return a.rank < b.rank; });
    return counts;
}

}  // namespace sourcelight::pipeline
