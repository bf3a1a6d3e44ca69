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


def folded(text):
    """Latin letters without marks, as far as Unicode decomposition goes."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def read_places(reference):
    rows = common.read_csv(reference / "geo" / "gazetteer_places.csv")
    rows.sort(key=lambda r: (r["iso2"], r["name"], float(r["lat"]), float(r["lon"])))
    unnumbered = 0
    for row in rows:
        if not row["geonameid"]:
            unnumbered -= 1
            row["geonameid"] = str(unnumbered)
        if row["geonameid"] in REGION_OF_PLACE:
            row["iso_3166_2"], row["iso_l1"] = REGION_OF_PLACE[row["geonameid"]]
    return rows


def as_points(rows):
    return {"point": shapely.points([[float(r["lon"]), float(r["lat"])] for r in rows]),
            "iso2": [r["iso2"] for r in rows], "code": [r["iso_3166_2"] for r in rows],
            "parent": [r["iso_l1"] for r in rows]}


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
               "(1,000 and more); regions joined to current ISO 3166-2 codes; coordinates rounded to 0.001 degrees.",
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
    rows = [{"id": int(r["geonameid"]), "names": r["altnames"]}
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
