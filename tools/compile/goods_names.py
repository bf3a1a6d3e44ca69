# SPDX-License-Identifier: Apache-2.0
"""Names of US Customs and Border Protection's file of orders, for screening.

The file names more entities than there are orders with a citable date; a name without an order
says that an order exists or existed, and no more.
"""
import re

from common import read_csv
from goods_manifest import date, hand_table, manifest, text, write_dataset

IDENTITY = "uscbp/entity_names"
PUBLISHED = "2026-08-22"
# Country of entities without an order here, by a word of the name.
PLACES = {"Sichuan": "CN", "Zhejiang": "CN", "Hangzhou": "CN", "Wuyi": "CN", "Nanhu": "CN",
          "Hsin Kang": "CN", "Da Wei": "CN", "Zi Gong": "CN", "Ya An": "CN", "Miao Chi": "CN",
          "Wang Tsang": "CN", "Wulin": "CN", "Imaizumi": "JP"}


def key_of(name):
    """Letters and digits of a name: the key under which two spellings meet."""
    return "".join(re.findall(r"[a-z0-9]+", name.lower()))


def order_of(name, aliases, orders):
    """First order whose entity or alias begins like the name or one of its aliases."""
    keys = [key_of(n) for n in [name, *aliases]]
    for row in orders:
        for other in [row["entity"], *row["aliases"].split("|")]:
            there = key_of(other)
            if there and any(there.startswith(k) or k.startswith(there) for k in keys):
                return row
    return None


def kind_of(line, order):
    """What the name is; only organisations and vessels are worth comparing with a supplier."""
    if line["schema"] == "Vessel":
        return "vessel"
    return "place or goods" if order and order["scope"] != "entity" else "organisation"


def rows(reference):
    orders = hand_table("uscbp/orders")
    path = reference / "goods" / "enforcement" / "cbp_wro_entity_names_opensanctions.csv"
    found = {}
    for line in read_csv(path):
        name = line["entity_name"].strip()
        aliases = [a.strip() for a in line["aliases"].split(";") if a.strip()]
        order = order_of(name, aliases, orders)
        place = next((code for word, code in PLACES.items() if word in name), "")
        identity = "-".join(re.findall(r"[a-z0-9]+", name.lower()))
        row = found.setdefault(identity, {
            "entity_id": identity, "name": name, "aliases": "",
            "kind": kind_of(line, order),
            "iso2": order["iso2"] if order else place,
            "order_id": order["order_id"] if order else "", "published": PUBLISHED})
        held = [a for a in row["aliases"].split("|") if a]
        row["aliases"] = "|".join(held + [a for a in aliases if a not in held])
    return list(found.values())


def compile_all(reference):
    write_dataset(manifest(
        IDENTITY, "Names in the publisher's file of withhold-release orders and findings",
        publisher="US Customs and Border Protection", official=True,
        landing_page="https://www.cbp.gov/trade/forced-labor/withhold-release-orders-and-findings",
        licence="us-gov", edition="files of August 2024 to August 2026", published=PUBLISHED,
        rows={"min": 70, "max": 90},
        citation="US Customs and Border Protection, Withhold Release Orders and Findings.",
        read_from="opensanctions/opensanctions f33cff2, "
                  "datasets/us/cbp_forced_labor/us_cbp_forced_labor.yml (MIT): names as the "
                  "publisher's file printed them",
        how="names and aliases separated; linked to uscbp/orders where an entity or alias agrees",
        known_gaps=["no days: published is the day by which the name was public",
                    "some of the orders have been modified since: see the linked order",
                    "a name that is not here is no clearance"],
        reviewed="links to orders read once", key=["entity_id"],
        columns=[
            text("entity_id", "ours: words of the name"), text("name", "name of the file"),
            text("aliases", "other names, separated by |", False),
            text("kind", "organisation, vessel, or place or goods (no name to compare with)"),
            text("iso2", "country where known", False),
            text("order_id", "order in uscbp/orders, empty if none is held", False),
            date("published", "day by which the name was public"),
        ],
        assertions=[
            {"where": {"entity_id": "taepyung-salt-farm"}, "column": "iso2", "equals": "KR",
             "reason": "linked to the order of April 2025"},
        ]), rows(reference))
