// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/first_pass.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/ingest/own_id.hpp"
#include "sourcelight/io/writers.hpp"
#include "sourcelight/pipeline/ordered.hpp"

#include <algorithm>
#include <utility>

namespace sourcelight::pipeline {
namespace {

struct Item {
    ingest::IngestedBatch batch;
    Scored scored;
    assess::StatedByRow stated;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> identities;  ///< of supplier and spend
    std::string resolved;
    std::vector<PairKeys> keys;  ///< of the rows, if they are asked for
};

class Collector {
public:
    Collector(const Engine& engine, const EvidenceBook& evidence, io::TableWriter& spill,
              const std::string& resolved)
        : m_evidence{evidence}, m_spill{spill}, m_rollups{engine.reference()}
    {
        m_result.evidence.resize(evidence.entries().size());
        m_result.resolved = std::make_unique<io::BlobFile>(resolved);
    }

    void take(Item& item)
    {
        const auto& suppliers = item.batch.suppliers;
        m_spill.write(item.batch.columns);
        m_result.resolved->append(item.resolved);
        m_result.marks.push_back(
            {suppliers.first_row, suppliers.rows, suppliers.file, suppliers.first_file_row});
        m_result.rows += static_cast<std::int64_t>(suppliers.rows);
        for (auto& finding : item.batch.findings) {
            m_result.row_findings.push_back(std::move(finding));
        }
        count_evidence(item);
        const auto counted = count(item);
        for (const auto& supplier : item.scored.assessed) {
            m_result.keys.push_back(supplier.priority_key);
        }
        m_result.exposures.add(item.scored.assessed, suppliers.first_row, counted);
        m_rollups.add(suppliers, item.scored.resolved, item.scored.assessed, counted);
        m_groups.add(suppliers, item.scored.resolved.places, item.scored.assessed, counted);
        m_result.pair_keys.insert(m_result.pair_keys.end(), item.keys.begin(), item.keys.end());
    }

    [[nodiscard]] FirstPass finish(const assess::Assessor& assessor) &&
    {
        m_result.followers = leave_one_place(m_result.repeats, m_result.keys);
        auto& leaders = m_result.leaders;
        for (const auto& follower : m_result.followers) {
            leaders.push_back(follower.second);
        }
        std::sort(leaders.begin(), leaders.end());
        leaders.erase(std::unique(leaders.begin(), leaders.end()), leaders.end());
        m_result.exposures.keep_candidates([this](std::int64_t row) {
            return m_result.keys[static_cast<std::size_t>(row - 1)] != 0;
        });
        m_result.rollups = m_rollups.finish(assessor);
        m_result.groups = std::move(m_groups).finish(m_result.keys);
        return std::move(m_result);
    }

    [[nodiscard]] std::int64_t rows() const noexcept { return m_result.rows; }

private:
    void count_evidence(const Item& item)
    {
        for (std::size_t i = 0; i < item.stated.size(); ++i) {
            const auto supplier = item.identities[i].first;
            for (const auto* stated : item.stated[i]) {
                auto& use = m_result.evidence[m_evidence.index(*stated)];
                ++use.rows;
                use.several = use.several || (use.supplier != 0 && supplier != use.supplier);
                use.supplier = use.supplier == 0 ? supplier : use.supplier;
            }
        }
    }

    /// What each row adds to the sums; remembers those that name a scored supplier again.
    [[nodiscard]] std::vector<assess::Counted> count(const Item& item)
    {
        std::vector<assess::Counted> counted(item.identities.size(), assess::Counted::kSupplier);
        for (std::size_t i = 0; i < counted.size(); ++i) {
            const auto row = item.batch.suppliers.first_row + static_cast<std::int64_t>(i);
            const auto [identity, spend] = item.identities[i];
            // A row that is not scored stands for nobody: the supplier may be scored further down.
            const auto first = item.scored.assessed[i].priority_key != 0
                                   ? m_first_rows.first_row(identity, row)
                                   : m_first_rows.known_row(identity, row);
            const bool spend_again = m_first_spends.first_row(spend, row) != row;
            if (first != row) {
                m_result.repeats.push_back({row, first, spend_again});
                counted[i] = spend_again ? assess::Counted::kRow : assess::Counted::kSpend;
            }
        }
        return counted;
    }

    const EvidenceBook& m_evidence;
    io::TableWriter& m_spill;
    aggregate::RollupBuilder m_rollups;
    TriageBuilder m_groups;
    FirstRows m_first_rows;
    FirstRows m_first_spends;
    FirstPass m_result;
};

}  // namespace

FirstPass run_first_pass(ingest::Inputs& inputs, const Engine& engine, const EvidenceBook& evidence,
                         const FirstPassOptions& options, ProgressSink& sink)
{
    const auto& spill = options.spill;
    const auto writer = io::make_spill_writer(spill.columns, inputs.layout());
    Collector collector{engine, evidence, *writer, spill.resolved};
    const auto id_columns = ingest::own_id_columns(inputs.layout().names());
    const auto make = [&]() -> std::shared_ptr<Item> {
        stop_if_asked(sink);
        auto batch = inputs.next();
        return batch ? std::make_shared<Item>(Item{std::move(*batch), {}, {}, {}, {}, {}})
                     : nullptr;
    };
    const auto work = [&](Item& item) {
        auto resolved = engine.resolve(item.batch.suppliers);
        item.resolved = to_bytes(resolved);
        item.stated = evidence.of(item.batch.suppliers, item.batch.columns, id_columns);
        item.scored = engine.assess(item.batch.suppliers, std::move(resolved), item.stated);
        item.identities.reserve(item.batch.suppliers.rows);
        for (std::size_t i = 0; i < item.batch.suppliers.rows; ++i) {
            const auto supplier =
                supplier_identity(item.batch.suppliers, i, item.scored.resolved.places[i]);
            item.identities.emplace_back(supplier,
                                         spend_identity(item.batch.suppliers, i, supplier));
        }
        if (options.with_keys) {
            const auto ids = own_ids(item.batch.columns);
            for (std::size_t i = 0; i < item.batch.suppliers.rows; ++i) {
                item.keys.push_back(pair_keys(item.batch.suppliers, ids, i));
            }
        }
    };
    run_ordered<Item>(options.threads, make, work, [&](Item& item) {
        collector.take(item);
        sink.progress("scoring", collector.rows(), 0);
    });
    writer->finish();
    sink.progress("scoring", collector.rows(), collector.rows());
    return std::move(collector).finish(engine.assessor());
}

}  // namespace sourcelight::pipeline
