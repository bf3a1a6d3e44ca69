# SPDX-License-Identifier: Apache-2.0
"""Regimes for migrant workers in countries of destination, and state programmes."""
import calendar
import pathlib

from common import DATASETS, read_csv, write_dataset
from country_identity import refresh_hand_table
from country_shared import CC0, ISO2, date, manifest, text, whole

ATTRIBUTES = {
    "tied_visa": "full, partial, none: the permit names one employer, or leaving needs that employer's consent",
    "exit_permit": "full, partial, none: the employer must let the worker leave the country",
    "worker_paid_fees": "prohibited, regulated_allowed, unregulated: recruitment fees charged to the worker",
    "passport_retention": "illegal_enforced, illegal_not_enforced, illegal_enforcement_unknown, not_illegal",
    "migrants_excluded_from_union": "yes, partial, no", "strike_or_union_ban": "full, partial, none",
    "domestic_workers_covered_by_labour_law": "yes, partial, no",
    "migrant_share_of_workforce_pct": "percent of the employed"}
# Whom a row speaks of, where it is not all migrant workers.
SCOPES = {("SG", "tied_visa"): "domestic workers", ("CY", "tied_visa"): "domestic workers",
          ("GB", "tied_visa"): "domestic workers", ("US", "tied_visa"): "H-2 visas", ("US", "worker_paid_fees"): "H-2 visas",
          ("NZ", "tied_visa"): "seasonal scheme", ("CA", "tied_visa"): "closed permits", ("JP", "tied_visa"): "technical interns",
          ("JP", "worker_paid_fees"): "technical interns", ("JP", "passport_retention"): "technical interns"}
# National figures taken from a publisher whose tables may be used for checking only.
CLOSED = ("Gulf Labour Markets", "Amnesty")


def last_day(text_date):
    """ISO day of a date that may lack its day or month: the last it can mean."""
    parts = [int(p) for p in text_date.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1]
    return f"{year:04d}-{month:02d}-{day:02d}"


# The State Department's country reports have a section 7 on worker rights up to those of 2023; the reports of 2024 are
# built otherwise. A page of that section is therefore no younger than the reports of 2023.
LAST_SECTION_7 = "2024-04-22"
# Day from which a page counts that bears no day: that of the youngest edition that ships from outside. All were read in
# November 2026, and what they tell of is older.
UNDATED = "2026-08-22"


def made_public(row):
    """A rule is public at the end of the year it began, a report on its day: the earlier of the two."""
    days = [last_day(d) for d in (row["published"], row["from_year"]) if d]
    section_7 = row["source_title"].strip().startswith("Country Reports on Human Rights Practices, section 7")
    return min(days + [LAST_SECTION_7 if section_7 else UNDATED])


def regimes(reference):
    rows = []
    for row in read_csv(reference / "country" / "destination_regimes.csv"):
        if row["attribute"] == "migrant_share_of_workforce_pct" and row["publisher"].startswith(CLOSED):
            continue
        rows.append({"iso2": row["iso2"], "attribute": row["attribute"], "value": row["value"],
                     "scope": SCOPES.get((row["iso2"], row["attribute"]), ""), "from_year": row["from_year"],
                     "to_year": row["to_year"], "source_title": row["source_title"].strip(), "publisher": row["publisher"],
                     "source_url": row["source_url"], "published": made_public(row), "confidence": row["confidence"]})
    rows += [dict(row, published=made_public(row)) for row in read_csv(pathlib.Path(__file__).parent / "country_regimes_more.csv")]
    write_dataset(manifest(
        "sourcelight/destination_regimes", "Rules for migrant workers in countries of destination", "sourcelight", CC0,
        landing_page="https://www.ilo.org/topics/labour-migration", edition="2026-11", published="2026-11-22",
        attribution="sourcelight, coded from the pages named in each row",
        citation="sourcelight (2026), Destination regimes; source of each row in source_title and source_url.",
        read_from="the page named in source_url of each row, as stored in November 2026; first part of each page only",
        how="The value is our coding of what the page says, one row a country, attribute and period. Values: "
            + "; ".join(f"{name} = {meaning}" for name, meaning in ATTRIBUTES.items())
            + ". from_year is the year the rule began where the source says so, else the year it speaks for; an empty to_year "
              "means that no end is known. A row is public at the end of from_year or on the day of its source, whichever is "
              "earlier; without either, a section 7 of the State Department's country reports on the day of the last reports "
              f"that had one ({LAST_SECTION_7}), any other page on the day of the youngest outside edition that ships ({UNDATED}). direct: an official, ILO or court text, or the State "
              "Department, says it; secondary: others do.",
        known_gaps=["A missing cell is unknown, not none.", "Shares of migrants in the workforce of the Gulf states are left out "
                    "(not open); use the share in the population.",
                    "Kept side by side where sources conflict: passports in Lebanon.",
                    "The rows of the European directives hold for 25 states (not Denmark and Ireland) from the year they had to be in "
                    "national law; whether a state was late is not followed.",
                    "worker_paid_fees from Convention No. 181 dates from the day of the list read (March 2023), not from the "
                    "ratification; its Article 7 allows exceptions.",
                    "worker_paid_fees from Directive 2008/104/EC speaks of temporary agency workers only; it holds from the day it "
                    "had to be in national law (Croatia: from its accession).",
                    "Human rights reports without a year on the page read carry no from_year.",
                    "Rows marked secondary rest on press or NGO pages; the Japanese rows and Malaysia's are the weakest."],
        rows={"min": 100, "max": 260}, key=["iso2", "attribute", "from_year", "value", "source_url"],
        columns=[ISO2, text("attribute", "which rule", required=True, allowed=list(ATTRIBUTES)),
                 text("value", "our coding", required=True), text("scope", "whom the row speaks of; empty = migrant workers at large"),
                 whole("from_year", "first year", min=1950, max=2030), whole("to_year", "last year", min=1950, max=2030),
                 text("source_title", "title of the source", required=True), text("publisher", "who issued it", required=True),
                 text("source_url", "page, or pages joined by ' ; '", required=True),
                 date("published", "day on which the fact became public", required=True),
                 text("confidence", "direct or secondary", required=True, allowed=["direct", "secondary"])],
        assertions=[{"where": {"iso2": "KW", "attribute": "exit_permit", "value": "full"}, "column": "from_year", "equals": "2025",
                     "reason": "exit permits introduced in July 2025"},
                    {"count": {"attribute": "tied_visa"}, "min": 30, "max": 60, "reason": "25 countries and more, with periods"}]),
        rows)


def compile_all(reference, codes):
    regimes(reference)
    refresh_hand_table("sourcelight/survey_anchors")
    rows = refresh_hand_table("sourcelight/state_programmes")
    goods = DATASETS / "sourcelight" / "goods" / "data.csv"
    if goods.exists():
        known = {row["good"] for row in read_csv(goods)} | {"*"}
        strange = {row["activity"] for row in rows} - known
        if any(not activity.isdigit() for activity in strange):
            raise SystemExit(f"state_programmes names unknown goods: {sorted(strange)}")
