# SPDX-License-Identifier: Apache-2.0
"""The gazetteer, its alternate names, and the population share of each region."""
import collections
import statistics
import unicodedata

import numpy
import shapely

import common
from geo_sources import GEONAMES, column, write

# Parts of towns and places that are gone would count people twice or not at all.
NOT_COUNTED = {"PPLX", "PPLH", "PPLQ", "PPLW", "PPLCH"}
REGION_OF_PLACE = {"1707267": ("PH-CEB", "PH-07")}
FLOOR_PERSONS = 1000.0
TITLES = {"province", "county", "region", "district", "division", "governorate", "municipality", "parish",
          "department", "oblast", "state", "city", "prefecture", "of", "the"}
# Numbered or homonymous levels, where a like name is another unit.
NAMES_MISLEAD = {"BF", "CZ", "IE", "IT", "KN", "LT", "PH", "VN"}
# Exchanged in Natural Earth: Moscow and its oblast, Paktia and Paktika, regions of Eritrea; Vientiane's
# prefecture carries the province's code; the town of Ta' Xbiex stands under MT.58, Tarxien under MT.59. Its
# lines in the Mekong delta put Can Tho into Hau Giang and Sa Dec into Can Tho; Sejong, Al Shahaniya and
# El Meghaier have no unit.
MOVED_BY_HAND = {"RU.48": "RU-MOW", "RU.47": "RU-MOS", "AF.36": "AF-PIA", "AF.29": "AF-PKA",
                 "EC.19": "EC-T", "EC.23": "EC-N", "ER.01": "ER-AN", "ER.02": "ER-DU", "ER.05": "ER-MA",
                 "ER.06": "ER-SK", "LA.24": "LA-VT", "SM.07": "SM-07", "RU.63": "RU-SA",
                 "MT.51": "MT-53", "MT.58": "MT-58", "MT.59": "MT-59", "VN.09": "VN-45",
                 "VN.87": "VN-CT", "VN.93": "VN-73", "KR.22": "KR-50", "QA.14": "QA-SH",
                 "DZ.MG": "DZ-57"}
# Beside a border the polygons are kilometres off: a place whose own table puts it into a region this near
# (degrees) lies there, if the polygons bear out nearly all places of that GeoNames unit.
BESIDE_BORDER = 0.03
NEARLY_ALL = 0.98
# Where the table is wrong: Bhawani Mandi is a town of Rajasthan, Yanam of Puducherry, Nipani of Karnataka, Muri
# of Jharkhand.
POLYGON_STANDS = {"1276027", "1252795", "1261309", "1262429"}
# A place this far from the region its table names (degrees) is taken to lie where its point lies.
FARTHEST_FROM_REGION = 0.1


def folded(text):
    """Latin letters without marks, as far as Unicode decomposition goes."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def read_places(reference):
    rows = common.read_csv(reference / "geo" / "gazetteer_places.csv")
    rows.sort(key=lambda r: (r["iso2"], r["name"], float(r["lat"]), float(r["lon"])))
    unnumbered = 0
    moved = units_by_name(reference)
    parents = {r["code"]: r["parent"] for r in common.read_csv(reference / "geo" / "iso3166_2.csv")}
    for row in rows:
        if not row["geonameid"]:
            unnumbered -= 1
            row["geonameid"] = str(unnumbered)
        code = moved.get(row["iso2"] + "." + row["gn_admin1"])
        row["moved"] = bool(code)
        if code:
            row["iso_3166_2"] = code
            row["iso_l1"] = parents[code] or code
        if row["geonameid"] in REGION_OF_PLACE:
            row["iso_3166_2"], row["iso_l1"] = REGION_OF_PLACE[row["geonameid"]]
    return rows


def own_word(name):
    """A unit's name without what it is, letters only: "Mymensingh Division" -> "mymensingh"."""
    words = [w for w in folded(name).casefold().replace("-", " ").split() if w not in TITLES]
    return "".join(c for w in words for c in w if c.isalnum())


def units_by_name(reference):
    """GeoNames units whose code belongs to another unit -> the code of the ISO region of their name.

    Codes were set by the polygon that holds most places; where Natural Earth lacks a region, or has
    two exchanged (Napo and Tungurahua), that is the wrong one.
    """
    names = collections.defaultdict(list)
    for row in common.read_csv(reference / "geo" / "iso3166_2.csv"):
        names[row["iso2"]].append((row["code"], own_word(row["name"]), not row["parent"]))
    moved = dict(MOVED_BY_HAND)
    for row in common.read_csv(reference / "geo" / "geonames_admin1.csv"):
        word, given = own_word(row["name"]), own_word(row["iso_name"])
        if (row["iso2"] in NAMES_MISLEAD or len(word) < 4 or not row["iso_3166_2"]
                or not row["method"].startswith("vote") or word in given or given in word
                or row["gn_admin1"] in MOVED_BY_HAND):
            continue
        bearers = [(top, code) for code, name, top in names[row["iso2"]] if name.startswith(word)]
        top_level = [bearer for bearer in bearers if bearer[0]] or bearers
        if len(top_level) == 1:
            moved[row["gn_admin1"]] = top_level[0][1]
    return moved


def as_points(rows):
    return {"point": shapely.points([[float(r["lon"]), float(r["lat"])] for r in rows]),
            "iso2": [r["iso2"] for r in rows], "code": [r["iso_3166_2"] for r in rows],
            "parent": [r["iso_l1"] for r in rows],
            "votes": [2 if r["fcode"] in {"PPLC", "PPLA"} else 1 for r in rows],
            "moved": {r["iso_3166_2"] for r in rows if r["moved"]}}


def fill_regions(rows, regions):
    """Places whose own table names no region take the one whose polygon holds them."""
    coded = [r for r in regions if r["iso_l1"]]
    tree = shapely.STRtree([shapely.from_wkb(r["geometry"]) for r in coded])
    empty = [r for r in rows if not r["iso_l1"]]
    at_place, at_region = tree.query(
        shapely.points([[float(r["lon"]), float(r["lat"])] for r in empty]), predicate="intersects")
    for place, region in zip(at_place.tolist(), at_region.tolist()):
        if coded[region]["iso2"] == empty[place]["iso2"] and not empty[place]["iso_l1"]:
            empty[place]["iso_3166_2"] = coded[region]["iso_3166_2"]
            empty[place]["iso_l1"] = coded[region]["iso_l1"]


def correct_regions(rows, regions):
    """Places far from the region their table names take the one whose polygon holds them."""
    shapes = [shapely.from_wkb(r["geometry"]) for r in regions]
    parts = collections.defaultdict(list)
    for region, shape in zip(regions, shapes):
        parts[region["iso_3166_2"]].append(shape)
        parts[region["iso_l1"]].append(shape)
    trees = {code: shapely.STRtree(members) for code, members in parts.items() if code}
    points = shapely.points([[float(r["lon"]), float(r["lat"])] for r in rows])
    # Polygons ask for their points, not points for their polygon: only so are they prepared once.
    at_region, at_place = shapely.STRtree(points).query(shapes, predicate="contains")
    corrected = 0
    for region, place in sorted(zip(at_region.tolist(), at_place.tolist())):
        row, holder = rows[place], regions[region]
        code = row["iso_3166_2"]
        if (holder["iso2"] != row["iso2"] or not holder["iso_3166_2"] or code not in trees
                or code == holder["iso_3166_2"] or row["iso_l1"] == holder["iso_l1"]):
            continue
        if not len(trees[code].query(points[place], predicate="dwithin", distance=FARTHEST_FROM_REGION)):
            row["iso_3166_2"], row["iso_l1"] = holder["iso_3166_2"], holder["iso_l1"]
            corrected += 1
    print(f"geonames/places: {corrected} places far from their region corrected")


def keep_own_units(reference, rows, regions):
    """Places beside a border take the region of their own table: St. Louis lies in Missouri."""
    moved = units_by_name(reference)
    unit_of = {r["gn_admin1"]: r["iso_3166_2"] for r in common.read_csv(reference / "geo" / "geonames_admin1.csv")
               if r["method"] == "vote" and NEARLY_ALL <= float(r["vote_share"] or 0) < 1.0
               and r["gn_admin1"] not in moved}
    tops = {r["iso_3166_2"]: r["iso_l1"] for r in regions if r["iso_3166_2"]}
    members = collections.defaultdict(list)
    for region in regions:
        members[region["iso_3166_2"]].append(shapely.from_wkb(region["geometry"]))
    trees = {code: shapely.STRtree(parts) for code, parts in members.items() if code}
    kept = 0
    for row in rows:
        code = unit_of.get(row["iso2"] + "." + row["gn_admin1"], "")
        if (code not in trees or tops[code] == row["iso_l1"] or row["geonameid"] in POLYGON_STANDS
                or row["geonameid"] in REGION_OF_PLACE or row["moved"]):
            continue
        point = shapely.Point(float(row["lon"]), float(row["lat"]))
        if len(trees[code].query(point, predicate="dwithin", distance=BESIDE_BORDER)):
            row["iso_3166_2"], row["iso_l1"] = code, tops[code]
            kept += 1
    print(f"geonames/places: {kept} places beside a border keep the region of their own table")


def compile_places(rows):
    out = []
    for row in rows:
        ascii_name = row["asciiname"] if row["asciiname"] != folded(row["name"]) else ""
        finer = row["iso_3166_2"] if row["iso_3166_2"] != row["iso_l1"] else ""
        out.append({"id": int(row["geonameid"]), "name": row["name"], "asciiname": ascii_name,
                    "lat": round(float(row["lat"]), 3), "lon": round(float(row["lon"]), 3),
                    "fcode": row["fcode"], "iso2": row["iso2"], "iso_3166_2": finer,
                    "iso_l1": row["iso_l1"], "population": row["population"]})
    out.sort(key=lambda r: (r["iso2"], r["iso_l1"], r["iso_3166_2"], r["lat"], r["id"]))
    write(GEONAMES, {
        "id": "geonames/places",
        "title": "Populated places of 500 inhabitants and more",
        "how": "Places of the dump of 2023-03 (500 inhabitants and more) and those only in a list of 2026-09 "
               "(1,000 and more); regions joined to current ISO 3166-2 codes, beside a border by the places' own "
               "first-level unit; coordinates rounded to 0.001 degrees.",
        "known_gaps": ["places of the newer list have no GeoNames id (negative id here), population or "
                       "feature code", "about a tenth of the places of some countries are in the newer list only"],
        "rows": {"min": 225000, "max": 235000},
        "key": ["id"],
        "columns": [
            column("id", "int64", "GeoNames id; negative numbers are ours, for places without one", required=True),
            column("name", "text", "name as published", required=True),
            column("asciiname", "text", "Latin spelling where it is not just the name without its marks"),
            column("lat", "float64", "latitude", unit="degree", min=-90, max=90, required=True),
            column("lon", "float64", "longitude", unit="degree", min=-180, max=180, required=True),
            column("fcode", "text", "GeoNames feature code (PPLC capital, PPLA seat of a region, PPLX section)"),
            column("iso2", "text", "country", required=True),
            column("iso_3166_2", "text", "finer ISO 3166-2 unit where it is not the top-level one"),
            column("iso_l1", "text", "top-level ISO 3166-2 region; empty where ISO has none"),
            column("population", "int64", "inhabitants; empty = unknown, at least 1,000", min=0),
        ],
        "assertions": [{"where": {"id": "1795565"}, "column": "iso_l1", "equals": "CN-GD",
                        "reason": "Shenzhen lies in Guangdong"}],
    }, out, presorted=True)
    return out


def compile_alternate_names(reference, places):
    known = {r["id"] for r in places}
    # Parts of a list are divided by a bar; white space around a name is nobody's.
    rows = [{"id": int(r["geonameid"]), "names": "|".join(dict.fromkeys(
                name.strip() for name in r["altnames"].split("|") if name.strip()))}
            for r in common.read_csv(reference / "geo" / "gazetteer_altnames.csv")
            if int(r["geonameid"]) in known]
    rows.sort(key=lambda r: r["id"])
    write(GEONAMES, {
        "id": "geonames/alternate_names",
        "title": "Other names of the larger places, in all scripts",
        "how": "Names of places of 15,000 inhabitants and more and of seats of regions, joined by a bar.",
        "known_gaps": ["contains airport codes and machine transliterations"],
        "rows": {"min": 30000, "max": 34000},
        "key": ["id"],
        "columns": [column("id", "int64", "key of geonames/places", required=True),
                    column("names", "text", "names separated by |", required=True)],
    }, rows, presorted=True)


def compile_region_population(rows, regions):
    """Share of a country's gazetteer population in each of its top-level regions."""
    known = collections.defaultdict(list)
    for row in rows:
        if row["population"] and int(row["population"]) >= FLOOR_PERSONS:
            known[row["iso2"]].append(int(row["population"]))
    typical = {iso2: statistics.median(values) for iso2, values in known.items()}
    persons = collections.defaultdict(float)
    for region in regions:
        if region["iso_l1"] and region["iso2"]:
            persons[(region["iso2"], region["iso_l1"])] = FLOOR_PERSONS
    for row in rows:
        if row["iso_l1"] and row["fcode"] not in NOT_COUNTED:
            persons[(row["iso2"], row["iso_l1"])] += (
                float(row["population"]) if row["population"] else typical.get(row["iso2"], FLOOR_PERSONS))
    totals = collections.Counter()
    for (iso2, _), value in sorted(persons.items()):
        totals[iso2] += value
    out = [{"iso2": iso2, "region": region, "share": common.number(value / totals[iso2], 8),
            "population": str(int(round(value)))} for (iso2, region), value in sorted(persons.items())]
    write(GEONAMES, {
        "id": "sourcelight/region_population",
        "title": "Share of each country's gazetteer population by top-level region",
        "publisher": "sourcelight, from GeoNames",
        "how": "Inhabitants of places of 500 and more, summed by region; sections of towns left out; a place of "
               "unknown size counts as the median of its country's places of 1,000 and more; each region "
               "starts from 1,000 persons so that none has share 0.",
        "known_gaps": ["rural population outside listed places is not counted",
                       "stands in for the share of workers, for which no open world table is held"],
        "rows": {"min": 2800, "max": 4200},
        "key": ["iso2", "region"],
        "columns": [column("iso2", "text", "country", required=True),
                    column("region", "text", "top-level ISO 3166-2 region", required=True),
                    column("share", "float64", "share of the country's counted population", unit="fraction",
                           min=0, max=1, required=True),
                    column("population", "int64", "persons counted", min=0, required=True)],
    }, out)
