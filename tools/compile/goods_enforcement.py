# SPDX-License-Identifier: Apache-2.0
"""US import bans: customs orders and findings, the UFLPA lists, rules that cover a whole place."""
import pathlib
import re

from common import read_csv
from goods_manifest import date, hand_table, manifest, text, write_dataset

CBP = "US Customs and Border Protection"
DHS = "US Department of Homeland Security, Forced Labor Enforcement Task Force"
CBP_PAGE = "https://www.cbp.gov/trade/forced-labor/withhold-release-orders-and-findings"
ENTITY_PAGE = "https://www.dhs.gov/uflpa-entity-list"
STRATEGY_PAGE = "https://www.dhs.gov/uflpa-strategy"
# Rows of ours beside the reference files, each with its source.
TABLES = pathlib.Path(__file__).resolve().parent / "goods_tables"

PROVINCES = {"Xinjiang": "CN-XJ", "Zhuhai": "CN-GD", "Hubei": "CN-HB", "Hebei": "CN-HE",
             "Sichuan": "CN-SC", "Anhui": "CN-AH", "Tianjin": "CN-TJ", "Jiangsu": "CN-JS",
             "Guangdong": "CN-GD", "Shandong": "CN-SD"}
# A word of the products column -> listed goods; products that are no listed good stay without one.
PRODUCT_GOODS = (
    ("cotton yarn", "thread-yarn|cotton"), ("cotton textiles", "textiles|thread-yarn|cotton"),
    ("cotton trading", "cotton"), ("silica-based", "silica-based-products"),
    ("tomato", "tomato-products|tomatoes"), ("sugar", "sugar"), ("yarn", "thread-yarn"),
    ("textiles", "textiles"), ("gold", "gold"), ("aluminum", "aluminum"),
    ("polysilicon", "polysilicon"), ("wafers", "photovoltaic-wafers"),
    ("ingots", "photovoltaic-ingots"), ("solar", "solar-modules"), ("silicon", "polysilicon"),
    ("zinc", "zinc"), ("coal", "coal"), ("shoes", "footwear"), ("seafood", "fish|shellfish"),
    ("polyvinyl", "polyvinyl-chloride"), ("caustic soda", "caustic-soda"),
    ("garments", "garments"),
    ("steel", "steel"))
# Spelling of a source -> usual spelling, kept as an alias.
SPELLINGS = {"Shuangliang Silicon Materials (Batou) Co., Ltd.":
             "Shuangliang Silicon Materials (Baotou) Co., Ltd."}
# Goods and ISIC classes of each sector; the HTS prefixes of the source are one project's reading.
SECTORS = {
    "Apparel": ("garments", "1410|1430", "61|62"),
    "Cotton and cotton products": ("cotton|thread-yarn|textiles", "0116|1311|1312", "52"),
    "Tomatoes and downstream products": ("tomatoes|tomato-products", "0113|1030", "0702|2002"),
    "Silica-based products incl. polysilicon": (
        "silica-based-products|polysilicon|metallurgical-grade-silicon", "2011", "280461|280469"),
    "Polyvinyl chloride (PVC)": ("polyvinyl-chloride", "2013", "3904"),
    "Aluminum": ("aluminum|aluminum-extrusions", "2420", "76"),
    "Seafood": ("fish|shellfish|squid|shrimp", "0311|0321|1020", "03"),
    "Caustic soda": ("caustic-soda", "2011", "2815"),
    "Copper": ("copper", "0729|2420", "74"),
    "Lithium": ("lithium", "0899|2011", "282520|283691"),
    "Red dates (jujubes)": ("jujubes", "0124", "081340"),
    "Steel": ("steel", "2410", "72")}


def orders_manifest():
    return manifest(
        "uscbp/orders", "Withhold-release orders and findings on goods made with forced labour",
        publisher=CBP, official=True, landing_page=CBP_PAGE, licence="us-gov",
        edition="as known on 2026-11-22", published="2026-06-16", rows={"min": 60, "max": 120},
        citation="US Customs and Border Protection, Withhold Release Orders and Findings, under 19 "
                 "U.S.C. 1307; releases and reports at the addresses in source_url.",
        read_from="a public transcription of the publisher's file of December 2025, kept where the "
                  "entity stands in opensanctions/opensanctions f33cff2, us_cbp_forced_labor.yml; "
                  "releases and trade-law reports",
        how="one row an order, kept by hand with its source; products read as listed goods by us; "
            "an order that was modified so that the goods are admitted has its day in ended; "
            "published is the day of the announcement",
        known_gaps=["incomplete: the publisher counted 52 orders and 9 findings in May 2025; "
                    "orders of 1991-1993 on other Chinese prisons, and those on two makers of "
                    "garments named since, had no citable date",
                    "orders whose source names no product have no goods",
                    "status inactive: in no file of the publisher since August 2024; where the day "
                    "of the end is unknown, the end of that month stands as the latest",
                    "an order that is not here is no clearance"],
        reviewed="each row against its source; ends of the Malaysian, Dominican, Indian and "
                 "Taiwanese orders against the publisher's releases or reports of them",
        key=["order_id"],
        columns=[
            text("order_id", "ours: action, day, country, first words of the entity"),
            date("date_effective", "day from which goods are held"),
            text("date_precision", "day, or month when the source gives no day (last day of it "
                                   "used)"),
            text("action", "WRO or Finding"),
            text("iso2", "country the order names (the flag of a vessel)"),
            text("region", "ISO 3166-2 of the place, where one is meant or known", False),
            text("entity", "whom or what the order names"),
            text("aliases", "other names and named subsidiaries, separated by |", False),
            text("scope", "country, region or entity: how far the order reaches"),
            text("product", "merchandise in our words; empty if the source does not say", False),
            text("goods", "slugs in sourcelight/goods, separated by |; * for everything", False),
            text("isic4", "ISIC Rev.4 classes of the goods, separated by |", False),
            text("status", "active, modified (goods admitted again), revoked, inactive or unknown"),
            date("ended", "day from which the goods were admitted again, empty if none known",
                 False),
            text("ended_precision", "day, or at the latest: ended then or before", False),
            text("legal_basis", "statute"),
            text("source_url", "where it was read"),
            date("published", "day of the announcement"),
            text("note", "remark", False),
        ],
        assertions=[
            {"where": {"order_id": "wro-2021-01-13-cn-xinjiang-uyghur"}, "column": "region",
             "equals": "CN-XJ", "reason": "the order on cotton and tomatoes covers the region"},
            {"where": {"order_id": "wro-2018-05-18-tm-all-turkmenistan"}, "column": "scope",
             "equals": "country", "reason": "all Turkmen cotton"},
            {"where": {"order_id": "wro-2020-09-30-my-fgv-holdings"}, "column": "ended",
             "equals": "2026-01-15", "reason": "modified by the publisher"},
            {"count": {"status": "inactive", "ended": ""}, "min": 0, "max": 0,
             "reason": "an order that is no longer listed does not count as in force"},
            {"where": {"order_id": "wro-2021-12-20-my-brightway-group"}, "column": "status",
             "equals": "modified", "reason": "gloves admitted since 11 October 2024"},
            {"count": {"iso2": "MY", "status": "active"}, "min": 0, "max": 0,
             "reason": "all known Malaysian orders on gloves and palm oil have ended"},
        ])


def entities_manifest():
    return manifest(
        "usdhs/uflpa_entities", "UFLPA Entity List, the part that could be read",
        publisher=DHS, official=True, landing_page=ENTITY_PAGE, licence="us-gov",
        edition="additions up to January 2025, partial", published="2025-01-15",
        rows={"min": 60, "max": 160},
        citation="Forced Labor Enforcement Task Force, UFLPA Entity List, notices of 2022 to 2025.",
        read_from="Federal Register notices and reports of them at the addresses in source_url",
        how="names without remarks in brackets; aliases separated; products read as listed goods "
            "by us",
        known_gaps=["72 of 144 entities of January 2025; later additions are not held",
                    "one name is cut off in its source and marked",
                    "no street addresses exist in the list",
                    "a name that is not here is no clearance"],
        reviewed="names against their sources; days against the notices they name",
        key=["entity_id"],
        columns=[
            text("entity_id", "ours: words of the name"),
            text("name", "name of the entity"),
            text("aliases", "other names, separated by |", False),
            text("sublist", "paragraph of the Act under which it is listed", False),
            date("date_effective", "day from which the presumption applies, empty if not found",
                 False),
            text("iso2", "country"),
            text("region", "ISO 3166-2 of the seat where the source names it", False),
            text("products", "what it makes, as the source says", False),
            text("goods", "slugs in sourcelight/goods, separated by |", False),
            text("source_url", "where it was read"),
            date("published", "day of the notice, or a day by which it was public"),
            text("note", "remark", False),
        ],
        assertions=[
            {"where": {"entity_id": "xinjiang-daqo-new-energy-co-ltd"}, "column": "goods",
             "equals": "polysilicon", "reason": "added in November 2024"},
        ])


def split_name(raw):
    """Name and remark: brackets and "and N subsidiaries" are remarks."""
    remarks = re.findall(r"\[(.*?)\]", raw)
    name = re.sub(r"\s*\[.*?\]", "", raw)
    tail = re.search(r"\s+and (\w+ )?(\S+ )?subsidiaries$|\s+and \d+ subsidiaries$", name)
    if tail:
        remarks.append(tail.group(0).strip())
        name = name[:tail.start()]
    return name.strip(), "; ".join(remarks)


def goods_of(products):
    """Listed goods that a products text names, the first rule for each word."""
    found = []
    for word, goods in PRODUCT_GOODS:
        if word in products:
            found += [g for g in goods.split("|") if g not in found]
    return "|".join(found)


def entity_rows(reference):
    rows = []
    lines = read_csv(reference / "goods" / "enforcement" / "uflpa_entity_list_partial.csv")
    lines += read_csv(TABLES / "uflpa_additions.csv")
    for line in lines:
        name, note = split_name(line["entity"])
        aliases = [re.sub(r"\s*[\[(](former.*?|alias.*?)[\])]", "", a).strip()
                   for a in line["aliases"].split(";") if a.strip()]
        aliases += [SPELLINGS[name]] if name in SPELLINGS else []
        address = re.search(r"https?://\S+", line["source"])
        effective = line["effective_date"]
        if not effective:
            unknown = "day of listing not found; public by November 2024"
            note = "; ".join(filter(None, [note, unknown]))
        rows.append({
            "entity_id": "-".join(re.findall(r"[a-z0-9]+", name.lower())), "name": name,
            "aliases": "|".join(aliases), "sublist": line["sublist_section"],
            "date_effective": effective, "iso2": "CN",
            "region": PROVINCES.get(line["province"], ""), "products": line["products"],
            "goods": goods_of(line["products"]),
            "source_url": address.group(0) if address else ENTITY_PAGE,
            "published": effective or "2024-11-25", "note": note})
    return rows


def sectors_manifest():
    return manifest(
        "usdhs/uflpa_sectors", "High-priority sectors of the UFLPA strategy",
        publisher=DHS, official=True, landing_page=STRATEGY_PAGE, licence="us-gov",
        edition="strategy of 2022 with the updates of 2024 and 2025", published="2025-08-19",
        rows={"min": 12, "max": 12},
        citation="Forced Labor Enforcement Task Force, Strategy to Prevent the Importation of "
                 "Goods Mined, Produced, or Manufactured with Forced Labor in the People's "
                 "Republic of China, 17 June 2022; updates of 9 July 2024 and 19 August 2025.",
        read_from="a public compliance module that cites the three documents",
        how="sectors and days as the strategy gives them; goods, classes and HS headings read by "
            "us",
        known_gaps=["the strategy names sectors, not tariff codes: the headings are a reading"],
        reviewed="sector names and years against reports of the three documents", key=["sector"],
        columns=[
            text("sector", "sector as named"), text("goods", "slugs, separated by |"),
            text("isic4", "ISIC Rev.4 classes, separated by |"),
            text("hs", "HS headings, separated by |"),
            date("date_designated", "day of the document that designates it"),
            text("designated_by", "the document"), text("source_url", "page of the publisher"),
            date("published", "day it became public"),
        ],
        assertions=[
            {"where": {"sector": "Aluminum"}, "column": "published", "equals": "2024-07-09",
             "reason": "added by the update of 2024"},
        ])


def sector_rows(reference):
    path = reference / "goods" / "enforcement" / "uflpa_high_priority_sectors_hts.csv"
    rows = []
    for line in read_csv(path):
        goods, isic4, headings = SECTORS[line["sector"]]
        rows.append({"sector": line["sector"], "goods": goods, "isic4": isic4, "hs": headings,
                     "date_designated": line["document_date"],
                     "designated_by": line["designating_document"], "source_url": STRATEGY_PAGE,
                     "published": line["document_date"]})
    return rows


def rules_manifest():
    return manifest(
        "sourcelight/legal_rules", "Statutes that presume forced labour for all goods of a place",
        licence="own", landing_page="https://www.cbp.gov/trade/forced-labor", edition="1",
        published="2026-11-22", rows={"min": 2, "max": 20},
        how="one row a statute and place; orders and lists have their own datasets",
        known_gaps=["United States law only"], reviewed="each row against its source",
        key=["rule", "iso2", "region"],
        columns=[
            text("rule", "short name to print"), text("iso2", "country"),
            text("region", "ISO 3166-2; empty for the whole country", False),
            text("goods", "slugs separated by |, * for all goods"),
            date("date_from", "first day in force"),
            date("date_to", "last day in force; empty if in force", False),
            text("legal_basis", "statute"), text("meaning", "what it presumes, in our words"),
            text("source_url", "where it was read"),
            date("published", "day the rule became public"),
        ],
        assertions=[
            {"where": {"rule": "UFLPA", "iso2": "CN"}, "column": "date_from",
             "equals": "2022-06-21", "reason": "180 days after the Act"},
            {"where": {"rule": "CAATSA", "iso2": "KP"}, "column": "date_from",
             "equals": "2017-08-02", "reason": "day of the Act"},
        ])


def check_goods(rows, slugs, identity):
    """Every slug of a goods column is known."""
    for row in rows:
        wrong = {g for g in row["goods"].split("|") if g not in ("", "*")} - slugs
        if wrong:
            raise SystemExit(f"{identity}: unknown goods {sorted(wrong)}")


def compile_all(reference, slugs):
    """Writes the orders, the entity list, the sectors and the rules."""
    for described, rows in ((orders_manifest(), hand_table("uscbp/orders")),
                            (entities_manifest(), entity_rows(reference)),
                            (sectors_manifest(), sector_rows(reference)),
                            (rules_manifest(), hand_table("sourcelight/legal_rules"))):
        check_goods(rows, slugs, described["id"])
        write_dataset(described, rows)
