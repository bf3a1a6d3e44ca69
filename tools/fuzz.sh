#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs each fuzz target: tools/fuzz.sh JOBS SECONDS. What it found worth keeping stays in
# build/fuzz/corpus, an input that crashes is left in build/fuzz.
set -eu
cd "$(dirname "$0")/.."
command -v clang++-14 >/dev/null || { echo "fuzz: please install clang-14" >&2; exit 1; }
cmake --preset fuzz >/dev/null
cmake --build build/fuzz -j "$1" --target fuzz_targets -- --quiet

mkdir -p build/fuzz/corpus/csv_records build/fuzz/corpus/mapping build/fuzz/corpus/values
cp tests/data/ingest/*.csv tests/data/cli/*.csv build/fuzz/corpus/csv_records
for target in csv_records mapping values; do
    echo "fuzz: $target, $2 s"
    seeds=tests/data/fuzz/$target
    [ -d "$seeds" ] || seeds=
    # shellcheck disable=SC2086  # no folder is no argument
    build/fuzz/bin/${target}_fuzz -max_total_time="$2" -max_len=2048 -timeout=10 \
        -verbosity=0 -print_final_stats=1 -artifact_prefix=build/fuzz/${target}- \
        build/fuzz/corpus/$target $seeds 2>build/fuzz/$target.log ||
        { cat build/fuzz/$target.log; exit 1; }
    grep number_of_executed_units build/fuzz/$target.log
done
