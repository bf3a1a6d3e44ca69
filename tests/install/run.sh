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
