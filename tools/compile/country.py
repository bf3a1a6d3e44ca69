# SPDX-License-Identifier: Apache-2.0
"""Compiles the country-level datasets.

    python3 tools/compile/country.py REFERENCE_FOLDER [PART...]

REFERENCE_FOLDER holds the collected reference material. Parts: identity, lists, labour, indicators, regimes;
all of them when none is named. Running it again gives the same bytes.
"""
import importlib
import pathlib
import sys

from country_shared import Codes

PARTS = ["identity", "lists", "labour", "indicators", "regimes"]


def main():
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    reference = pathlib.Path(sys.argv[1])
    codes = Codes(reference)
    for part in sys.argv[2:] or PARTS:
        importlib.import_module(f"country_{part}").compile_all(reference, codes)


if __name__ == "__main__":
    main()
