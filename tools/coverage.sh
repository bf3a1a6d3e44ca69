#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Line coverage of the library by every test, as a table a file.
set -eu
cd "$(dirname "$0")/.."
.venv/bin/python -m pip install -q --disable-pip-version-check gcovr==8.8
cmake --preset coverage >/dev/null
cmake --build build/coverage -j "$1" -- --quiet
PATH="$PWD/.venv/bin:$PATH" ctest --test-dir build/coverage --output-on-failure --no-tests=error
.venv/bin/gcovr --root . --filter 'src/sourcelight/' --object-directory build/coverage --txt
