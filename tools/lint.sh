#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# clang-tidy on every source file and every public header compiled alone.
set -eu
cd "$(dirname "$0")/.."
command -v clang-tidy-14 >/dev/null ||
    { echo "lint: please install clang-14 and clang-tidy-14" >&2; exit 1; }
cmake --preset tidy >/dev/null
cmake --build build/tidy -j "$1" --target all_verify_interface_header_sets -- --quiet
echo "headers: each compiles alone"
git ls-files 'src/*.cpp' | xargs -P "$1" -n 4 clang-tidy-14 -p build/tidy --quiet
echo "clang-tidy: sound"
