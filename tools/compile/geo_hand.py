# SPDX-License-Identifier: Apache-2.0
"""Refreshes hash and row count of the hand-made geographic tables."""
import common
from geo_sources import OWN, column, write

COUNTRY = column("iso2", "text", "country", required=True)
REASON = column("reason", "text", "what kind of fact it is", required=True)


def point(of=""):
    return [column("lat", "float64", f"latitude {of}".strip(), unit="degree", min=-90, max=90, required=True),
            column("lon", "float64", f"longitude {of}".strip(), unit="degree", min=-180, max=180, required=True)]


def square(place, largest_km, reason):
    """The columns of a square around a place that counts to a country or region."""
    return [column("name", "text", place, required=True),
            *point("of the centre"),
            column("half_side_km", "float64", "from the centre to a side", unit="km", min=0.1, max=largest_km,
                   required=True),
            column("reason", "text", reason, required=True),
            column("source", "text", "where the coordinates come from", required=True)]


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
        "how": "Set by hand after the public numbering plans, then held against lists of postcodes (reviewed); each "
               "code exists in ISO 3166-2. The longest prefix counts, and only as one voice among others.",
        "known_gaps": ["some prefixes cross a border: the region of most of the postcodes is given",
                       "countries whose postcodes follow no region are left out",
                       "7 Brazilian prefixes (21, 22, 41, 51, 52, 81, 82) have no postcode in the lists; the "
                       "prefixes beside them agree",
                       "IN 194 is Ladakh, which the list still counts to Jammu and Kashmir"],
        "reviewed": {"method": "tools/compile/check_postcodes.py: of 2,224 rows 2,216 have the region that most "
                               "postcodes under their prefix have, 7 have no postcode there, 1 differs (see "
                               "known_gaps). Lists: GeoNames postcodes (CC BY 4.0, in zauberware/"
                               "postal-codes-json-xml-csv a6e8df1) placed in natural_earth/admin1, 15 "
                               "countries; Japan Post's list of June 2018 (in kcg-edu-future-lab/"
                               "Postal-Codes-JP 1aca0cc); postcodes by state of PyPI "
                               "countrystatecity-postal-codes 2.0.1, which has all but KR, PK and serves where "
                               "GeoNames is missing. 17 rows were set right by them (TH 11 to 18, FR 67 and "
                               "68, ID 42, US 055, DE 57, 63 and 66, IN 605, TW 60), 41 without any postcode "
                               "dropped.",
                     "date": "2026-11-22"},
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
        "columns": [COUNTRY, *point(), REASON],
    }, rows_of("geocoder_centres"))
    write(OWN, {
        "id": "sourcelight/zone_corrections",
        "title": "Towns beside a border that the country zones put on the other side",
        "how": "Border towns of GeoNames whose country the zones miss, by hand; undisputed ones with exact "
               "coordinates only. A square around the town counts to its country; it ends before the twin town "
               "across the border.",
        "known_gaps": ["a square is no border: between the square and the true border the zones still stand"],
        "attribution": "sourcelight; GeoNames (CC BY 4.0) for the coordinates",
        "rows": {"min": 10, "max": 300},
        "key": ["iso2", "name"],
        "columns": [COUNTRY, *square("town", 2, "why the town lies on this side")],
    }, rows_of("zone_corrections"))
    write(OWN, {
        "id": "sourcelight/region_corrections",
        "title": "Places whose first-level region the boundaries lack or miss",
        "how": "Islands, enclaves and towns whose region natural_earth/admin1 does not show, by hand after the law "
               "or ISO 3166-2. A square around the place counts to the region, within its own country only.",
        "known_gaps": ["a square is no border: beyond it the boundaries still stand",
                       "regions of the Kavango, the Ennedi, Somaliland, Northern Cyprus and the West Bank are "
                       "right around the towns named only"],
        "attribution": "sourcelight; GeoNames (CC BY 4.0) and airportsdata (MIT) for coordinates as stated",
        "rows": {"min": 40, "max": 500},
        "key": ["region", "name"],
        "columns": [COUNTRY, column("region", "text", "top-level ISO 3166-2 code", required=True),
                    *square("place", 80, "why it is this region")],
    }, rows_of("region_corrections"))
    write(OWN, {
        "id": "sourcelight/disputed_claims",
        "title": "Areas that states dispute, and enclaves whose borders the layers lack",
        "how": "By hand. The country used is that of ISO 3166 and the United Nations; beside it who holds the area, "
               "who claims it, and the country under which the view de_facto counts it. Outlines are sketches "
               "within two kilometres or so (ten around Bir Tawil, fifteen in Western Sahara) where the layers do not show the area.",
        "known_gaps": ["holders without an ISO code of their own change no country in either view",
                       "the front in Ukraine moves and is not drawn",
                       "claims at sea and islands without inhabitants are named only in part"],
        "rows": {"min": 40, "max": 200},
        "key": ["area"],
        "columns": [column("area", "text", "area", required=True),
                    column("kind", "text", "claim, unclaimed (a place there has no country), or enclaves: parts of "
                           "two countries that the layers do not tell apart", required=True),
                    column("country", "text", "country by ISO and the United Nations; empty = as the layers have it"),
                    column("region", "text", "ISO 3166-2 of the area; empty = the outline or the whole country"),
                    column("outline", "text", "sketch of a polygon: longitude and latitude, separated by ;"),
                    column("redraws", "bool", "whether the outline overrules the country zones", required=True),
                    column("de_facto_country", "text", "country in the view de_facto; empty = unchanged"),
                    column("de_facto_region", "text", "its region, if the area is one or lies in one"),
                    column("held_by", "text", "who holds it"),
                    column("claimed_by", "text", "whose it is by the claims"),
                    column("claimants", "text", "codes of further countries that suppliers there may name, "
                           "separated by blanks"),
                    column("source", "text", "treaty, resolution or law", required=True)],
    }, rows_of("disputed_claims"))
