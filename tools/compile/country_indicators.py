# SPDX-License-Identifier: Apache-2.0
"""Annual country indicators with an open licence: one long table a publisher.

Every value carries the day on which a value for its year first became public at the publisher's usual
lag. Where only a later edition is held the value is marked `revised`: the number known on that day may
have been another.
"""
from common import number, read_csv, write_dataset
from country_shared import CC_BY, CC_BY_IGO, CC_BY_SA, ISO2, PUBLISHED, UN_TERMS, manifest, real, text, whole

FIRST_YEAR = 2010
# Release days of the Human Development Report that first carried a year's values.
HDR = {2010: "2010-11-04", 2011: "2011-11-02", 2012: "2013-03-14", 2013: "2014-07-24", 2014: "2015-12-14",
       2015: "2017-03-21", 2016: "2018-09-14", 2017: "2018-09-14", 2018: "2019-12-09", 2019: "2020-12-15",
       2020: "2022-09-08", 2021: "2022-09-08", 2022: "2024-03-13"}
MIGRANT_STOCK = {2010: "2013-09-11", 2015: "2016-01-12", 2020: "2021-01-15"}
SDG = {"1.1.1_extreme_poverty_1.90": "1.1.1_extreme_poverty", "1.1.1_working_poverty_1.90": "1.1.1_working_poverty",
       "10.7.4_refugees_by_origin_per_100k": "10.7.4_refugees_by_origin",
       "16.2.2_detected_trafficking_victims": "16.2.2_detected_victims",
       "2.1.1_undernourishment": "2.1.1_undernourishment", "8.3.1_informal_employment_total": "8.3.1_informal_total",
       "8.3.1_informal_employment_nonagr": "8.3.1_informal_non_agriculture",
       "8.3.1_informal_employment_isic4_a": "8.3.1_informal_agriculture",
       "8.8.2_labour_rights_noncompliance": "8.8.2_labour_rights_noncompliance"}
SDG_STARTS = {"8.7.1_children_5_17_economic_activity(": "8.7.1_children_economic_activity",
              "8.7.1_children_5_17_economic_activity_and_house": "8.7.1_children_activity_or_chores"}
WDI = {"wdi_semp": ("self_employed", "SL.EMP.SELF.ZS, percent of employment"),
       "wdi_gini": ("gini", "SI.POV.GINI, 0-100"), "wdi_povgap215": ("poverty_gap_215", "SI.POV.GAPS, percent"),
       "wdi_foodins": ("food_insecurity", "SN.ITK.MSFI.ZS, percent of population"),
       "wdi_gdpcapcur": ("gdp_per_head", "NY.GDP.PCAP.CD, current US dollars"),
       "wdi_internet": ("internet_users", "IT.NET.USER.ZS, percent of population"),
       "wdi_birthreg": ("birth_registration", "SP.REG.BRTH.ZS, percent"),
       "wdi_litrad": ("adult_literacy", "SE.ADT.LITR.ZS, percent"),
       "wdi_wombuslawi": ("women_business_law", "SG.LAW.INDX, 0-100")}


def columns(low, high, unit, *more):
    return [ISO2, text("indicator", "name of the indicator", required=True),
            whole("year", "year the value is about", required=True, min=FIRST_YEAR, max=2026),
            real("value", "the value", unit, min=low, max=high, required=True), PUBLISHED,
            text("vintage", "original, or revised where only a later edition is held", required=True,
                 allowed=["original", "revised"]), *more]


def long_rows(table, codes, names, publication, last):
    """Wide to long; `publication(year, indicator)` dates each value, `last` is the newest year held."""
    rows = []
    for row in table:
        iso2, year = codes(row["iso3"]), int(row["year"])
        if iso2 is None or year < FIRST_YEAR:
            continue
        for column, name in names.items():
            if row[column] != "":
                rows.append({"iso2": iso2, "indicator": name, "year": year, "value": number(row[column]),
                             "published": publication(year, name), "vintage": "original" if year == last else "revised"})
    return rows


def table(reference, name):
    return read_csv(reference / "country" / f"{name}.csv")


def vdem(reference, codes):
    names = {n: n for n in ("v2xcl_slave", "v2clslavem", "v2clslavef", "v2x_rule", "v2x_corr", "v2clstown")}

    def released(year, _):
        return "2022-03-02" if year == 2021 else max(f"{year + 1}-04-30", "2016-01-31")

    rows = long_rows(table(reference, "vdem_v12_2000_2021"), codes, names, released, 2021)
    for row in rows:
        row["edition"] = "v12"
    for row in table(reference, "vdem_v16_latest"):
        for name in ("v2xcl_slave", "v2xcl_dmove", "v2x_rule", "v2xnp_client"):
            if row[name] != "":
                rows.append({"iso2": codes(row["iso3"]), "indicator": name, "year": 2025, "value": number(row[name]),
                             "published": "2026-03-31", "vintage": "original", "edition": "v16"})
    write_dataset(manifest(
        "vdem/indicators", "V-Dem: freedom from forced labour, rule of law, corruption", "V-Dem Institute", CC_BY_SA,
        landing_page="https://www.v-dem.net/data/the-v-dem-dataset/", edition="v12 to 2021; v16 for the latest year",
        published="2026-03-31", attribution="V-Dem Institute, V-Dem dataset v12 and v16 (CC BY-SA 4.0)",
        citation="Coppedge, M. et al. (2022, 2026), V-Dem Country-Year Dataset v12 and v16, Varieties of Democracy Project.",
        read_from="vdeminstitute/demspaces 1012a66d59 2022-update/outcome-v2/data/states-v12-mod.rds; "
                  "aml1045/forced-labor-structural-risk-index 7fd7754276 data/processed/vdem.csv",
        how="Values as held; higher is better for v2xcl_slave, v2x_rule, v2xcl_dmove, v2clslavem, v2clslavef, v2clstown and "
            "worse for v2x_corr and v2xnp_client. A year counts as public at the end of April of the next year, not before the "
            "first open release in January 2016.",
        known_gaps=["The v16 rows are derived: their mirror stores one minus the value at three decimals, turned back here, and "
                    "does not keep the year; it is the newest of 2015-2025 and is entered as 2025.",
                    "No values for 2022-2024; v16 lacks Taiwan.", "States below 250,000 people are absent."],
        rows={"min": 12000, "max": 14000}, key=["iso2", "indicator", "year"],
        columns=columns(-4, 4, "index", text("edition", "v12 or v16", required=True)),
        assertions=[{"where": {"iso2": "KP", "indicator": "v2xcl_slave", "year": "2021"}, "column": "value",
                     "equals": "0.036", "reason": "value as read"}]), rows)


def wgi(reference, codes):
    names = {f"{d}_est": f"{d}_est" for d in ("cc", "ge", "pv", "rl", "rq", "va")}

    def released(year, _):
        return "2024-10-30" if year == 2023 else f"{year + 1}-09-30"

    rows = long_rows(table(reference, "wgi_2005_2023"), codes, names, released, 2023)
    write_dataset(manifest(
        "worldbank/wgi", "Worldwide Governance Indicators", "World Bank", CC_BY, official=True,
        landing_page="https://www.worldbank.org/en/publication/worldwide-governance-indicators", edition="2024",
        published="2024-10-30", attribution="World Bank, Worldwide Governance Indicators, 2024 (CC BY 4.0)",
        citation="Kaufmann, D. and Kraay, A. (2024), Worldwide Governance Indicators, 2024 update, World Bank.",
        read_from="Terrie-png/DAV_CA1 58536348cc wgidataset.xlsx",
        how="Estimates (about -2.5..2.5, higher is better): cc control of corruption, ge "
            "effectiveness, pv political stability, rl rule of law, rq regulatory quality, va voice and accountability. A year "
            "counts as public at the end of September of the next year.",
        known_gaps=["The 2024 edition restates earlier years; values known at the time may differ."],
        rows={"min": 16500, "max": 18500}, key=["iso2", "indicator", "year"], columns=columns(-4, 4, "index"),
        assertions=[{"count": {"indicator": "rl_est", "year": "2023"}, "min": 205, "max": 214, "reason": "213 economies"}]),
        rows)


def hdr(reference, codes):
    names = {n: n for n in ("hdi", "ihdi", "gii", "gdi", "mean_years_schooling", "gni_pc_2017ppp", "population_millions")}
    rows = long_rows(table(reference, "undp_hdr_2000_2022"), codes, names, lambda year, _: HDR[year], 2022)
    write_dataset(manifest(
        "undp/hdr", "Human development indices and components", "United Nations Development Programme", CC_BY_IGO,
        official=True, landing_page="https://hdr.undp.org/data-center", edition="2023/24", published="2024-03-13",
        attribution="UNDP, Human Development Report 2023/24 (CC BY 3.0 IGO)",
        citation="UNDP (2024), Human Development Report 2023/24, composite indices complete time series.",
        read_from="shanchengnb/GISHOMEWORK 753f7e9f34 1.csv",
        how="hdi, ihdi, gii (higher is worse), gdi, mean years of schooling, gross national income per head (2017 PPP dollars), "
            "population in millions. A year counts as public with the report that first carried it.",
        known_gaps=["IHDI starts in 2010 and is missing for about 30 countries.", "Values before 2022 are restated by the "
                    "2023/24 report.", "No Taiwan, North Korea without HDI."],
        rows={"min": 14000, "max": 18500}, key=["iso2", "indicator", "year"], columns=columns(0, 200000, "see how"),
        assertions=[{"count": {"indicator": "hdi", "year": "2022"}, "min": 193, "max": 193, "reason": "193 countries"}]), rows)


def migrant_stock(reference, codes):
    names = {n: n for n in ("migrant_stock", "migrant_share_pct", "refugees_incl_asylum_seekers")}
    rows = long_rows(table(reference, "undesa_migrant_stock_2020"), codes, names, lambda year, _: MIGRANT_STOCK[year], 2020)
    write_dataset(manifest(
        "undesa/migrant_stock", "International migrant stock", "United Nations DESA", CC_BY_IGO, official=True,
        landing_page="https://www.un.org/development/desa/pd/content/international-migrant-stock", edition="2020",
        published="2021-01-15", attribution="United Nations DESA, International Migrant Stock 2020 (CC BY 3.0 IGO)",
        citation="United Nations DESA, Population Division (2020), International Migrant Stock 2020.",
        read_from="renatadaou/migration d2a31208b2",
        how="Persons, percent of the population, and refugees with asylum seekers. 2010 and 2015 count as public with the "
            "revisions of 2013 and 2015.",
        known_gaps=["The revision of 2024 was not found; values of 2010 and 2015 are those of the 2020 revision."],
        rows={"min": 1800, "max": 1950}, key=["iso2", "indicator", "year"], columns=columns(0, 60000000, "persons or percent"),
        assertions=[{"count": {"indicator": "migrant_share_pct", "year": "2020"}, "min": 225, "max": 234,
                     "reason": "about 230 areas"}]), rows)


def displacement(reference, codes):
    names = {"conflict_idps_stock": "conflict_stock", "conflict_new_displacements": "conflict_new",
             "disaster_new_displacements": "disaster_new", "disaster_idps_stock": "disaster_stock"}
    rows = long_rows(table(reference, "idmc_displacement_to_2019"), codes, names, lambda year, _: f"{year + 1}-05-31", 2019)
    write_dataset(manifest(
        "idmc/displacement", "Internally displaced people", "Internal Displacement Monitoring Centre", CC_BY_IGO,
        landing_page="https://www.internal-displacement.org/database/displacement-data",
        licence_url="https://www.internal-displacement.org/terms-of-use/", edition="2020 (to 2019)", published="2020-05-31",
        attribution="IDMC, Global Internal Displacement Database",
        citation="Internal Displacement Monitoring Centre (2020), Global Internal Displacement Database.",
        read_from="m-g-d-c/crba-etl 931c9179a5 S-180 workbook",
        how="Persons: stock at the end of the year and new displacements of the year, by conflict and by disaster. A year counts "
            "as public at the end of May of the next year, when the global report appears.",
        known_gaps=["Ends in 2019.", "Stocks of people displaced by disasters exist for 2018 and 2019 only.",
                    "A country without a row had no figure; Abyei has no ISO code and is left out."],
        rows={"min": 1400, "max": 2600}, key=["iso2", "indicator", "year"], columns=columns(0, 60000000, "persons"),
        assertions=[]), rows)


def sdg_name(name):
    for start, short in SDG_STARTS.items():
        if name.startswith(start):
            return short
    return SDG[name]


def sdg_released(year, name):
    first = "2020-07-31" if name.startswith("8.8.2") else "2016-07-20"
    return max(first, min(f"{year + 2}-07-31", "2020-10-20"))


def sdg(reference, codes):
    rows = []
    for row in table(reference, "un_sdg_selected_2020release"):
        iso2, year = codes(row["iso3"]), int(row["year"])
        if iso2 and year >= FIRST_YEAR:
            name = sdg_name(row["indicator"])
            rows.append({"iso2": iso2, "indicator": name, "year": year, "value": number(row["value"]),
                         "published": sdg_released(year, name), "vintage": "revised"})
    write_dataset(manifest(
        "un/sdg", "Selected SDG indicators on poverty, informality, child labour and labour rights", "United Nations", UN_TERMS,
        official=True, landing_page="https://unstats.un.org/sdgs/dataportal", edition="October 2020 release",
        published="2020-10-20", attribution="United Nations, Global SDG Indicators Database",
        citation="United Nations Statistics Division, Global SDG Indicators Database, release of October 2020.",
        read_from="open-numbers/ddf--unstats--sdg_indicators 1bfae15828",
        how="Percent, but: 8.8.2 from 0 (best) to 10, 10.7.4 per 100,000 people, 16.2.2 persons. A year counts as public two years "
            "later in July, not before the database opened in July 2016 nor after this release; 8.8.2 since July 2020.",
        known_gaps=["Ends in 2019.", "Child labour and informality cover fewer than 70 countries."],
        rows={"min": 5000, "max": 16000}, key=["iso2", "indicator", "year"], columns=columns(0, 60000, "see how"),
        assertions=[{"where": {"iso2": "AO", "indicator": "1.1.1_extreme_poverty", "year": "2018"}, "column": "value",
                     "equals": "48", "reason": "value as read"}]), rows)


def wdi(reference, codes):
    rows = []
    for row in table(reference, "qog_cs_jan2025_selected"):
        for column, (name, _) in WDI.items():
            if row[column] != "":
                rows.append({"iso2": codes(row["iso3"]), "indicator": name, "year": 2021, "value": number(row[column]),
                             "published": "2023-06-30", "vintage": "revised"})
    write_dataset(manifest(
        "worldbank/wdi", "Selected World Development Indicators, about 2021", "World Bank", CC_BY, official=True,
        landing_page="https://databank.worldbank.org/source/world-development-indicators", edition="about 2021",
        published="2023-06-30", attribution="World Bank, World Development Indicators (CC BY 4.0)",
        citation="World Bank, World Development Indicators, about 2021.",
        read_from="QoG standard cross-section of January 2025 (menciagl/MULTILEVEL-ANALYSIS-AND-MACHINE-LEARNING 09e813b7e8), "
                  "columns wdi_*",
        how="One year a country. Indicators: " + "; ".join(f"{n} = {m}" for n, m in WDI.values()) + ". Dated to the middle of "
            "the second year after.",
        known_gaps=["Centred on 2021; for some countries the year may lie up to three years away.", "No Taiwan, no Kosovo.",
                    "Gini and poverty gap cover 119 countries."],
        rows={"min": 1100, "max": 1500}, key=["iso2", "indicator", "year"], columns=columns(0, 300000, "see how"),
        assertions=[{"count": {"indicator": "self_employed"}, "min": 170, "max": 180, "reason": "177 countries"}]), rows)


def compile_all(reference, codes):
    for part in (vdem, wgi, hdr, migrant_stock, displacement, sdg, wdi):
        part(reference, codes)
