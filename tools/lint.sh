#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every public header compiled alone, then clang-tidy on every source file. A file that passed is
# read again only after it or one of its headers changed, or after the checks changed.
set -eu
cd "$(dirname "$0")/.."
command -v clang-tidy-14 >/dev/null && command -v clang++-14 >/dev/null ||
    { echo "lint: please install clang-14 and clang-tidy-14" >&2; exit 1; }

cmake --preset tidy -DCMAKE_CXX_CLANG_TIDY= >/dev/null
cmake --build build/tidy -j "$1" --target all_verify_interface_header_sets -- --quiet
echo "headers: each compiles alone"

if ! cmp -s .clang-tidy build/tidy/checks; then
    find build/tidy/src -name '*.cpp.o' -delete
    cp .clang-tidy build/tidy/checks
fi
cmake --preset tidy >/dev/null
rm -f build/tidy/passed
{ cmake --build build/tidy -j "$1" -- -k 0 && touch build/tidy/passed; } 2>&1 |
    sed '/ warnings generated/d'
[ -e build/tidy/passed ]
echo "clang-tidy: sound"
