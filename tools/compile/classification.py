# SPDX-License-Identifier: Apache-2.0
"""Compiles the classifications and their concordances to ISIC Rev.4.

Run from the repository root: python3 tools/compile/classification.py REFERENCE_FOLDER
"""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import classification_hs
import classification_manifest as manifest
import classification_trees as trees
from common import read_csv, write_dataset


def naics_to_isic4(folder, isic):
    links = {}
    for row in read_csv(folder / "naics2017_to_isic4.csv"):
        if row["ISIC4_4d"] in isic:
            links.setdefault(row["NAICS2017_6d"], set()).add(row["ISIC4_4d"])
    return [{"naics": code, "isic4": target, "weight": weight}
            for code, targets in links.items()
            for target, weight in classification_hs.equal_weights(sorted(targets))]


def main(reference):
    folder = pathlib.Path(reference) / "goods" / "concordance"
    isic_rows = trees.isic4(folder)
    isic = {row["code"] for row in isic_rows if row["level"] == "class"}
    write_dataset(manifest.ISIC4, isic_rows)
    for edition in ("2017", "2022"):
        write_dataset(manifest.harmonized_system(edition), trees.harmonized_system(folder, edition))
    naics_rows = trees.naics(folder)
    write_dataset(manifest.NAICS, naics_rows)
    sic_rows, nace_rows = trees.sic_and_nace(folder, isic)
    write_dataset(manifest.SIC, sic_rows)
    write_dataset(manifest.NACE_TO_ISIC4, nace_rows)
    write_dataset(manifest.NAICS_TO_ISIC4, naics_to_isic4(folder, isic))
    write_dataset(manifest.HS_TO_ISIC4, classification_hs.rows(folder, isic))
    write_dataset(manifest.UNSPSC_TO_ISIC4, trees.unspsc(isic))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("usage: classification.py REFERENCE_FOLDER")
    main(sys.argv[1])
