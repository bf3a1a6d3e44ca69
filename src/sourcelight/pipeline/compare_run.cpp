// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/compare_run.hpp"

#include "sourcelight/io/output_folder.hpp"
#include "sourcelight/io/writers.hpp"
#include "sourcelight/pipeline/cited_data.hpp"
#include "sourcelight/pipeline/compare_sums.hpp"
#include "sourcelight/pipeline/compared_rows.hpp"
#include "sourcelight/pipeline/ordered.hpp"
#include "sourcelight/pipeline/pairing.hpp"
#include "sourcelight/pipeline/result_folder.hpp"
#include "sourcelight/pipeline/run_differences.hpp"
#include "sourcelight/pipeline/tell_apart.hpp"
#include "sourcelight/publish/comparison_page.hpp"
#include "sourcelight/publish/comparison_table.hpp"
#include "sourcelight/publish/json_values.hpp"

#include <algorithm>
#include <future>
#include <memory>
#include <utility>
#include <vector>

namespace sourcelight::pipeline {
namespace {

/// Lines written at once.
constexpr std::size_t kBatchLines = 65536;

/// The rows of a folder and what each is recognised by.
std::vector<PairKeys> read(ResultFolder& folder)
{
    folder.read_evidence();
    folder.read_rows();
    return pair_keys(folder);
}

struct Item {
    std::size_t first = 0;
    std::vector<publish::ComparedSupplier> lines;
    io::ColumnBatch table;
};

void write_lines(const io::OutputFolder& folder, const ComparedFolders& compared,
                 const RowSplits& splits, unsigned threads, CompareSums& sums, ProgressSink& sink)
{
    const auto layout = publish::comparison_table({});
    io::ParquetOptions small;
    small.small = true;
    const auto parquet = io::make_parquet_writer(folder.file("compare.parquet"), layout, small);
    const auto csv = io::make_csv_writer(folder.file("compare.csv"), layout);
    const auto count = compared_count(compared);
    std::size_t next = 0;
    const auto make = [&]() -> std::shared_ptr<Item> {
        stop_if_asked(sink);
        if (next >= count) {
            return nullptr;
        }
        auto item = std::make_shared<Item>();
        item->first = next;
        next += std::min(kBatchLines, count - next);
        item->lines.resize(next - item->first);
        return item;
    };
    const auto work = [&](Item& item) {
        for (std::size_t i = 0; i < item.lines.size(); ++i) {
            item.lines[i] = compared_supplier(compared, item.first + i, splits);
        }
        item.table = publish::comparison_table(item.lines);
    };
    run_ordered<Item>(threads, make, work, [&](Item& item) {
        parquet->write(item.table);
        csv->write(item.table);
        for (std::size_t i = 0; i < item.lines.size(); ++i) {
            sums.add(item.lines[i], item.first + i);
        }
        sink.progress("comparing", static_cast<std::int64_t>(item.first + item.lines.size()),
                      static_cast<std::int64_t>(count));
    });
    parquet->finish();
    csv->finish();
}

void write_record(const io::OutputFolder& folder, const publish::Comparison& comparison)
{
    using Json = nlohmann::ordered_json;
    const auto run = [](const publish::RunHead& head) {
        return Json{{"as_of", to_string(head.as_of)}, {"run_record_sha256", head.record_sha256}};
    };
    Json outputs = Json::array();
    for (const auto& [file, sha256] : folder.digests()) {
        outputs.push_back({{"file", file}, {"sha256", sha256}});
    }
    folder.write("run.json", publish::json_text({{"format", 1},
                                                 {"sourcelight", SOURCELIGHT_VERSION},
                                                 {"command", "compare"},
                                                 {"before", run(comparison.before)},
                                                 {"after", run(comparison.after)},
                                                 {"outputs", std::move(outputs)}}));
}

}  // namespace

publish::Comparison run_compare(const CompareRequest& request, ProgressSink& sink)
{
    io::OutputFolder folder{request.out, request.force};
    ResultFolder before{request.before};
    ResultFolder after{request.after};
    auto earlier = std::async(std::launch::async, [&before] { return read(before); });
    const auto after_keys = read(after);
    const auto pairing = pair_rows(earlier.get(), after_keys);
    stop_if_asked(sink);

    publish::Comparison comparison;
    comparison.before = before.head();
    comparison.after = after.head();
    comparison.differences = run_differences(before.record(), after.record());
    if (pairing.ids_replaced) {
        comparison.notes.emplace_back("Both lists have IDs of their own, but not one in common; "
                                      "suppliers were paired by their names instead.");
    }
    const ComparedFolders compared{before, after, pairing, causes_of(comparison.differences)};
    const auto apart = tell_apart(compared, request.folders, request.threads, sink);
    const auto& splits = apart.splits;
    comparison.notes.insert(comparison.notes.end(), apart.notes.begin(), apart.notes.end());
    CompareSums sums{publish::kComparedOnPage};
    write_lines(folder, compared, splits, request.threads, sums, sink);
    sums.finish(comparison);

    std::vector<publish::ComparedSupplier> movers;
    for (const auto index : sums.movers()) {
        movers.push_back(compared_supplier(compared, index, splits));
    }
    add_cited_data(compared, comparison.differences, request.folders, movers, sink);
    folder.write("compare.json", publish::comparison_text(comparison));
    folder.write("compare.html", publish::comparison_page(comparison, movers, sums.moved()));
    write_record(folder, comparison);
    stop_if_asked(sink);
    folder.commit();
    return comparison;
}

}  // namespace sourcelight::pipeline
