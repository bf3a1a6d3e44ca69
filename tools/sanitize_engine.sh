#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The engine's tests under the address and undefined-behaviour sanitizers. The whole program is
# sanitized by `make sanitize`, which takes longer.
set -eu
cd "$(dirname "$0")/.."
targets="test_core test_config test_geo test_model test_screen"
cmake --preset asan >/dev/null
# shellcheck disable=SC2086  # a list of words
cmake --build build/asan -j "$1" --target $targets -- --quiet
for target in $targets; do
    echo "sanitized $target"
    build/asan/bin/"$target" "~[slow]" >build/asan/"$target".log 2>&1 ||
        { cat build/asan/"$target".log; exit 1; }
done
