# SPDX-License-Identifier: Apache-2.0
"""Countries, their income groups, their names in many languages, and our own look-ups."""
import collections
import hashlib
import pathlib

import yaml

from common import DATASETS, Dumper, number, read_csv, write_dataset
from country_shared import CC0, CC_BY, COMPILED_BY, FACTS, ISO2, MIT, ODBL, PUBLISHED, fold, manifest, real, text, whole

# Short English names where Natural Earth's long name is not the one in everyday use.
NAMES = {"KR": "South Korea", "KP": "North Korea", "LA": "Laos", "BN": "Brunei", "RU": "Russia",
         "GM": "Gambia", "TR": "Türkiye", "CG": "Republic of the Congo", "CD": "DR Congo",
         "CI": "Côte d'Ivoire", "BS": "Bahamas", "VA": "Vatican City", "US": "United States",
         "AX": "Åland Islands", "FM": "Micronesia", "SZ": "Eswatini", "CZ": "Czechia",
         "MK": "North Macedonia", "CV": "Cabo Verde", "FO": "Faroe Islands", "MO": "Macao",
         "HK": "Hong Kong", "FK": "Falkland Islands", "ST": "São Tomé and Príncipe",
         "HM": "Heard Island and McDonald Islands", "BV": "Bouvet Island", "VN": "Vietnam",
         "MF": "Saint Martin (French part)", "SX": "Sint Maarten", "BQ": "Caribbean Netherlands",
         "GS": "South Georgia and the South Sandwich Islands", "SJ": "Svalbard and Jan Mayen",
         "CX": "Christmas Island", "CC": "Cocos (Keeling) Islands", "TK": "Tokelau",
         "SH": "Saint Helena, Ascension and Tristan da Cunha", "VI": "United States Virgin Islands",
         "UM": "United States Minor Outlying Islands", "WF": "Wallis and Futuna",
         "TF": "French Southern Territories", "IO": "British Indian Ocean Territory",
         "PN": "Pitcairn Islands", "TZ": "Tanzania", "RS": "Serbia", "TL": "Timor-Leste"}
# No resident workforce of its own: kept as codes, without an ILO region.
UNINHABITED = {"AQ", "BV", "HM", "TF", "GS", "UM", "IO"}
ARAB_STATES = {"AE", "BH", "IQ", "JO", "KW", "LB", "OM", "PS", "QA", "SA", "SY", "YE"}
# Western Asia in M49 that the ILO counts with Europe and Central Asia.
EUROPE_IN_WESTERN_ASIA = {"AM", "AZ", "CY", "GE", "IL", "TR"}
INCOME = {"Low income": "low", "Lower middle income": "lower_middle",
          "Upper middle income": "upper_middle", "High income": "high"}
# Wrong in the source: Hindi for French Guiana, given to French Polynesia.
WRONG_NAMES = {("PF", "फ्रैंच गुआना")}
LETTERS = {"L": "low", "LM": "lower_middle", "UM": "upper_middle", "H": "high"}
# Signs of vehicles in the UN's list that are no ISO code and no look-up of ours.
VEHICLE_SIGNS = """A AT B BE BDS BB BRU BN BUR MM CDN CA D DE DY BJ E ES EAK KE EAT TZ EAZ TZ F FR GCA GT H HU I IT
J JP JA JM L LU M MT MAL MY MGL MN N NO P PT RA AR RCA CF RCB CG RCH CL RH HT RI ID RL LB RM MG RMM ML RN NE RNR ZM
RP PH RSM SM S SE SLO SI SME SR T TH V VA WAG GM WAL SL WAN NG WG GD WL LC WV VC YV VE""".split()
NAMES_COLUMNS = [ISO2, text("lang", "language code as in the source; und = not stated", required=True),
                 text("name", "the name", required=True),
                 text("kind", "name, official, alias or native", required=True)]


def ilo_region(iso2, region, subregion):
    """The ILO's five regions from M49, with the two departures the ILO makes in Western Asia."""
    if iso2 in UNINHABITED:
        return ""
    if iso2 in ARAB_STATES:
        return "arab_states"
    if region == "Europe" or subregion == "Central Asia" or iso2 in EUROPE_IN_WESTERN_ASIA:
        return "europe_central_asia"
    return {"Africa": "africa", "Americas": "americas"}.get(region, "asia_pacific")


def countries(reference, codes):
    import geopandas

    shapes = geopandas.read_file(reference / "geo" / "adm0_10m.fgb", ignore_geometry=True)
    shapes = shapes.set_index("iso2").to_dict("index")
    capitals = {}
    for place in read_csv(reference / "geo" / "gazetteer_places.csv"):
        if place["fcode"] == "PPLC":
            capitals[place["iso2"]] = place["name"].replace("’", "'")
    members = {row["iso3"] for row in read_csv(reference / "country" / "ilo_ratifications.csv")}
    rows = []
    for row in codes.rows:
        iso2, shape = row["iso2"], shapes[row["iso2"]]
        region, subregion = row["un_region"], row["un_subregion"]
        if iso2 == "TW":
            region, subregion = "Asia", "Eastern Asia"
        rows.append({"iso2": iso2, "iso3": row["iso3"], "m49": row["m49"],
                     "name": NAMES.get(iso2, shape["name_long"]), "region_un": region,
                     "subregion_un": subregion, "ilo_region": ilo_region(iso2, region, subregion),
                     "ilo_member": "true" if row["iso3"] in members else "false", "capital": capitals.get(iso2, ""), "lon": number(shape["label_x"], 3),
                     "lat": number(shape["label_y"], 3)})
    write_dataset(manifest(
        "sourcelight/countries", "Countries and territories: codes, regions, label points", "sourcelight",
        CC_BY, landing_page="https://unstats.un.org/unsd/methodology/m49/", edition="2026-11",
        published="2026-11-22", attribution="Capitals: GeoNames (CC BY 4.0). Label points: Natural Earth.",
        citation="sourcelight (2026), Countries and territories; codes of ISO 3166-1 and UN M49; capitals "
                 "from GeoNames, CC BY 4.0; label points from Natural Earth 5.1, public domain.",
        read_from="ISO 3166-1 and M49 codes as in lukes/ISO-3166-Countries-with-Regional-Codes 145f1ad3ca; "
                  "GeoNames cities500 of 2023-03; Natural Earth 10m admin 0, version 5.1",
        how="One row a code of ISO 3166-1, plus XK. ILO regions are set from M49 by a rule in "
            "tools/compile/country_identity.py; names are short English names.",
        known_gaps=["Kosovo has no M49 code.", "M49 does not list Taiwan; it is placed in Eastern Asia here.",
                    "ilo_region and capital are empty for territories without residents."],
        rows={"min": 250, "max": 250}, key=["iso2"],
        columns=[ISO2, text("iso3", "ISO 3166-1 alpha-3 (XKX Kosovo)", required=True),
                 text("m49", "UN M49 code, three digits"), text("name", "short English name", required=True),
                 text("region_un", "M49 region"), text("subregion_un", "M49 sub-region"),
                 text("ilo_region", "africa, americas, arab_states, asia_pacific, europe_central_asia"),
                 {"name": "ilo_member", "type": "bool", "meaning": "member of the ILO in 2026", "required": True},
                 text("capital", "seat of government as in GeoNames"),
                 real("lon", "label point", "degree", min=-180, max=180, required=True),
                 real("lat", "label point", "degree", min=-90, max=90, required=True)],
        assertions=[
            {"where": {"iso2": "NA"}, "column": "name", "equals": "Namibia", "reason": "NA is a code, not a gap"},
            {"where": {"iso2": "SA"}, "column": "ilo_region", "equals": "arab_states", "reason": "ILO region"},
            {"where": {"iso2": "IL"}, "column": "ilo_region", "equals": "europe_central_asia",
             "reason": "the ILO counts Israel with Europe and Central Asia"},
            {"where": {"iso2": "TW"}, "column": "ilo_region", "equals": "asia_pacific", "reason": "ILO region"},
            {"count": {"ilo_member": "true"}, "min": 187, "max": 187, "reason": "187 members"},
            {"count": {"ilo_region": "arab_states"}, "min": 12, "max": 12, "reason": "ILO list of Arab States"}]),
        rows)


def income_groups(codes):
    held = {row["iso2"]: INCOME[row["wb_income_group_fy24"]] for row in codes.rows if row["wb_income_group_fy24"]}
    rows = []
    for row in read_csv(pathlib.Path(__file__).parent / "country_income.csv"):
        for year, letter in row.items():
            if year != "iso2" and letter:
                rows.append({"iso2": row["iso2"], "year": year, "income_group": LETTERS[letter],
                             "published": f"{int(year) + 1}-07-01"})
    newest = {row["iso2"]: row["income_group"] for row in rows if row["year"] == "2022"}
    if newest != held:
        raise SystemExit("income groups of 2022 differ between the two copies")
    write_dataset(manifest(
        "worldbank/income_groups", "World Bank country classification by income", "World Bank", CC_BY,
        official=True, edition="FY12 to FY24",
        landing_page="https://datahelpdesk.worldbank.org/knowledgebase/articles/906519",
        published="2023-07-01", attribution="World Bank Country and Lending Groups, CC BY 4.0",
        citation="World Bank (2023), World Bank Country and Lending Groups, fiscal years 2012 to 2024.",
        read_from="OGHIST.xlsx, sheet Country Analytical History, in Juuus/povertyspace-wb 7541906e95; 2022 also "
                  "CLASS.xlsx in databytelab/Disaster-Mortality-Forecasting-Prophet 8893e8f8dd",
        how="Group of each year of income figures. A year becomes public on the first of July of the next year, when "
            "the bank's fiscal year begins. The two copies agree on every group of 2022.",
        known_gaps=["2010 to 2022 only.", "Territories the bank does not classify are absent; Venezuela has been "
                    "unclassified since 2020."],
        rows={"min": 2750, "max": 2850}, key=["iso2", "year"],
        columns=[ISO2, whole("year", "year of the income figures", required=True, min=2000, max=2030),
                 text("income_group", "low, lower_middle, upper_middle or high", required=True), PUBLISHED],
        assertions=[{"where": {"iso2": "KP", "year": "2022"}, "column": "income_group", "equals": "low",
                     "reason": "World Bank FY24"},
                    {"where": {"iso2": "RU", "year": "2013"}, "column": "income_group", "equals": "high",
                     "reason": "Russia was high income from 2012 to 2014"},
                    {"count": {"income_group": "low", "year": "2022"}, "min": 26, "max": 26,
                     "reason": "26 economies in FY24"}]), rows)


def name_rows(reference, codes):
    """Three lists of name rows by source, without the reference's own additions."""
    iso, world, natural = [], [], []
    for row in read_csv(reference / "country" / "country_names.csv"):
        iso2 = codes(row["iso3"])
        entry = {"iso2": iso2, "lang": row["lang"], "name": row["name"].strip(), "kind": row["kind"]}
        if row["source"] == "i18n-iso-countries":
            iso.append(entry)
        elif row["source"] == "world-countries":
            world.append(entry)
    for row in read_csv(reference / "geo" / "adm0_names.csv"):
        # "alias" and "alt" rows are not Natural Earth's; English abbreviations ("S.L.") mislead.
        if row["lang"] in {"alias", "alt", "iso"} or (row["lang"] == "en" and "." in row["name"]):
            continue
        natural.append({"iso2": row["iso2"], "lang": row["lang"], "name": row["name"].strip(), "kind": "name"})
    return {"iso_names": iso, "world_countries": world, "natural_earth": natural}


def without_clashes(lists, lookups):
    """Drops names that, folded, point to two countries, unless our look-ups say which is meant.

    A row of kind `name` in English outranks aliases and natives of another country.
    """
    meant = {fold(row["text"]): row["iso2"] for row in lookups}
    owners = collections.defaultdict(set)
    strong = collections.defaultdict(set)
    for rows in lists.values():
        for row in rows:
            owners[fold(row["name"])].add(row["iso2"])
            if row["kind"] == "name" and row["lang"] == "en":
                strong[fold(row["name"])].add(row["iso2"])
    dropped = []
    for source, rows in lists.items():
        kept = {}
        for row in rows:
            key = fold(row["name"])
            rivals = owners[key]
            if key in meant:
                allowed = {meant[key]}
            elif len(rivals) > 1:
                allowed = strong[key] if len(strong[key]) == 1 else set()
            else:
                allowed = rivals
            if not key or row["iso2"] not in allowed or (row["iso2"], row["name"]) in WRONG_NAMES:
                dropped.append((source, row["iso2"], row["lang"], row["name"]))
                continue
            kept.setdefault((row["iso2"], row["lang"], row["name"]), row)
        lists[source] = list(kept.values())
    return dropped


def names(reference, codes):
    lookups = refresh_hand_table("sourcelight/country_lookups")
    lists = name_rows(reference, codes)
    for item in without_clashes(lists, lookups):
        print("  name dropped, points to two countries:", *item)
    common = {"key": ["iso2", "lang", "name"], "columns": NAMES_COLUMNS}
    clash = "Names that, without case and marks, mean two countries are left out unless sourcelight/country_lookups decides."
    write_dataset(manifest(
        "iso_names/country_names", "Country names in 42 languages", "i18n-iso-countries contributors", MIT,
        landing_page="https://github.com/michaelwittig/node-i18n-iso-countries", edition="npm package as held in November 2026",
        published="2025-10-10", attribution="Country names: i18n-iso-countries (MIT), Michael Wittig and contributors",
        citation="Wittig, M. and contributors, i18n-iso-countries, MIT licence.",
        read_from="npm package i18n-iso-countries, langs/*.json", how="One row a name. " + clash,
        known_gaps=["Formal and short names are mixed within a language."], rows={"min": 9000, "max": 12000},
        assertions=[{"count": {"lang": "zh"}, "min": 230, "max": 260, "reason": "Chinese is complete"}], **common),
        lists["iso_names"])
    write_dataset(manifest(
        "world_countries/country_names", "Country names: native names and other spellings",
        "world-countries contributors", ODBL, landing_page="https://github.com/mledoze/countries",
        edition="5.1.0", published="2025-06-03",
        attribution="Contains information from world-countries, made available under the ODbL 1.0",
        citation="Le Doze, M. and contributors, world-countries 5.1.0, ODbL 1.0.",
        read_from="npm package world-countries 5.1.0, countries.json",
        how="Native names and alternative spellings, one row each. " + clash,
        known_gaps=["The language of alternative spellings is not stated (und)."],
        rows={"min": 1000, "max": 1500}, assertions=[], **common), lists["world_countries"])
    write_dataset(manifest(
        "natural_earth/country_names", "Country names in 25 languages", "Natural Earth",
        ("LicenseRef-Public-Domain", "https://www.naturalearthdata.com/about/terms-of-use/"),
        landing_page="https://www.naturalearthdata.com", edition="5.1", published="2022-05-13",
        attribution="Country names: Natural Earth, public domain",
        citation="Natural Earth, 1:10m Admin 0 countries, version 5.1, public domain.",
        read_from="attributes of Natural Earth 10m admin 0, version 5.1 (ropensci/rnaturalearthhires, 2025-07)",
        how="One row a language; English abbreviations left out. " + clash, known_gaps=[],
        rows={"min": 5500, "max": 7500}, assertions=[], **common), lists["natural_earth"])


def vehicle_signs(codes):
    """A code or a name of ours that is a sign too keeps its own meaning."""
    taken = {row[key] for row in codes.rows for key in ("iso2", "iso3")}
    clash = taken & set(VEHICLE_SIGNS[::2])
    if clash:
        raise SystemExit(f"signs of vehicles that are ISO codes: {sorted(clash)}")
    write_dataset(manifest(
        "unece/vehicle_signs", "Distinguishing signs of vehicles that are no ISO codes",
        "United Nations Economic Commission for Europe", FACTS, official=True,
        licence_url="https://unece.org/terms-and-conditions-use-unece-websites",
        landing_page="https://www.unece.org/trans/roadsafe/distinguishing_signs.html",
        edition="list of 15 February 2007", published="2007-02-15",
        attribution="UNECE, distinguishing signs used on vehicles in international traffic",
        citation="UNECE (2007), Distinguishing Signs Used on Vehicles in International Traffic, notified under the "
                 "Conventions on Road Traffic of 1949 and 1968.",
        read_from="the list of UNECE as transcribed in phax/ph-masterdata 22f840e77d",
        how="Only the signs that are no ISO 3166-1 code; they are read as countries where nothing else fits.",
        known_gaps=["Signs that are the ISO code of another country (CL, ET, SY) are left out.",
                    "RC is left out: the list is of two minds about it."],
        rows={"min": 45, "max": 60}, key=["iso2", "lang", "name"], columns=NAMES_COLUMNS,
        assertions=[{"where": {"name": "D"}, "column": "iso2", "equals": "DE", "reason": "UNECE list"}]),
        [{"iso2": iso2, "lang": "und", "name": sign, "kind": "sign"}
         for sign, iso2 in zip(VEHICLE_SIGNS[::2], VEHICLE_SIGNS[1::2])])


def refresh_hand_table(identity):
    """Sets hash and row count of a hand-made table's manifest; returns its rows."""
    folder = pathlib.Path(DATASETS) / identity
    data = (folder / "data.csv").read_bytes()
    rows = read_csv(folder / "data.csv")
    path = folder / "dataset.yaml"
    described = yaml.safe_load(path.read_text(encoding="utf-8"))
    described["compiled_by"] = COMPILED_BY
    described["sha256"] = hashlib.sha256(data).hexdigest()
    described["rows"] = {"min": len(rows), "max": len(rows)}
    path.write_text(yaml.dump(described, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=100),
                    encoding="utf-8")
    print(f"{identity}: {len(rows)} rows, {len(data)} bytes")
    return rows


def compile_all(reference, codes):
    countries(reference, codes)
    income_groups(codes)
    names(reference, codes)
    vehicle_signs(codes)
