# SPDX-License-Identifier: Apache-2.0
"""Country zones and first-level regions, with the regions that Natural Earth has not renewed cut anew."""
import collections

import geopandas
import numpy
import shapely

import common
from geo_sources import CODER, GEONAMES, NATURAL_EARTH, column, write

GRID = 1e-5
# A code enters a cut unit only when this many places, and this share of the unit's places, carry it:
# one place on the wrong side of a border must not make a region of its own.
FEWEST_PLACES = 2
SMALLEST_SHARE = 0.03
WHOLE_UNIT_SHARE = 0.97
# A unit without code or place takes the code of the nearest place of its country up to here (degrees):
# merged municipalities qualify, ocean dependencies do not.
NEAREST_PLACE_DEGREES = 0.5
# Units whose code Natural Earth leaves empty although they are, or lie in, one region that has a code
# (iso2, name of the unit -> code). Top-level parents come from the other units and places.
CODE_OF_UNIT = {
    ("PH", "Lapu-Lapu"): "PH-CEB", ("PH", "Mandaue"): "PH-CEB", ("PH", "Bacolod"): "PH-NEC",
    ("PH", "Maguindanao"): "PH-MAG", ("IT", "Aosta"): "IT-23", ("AE", "Fujairah"): "AE-FU",
    ("TJ", "districts of Republican Subordination"): "TJ-RA", ("OM", "Al Batinah North"): "OM-BS",
    ("AZ", "Shusha"): "AZ-SUS", ("SY", "Western al-Samadania"): "SY-QU", ("IN", "Kashmir"): "IN-LA",
    ("MU", "Beau Bassin-Rose Hill"): "MU-PW", ("MU", "Curepipe"): "MU-PW",
    ("MU", "Quatre Bornes"): "MU-PW", ("MU", "Vacoas-Phoenix"): "MU-PW",
    ("MD", "Camenca"): "MD-SN", ("MD", "Grigoriopol"): "MD-SN", ("MK", "Skopje"): "MK-85",
    ("GB", "Poole"): "GB-BCP", ("GB", "Bournemouth"): "GB-BCP", ("GB", "Northamptonshire"): "GB-WNH",
    ("AU", "Macquarie Island"): "AU-TAS", ("AU", "Jervis Bay Territory"): "AU-ACT",
}
# Units that keep the code of their name whatever places lie in them: all but the first are towns and
# districts of Malta, Nauru and Seychelles so small that a neighbour's place falls inside. The first is
# named Debub in Natural Earth, and is the coast of Massawa and the Dahlak islands.
CODE_OF_KEY = {"ERI-1562": "ER-SK", "MLT-5923": "MT-46", "MLT-5938": "MT-12", "MLT-5960": "MT-59",
               "NRU-4974": "NR-12", "NRU-4980": "NR-10", "SYC-5203": "SC-06"}
TOP_OF_CODE = {"PH-CEB": "PH-07", "PH-NEC": "PH-06", "PH-MAG": "PH-14", "GB-BCP": "GB-ENG",
               "GB-WNH": "GB-ENG", "AZ-SUS": "AZ-SUS"}


def ring_on_grid(ring):
    """Coordinates as whole multiples of 1e-5 degrees, repeated points dropped; None if nothing is left."""
    points = numpy.round(numpy.round(shapely.get_coordinates(ring) / GRID) * GRID, 5)
    kept = numpy.ones(len(points), dtype=bool)
    kept[1:] = (points[1:] != points[:-1]).any(axis=1)
    points = points[kept]
    return points if len(points) >= 4 else None


def on_grid(geometry):
    """The polygons of a geometry on the grid, as one MultiPolygon; lines and points left by cutting go."""
    parts = []
    for part in shapely.get_parts(shapely.get_parts(geometry)):
        if part.geom_type != "Polygon" or part.is_empty:
            continue
        shell = ring_on_grid(part.exterior)
        if shell is not None:
            holes = [ring_on_grid(hole) for hole in part.interiors]
            parts.append(shapely.Polygon(shell, [hole for hole in holes if hole is not None]))
    return shapely.multipolygons(parts)


def compile_zones(reference):
    zones = geopandas.read_file(reference / "geo" / "adm0_maritime_coder.fgb")
    rows = [{"iso2": z.iso2, "geometry": shapely.to_wkb(on_grid(z.geometry), byte_order=1)}
            for z in zones.itertuples()]
    write(CODER, {
        "id": "country_coder/zones",
        "title": "Countries with their coastal sea, for finding the country of a point",
        "how": "One multipolygon a country; parts merged by ISO code, coordinates rounded to 1e-5 degrees.",
        "known_gaps": ["blocky edges at sea: not for drawing", "Golan and East Jerusalem are mixed IL/PS",
                       "the Belgian and Dutch enclaves at Baarle are missing"],
        "rows": {"min": 249, "max": 251},
        "key": ["iso2"],
        "columns": [column("iso2", "text", "ISO 3166-1 alpha-2, XK Kosovo", required=True),
                    column("geometry", "binary", "little-endian WKB MultiPolygon, WGS 84, longitude first",
                           required=True)],
    }, rows)


def codes_inside(units, places):
    """For each unit (by position) the positions of the gazetteer places of its country inside it."""
    tree = shapely.STRtree(places["point"])
    inside = collections.defaultdict(list)
    unit_at, place_at = tree.query(units.geometry.values, predicate="contains")
    for unit, place in zip(unit_at.tolist(), place_at.tolist()):
        if places["iso2"][place] == units.iso2.iloc[unit]:
            inside[unit].append(place)
    return inside


def leading_codes(positions, places, fewest=FEWEST_PLACES):
    counts = collections.Counter()
    for position in positions:
        if places["code"][position]:
            counts[places["code"][position]] += places["votes"][position]
    total = sum(counts.values())
    return {code: n for code, n in counts.items()
            if n >= fewest and n >= SMALLEST_SHARE * total}, total


def nearest_code(unit, places):
    """Code of the nearest gazetteer place of the same country, or none within reach."""
    tree, members = places["trees"].get(unit.iso2, (None, None))
    if tree is None:
        return ""
    inner = shapely.point_on_surface(unit.geometry)
    found = tree.query_nearest(inner, max_distance=NEAREST_PLACE_DEGREES)
    return places["code"][members[sorted(found.tolist())[0]]] if len(found) else ""


def country_trees(places):
    members = collections.defaultdict(list)
    for at, (iso2, code) in enumerate(zip(places["iso2"], places["code"])):
        if code:
            members[iso2].append(at)
    return {iso2: (shapely.STRtree([places["point"][m] for m in at]), at) for iso2, at in members.items()}


def cut_by_nearest(geometry, positions, places, codes):
    """Cuts a unit so that every point of it belongs to the code of its nearest gazetteer place."""
    kept = [p for p in positions if places["code"][p] in codes]
    points = shapely.multipoints([places["point"][p] for p in kept])
    cells = shapely.get_parts(shapely.voronoi_polygons(points, extend_to=geometry))
    tree = shapely.STRtree(cells)
    by_code = collections.defaultdict(list)
    for place in kept:
        for cell in tree.query(places["point"][place], predicate="within"):
            by_code[places["code"][place]].append(cells[cell])
    whole = shapely.make_valid(geometry)
    return {code: shapely.intersection(shapely.union_all(parts), whole)
            for code, parts in sorted(by_code.items())}


def unit_row(unit, code, parent, status, geometry, suffix=""):
    return {"adm1_code": unit.adm1_code + suffix, "iso2": unit.iso2, "iso_3166_2": code,
            "iso_l1": parent, "name": unit.name_en or unit.name, "status": status,
            "de_facto": unit.de_facto, "geometry": geometry}


def wants_cutting(unit, missing):
    return unit.adm1_code not in CODE_OF_KEY and (
        unit.adm1_status == "outdated" or not unit.iso_3166_2 or unit.position in missing)


def renewed(unit, positions, places, parents):
    """Rows of one unit whose code is outdated or absent: renamed whole, or cut by nearest place."""
    name = unit.name_en or unit.name
    named = CODE_OF_UNIT.get((unit.iso2, name)) or CODE_OF_UNIT.get((unit.iso2, unit.name))
    if named:
        return [unit_row(unit, named, TOP_OF_CODE.get(named) or parents.get(named, named), "repaired",
                         unit.geometry)]
    sure = bool(unit.iso_3166_2) and unit.iso_match != "approx"
    codes, total = leading_codes(positions, places, FEWEST_PLACES if sure else 1)
    if sure:
        # Beside its own, a unit with a sound code may only hold regions that have no unit at all.
        codes = {code: n for code, n in codes.items()
                 if code == unit.iso_3166_2 or code not in places["present"] or code in places["moved"]}
        codes.setdefault(unit.iso_3166_2, 0)
        total = sum(codes.values())
        if len(codes) > 1 and codes[unit.iso_3166_2] == 0:
            del codes[unit.iso_3166_2]
    if not codes and not unit.iso_l1:
        code = nearest_code(unit, places)
        if code:
            return [unit_row(unit, code, parents[code], "repaired", unit.geometry)]
    if not codes:
        return [unit_row(unit, unit.iso_3166_2, unit.iso_l1, unit.adm1_status, unit.geometry)]
    best = max(sorted(codes), key=codes.get)
    if len(codes) == 1 or codes[best] > WHOLE_UNIT_SHARE * total:
        status = "current" if best == unit.iso_3166_2 else "repaired"
        return [unit_row(unit, best, parents[best], status, unit.geometry)]
    pieces = cut_by_nearest(unit.geometry, positions, places, codes)
    return [unit_row(unit, code, parents[code], "repaired", piece, ":" + code)
            for code, piece in pieces.items()]


def absent(places, present):
    return {code for code in places["code"] if code and code not in present}


def missing_codes(units, inside, places):
    """Units that hold places of a code which no unit of the layer carries, or carries elsewhere."""
    wanting = places["moved"] | absent(places, set(units.iso_3166_2))
    return {unit for unit, positions in inside.items()
            if set(leading_codes(positions, places)[0]) & wanting}


def compile_regions(reference, places):
    """Writes natural_earth/admin1; returns its rows for the tables that build on them."""
    units = geopandas.read_file(reference / "geo" / "adm1_10m.fgb").fillna(
        {"iso_3166_2": "", "iso_l1": "", "adm1_status": "", "name_en": "", "name": "", "iso2": "",
         "de_facto": ""})
    parents = {}
    for place_code, parent in zip(places["code"], places["parent"]):
        if place_code:
            parents[place_code] = parent
    for code, parent in zip(units.iso_3166_2, units.iso_l1):
        if code:
            parents[code] = parent
    places = {**places, "trees": country_trees(places),
              "present": set(units.iso_3166_2[units.iso_match != "approx"])}
    inside = codes_inside(units, places)
    missing = missing_codes(units, inside, places)
    units["position"] = range(len(units))
    rows = []
    for unit in units.itertuples():
        if unit.iso2 and wants_cutting(unit, missing):
            rows += renewed(unit, inside.get(unit.position, []), places, parents)
        elif CODE_OF_KEY.get(unit.adm1_code, unit.iso_3166_2) != unit.iso_3166_2:
            code = CODE_OF_KEY[unit.adm1_code]
            rows.append(unit_row(unit, code, parents[code], "repaired", unit.geometry))
        else:
            rows.append(unit_row(unit, unit.iso_3166_2, unit.iso_l1, unit.adm1_status, unit.geometry))
    names = {r["code"]: r["name"] for r in common.read_csv(reference / "geo" / "iso3166_2.csv")}
    for row in rows:
        if row["status"] == "repaired":
            row["name"] = names.get(row["iso_3166_2"], row["name"])
        row["geometry"] = shapely.to_wkb(on_grid(row["geometry"]), byte_order=1)
    write(NATURAL_EARTH, {
        "id": "natural_earth/admin1",
        "title": "First-level regions with their current ISO 3166-2 codes",
        "licence": GEONAMES["licence"], "licence_url": GEONAMES["licence_url"],
        "attribution": "Made with Natural Earth (public domain); cut after places of GeoNames (CC BY 4.0)",
        "how": "Natural Earth units with corrected codes, coordinates rounded to 1e-5 degrees. Units whose "
               "division is outdated are cut so that each point has the code of its nearest GeoNames place "
               "(status repaired).",
        "known_gaps": ["units of FR, IT, ES, GB, IE, PH, BE, UG, AZ, MG, BA lie below ISO's top level: "
                       "iso_l1 rolls them up", "PS has no governorates, MM no Naypyitaw",
                       "repaired borders are those of nearest places, not surveyed lines"],
        "rows": {"min": 4500, "max": 5200},
        "key": ["adm1_code"],
        "columns": [
            column("adm1_code", "text", "Natural Earth key; :CODE appended where a unit was cut", required=True),
            column("iso2", "text", "country, ISO 3166-1 alpha-2; empty where nobody's"),
            column("iso_3166_2", "text", "current ISO 3166-2 code; empty where ISO has none"),
            column("iso_l1", "text", "its top-level parent (itself where it is top level)"),
            column("name", "text", "name, English where known"),
            column("status", "text", "current, repaired, outdated, no-iso-code"),
            column("de_facto", "text", "who holds it where that differs from iso2"),
            column("geometry", "binary", "little-endian WKB MultiPolygon, WGS 84, longitude first", required=True),
        ],
        "assertions": [
            {"where": {"adm1_code": "IRN-3216"}, "column": "iso_3166_2", "equals": "IR-23",
             "reason": "Tehran's ISO code, which means another province in Natural Earth"},
            {"where": {"adm1_code": "ERI-1562"}, "column": "iso_3166_2", "equals": "ER-SK",
             "reason": "the coast of Massawa, which Natural Earth names Debub"},
            {"where": {"adm1_code": "MLT-5923"}, "column": "iso_3166_2", "equals": "MT-46",
             "reason": "Rabat, in which the point of Mtarfa falls"},
        ],
    }, rows)
    return rows
