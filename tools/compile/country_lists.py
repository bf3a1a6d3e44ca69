# SPDX-License-Identifier: Apache-2.0
"""Lists and treaties: TIP tiers, ratifications, treaty dates, publication dates, global estimates."""
import pathlib
import re

from common import read_csv, write_dataset
from country_estimates import global_estimates
from country_shared import CC0, CC_BY, ISO2, PUBLISHED, UN_TERMS, US_GOV, date, manifest, text, whole

TIERS = ["1", "2", "2WL", "3", "SC", "1_or_2"]
LISTS = {"DOL List of Goods (TVPRA)": "usdol/list_of_goods", "EO 13126 list": "usdol/eo13126",
         "US TIP Report": "usstate/tip_tiers", "ILO / Walk Free global estimates": "ilo/global_estimates",
         "UFLPA Entity List": "usdhs/uflpa_entities"}
CONVENTIONS = {"C029": "Forced Labour Convention, 1930", "P029": "Protocol of 2014 to the Forced Labour Convention",
               "C105": "Abolition of Forced Labour, 1957", "C138": "Minimum Age, 1973",
               "C182": "Worst Forms of Child Labour, 1999", "C087": "Freedom of Association, 1948",
               "C098": "Right to Organise and Collective Bargaining, 1949", "C100": "Equal Remuneration, 1951",
               "C111": "Discrimination, 1958", "C155": "Occupational Safety and Health, 1981",
               "C187": "Promotional Framework for Occupational Safety and Health, 2006"}
LAST_NORMLEX_DAY = "2026-06-30"


def publication_rows(reference):
    """Rows of the dates table; a year alone becomes its last day and says so."""
    rows = []
    for row in read_csv(reference / "country" / "listing_publication_dates.csv"):
        day, label, said = row["date_published"], row["edition"], row["note"]
        if not day:
            continue
        note = ""
        if "PROPOSED" in said:
            note = "proposal only; not in force"
        elif len(day) == 4:
            day, note = f"{day}-12-31", "day not found; the end of the year stands in"
        elif label.startswith("1st (2009)"):
            note = "official notices disagree (10 or 30 September 2009); the earlier notice is followed"
        elif "announcement" in said:
            note = "announced the day before for this day"
        elif "revised" in said:
            note = "the page read is a revised one"
        edition = re.search(r"\((\d{4})", label) or re.search(r"\b(\d{4})\b", label)
        year = edition.group(1) if edition else day[:4]
        rows.append({"list": LISTS[row["list"]], "edition": year, "label": label, "published": day,
                     "source_url": row["source_url"], "note": note})
    return rows


def publication_dates(rows):
    write_dataset(manifest(
        "sourcelight/publication_dates", "Days on which lists and reports became public", "sourcelight", CC0,
        landing_page="https://www.dol.gov/agencies/ilab/reports/child-labor/list-of-goods", edition="2026-11",
        published="2026-11-22", attribution="sourcelight, from the pages named in each row",
        citation="sourcelight (2026), Publication dates of lists and reports; source of each row in source_url.",
        read_from="pages named in source_url, as stored in November 2026",
        how="One row an edition, taken from official notices or from the press of the day; `list` is the id of "
            "the dataset the edition belongs to.",
        known_gaps=["Day of the 2011 final revision of the EO 13126 list not found.", "No 2026 TIP report was found.",
                    "No List of Goods after 5 September 2024 was found."],
        rows={"min": 50, "max": 60}, key=["list", "edition", "label", "published"],
        columns=[text("list", "id of the dataset", required=True), text("edition", "year of the edition", required=True),
                 text("label", "edition as named", required=True), PUBLISHED,
                 text("source_url", "page on which the date was read", required=True),
                 text("note", "proposal, doubt or stand-in; empty = the day is stated")],
        assertions=[{"where": {"list": "usdol/list_of_goods", "edition": "2022"}, "column": "published",
                     "equals": "2022-09-28", "reason": "10th edition"},
                    {"where": {"list": "usstate/tip_tiers", "edition": "2015"}, "column": "published",
                     "equals": "2015-07-27", "reason": "launch ceremony"},
                    {"count": {"list": "usstate/tip_tiers"}, "min": 25, "max": 25, "reason": "2001 to 2025"}]), rows)


def tip_tiers(reference, codes, dates):
    released = {row["edition"]: row["published"] for row in dates if row["list"] == "usstate/tip_tiers"}
    rows = [{"iso2": codes(row["iso3"]), "edition_year": row["report_year"], "tier": row["tier"],
             "basis": row["basis"].replace("direct_corrected", "corrected"), "published": released[row["report_year"]]}
            for row in read_csv(reference / "country" / "tip_tiers.csv")]
    write_dataset(manifest(
        "usstate/tip_tiers", "Tier placements of the Trafficking in Persons Report", "US Department of State", US_GOV,
        official=True, landing_page="https://www.state.gov/trafficking-in-persons-report/", edition="2001-2025",
        published="2025-09-29", attribution="US Department of State, Trafficking in Persons Report (US government work)",
        citation="US Department of State, Trafficking in Persons Report, editions 2001 to 2025.",
        read_from="andrewheiss/From-the-Trenches-Anti-TIP-NGOs-and-US 475c15bab1 data/tip_tiers_orig.csv (2001-2015); "
                  "CIA World Factbook, factbook/factbook.json 8662a8b17a and its history (Watch List, Tier 3, special "
                  "cases); pages listing the tiers of 2009, 2020, 2023 and 2024; CRS report R44953",
        how="Placement as printed (direct), by elimination among the countries rated (derived), or with a stated "
            "confusion of the two Congos resolved (corrected). 1_or_2 means: rated, and in neither lower group.",
        known_gaps=["2016, 2018 and 2021 are absent; 2017 and 2019 hold special cases only.",
                    "2022 and 2025 do not split Tier 1 from Tier 2 (1_or_2).",
                    "87 of 98 Tier 2 placements of 2024 are by elimination.",
                    "2001-2015 lacks the United States (ranked since 2010; only 2015 held); South Korea only from 2009.",
                    "An absent row is not a placement."],
        rows={"min": 3100, "max": 3400}, key=["iso2", "edition_year"],
        columns=[ISO2, whole("edition_year", "year of the report", min=2001, max=2026, required=True),
                 text("tier", "1, 2, 2WL (Watch List), 3, SC (special case), 1_or_2", required=True, allowed=TIERS),
                 text("basis", "direct, derived or corrected", required=True), PUBLISHED],
        assertions=[{"where": {"iso2": "KP", "edition_year": "2023"}, "column": "tier", "equals": "3",
                     "reason": "North Korea in Tier 3 in 2023"},
                    {"where": {"iso2": "MY", "edition_year": "2015"}, "column": "tier", "equals": "2WL",
                     "reason": "Malaysia raised to the Watch List in 2015"},
                    {"count": {"edition_year": "2023", "tier": "3"}, "min": 24, "max": 24, "reason": "report of 2023"},
                    {"count": {"edition_year": "2020", "tier": "3"}, "min": 19, "max": 19, "reason": "report of 2020"}]),
        rows)


def ratifications(reference, codes):
    rows = []
    for row in read_csv(reference / "country" / "ilo_ratifications.csv"):
        for convention in CONVENTIONS:
            year = row[f"{convention}_year"]
            if year:
                day = min(f"{year}-12-31", LAST_NORMLEX_DAY)
                rows.append({"iso2": codes(row["iso3"]), "convention": convention, "ratified_year": year,
                             "published": day})
    write_dataset(manifest(
        "ilo/ratifications", "Ratifications of fundamental ILO instruments", "International Labour Organization", CC_BY,
        official=True, landing_page="https://normlex.ilo.org", edition="mid-2026", published=LAST_NORMLEX_DAY,
        attribution="ILO, NORMLEX (CC BY 4.0)",
        citation="ILO, NORMLEX Information System on International Labour Standards, ratifications, mid-2026.",
        read_from="ofosos/dc-scorecard 4b42128081 ilo-core-conventions.csv",
        how="One row an instrument in force for a member. Only years are held, so a ratification counts as public at "
            "the end of its year. Instruments: " + "; ".join(f"{k} {v}" for k, v in CONVENTIONS.items()) + ".",
        known_gaps=["The universe is the ILO's members (sourcelight/countries, ilo_member): a member without a row has "
                    "not ratified; a territory or non-member (Taiwan, Hong Kong, North Korea, Bhutan) is missing, not 0.",
                    "C105 denounced by Malaysia (1958-1990) and Singapore (1965-1979): no row.",
                    "C181, C097 and C143 are not held; C189 stands in ilo/ratifications_c189."],
        rows={"min": 1600, "max": 2057}, key=["iso2", "convention"],
        columns=[ISO2, text("convention", "C029, P029, ...", required=True, allowed=list(CONVENTIONS)),
                 whole("ratified_year", "year of ratification", min=1919, max=2026, required=True), PUBLISHED],
        assertions=[{"count": {"convention": "C029"}, "min": 181, "max": 181, "reason": "181 ratifications of C029"},
                    {"count": {"convention": "C182"}, "min": 187, "max": 187, "reason": "universal ratification"},
                    {"where": {"iso2": "CN", "convention": "C029"}, "column": "ratified_year", "equals": "2022",
                     "reason": "China ratified C029 and C105 in 2022"}]), rows)


def domestic_workers_convention():
    """Convention No. 189 has days, unlike the others: a table of its own, written down from an official list."""
    rows = read_csv(pathlib.Path(__file__).parent / "country_c189.csv")
    write_dataset(manifest(
        "ilo/ratifications_c189", "Ratifications of the Domestic Workers Convention, 2011 (No. 189)",
        "International Labour Organization", CC_BY, official=True, landing_page="https://normlex.ilo.org",
        edition="5 October 2020", published="2020-10-05", attribution="ILO, NORMLEX; scope as published by Switzerland",
        citation="Swiss Confederation, SR 0.822.728.9, scope of application on 5 October 2020; ILO, NORMLEX.",
        read_from="https://lexaris.io/book/version/documentflat/head/229609",
        how="Day of ratification as printed in the scope of application. A ratification is public on its day.",
        known_gaps=["Germany is printed with 2012; its entry into force on 20 September 2014, a year after ratification, shows "
                    "2013, which stands here.", "Ratifications after 5 October 2020 (Namibia, Malta, Spain and others) are not held: after that day an "
                    "absent row is not a zero."],
        rows={"min": 30, "max": 30}, key=["iso2", "convention"],
        columns=[ISO2, text("convention", "C189", required=True, allowed=["C189"]),
                 date("ratified", "day of ratification", required=True),
                 whole("ratified_year", "its year", min=2012, max=2026, required=True), PUBLISHED],
        assertions=[{"where": {"iso2": "UY"}, "column": "ratified", "equals": "2012-06-14", "reason": "first ratification"}]),
        [dict(row, convention="C189", ratified_year=row["ratified"][:4], published=row["ratified"]) for row in rows])


def treaties(reference, codes):
    rows = []
    for row in read_csv(reference / "country" / "un_treaty_dates_to_2014.csv"):
        iso2, day = codes(row["iso3"]), row["ratification_date"] or row["signature_date"]
        if iso2 and day:
            rows.append({"iso2": iso2, "treaty": row["treaty"], "signed": row["signature_date"],
                         "ratified": row["ratification_date"], "action": row["action"], "published": day})
    write_dataset(manifest(
        "un/treaties", "Signature and ratification of treaties against slavery and trafficking", "United Nations",
        UN_TERMS, official=True, landing_page="https://treaties.un.org", edition="November 2014",
        published="2014-11-30", attribution="United Nations Treaty Collection",
        citation="United Nations Treaty Collection, status of treaties as of November 2014.",
        read_from="zmjones/untreaties 003ce1309c treaties/18-12-a.csv and others",
        how="Dates as deposited. A row is public from its ratification, or from its signature where it was only signed.",
        known_gaps=["Ends in November 2014: an absent row is not a zero after that.",
                    "Ratification and accession dates of the Palermo Protocol after 2014 were not found."],
        rows={"min": 700, "max": 800}, key=["iso2", "treaty"],
        columns=[ISO2, text("treaty", "short name with the treaty's year", required=True), date("signed", "day of signature"),
                 date("ratified", "day of ratification, accession, acceptance or succession"),
                 text("action", "ratification, accession, acceptance, succession or definitive_signature"), PUBLISHED],
        assertions=[{"count": {"treaty": "palermo_trafficking_protocol_2000"}, "min": 155, "max": 170,
                     "reason": "158 with a ratification date and 8 with a signature only"}]), rows)


def compile_all(reference, codes):
    dates = publication_rows(reference)
    publication_dates(dates)
    tip_tiers(reference, codes, dates)
    ratifications(reference, codes)
    domestic_workers_convention()
    treaties(reference, codes)
    global_estimates(reference)
