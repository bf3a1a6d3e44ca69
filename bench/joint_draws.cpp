// SPDX-License-Identifier: Apache-2.0
// Processor time of scoring a list once, and of the joint draws of its totals after that; prints
// one JSON document; bench/run.py makes a claim of it.
//   bench_joint_draws DATASETS CONFIGS PREPARED LIST ROUNDS SCRATCH_FOLDER
#include "sourcelight/ingest/inputs.hpp"
#include "sourcelight/pipeline/first_pass.hpp"
#include "sourcelight/pipeline/preview.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <ctime>
#include <string>

using namespace sourcelight;

namespace {

/// Seconds of processor time of all threads: other work of the machine does not count.
double cpu_seconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

}  // namespace

int main(int argc, char** argv)
{
    constexpr int kArguments = 7;
    if (argc != kArguments) {
        return 2;
    }
    pipeline::AssessRequest request;
    request.files = {argv[4]};
    request.folders.datasets = argv[1];
    request.folders.configs = argv[2];
    request.folders.prepared = argv[3];
    const int rounds = std::stoi(argv[5]);
    const std::string scratch = argv[6];
    SilentSink sink;
    std::string runs;
    std::size_t cells = 0;
    std::int64_t rows = 0;
    double persons = 0.0;
    std::size_t places = 0;
    for (int round = 0; round < rounds; ++round) {
        const double start = cpu_seconds();
        ingest::Inputs inputs{pipeline::ingest_options(request)};
        const pipeline::Engine engine{request.folders, request.settings};
        pipeline::FirstPassOptions options;
        options.spill = {scratch + "/rows", scratch + "/resolved"};
        options.threads = pipeline::threads_of(request.settings);
        const auto first =
            pipeline::run_first_pass(inputs, engine, pipeline::EvidenceBook{}, options, sink);
        const double scored = cpu_seconds();
        const auto totals = engine.assessor().totals(first.exposures);
        const auto shares = engine.assessor().top_shares(first.exposures);
        const double drawn = cpu_seconds();
        cells = first.exposures.cells().size();
        rows = first.rows;
        persons = totals.expected_persons.estimate.median;
        places = shares.size();
        runs += fmt::format("{}[{:.4f}, {:.4f}]", round == 0 ? "" : ", ", drawn - scored,
                            scored - start);
    }
    fmt::print("{{\"rows\": {}, \"cells\": {}, \"places\": {}, \"draws\": {}, \"persons\": {:.1f}, "
               "\"runs\": [{}]}}\n",
               rows, cells, places, request.settings.draws, persons, runs);
    return 0;
}
