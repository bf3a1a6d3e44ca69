#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The quick gates: layering, source rules, format. Prints one line each.
set -eu
cd "$(dirname "$0")/.."
python3 tools/check_layers.py
python3 tools/check_sources.py
git ls-files 'src/*.cpp' 'src/*.hpp' 'tests/*.cpp' 'tests/*.hpp' 'bench/*.cpp' |
    xargs clang-format-14 --dry-run --Werror
echo "format: sound"
