# SPDX-License-Identifier: Apache-2.0
"""Refreshes hash and row count of the hand-made geographic tables."""
import common
from geo_sources import OWN, column, write

COUNTRY = column("iso2", "text", "country", required=True)
REASON = column("reason", "text", "what kind of fact it is", required=True)


def rows_of(name):
    return common.read_csv(common.DATASETS / "sourcelight" / name / "data.csv")


def refresh():
    write(OWN, {
        "id": "sourcelight/region_abbreviations",
        "title": "Short and older spellings of regions as written in addresses",
        "how": "Postal and customary abbreviations, older romanisations and local short names, by hand.",
        "rows": {"min": 250, "max": 1500},
        "key": ["iso2", "text"],
        "columns": [COUNTRY, column("text", "text", "spelling in addresses", required=True),
                    column("region", "text", "top-level ISO 3166-2 code", required=True), REASON],
    }, rows_of("region_abbreviations"))
    write(OWN, {
        "id": "sourcelight/postcode_regions",
        "title": "Regions told by the first characters of postcodes",
        "how": "Set by hand from general knowledge of the public numbering plans, no one document was read; each "
               "code exists in ISO 3166-2. The longest prefix counts, and only as one voice among others.",
        "known_gaps": ["some prefixes cross a border: the region of most of the area is given",
                       "countries whose postcodes follow no region are left out"],
        "rows": {"min": 1500, "max": 4000},
        "key": ["iso2", "prefix"],
        "columns": [COUNTRY, column("prefix", "text", "first characters, without blanks", required=True),
                    column("region", "text", "top-level ISO 3166-2 code", required=True), REASON],
    }, rows_of("postcode_regions"))
    write(OWN, {
        "id": "sourcelight/geocoder_centres",
        "title": "Points that web geocoders return for a whole country",
        "how": "Each point was seen at several suppliers of a published list whose addresses lie elsewhere; a "
               "supplier at exactly such a point was not located.",
        "known_gaps": ["only points that a list at hand confirmed"],
        "rows": {"min": 3, "max": 300},
        "key": ["iso2", "lat"],
        "columns": [COUNTRY,
                    column("lat", "float64", "latitude", unit="degree", min=-90, max=90, required=True),
                    column("lon", "float64", "longitude", unit="degree", min=-180, max=180, required=True),
                    REASON],
    }, rows_of("geocoder_centres"))
