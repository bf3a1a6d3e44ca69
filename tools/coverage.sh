#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Line coverage by the unit tests and by the command line's, which run the same instrumented
# program: a line a library, and the uncovered lines of each file in build/coverage/uncovered.txt.
# A line that holds only a brace does not count: all its code runs when an exception passes.
set -eu
cd "$(dirname "$0")/.."
.venv/bin/python -m pip install -q --disable-pip-version-check gcovr==8.8
cmake --preset coverage >/dev/null
cmake --build build/coverage -j "$1" -- --quiet
find build/coverage -name '*.gcda' -delete
PATH="$PWD/.venv/bin:$PATH" ctest --test-dir build/coverage -LE slow --output-on-failure --no-tests=error
.venv/bin/gcovr --root . --filter 'src/' --object-directory build/coverage -j "$1" \
    --merge-lines --exclude-noncode-lines \
    --json-summary build/coverage/summary.json --txt build/coverage/uncovered.txt build/coverage
.venv/bin/python tools/coverage_table.py build/coverage/summary.json
