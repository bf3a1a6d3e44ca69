#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Installs what the build needs and is not there: Debian packages by name, and a virtual
# environment with pinned Python packages. Does nothing when all is in place.
set -eu
cd "$(dirname "$0")/.."

missing=""
while read -r package; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "ok installed" ||
        missing="$missing $package"
done <tools/apt-packages.txt
if [ -n "$missing" ]; then
    if [ "$(id -u)" -eq 0 ]; then
        as_root=""
    elif command -v sudo >/dev/null; then
        as_root="sudo"
    else
        echo "setup: please install as root: apt-get install$missing" >&2
        exit 1
    fi
    echo "setup: installing Debian packages:$missing"
    $as_root apt-get update -qq
    # shellcheck disable=SC2086  # the list is words on purpose
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends \
        $missing >build-setup.log 2>&1 || { tail -5 build-setup.log >&2; exit 1; }
    rm -f build-setup.log
fi

wanted=$(cksum tools/requirements.txt)
if [ "$(cat .venv/sourcelight-requirements 2>/dev/null)" != "$wanted" ]; then
    echo "setup: making the virtual environment .venv"
    # Debian's own interpreter: the packages are pinned for it.
    [ -x .venv/bin/python ] || "${PYTHON:-python3}" -m venv .venv
    .venv/bin/python -m pip install -q --disable-pip-version-check -r tools/requirements.txt
    echo "$wanted" >.venv/sourcelight-requirements
fi
