# SPDX-License-Identifier: Apache-2.0
"""The US Department of Labor's lists: List of Goods by edition, EO 13126, known 2024 changes."""
import pathlib

from common import read_csv
from goods_manifest import date, flag, hand_table, manifest, text, write_dataset

LIST_PAGE = "https://www.dol.gov/agencies/ilab/reports/child-labor/list-of-goods"
EO_PAGE = "https://www.dol.gov/agencies/ilab/reports/child-labor/list-of-products"
PALM_PAGE = LIST_PAGE + "/supply-chains/palm-oil"
PUBLISHER = "US Department of Labor, Bureau of International Labor Affairs"

# Days of publication, from the listing_publication_dates table of the reference folder.
EDITIONS = {"2014": "6th (2014)", "2016": "7th (2016)", "2018": "8th (2018)",
            "2020": "9th (2020)", "2022": "10th (2022)", "2024": "11th (2024)"}
# The first edition held is the publisher's app data of August 2015 (see the manifest).
FIRST = pathlib.Path(__file__).resolve().parent / "goods_tables" / "list_of_goods_2014.csv"
FIRST_READ_FROM = ("USDepartmentofLabor/Child-Labor dbba948, Child Labor/"
                   "complete_goods_by_good.xml (edition 2014)")
POLYSILICON = "out-of-cycle addition: polysilicon, China"
# Names of the lists that the country table spells otherwise.
NAMES = {"Burma": "MM", "Congo, Democratic Republic of the": "CD", "Côte d'Ivoire": "CI",
         "Cote D'Ivoire": "CI", "Democratic Republic of the Congo": "CD", "Iran": "IR",
         "Kyrgyz Republic": "KG", "North Korea": "KP", "Taiwan": "TW", "Tanzania": "TZ",
         "Turkey": "TR", "Turkey (Türkiye)": "TR", "Venezuela": "VE", "Vietnam": "VN",
         "Bolivia": "BO", "Russia": "RU", "Eswatini": "SZ", "South Korea": "KR"}
# The input of each downstream good, which the app data names only by country.
INPUTS = {"crude-palm-kernel-oil": "palm-fruit", "crude-palm-oil": "palm-fruit",
          "lithium-ion-batteries": "cobalt-ore", "oleochemicals": "palm-fruit",
          "photovoltaic-ingots": "polysilicon", "photovoltaic-wafers": "polysilicon",
          "refined-palm-kernel-oil": "palm-fruit", "refined-palm-oil": "palm-fruit",
          "solar-cells": "polysilicon", "solar-modules": "polysilicon"}
# Cells where the app data and the publisher's own page differ; the page is followed.
CORRECTED = {("2022", "ID", "palm-fruit"): "forced_labor"}
# Additions of 2016 as reported then: new pairs, and forced labour for fish of Indonesia. The
# editions held must say the same; cobalt ore of the Congo is there under another name before.
ADDITIONS_2016_PAGE = ("http://www.strtrade.com/news-publications-forced-child-labor-foreign-"
                       "goods-TVPRA-list-101316.html")
ADDITIONS_2016 = {
    "BF": ["granite"], "KH": ["sugarcane"], "CR": ["cattle", "coffee"], "ID": ["fish", "tin"],
    "IR": ["bricks"], "KE": ["sand"], "LB": ["potatoes"], "NG": ["gold"], "SD": ["gold"],
    "UG": ["gold", "stones"], "UZ": ["silk-cocoons"],
    "VN": ["cashews", "coffee", "fish", "footwear", "furniture", "leather", "pepper", "rice",
           "rubber", "sugarcane", "tea", "textiles", "timber", "tobacco"]}
EO_2024_PAGE = ("https://www.strtrade.com/trade-news-resources/str-trade-report/trade-report/"
                "september/lists-of-foreign-goods-cited-for-forced-or-child-labor-updated")
FLAGS = ("child_labor", "forced_labor", "forced_child_labor")


class Names:
    """Country and good of a list's spelling."""

    def __init__(self, reference):
        meta = read_csv(reference / "country" / "country_meta.csv")
        self.countries = {row["name_en"]: row["iso2"] for row in meta} | NAMES
        self.goods = {}
        for row in hand_table("sourcelight/good_synonyms"):
            self.goods.setdefault(row["list_name"], []).append(row["good"])

    def country(self, name):
        if name not in self.countries:
            raise SystemExit(f"List of Goods: unknown country {name!r}")
        return self.countries[name]

    def slugs(self, name):
        if name not in self.goods:
            raise SystemExit(f"List of Goods: {name!r} is missing from sourcelight/good_synonyms")
        return self.goods[name]


def publication_days(reference, name):
    """Edition -> day of publication for one list."""
    rows = read_csv(reference / "country" / "listing_publication_dates.csv")
    return {row["edition"]: row["date_published"] for row in rows if row["list"] == name}


def merge(rows):
    """One row a pair and edition: spellings that mean one good share it, flags are joined by or."""
    merged = {}
    for row in rows:
        key = (row["edition"], row["iso2"], row["good"], row["kind"])
        if key not in merged:
            merged[key] = dict(row)
            continue
        held = merged[key]
        held["good_label"] += "|" + row["good_label"]
        for name in FLAGS:
            held[name] = "true" if "true" in (held[name], row[name]) else "false"
    return list(merged.values())


def read_list(reference, names, days):
    """Rows of every edition held, before the end of each listing is known."""
    source = reference / "goods" / "dol_ilab" / "tvpra_goods_by_country_2016_2022.csv"
    rows = []
    for line in read_csv(FIRST) + read_csv(source):
        good, = names.slugs(line["good"])
        iso2 = names.country(line["country"])
        edition = line.get("edition_year", "2014")
        downstream = line.get("downstream_derived_labor_exploitation") == "Yes"
        row = {"edition": edition, "published": days[EDITIONS[edition]], "good": good,
               "good_label": line["good"], "sector": line["sector"], "iso2": iso2,
               "kind": "downstream" if downstream else "direct"}
        for name in FLAGS:
            row[name] = "true" if line[name] == "Yes" else "false"
        if (edition, iso2, good) in CORRECTED:
            row[CORRECTED[(edition, iso2, good)]] = "true"
        if downstream:
            row["input_good"] = INPUTS[good]
            row["input_iso2"] = names.country(line["downstream_derived_country"])
        if good == "polysilicon" and edition == "2020":
            row["published"] = days[POLYSILICON]
        rows.append(row)
    return merge(rows)


def add_spells(rows, removed, days):
    """Sets listed_since and listed_until of each row from the editions before and after it.

    A spell of a pair is an unbroken run of editions. listed_since is the publication it starts with
    (a pair of 2014 may have been listed since 2009), listed_until the publication that no longer
    names the pair (empty: still named by the last edition that tells).
    """
    editions = sorted({row["edition"] for row in rows})
    held = {(row["edition"], row["iso2"], row["good"], row["kind"]): row for row in rows}
    following = {edition: days[EDITIONS[edition]] for edition in EDITIONS}
    for row in rows:
        pair = (row["iso2"], row["good"], row["kind"])
        at = editions.index(row["edition"])
        first = last = at
        while first > 0 and (editions[first - 1], *pair) in held:
            first -= 1
        while last + 1 < len(editions) and (editions[last + 1], *pair) in held:
            last += 1
        row["listed_since"] = held[(editions[first], *pair)]["published"]
        row["since_precision"] = "at the latest" if first == 0 else "exact"
        row["forced_labor_since"] = forced_since(held, editions, at, pair)
        row["forced_since_precision"] = ""
        if row["forced_labor_since"]:
            old = row["forced_labor_since"] == days[EDITIONS["2014"]]
            row["forced_since_precision"] = "at the latest" if old else "exact"
        if last + 1 < len(editions):
            row["listed_until"] = following[editions[last + 1]]
        elif (row["iso2"], row["good"]) in removed:
            row["listed_until"] = following["2024"]


def forced_since(held, editions, at, pair):
    """Start of the unbroken run of editions up to `at` that flag the pair for forced labour."""
    since = ""
    while at >= 0:
        row = held.get((editions[at], *pair))
        if row is None or row["forced_labor"] != "true":
            break
        since = row["published"]
        at -= 1
    return since


def check_additions(rows):
    """The editions of 2014 and 2016 differ by what was reported of 2016."""
    flags = {edition: {(row["iso2"], row["good"]): row["forced_labor"] for row in rows
                       if row["edition"] == edition} for edition in ("2014", "2016")}
    added = {pair for pair, forced in flags["2016"].items()
             if pair not in flags["2014"] or forced > flags["2014"][pair]}
    reported = {(iso2, good) for iso2, goods in ADDITIONS_2016.items() for good in goods}
    if added != reported:
        raise SystemExit(f"List of Goods 2016: {sorted(added ^ reported)} not as reported")


def changes_2024(day):
    """Hand table of the changes of 2024 that a source names; all are of one day."""
    rows = hand_table("usdol/list_2024_changes")
    for row in rows:
        if row["published"] != day:
            raise SystemExit(f"usdol/list_2024_changes: {row['good']} is not of {day}")
    return rows


def list_columns():
    """Columns of usdol/list_of_goods."""
    return [
        text("edition", "year of the edition"),
        date("published", "day the row became public"),
        text("good", "slug in sourcelight/goods"),
        text("good_label", "name or names as printed, separated by |"),
        text("sector", "Agriculture, Manufacturing, Mining or Other"),
        text("iso2", "country, ISO 3166-1 alpha-2"),
        flag("child_labor", "listed for child labour"),
        flag("forced_labor", "listed for forced labour"),
        flag("forced_child_labor", "on the EO 13126 list as the edition shows it"),
        text("kind", "direct, or downstream: made with a listed input"),
        text("input_good", "downstream only: slug of the listed input", False),
        text("input_iso2", "downstream only: country of the input", False),
        date("listed_since", "publication with which this unbroken listing starts"),
        text("since_precision", "exact, or at the latest: listed then, perhaps before"),
        date("forced_labor_since", "publication with which the unbroken run of editions that flag "
                                   "forced labour starts", False),
        text("forced_since_precision", "as since_precision, of forced_labor_since", False),
        date("listed_until", "publication that no longer names it, of effect from that day on; "
                             "empty if none does so", False),
    ]


def list_manifest():
    return manifest(
        "usdol/list_of_goods", "List of Goods Produced by Child Labor or Forced Labor, by edition",
        publisher=PUBLISHER, official=True, landing_page=LIST_PAGE, licence="us-gov",
        edition="2014, 2016, 2018, 2020 with the addition of June 2021, 2022",
        published="2022-09-28", rows={"min": 2000, "max": 2100},
        citation="US Department of Labor, Bureau of International Labor Affairs, List of Goods "
                 "Produced by Child Labor or Forced Labor, editions of 2014, 2016, 2018, 2020 and "
                 "2022.",
        read_from=FIRST_READ_FROM + "; USDepartmentofLabor/Child-Labor-Android b889138, "
                  "app/src/main/assets/goods_2016, 2018, 2019 and 2021.xml",
        how="one row for each edition, country and good; spellings that mean one good are merged "
            "(sourcelight/good_synonyms); published is the day the edition came out, never a "
            "file's date; listed_since and listed_until follow the pair through the editions held",
        known_gaps=["editions before 2014 are not held: a pair of 2014 was listed by 2014-12-01 at "
                    "the latest, perhaps since 2009",
                    "two trade reports call the additions of Ghana in 2022 (bovines, rice, "
                    "textiles) forced labour; the app data says child labour and is followed",
                    "the full 2024 edition (204 goods, 82 countries) is not held: see "
                    "usdol/list_2024_changes; listed_until knows the four removals of 2024",
                    "the app data flags palm fruit of Indonesia for child labour only in 2022; the "
                    "publisher's page " + PALM_PAGE + " names both, and is followed",
                    "a row of kind downstream has no flags of its own: it is listed through its "
                    "input"],
        reviewed="pair counts against the announced totals (2014: 136 goods, 74 countries; 2022: "
                 "159 goods, 78 countries); 2016 against the publisher's spreadsheet, and what it "
                 "adds to 2014 against the report " + ADDITIONS_2016_PAGE + "; removals against "
                 "the announcements",
        key=["edition", "iso2", "good", "kind"],
        columns=list_columns(),
        assertions=[
            {"where": {"edition": "2018", "iso2": "UZ", "good": "cotton"}, "column": "forced_labor",
             "equals": "true", "reason": "Uzbek cotton was listed until the 2022 edition"},
            {"where": {"edition": "2018", "iso2": "UZ", "good": "cotton"}, "column": "listed_until",
             "equals": "2022-09-28", "reason": "removed in the 2022 edition"},
            {"where": {"edition": "2022", "iso2": "TH", "good": "shrimp"}, "column": "listed_until",
             "equals": "2024-09-05", "reason": "removed in the 2024 edition"},
            {"where": {"edition": "2020", "iso2": "CN", "good": "polysilicon"},
             "column": "published", "equals": "2021-06-24", "reason": "added between two editions"},
            {"where": {"edition": "2022", "iso2": "MY", "good": "palm-fruit"},
             "column": "listed_since", "equals": "2014-12-01",
             "reason": "Oil (Palm) was renamed, not removed"},
            {"where": {"edition": "2016", "iso2": "UZ", "good": "silk-cocoons"},
             "column": "listed_since", "equals": "2016-09-30", "reason": "new in 2016"},
            {"where": {"edition": "2022", "iso2": "ID", "good": "fish"},
             "column": "forced_labor_since", "equals": "2016-09-30",
             "reason": "listed for child labour before"},
            {"where": {"edition": "2014", "iso2": "JO", "good": "garments"},
             "column": "listed_until", "equals": "2016-09-30", "reason": "removed in 2016"},
            {"count": {"edition": "2014"}, "min": 353, "max": 353,
             "reason": "353 lines of the app data"},
            {"where": {"edition": "2022", "iso2": "MY", "good": "rubber-gloves"},
             "column": "forced_labor", "equals": "true", "reason": "added in 2020"},
            {"count": {"forced_labor": "true", "edition": "2022"}, "min": 115, "max": 130,
             "reason": "121 rows in the app data, and the corrected one"},
        ])


def eo_manifest():
    return manifest(
        "usdol/eo13126", "List of Products Produced by Forced or Indentured Child Labor (EO 13126)",
        publisher=PUBLISHER, official=True, landing_page=EO_PAGE, licence="us-gov",
        edition="2014, 2019 and 2024", published="2024-09-06", rows={"min": 155, "max": 165},
        citation="US Department of Labor, List of Products Produced by Forced or Indentured Child "
                 "Labor, 1 December 2014; final determinations of 25 March 2019 and September "
                 "2024.",
        read_from="EricSchles/dol_analysis 3c3c2f5, EO13126List_2014.xls; Federal Register of 25 "
                  "March 2019, document 2019-05360; report of the determination of 2024 at "
                  + EO_2024_PAGE,
        how="the list of 2014 row by row; 2019 is the same list without cotton of Uzbekistan, 2024 "
            "that of 2019 without garments of Vietnam and shrimp of Thailand, as the "
            "determinations say",
        known_gaps=["the revisions of 2001 to 2013 are not held",
                    "additions of 2024, if there were any, are not known"],
        reviewed="54 rows as in the publisher's file; the one removal against the Federal Register",
        key=["edition", "iso2", "good"],
        columns=[
            text("edition", "year of the revision"),
            date("published", "day the revision came out"),
            text("iso2", "country, ISO 3166-1 alpha-2"),
            text("good", "slug in sourcelight/goods"),
            text("good_label", "name or names as printed, separated by |"),
            date("listed_since", "first revision held that names the pair"),
            text("since_precision", "exact, or at the latest: listed then, perhaps before"),
            date("listed_until", "revision that no longer names it; empty if none does so", False),
        ],
        assertions=[
            {"where": {"edition": "2014", "iso2": "UZ", "good": "cotton"}, "column": "listed_until",
             "equals": "2019-03-25", "reason": "removed by the final determination of 2019"},
            {"where": {"edition": "2019", "iso2": "IN", "good": "bricks"}, "column": "listed_until",
             "equals": "", "reason": "bricks from India stay on the list"},
            {"where": {"edition": "2014", "iso2": "TH", "good": "shrimp"}, "column": "listed_until",
             "equals": "2024-09-06", "reason": "removed by the final determination of 2024"},
        ])


def read_eo(reference, names, days):
    """The list of 2014 and what the determinations of 2019 and 2024 left of it."""
    revisions = (("2014", days["revision 2014"], ()),
                 ("2019", days["revision 2019 (final): cotton, Uzbekistan removed"],
                  (("UZ", "cotton"),)),
                 ("2024", days["revision 2024 (updates)"],
                  (("VN", "garments"), ("TH", "shrimp"))))
    pairs = {}
    for line in read_csv(reference / "goods" / "dol_ilab" / "eo13126_list_2014.csv"):
        for good in names.slugs(line["good"]):
            labels = pairs.setdefault((names.country(line["country"]), good), [])
            labels.append(line["good"])
    ended = {pair: day for _, day, removed in revisions for pair in removed}
    rows = []
    for edition, day, _ in revisions:
        for pair, labels in pairs.items():
            until = ended.get(pair, "")
            if until and until <= day:
                continue
            rows.append({"iso2": pair[0], "good": pair[1], "good_label": "|".join(labels),
                         "listed_since": revisions[0][1], "since_precision": "at the latest",
                         "listed_until": until, "edition": edition, "published": day})
    return rows


def changes_manifest():
    return manifest(
        "usdol/list_2024_changes", "Known changes of the 2024 List of Goods",
        publisher=PUBLISHER, official=True, landing_page=LIST_PAGE, licence="us-gov",
        edition="2024", published="2024-09-05", rows={"min": 4, "max": 80},
        citation="US Department of Labor, 2024 List of Goods Produced by Child Labor or Forced "
                 "Labor, 5 September 2024, as far as its announcements name the changes.",
        read_from="announcements and summaries at the addresses in source_url",
        how="removals and additions that a readable source names with their country, kept by hand",
        known_gaps=["72 additions were announced; only those with a source for country and good "
                    "are here",
                    "new countries Belarus, the Netherlands and South Korea, and new goods indium, "
                    "lead, lithium, manganese, PVC and squid, are named without the other half",
                    "an empty flag of a direct row means that the source does not say; a "
                    "downstream row is listed through its input and has no flags"],
        reviewed="each row against its source", key=["change", "iso2", "good"],
        columns=[
            text("edition", "year of the edition"),
            date("published", "day the edition came out"),
            text("change", "removed, or added: the pair, or forced labour to a pair that was "
                           "listed for child labour"),
            text("iso2", "country, ISO 3166-1 alpha-2"),
            text("good", "slug in sourcelight/goods"),
            text("kind", "direct, or downstream: made with a listed input"),
            text("input_good", "downstream only: slug of the listed input", False),
            text("input_iso2", "downstream only: country of the input", False),
            {"name": "child_labor", "type": "bool", "meaning": "listed for child labour"},
            {"name": "forced_labor", "type": "bool", "meaning": "listed for forced labour"},
            text("source_url", "where the change was read"),
        ],
        assertions=[
            {"where": {"change": "removed", "iso2": "TH", "good": "shrimp"}, "column": "edition",
             "equals": "2024", "reason": "named by the announcements"},
        ])


def compile_all(reference):
    """Writes the three lists."""
    names = Names(reference)
    days = publication_days(reference, "DOL List of Goods (TVPRA)")
    changes = changes_2024(days[EDITIONS["2024"]])
    removed = {(row["iso2"], row["good"]) for row in changes if row["change"] == "removed"}
    rows = read_list(reference, names, days)
    check_additions(rows)
    add_spells(rows, removed, days)
    write_dataset(list_manifest(), rows)
    revisions = publication_days(reference, "EO 13126 list")
    write_dataset(eo_manifest(), read_eo(reference, names, revisions))
    write_dataset(changes_manifest(), changes)
