#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every test of web/: types, format, that the committed template is what the sources build, and the
# report and the atlas in headless Chromium. A report, an atlas, a validation and a
# comparison given as arguments are tested beside the built-in samples.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root/web"
with_node="$root/web/with_node.sh"

wanted=$(cksum package-lock.json)
if [ "$(cat node_modules/.sourcelight-lock 2>/dev/null)" != "$wanted" ]; then
    "$with_node" npm ci --no-audit --no-fund --loglevel=error
    echo "$wanted" >node_modules/.sourcelight-lock
fi
"$with_node" npm run --silent check
"$with_node" npm run --silent format:check
"$with_node" npm run --silent build:check

if [ $# -gt 0 ]; then
    SOURCELIGHT_REPORT=$(cd "$root" && realpath "$1")
    export SOURCELIGHT_REPORT
fi
if [ $# -gt 1 ]; then
    SOURCELIGHT_ATLAS=$(cd "$root" && realpath "$2")
    export SOURCELIGHT_ATLAS
fi
if [ $# -gt 2 ]; then
    SOURCELIGHT_VALIDATION=$(cd "$root" && realpath "$3")
    export SOURCELIGHT_VALIDATION
fi
if [ $# -gt 3 ]; then
    SOURCELIGHT_COMPARISON=$(cd "$root" && realpath "$4")
    export SOURCELIGHT_COMPARISON
fi
"$with_node" node --test "$root"/tests/browser/*.test.mjs
