# SPDX-License-Identifier: Apache-2.0
"""Tables of ours: the goods that official lists name, and where they hang in HS and ISIC.

The tables are edited by hand in datasets/sourcelight/; this script checks them against the
classifications and refreshes their manifests.
"""
import common
from goods_manifest import hand_table, manifest, number, text, write_dataset

LIST = "https://www.dol.gov/agencies/ilab/reports/child-labor/list-of-goods"
HS = "https://www.wcoomd.org/en/topics/nomenclature/overview.aspx"
ISIC = "https://unstats.un.org/unsd/classifications/Econ/isic"
EDITION = "1"
PUBLISHED = "2026-11-22"
REVIEW = "each row written and read once by hand; codes, slugs and weight sums checked by script"


def check_weights(rows, identity):
    """Weights of one good add up to 1."""
    sums = {}
    for row in rows:
        sums[row["good"]] = sums.get(row["good"], 0.0) + float(row["weight"])
    wrong = {good: total for good, total in sums.items() if abs(total - 1.0) > 1e-6}
    if wrong:
        raise SystemExit(f"{identity}: weights do not add up to 1: {wrong}")


def check_codes(rows, column, known, identity):
    """Every code stands in the classification."""
    wrong = sorted({row[column] for row in rows} - known)
    if wrong:
        raise SystemExit(f"{identity}: unknown {column} {wrong}")


def codes(reference, name):
    """Codes of one classification file of the reference folder."""
    return {row["code"] for row in common.read_csv(reference / "goods" / "concordance" / name)}


def check_links(goods):
    """Inputs and broader goods are goods of the table, and no good is made from itself."""
    slugs = {row["good"] for row in goods}
    inputs = {row["good"]: [s for s in row["made_from"].split("|") if s] for row in goods}
    for row in goods:
        linked = set(inputs[row["good"]]) | ({row["broader"]} if row["broader"] else set())
        if linked - slugs:
            raise SystemExit(f"sourcelight/goods: {row['good']} names {linked - slugs}")
    for start in inputs:
        seen, todo = set(), list(inputs[start])
        while todo:
            good = todo.pop()
            if good == start:
                raise SystemExit(f"sourcelight/goods: {start} is made from itself")
            if good not in seen:
                seen.add(good)
                todo += inputs[good]


def goods_manifest():
    return manifest(
        "sourcelight/goods", "Goods named by official lists and orders, one node a thing",
        licence="own", landing_page=LIST, edition=EDITION, published=PUBLISHED,
        rows={"min": 170, "max": 260},
        how="one row for each good that any edition of the List of Goods, EO 13126, a customs "
            "order or the enforcement strategy names; spelling variants share a row (see "
            "good_synonyms)",
        known_gaps=["the full 2024 List of Goods is not held, so goods new in it are only those "
                    "its announcements name",
                    "made_from names only inputs that are listed goods themselves"],
        reviewed=REVIEW, key=["good"],
        columns=[
            text("good", "slug: lower case words of the list's name joined by -"),
            text("label", "name to print"),
            text("sector", "sector the List of Goods uses: Agriculture, Manufacturing, Mining, "
                           "Other"),
            text("stage", "stage of the chain: raw, intermediate, finished, service"),
            text("isic4", "main ISIC Rev.4 class: the one with the largest weight"),
            text("made_from", "listed goods it is made from, separated by |", False),
            text("broader", "good that contains it, empty if none", False),
        ],
        assertions=[
            {"where": {"good": "polysilicon"}, "column": "isic4", "equals": "2011",
             "reason": "polysilicon is a basic chemical in ISIC"},
            {"where": {"good": "rubber-gloves"}, "column": "made_from", "equals": "rubber",
             "reason": "natural rubber is the listed input"},
            {"count": {"stage": "raw"}, "min": 100, "max": 140,
             "reason": "most listed goods are crops, animals, fish and minerals"},
        ])


def synonyms_manifest():
    return manifest(
        "sourcelight/good_synonyms", "Names that lists give a good, and the good they mean",
        licence="own", landing_page=LIST, edition=EDITION, published=PUBLISHED,
        rows={"min": 190, "max": 300},
        how="every spelling of every edition; a name that means two goods has two rows",
        reviewed=REVIEW, key=["list_name", "good"],
        columns=[
            text("list_name", "name as the list or order prints it"),
            text("good", "slug in sourcelight/goods"),
            text("reason", "why the name means this good"),
        ],
        assertions=[
            {"where": {"list_name": "Oil (Palm)"}, "column": "good", "equals": "palm-fruit",
             "reason": "the 2022 edition renamed the entry"},
        ])


def hs_manifest():
    return manifest(
        "sourcelight/goods_to_hs", "Listed goods to headings of the Harmonized System",
        licence="own", landing_page=HS, edition=EDITION, published=PUBLISHED,
        rows={"min": 300, "max": 600},
        how="the headings or subheadings under which the good itself is traded; equal weights "
            "within a good; codes checked against HS 2017 and HS 2022",
        known_gaps=["equal weights: no open trade table by heading is held",
                    "pornography has no goods heading and no row",
                    "a heading shared by several goods (710310: rubies, sapphires, emeralds, jade) "
                    "leaves them as rivals"],
        reviewed=REVIEW, key=["good", "hs"],
        columns=[
            text("good", "slug in sourcelight/goods"),
            text("hs", "HS code of 2, 4 or 6 digits; the longest match decides"),
            number("weight", "share of the good's trade taken to lie here; sums to 1 per good",
                   "share", 0, 1),
            text("editions", "HS editions that know the code, separated by |"),
            text("reason", "why the heading"),
        ],
        assertions=[
            {"where": {"good": "cotton", "hs": "5201"}, "column": "editions",
             "equals": "2017|2022", "reason": "raw cotton has kept its heading"},
        ])


def isic_manifest():
    return manifest(
        "sourcelight/goods_to_isic", "Listed goods to the ISIC Rev.4 classes that make them",
        licence="own", landing_page=ISIC, edition=EDITION, published=PUBLISHED,
        rows={"min": 180, "max": 400},
        how="the class that produces the good at its stage; equal weights unless the reason gives "
            "a published quantity",
        known_gaps=["weights are equal except for fish (catch) and Brazil nuts (mostly gathered)"],
        reviewed=REVIEW, key=["good", "isic4"],
        columns=[
            text("good", "slug in sourcelight/goods"),
            text("isic4", "ISIC Rev.4 class"),
            number("weight", "share of the good's workers taken to be in the class; sums to 1 per "
                             "good",
                   "share", 0, 1),
            text("reason", "why the class"),
        ],
        assertions=[
            {"where": {"good": "bricks", "isic4": "2392"}, "column": "weight", "equals": "1",
             "reason": "bricks are clay building materials"},
        ])


def inputs_manifest():
    return manifest(
        "sourcelight/product_inputs", "Products that are no listed good, and the listed goods in "
                                      "them",
        licence="own", landing_page=HS, edition=EDITION, published=PUBLISHED,
        rows={"min": 120, "max": 400},
        how="HS headings of common products with the listed goods that are a usual, material "
            "input; complements made_from in sourcelight/goods, which covers the listed goods "
            "themselves",
        known_gaps=["usual inputs only: a product may be made without them",
                    "no quantities: an input is named, not weighted"],
        reviewed=REVIEW, key=["hs", "input_good"],
        columns=[
            text("hs", "HS code of 2, 4 or 6 digits; the longest match decides"),
            text("input_good", "slug in sourcelight/goods"),
            text("reason", "why it is an input"),
        ],
        assertions=[
            {"where": {"hs": "1805", "input_good": "cocoa"}, "column": "reason",
             "equals": "cocoa powder is ground press cake", "reason": "cocoa reaches chocolate"},
        ])


def compile_all(reference):
    """Checks the four tables and writes their manifests; returns the set of slugs."""
    goods = hand_table("sourcelight/goods")
    check_links(goods)
    isic = codes(reference, "isic4_descriptions.csv")
    check_codes(goods, "isic4", isic, "sourcelight/goods")
    slugs = {row["good"] for row in goods}
    write_dataset(goods_manifest(), goods)
    hs_codes = (codes(reference, "hs2022_descriptions.csv")
                | codes(reference, "hs2017_descriptions.csv"))
    for described, column, known in ((hs_manifest(), "hs", hs_codes),
                                     (isic_manifest(), "isic4", isic),
                                     (synonyms_manifest(), None, None)):
        rows = hand_table(described["id"])
        check_codes(rows, "good", slugs, described["id"])
        if column:
            check_codes(rows, column, known, described["id"])
            check_weights(rows, described["id"])
        write_dataset(described, rows)
    inputs = hand_table("sourcelight/product_inputs")
    check_codes(inputs, "input_good", slugs, "sourcelight/product_inputs")
    check_codes(inputs, "hs", hs_codes, "sourcelight/product_inputs")
    write_dataset(inputs_manifest(), inputs)
    return slugs
