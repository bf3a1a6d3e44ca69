# SPDX-License-Identifier: Apache-2.0
"""Compiles the goods, listings and enforcement datasets.

Usage: python3 tools/compile/goods.py REFERENCE_FOLDER
"""
import pathlib
import sys

import goods_enforcement
import goods_guidance
import goods_listings
import goods_names
import goods_regions
import goods_trade
import goods_tree


def main(arguments):
    if len(arguments) != 1:
        raise SystemExit(__doc__)
    reference = pathlib.Path(arguments[0])
    slugs = goods_tree.compile_all(reference)
    goods_listings.compile_all(reference)
    goods_enforcement.compile_all(reference, slugs)
    goods_names.compile_all(reference)
    goods_trade.compile_all(reference)
    goods_regions.compile_all(reference)
    goods_guidance.compile_all()


if __name__ == "__main__":
    main(sys.argv[1:])
