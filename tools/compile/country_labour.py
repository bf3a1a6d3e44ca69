# SPDX-License-Identifier: Apache-2.0
"""Workers by country and broad sector, from three publishers that are kept apart."""
import collections
import pathlib

from common import number, read_csv, write_dataset
from country_shared import CC_BY, ISO2, PUBLISHED, UN_TERMS, manifest, real, text, whole

SECTORS = ["agriculture", "mining", "manufacturing", "construction", "services", "domestic_work", "industry",
           "other", "total"]
GROUPS = {"Agriculture": "agriculture", "Mining": "mining", "Manufacturing": "manufacturing",
          "Construction": "construction", "Total": "total"}
# Section letters would be clearer, but the survey tables carry long titles; their first words suffice.
SURVEY = {"Agriculture": "agriculture", "Fishing": "agriculture", "Mining and quarrying; Electricity": "industry_part",
          "Mining": "mining", "Manufacturing": "manufacturing", "Construction": "construction",
          "Activities of households": "domestic_work", "Activities of private households": "domestic_work",
          "Not elsewhere": "other", "Not classified": "other", "Activities not Adequately": "other", "Total": "total"}
CLASSIFICATIONS = ["ECO_ISIC4", "ECO_ISIC3", "ECO_ISIC2", "ECO_AGGREGATE"]
NARROW = ("Main cit", "Urban areas only")
WORKER_COLUMNS = [
    ISO2, whole("year", "year of the figures", required=True, min=2000, max=2030),
    text("sector", "agriculture (A), mining (B), manufacturing (C), construction (F), services (the rest but households "
         "as employers where separable), domestic_work (T), industry (mining, utilities, manufacturing, construction: "
         "only where mining stands with utilities), other (not classified), total", required=True, allowed=SECTORS),
    real("workers_thousand", "persons employed", "thousand persons", min=0, max=900000, required=True),
    {"name": "with_domestic_work", "type": "bool", "meaning": "true on services rows that include households as employers"},
    PUBLISHED]
MODELLED = ("ILO modelled estimates come out in November of the following year; that lag dates each year, although a later "
            "revision is what is held.")


def worker_rows(iso2, year, sums, published, separable):
    for sector, value in sums.items():
        flag = "" if sector != "services" else "false" if separable else "true"
        yield {"iso2": iso2, "year": year, "sector": sector, "workers_thousand": number(value, 3),
               "with_domestic_work": flag, "published": published}


def simple_table(rows, codes, published):
    """Sums a long table with the sector groups of the ILO into our sectors; all else is services."""
    sums = collections.defaultdict(lambda: collections.defaultdict(float))
    for row in rows:
        sums[codes(row["iso3"]), row["year"]][GROUPS.get(row["sector"], "services")] += float(row["value"])
    return [line for (iso2, year), by in sums.items() for line in worker_rows(iso2, year, by, published, False)]


def modelled(reference, codes):
    rows = simple_table(read_csv(reference / "country" / "employment_by_sector_ilo_modelled_2023_selected.csv"), codes,
                        "2024-11-30")
    for row in read_csv(pathlib.Path(__file__).parent / "country_ilo_modelled_more.csv"):
        sums = {k: float(row[k]) for k in ("agriculture", "mining", "manufacturing", "construction", "total")}
        sums["services"] = 2 * sums["total"] - sum(sums.values())
        rows += worker_rows(row["iso2"], row["year"], sums, f"{int(row['year']) + 1}-11-30", False)
    write_dataset(manifest(
        "ilo/employment_modelled_2023", "Employment by sector, ILO modelled estimates, selected countries",
        "International Labour Organization", CC_BY, official=True, landing_page="https://ilostat.ilo.org/data/",
        edition="2023, some 2016", published="2024-11-30",
        attribution="ILO, ILOSTAT (CC BY 4.0)",
        citation="ILO, ILOSTAT, ILO modelled estimates, EMP_2EMP_SEX_ECO_NB.",
        read_from="open-numbers/ddf--ilo--ilostat c50d060595, one file a country", how="Seven groups summed to five. " + MODELLED,
        known_gaps=["Seventy-eight countries: Saudi Arabia, United Arab Emirates, Qatar, Kuwait, Bahrain, Oman, Jordan, Lebanon, Turkey, "
                    "Egypt, Tunisia, Morocco, China, Taiwan, Japan, South Korea, India, Pakistan, Bangladesh, Nepal, "
                    "Sri Lanka, Myanmar, Thailand, Laos, Cambodia, Vietnam, Malaysia, Indonesia, Philippines, Uzbekistan, "
                    "Turkmenistan, Russia, Poland, Romania, Bulgaria, Greece, Italy, Spain, Portugal, France, Germany, "
                    "Netherlands, Switzerland, United Kingdom, United States, Mexico, Brazil, DR Congo, Ivory Coast, Ghana, "
                    "Nigeria, Ethiopia, Kenya, Uganda, Tanzania, Zambia, Zimbabwe, Mozambique, South Africa, Mauritius, "
                    "Argentina, Burkina Faso, Bolivia, Botswana, Chile, Cameroon, Colombia, Costa Rica, Ecuador, Hong Kong, "
                    "Israel, Lesotho, Malawi, Namibia, Peru, Rwanda, Senegal, Singapore; the other countries of the series are "
                    "not held. For Ukraine the series ends in 2021.",
                    "Totals differ from ilo/workforce_total, another edition, by 3 to 7 percent for Egypt, Ghana, Lebanon, "
                    "Malawi, Senegal, Sri Lanka, Mauritius, Mozambique, South Africa, Zambia and Zimbabwe; Burkina Faso's is "
                    "53 percent higher here.",
                    "2016 for Bahrain, China, Lebanon and Oman only, 2018 for China.",
                    "China's manufacturing share is 21 percent here and 29 percent reported nationally (not held here).", "Domestic work cannot be taken out of services.",
                    "DR Congo's construction (0.07 percent) and Jordan's public services look odd; Saudi Arabia has a break "
                    "between 2022 and 2023."],
        rows={"min": 498, "max": 498}, key=["iso2", "year", "sector"], columns=WORKER_COLUMNS,
        assertions=[{"count": {"sector": "construction", "year": "2023"}, "min": 78, "max": 78, "reason": "seventy-eight countries"}]), rows)


def survey_sector(title):
    for start in sorted(SURVEY, key=len, reverse=True):
        if title.startswith(start):
            return SURVEY[start]
    return "services"


def survey_tables(rows, codes):
    """(country, classification, source type) -> sector sums and notes; narrow or doubled tables left out.

    The notes of rows differ inside one table (which section a cell includes), so they cannot be the key.
    """
    tables = collections.defaultdict(dict)
    for row in rows:
        iso2 = codes(row["iso3"])
        if not iso2 or any(word in row["note"] for word in NARROW):
            continue
        table = tables[iso2, row["classification"], row["source_type"]]
        kept = table.get(row["sector"])
        # Where one survey stands twice, the table with a stated reference period is the fuller one.
        if kept is None or ("Annual average" in row["note"] and "Annual average" not in kept["note"]):
            table[row["sector"]] = row
    return tables


def survey_sums(table):
    sums = collections.defaultdict(float)
    for title, row in table.items():
        sums[survey_sector(title)] += float(row["value"])
    if "industry_part" in sums:
        if "manufacturing" not in sums or "construction" not in sums:
            return None
        sums["industry"] = sums.pop("industry_part") + sums["manufacturing"] + sums["construction"]
    return sums


def survey_gap(sums):
    """Relative difference between the total and the sum of its parts; infinite without a total."""
    if not sums or not sums.get("total"):
        return float("inf")
    doubled = ("total", "manufacturing", "construction") if "industry" in sums else ("total",)
    return abs(sum(v for k, v in sums.items() if k not in doubled) - sums["total"]) / sums["total"]


def labour_force_surveys(reference, codes):
    tables = survey_tables(read_csv(reference / "country" / "employment_by_sector_ilo_lfs_2013.csv"), codes)
    rows, left_out = [], []
    for iso2 in sorted({key[0] for key in tables}):
        choices = [(survey_gap(survey_sums(table)) > 0.02, CLASSIFICATIONS.index(key[1]), key[2] != "Labour force survey", key)
                   for key, table in tables.items() if key[0] == iso2]
        faulty, _, _, key = min(choices)
        if faulty:
            left_out.append(iso2)
            continue
        sums = survey_sums(tables[key])
        rows += worker_rows(iso2, "2013", sums, "2014-12-31", "domestic_work" in sums)
    write_dataset(manifest(
        "ilo/employment_lfs_2013", "Employment by sector from national surveys, 2013", "International Labour Organization",
        CC_BY, official=True, landing_page="https://ilostat.ilo.org/data/", edition="2013 (downloaded 2015)",
        published="2014-12-31", attribution="ILO, ILOSTAT (CC BY 4.0)",
        citation="ILO, ILOSTAT, EMP_TEMP_SEX_ECO_NB, year 2013, as of 2015.",
        read_from="geoffrey1330/employment-global 092bd36eda data/employment.csv",
        how="One table a country: ISIC 4 before ISIC 3, ISIC 2 and the aggregate, labour force surveys before other sources; a "
            "table whose parts miss its total by more than 2 percent is left out. A survey year counts as public at the end "
            "of the next year.",
        known_gaps=["Tables for main cities or urban areas only are left out: Argentina, Suriname, one of Peru's.",
                    "Left out because the parts do not sum to the total: " + (", ".join(left_out) or "none") + ".",
                    "A sector without a row was suppressed or not asked; the parts still sum to the total within 2 percent.",
                    "Singapore counts residents only."],
        rows={"min": 450, "max": 800}, key=["iso2", "year", "sector"], columns=WORKER_COLUMNS,
        assertions=[{"count": {"sector": "total"}, "min": 75, "max": 95, "reason": "up to 94 countries in the source"}]), rows)
    print("  surveys left out:", left_out)


def total_workforce(reference, codes):
    sources = read_csv(reference / "goods" / "satellite" / "workforce_total_by_country.csv")
    modelled_by_ilo = {row["ref_area"] for row in sources if row["time"] == "2023"} | {"SDN", "UKR"}
    rows = []
    for row in sources:
        if row["ref_area"] in modelled_by_ilo and row["ref_area"] != "CHI":
            rows.append({"iso2": codes(row["ref_area"]), "year": row["time"],
                         "workers_thousand": number(row["Workforce (1000)"], 3),
                         "published": f"{int(row['time']) + 1}-11-30"})
    write_dataset(manifest(
        "ilo/workforce_total", "Employed persons, total", "International Labour Organization", CC_BY, official=True,
        landing_page="https://ilostat.ilo.org/data/", edition="November 2024", published="2024-11-30",
        attribution="ILO, ILOSTAT modelled estimates (CC BY 4.0)",
        citation="ILO, ILOSTAT, ILO modelled estimates, November 2024, employment.",
        read_from="EXIOBASE/labor_extension workforce_total_iso3.csv",
        how="Rows of the ILO only: areas without a 2023 value are that compiler's additions from other sources and are "
            "dropped, but for Sudan and Ukraine, where the ILO series ends earlier. " + MODELLED,
        known_gaps=["Years 2011, 2016, 2018, 2021, 2022 and 2023 only; Ukraine ends in 2021, Sudan in 2022.",
                    "Channel Islands (one area at the ILO) left out; small territories absent."],
        rows={"min": 1080, "max": 1160}, key=["iso2", "year"],
        columns=[ISO2, whole("year", "year", required=True, min=2000, max=2030),
                 real("workers_thousand", "employed persons", "thousand persons", min=0, max=900000, required=True), PUBLISHED],
        assertions=[{"where": {"iso2": "CN", "year": "2021"}, "column": "workers_thousand", "equals": "753075.795",
                     "reason": "value as read"}]), rows)


def manufacturing_share(reference, codes):
    rows = [{"iso2": codes(row["iso3"]), "year": row["year"], "share": number(float(row["value"]) / 100, 5),
             "published": max(f"{int(row['year']) + 1}-07-31", "2016-07-20")}
            for row in read_csv(reference / "country" / "manufacturing_employment_share_sdg922_2000_2019.csv")]
    write_dataset(manifest(
        "un/sdg_manufacturing_share", "Manufacturing employment as a share of all employment (SDG 9.2.2)", "United Nations",
        UN_TERMS, official=True, landing_page="https://unstats.un.org/sdgs/dataportal", edition="October 2020 release",
        published="2020-10-20", attribution="United Nations, Global SDG Database, indicator 9.2.2 (UNIDO, ILO)",
        citation="United Nations Statistics Division, Global SDG Indicators Database, release of October 2020, 9.2.2.",
        read_from="open-numbers/ddf--unstats--sdg_indicators 1bfae15828",
        how="Percent divided by 100. A year counts as public in July of the next year, and not before the database opened in "
            "July 2016.", known_gaps=["No China, Taiwan or Turkmenistan.", "Ends in 2019; later revisions are not held."],
        rows={"min": 1700, "max": 1800}, key=["iso2", "year"],
        columns=[ISO2, whole("year", "year", required=True, min=2000, max=2030),
                 real("share", "manufacturing in all employment", "fraction", min=0, max=1, required=True), PUBLISHED],
        assertions=[]), rows)


def three_sector_shares(reference, codes):
    rows = []
    columns = {"wdi_empagr": "agriculture", "wdi_empind": "industry", "wdi_empser": "services"}
    for row in read_csv(reference / "country" / "qog_cs_jan2025_selected.csv"):
        for column, sector in columns.items():
            if row[column]:
                rows.append({"iso2": codes(row["iso3"]), "year": "2021", "sector": sector,
                             "share": number(float(row[column]) / 100, 5), "published": "2022-11-30"})
    write_dataset(manifest(
        "worldbank/employment_shares", "Employment in agriculture, industry and services", "World Bank", CC_BY, official=True,
        landing_page="https://data.worldbank.org/indicator/SL.IND.EMPL.ZS", edition="about 2021", published="2022-11-30",
        attribution="World Bank, World Development Indicators (CC BY 4.0), from ILO modelled estimates",
        citation="World Bank, World Development Indicators, SL.AGR.EMPL.ZS, SL.IND.EMPL.ZS, SL.SRV.EMPL.ZS; ILO modelled estimates.",
        read_from="columns wdi_empagr, wdi_empind, wdi_empser of the QoG standard cross-section of January 2025 "
                  "(menciagl/MULTILEVEL-ANALYSIS-AND-MACHINE-LEARNING 09e813b7e8)",
        how="Percent divided by 100; industry is mining, manufacturing, utilities and construction. " + MODELLED,
        known_gaps=["The cross-section is centred on 2021; for some countries the year may lie up to three years away.",
                    "No Taiwan, no Kosovo."],
        rows={"min": 500, "max": 560}, key=["iso2", "year", "sector"],
        columns=[ISO2, whole("year", "year (about)", required=True, min=2000, max=2030),
                 text("sector", "agriculture, industry or services", required=True),
                 real("share", "share of employment", "fraction", min=0, max=1, required=True), PUBLISHED],
        assertions=[{"count": {"sector": "agriculture"}, "min": 170, "max": 180, "reason": "177 countries"}]), rows)


def compile_all(reference, codes):
    total_workforce(reference, codes)
    modelled(reference, codes)
    labour_force_surveys(reference, codes)
    manufacturing_share(reference, codes)
    three_sector_shares(reference, codes)
