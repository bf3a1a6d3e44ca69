# SPDX-License-Identifier: Apache-2.0
"""Refreshes hash and row count of the hand-made table of region abbreviations."""
import common
from geo_sources import OWN, column, write


def refresh():
    path = common.DATASETS / "sourcelight" / "region_abbreviations" / "data.csv"
    write(OWN, {
        "id": "sourcelight/region_abbreviations",
        "title": "Short and older spellings of regions as written in addresses",
        "how": "Postal and customary abbreviations, older romanisations and local short names, by hand.",
        "rows": {"min": 250, "max": 1500},
        "key": ["iso2", "text"],
        "columns": [column("iso2", "text", "country", required=True),
                    column("text", "text", "spelling in addresses", required=True),
                    column("region", "text", "top-level ISO 3166-2 code", required=True),
                    column("reason", "text", "what kind of spelling it is", required=True)],
    }, common.read_csv(path))
