#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Installs the build into a scratch folder, then builds and runs the consumer against it.
#   run.sh BUILD_FOLDER PYTHON
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cmake --install "$build" --prefix "$scratch/prefix" >"$scratch/log" 2>&1 ||
    { tail -20 "$scratch/log"; exit 1; }
cmake -S "$here" -B "$scratch/consumer" -G Ninja -DCMAKE_PREFIX_PATH="$scratch/prefix" \
    -DSOURCELIGHT_PYTHON="$2" >"$scratch/log" 2>&1 || { tail -20 "$scratch/log"; exit 1; }
cmake --build "$scratch/consumer" >"$scratch/log" 2>&1 || { tail -30 "$scratch/log"; exit 1; }
"$scratch/consumer/consumer" "$scratch/prefix/share/sourcelight/datasets"
"$scratch/prefix/bin/sourcelight" data list | tail -1
# The structures come along and serve: the tables they were built from are not read.
share="$scratch/prefix/share/sourcelight"
[ "$(find "$share/prepared" -name '*.cache' | wc -l)" -eq 2 ]
rm "$share/datasets/geonames/places/data.parquet" "$share/datasets/natural_earth/admin1/data.parquet"
"$scratch/prefix/bin/sourcelight" assess "$here/../../configs/examples/suppliers.csv" --quiet \
    --draws 16 --formats csv --out "$scratch/result" >/dev/null
