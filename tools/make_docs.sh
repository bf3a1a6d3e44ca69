#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Generates docs/errors.md, settings.md, columns.md and parameters.md; with --check only compares.
#   make_docs.sh PROGRAM [--check]
set -eu
cd "$(dirname "$0")/.."
for page in errors settings columns parameters; do
    if [ "${2:-}" = "--check" ]; then
        "$1" "$page" | diff -u "docs/$page.md" - ||
            { echo "docs/$page.md is stale: run tools/make_docs.sh $1" >&2; exit 1; }
    else
        "$1" "$page" >"docs/$page.md"
    fi
done
