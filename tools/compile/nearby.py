# SPDX-License-Identifier: Apache-2.0
"""Compiles the point layers that ship: python3 tools/compile/nearby.py REFERENCE_FOLDER

They are context beside the score (docs/proximity.md), small and openly licensed.
"""
import pathlib
import sys

from common import number as rounded, read_csv, write_dataset
from goods_manifest import LICENCES, date, integer, manifest, number, text

LICENCES["public-domain"] = ("LicenseRef-Public-Domain",
                             "https://www.naturalearthdata.com/about/terms-of-use/")
# Of UCDP's precision codes: 1 the exact place, 2 within about 25 km. From 3 on the point stands
# for a district, a province or the country and is no place to measure a distance to.
PRECISE = ("1", "2")
KINDS = {"1": "state-based", "2": "non-state", "3": "one-sided"}
GED_PUBLISHED = "2023-06-30"


def port_rows(reference):
    rows = []
    for number_, port in enumerate(read_csv(reference / "geo" / "facilities" / "ne_ports.csv"), 1):
        rows.append({"id": number_, "name": port["name"].strip(),
                     "lon": rounded(port["lon"], 5), "lat": rounded(port["lat"], 5),
                     "scalerank": port["scalerank"]})
    return rows


def port_manifest():
    return manifest(
        "natural_earth/ports", "Ports of the world", publisher="Natural Earth",
        licence="public-domain",
        landing_page="https://www.naturalearthdata.com/downloads/10m-cultural-vectors/ports/",
        edition="4.0", published="2022-05-13", key=["id"], rows={"min": 1081, "max": 1081},
        compiled_by="tools/compile/nearby.py",
        read_from="martynafford/natural-earth-geojson, 10m cultural ports",
        citation="Natural Earth. Ports, 1:10m, version 4.0.",
        attribution="Made with Natural Earth (public domain)",
        how="names and places, coordinates rounded to 1e-5 degrees; the theme's version 4.0 as it "
            "stands in release 5.1 of 13 May 2022, public in earlier releases too",
        known_gaps=["41 % of the points lie in the sea by Natural Earth's own coast, up to 9 km",
                    "a cartographer's choice of ports, not a register"],
        reviewed="row count, and a sample of places against the gazetteer",
        columns=[integer("id", "number of the row in the source", "", 1),
                 text("name", "name of the port"),
                 number("lon", "longitude", "degrees", -180, 180),
                 number("lat", "latitude", "degrees", -90, 90),
                 integer("scalerank", "3 (shown on world maps) to 8 (shown on near ones)", "", 1,
                         10)],
        assertions=[{"where": {"name": "Rotterdam"}, "column": "scalerank", "equals": "5",
                     "reason": "as in the source"}])


def event_rows(reference):
    path = (reference / "geo" / "subnational" /
            "ucdp_ged_v23_1_central_african_republic.csv")
    return [{"id": event["id"], "kind": KINDS[event["type_of_violence"]],
             "name": event["conflict_name"], "lon": rounded(event["X"], 5),
             "lat": rounded(event["Y"], 5), "precision": event["where_prec"],
             "region": event["adm_1"],
             "date": event["date_end"][:10].replace("/", "-"),
             "deaths": event["best"], "published": GED_PUBLISHED}
            for event in read_csv(path) if event["where_prec"] in PRECISE]


def event_manifest():
    return manifest(
        "ucdp/ged_central_african_republic",
        "Events of organised violence in the Central African Republic, 1989-2022",
        publisher="Uppsala Conflict Data Program", official=False, licence="cc-by",
        landing_page="https://ucdp.uu.se/downloads/", edition="23.1", published=GED_PUBLISHED,
        compiled_by="tools/compile/nearby.py", key=["id"], rows={"min": 1500, "max": 1848},
        read_from="optgeo/ucdp-23.1-482, the country's events",
        citation="Uppsala Conflict Data Program (2023). UCDP Georeferenced Event Dataset (GED) "
                 "Global, version 23.1.",
        attribution="UCDP Georeferenced Event Dataset 23.1 (CC BY 4.0), events of one country, "
                    "with fewer columns",
        how="events located exactly or within about 25 km (where_prec 1 and 2); 260 of the "
            "country's 1,848 events stand for a district, a province or the country and are left "
            "out, for they are no places to measure distances to. Public in June 2023, dated to "
            "the month's last day",
        known_gaps=["one country: elsewhere nothing is known from this table",
                    "events with at least one death that reached news or reports",
                    "events across the border are not in it"],
        reviewed="row count by precision code against the source",
        columns=[integer("id", "the event's number in UCDP's table", "", 1),
                 text("kind", "state-based, non-state or one-sided violence"),
                 text("name", "parties"),
                 number("lon", "longitude", "degrees", -180, 180),
                 number("lat", "latitude", "degrees", -90, 90),
                 integer("precision", "1 = exact, 2 = within about 25 km", "", 1, 2),
                 text("region", "first-level region as UCDP writes it", False),
                 date("date", "last day of the event"),
                 integer("deaths", "best estimate", "persons", 0),
                 date("published", "when the edition became public")],
        assertions=[{"where": {"id": "241264"}, "column": "deaths", "equals": "20",
                     "reason": "anti-Balaka - UPC near Ouango, 10 August 2017"}])


def main(arguments):
    if len(arguments) != 1:
        raise SystemExit(__doc__)
    reference = pathlib.Path(arguments[0])
    write_dataset(port_manifest(), port_rows(reference))
    write_dataset(event_manifest(), event_rows(reference))


if __name__ == "__main__":
    main(sys.argv[1:])
