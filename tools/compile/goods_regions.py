# SPDX-License-Identifier: Apache-2.0
"""Counts by region: Brazil's employer register, and evidence that names a region."""
from common import read_csv
from goods_manifest import date, hand_table, integer, manifest, number, text, write_dataset

REGISTER = "2023-04-11"
REGISTER_PAGE = ("https://www.gov.br/trabalho-e-emprego/pt-br/assuntos/inspecao-do-trabalho/"
                 "areas-de-atuacao/combate-ao-trabalho-escravo-e-analogo-ao-de-escravo")
MINISTRY = "Brazil, Ministry of Labour and Employment"

# CNAE 2.3 class of the register -> ISIC Rev.4 class. CNAE follows ISIC by division, not by class.
CNAE_TO_ISIC = {
    "0111-3": "0111", "0113-0": "0114", "0114-8": "0115", "0115-6": "0111", "0119-9": "0119",
    "0121-1": "0113", "0131-8": "0123", "0132-6": "0121", "0133-4": "0122", "0134-2": "0127",
    "0139-3": "0129", "0151-2": "0141", "0155-5": "0146", "0161-0": "0161", "0162-8": "0162",
    "0210-1": "0210", "0220-9": "0220", "0230-6": "0240", "0724-3": "0729", "0810-0": "0810",
    "0892-4": "0893", "1041-4": "1040", "1063-5": "1061", "1069-4": "1061", "1091-1": "1071",
    "1210-7": "1200", "1351-0": "1392", "1412-6": "1410", "1529-7": "1512", "1610-2": "1610",
    "1621-8": "1621", "1629-3": "1629", "2330-3": "2395", "2341-9": "2391", "2342-7": "2392",
    "2391-5": "2396", "3101-2": "3100", "4110-7": "4100", "4120-4": "4100", "4211-1": "4210",
    "4322-3": "4322", "4399-1": "4390", "4520-0": "4520", "4671-1": "4663", "4755-5": "4751",
    "4759-8": "4759", "4930-2": "4923", "5211-7": "5210", "5510-8": "5510", "5611-2": "5610",
    "5612-1": "5610", "6810-2": "6810", "7420-0": "7420", "9700-5": "9700"}
# Subclasses that differ from their class.
SUBCLASSES = {"0111-3/01": "0112", "0119-9/02": "0113", "0119-9/04": "0113",
              "0119-9/05": "0111", "0119-9/06": "0113", "0133-4/04": "0123",
              "0133-4/07": "0124", "0210-1/07": "0220", "0210-1/08": "0220"}
# Subclasses and classes that are a listed good.
CNAE_GOODS = {"0210-1/08": "charcoal", "0220-9/02": "charcoal", "0210-1/07": "timber",
              "0220-9/01": "timber", "0151-2": "cattle", "0134-2": "coffee",
              "0113-0": "sugarcane", "0114-8": "tobacco", "0724-3": "gold", "0892-4": "salt",
              "2342-7": "bricks", "0119-9/06": "manioc-cassava", "0119-9/05": "beans",
              "0133-4/01": "acai-berries", "0133-4/04": "citrus-fruits",
              "0131-8": "citrus-fruits", "0132-6": "grapes", "1412-6": "garments",
              "0111-3/01": "rice", "0155-5": "poultry"}


def by_code(table, cnae, parent):
    """Entry of the subclass, else of its class, else empty."""
    return table.get(cnae, parent.get(cnae.split("/")[0], ""))


def register_rows(reference):
    """Employers and workers by state, ISIC class and listed good; no name, place or number."""
    counts = {}
    path = reference / "goods" / "enforcement" / "brazil_lista_suja_2023-04_masked.csv"
    for line in read_csv(path):
        cnae = line["cnae"].strip()
        key = (f"BR-{line['uf']}", by_code(SUBCLASSES, cnae, CNAE_TO_ISIC),
               by_code(CNAE_GOODS, cnae, CNAE_GOODS))
        if not key[1]:
            raise SystemExit(f"employer register: no ISIC class for CNAE {cnae}")
        cell = counts.setdefault(key, [0, 0])
        cell[0] += 1
        cell[1] += int(line["workers_involved"] or 0)
    return [{"region": region, "isic4": isic4, "good": good, "employers": cell[0],
             "workers": cell[1], "published": REGISTER}
            for (region, isic4, good), cell in counts.items()]


def register_fields():
    """What the two register tables share in their manifests."""
    return {
        "publisher": MINISTRY, "official": True, "landing_page": REGISTER_PAGE,
        "licence": "br-open", "edition": "2023-04-11", "published": REGISTER,
        "citation": "Ministério do Trabalho e Emprego, Cadastro de Empregadores que tenham "
                    "submetido trabalhadores a condições análogas à de escravo, 11 April 2023.",
        "read_from": "melo-brothers/trabalho-escravo ccab889, "
                     "arquivos/processados/2023-04-15-cadastro_de_empregadores.xlsx, names and tax "
                     "numbers removed",
    }


def register_manifest():
    return manifest(
        "brazil_mte/employer_register",
        "Employers on the register of slave labour, by state and class",
        rows={"min": 80, "max": 200}, key=["region", "isic4", "good"],
        how="counts of the register's rows by state, ISIC class (from CNAE by a table in the "
            "script) and listed good; names, places and numbers of employers are not carried over. "
            "The register is the whole country's: a state without a row has none",
        known_gaps=["one edition: decisions final by April 2023, inspections of 2011 to 2022",
                    "a register of final decisions follows inspection effort, not prevalence",
                    "CNAE to ISIC by class, read by us; division is always right"],
        reviewed="row and worker sums against the register (290 employers, 2,266 workers)",
        columns=[
            text("region", "state, ISO 3166-2"), text("isic4", "ISIC Rev.4 class"),
            text("good", "slug in sourcelight/goods; empty if the class is none", False),
            integer("employers", "employers on the register", "employers", 1),
            integer("workers", "workers found in the inspections", "persons", 0),
            date("published", "day of the edition"),
        ],
        assertions=[
            {"count": {"good": "charcoal"}, "min": 3, "max": 27,
             "reason": "charcoal is burnt in several states"},
            {"count": {"region": "BR-MG"}, "min": 5, "max": 40,
             "reason": "Minas Gerais leads the register"},
        ], **register_fields())


def municipality_rows(reference):
    folder = reference / "geo" / "subnational"
    places = {}
    for row in read_csv(folder / "brazil_lista_suja_2023-04_by_municipality.csv"):
        # Before a dash stands what lies in the municipality, such as the name of a farm.
        place = (row["iso_3166_2"], row["municipality"].rpartition(" - ")[2])
        known = places.setdefault(place, {"employers": 0, "workers": 0, "lon": "", "lat": ""})
        known["employers"] += int(row["employers_listed"])
        known["workers"] += int(row["workers_involved"])
        if row["lat"] and not known["lat"]:
            known.update(lon=row["lon"], lat=row["lat"])
    return [{"region": region, "municipality": name, **known, "published": REGISTER}
            for (region, name), known in places.items()]


def municipality_manifest():
    return manifest(
        "brazil_mte/register_municipalities",
        "Employers on the register of slave labour, by municipality",
        rows={"min": 215, "max": 230}, key=["region", "municipality"],
        how="counts by municipality; places are found in the gazetteer by name. A layer for "
            "docs/proximity.md: the point is the town's, not the employer's",
        known_gaps=["the municipality is read from free text, in 283 of 290 rows",
                    "towns that the gazetteer does not have stand without coordinates"],
        reviewed="sums against the state table",
        columns=[
            text("region", "state, ISO 3166-2"), text("municipality", "name"),
            integer("employers", "employers on the register", "employers", 1),
            integer("workers", "workers found in the inspections", "persons", 0),
            {**number("lon", "longitude of the town", "degrees", -75, -30), "required": False},
            {**number("lat", "latitude of the town", "degrees", -35, 6), "required": False},
            date("published", "day of the edition"),
        ], **{**register_fields(), "licence": "cc-by",
              "attribution": f"{MINISTRY}: register of employers (open data), counted by "
                             "municipality; coordinates of towns: GeoNames (CC BY 4.0)"})


def evidence_manifest():
    return manifest(
        "sourcelight/regional_evidence", "Facts about forced labour that name a first-level region",
        licence="own", landing_page=REGISTER_PAGE, edition="1", published="2026-11-22",
        rows={"min": 60, "max": 200},
        how="single facts with their source, entered by hand or from tables of answers to "
            "parliament; a count reflects what a state looked for, so a region without a row is "
            "unknown, not clean",
        known_gaps=["Brazil, China, India and one order on Zimbabwe only",
                    "Brazil: rescues of the leading states, not of all",
                    "not taken in: the EU's list of conflict areas of 2020 (its public copy names "
                    "countries, not regions); where artisanal mines were surveyed in eastern Congo "
                    "(says where somebody looked, not what was found); counts of detention sites "
                    "and the report on Tibet (no primary source in the copies held); India's "
                    "statement of 2019-20 (the same counts, without a dated primary source)"],
        reviewed="each row against its source; sums of the Indian table against its printed total",
        key=["iso2", "region", "metric", "year", "good"],
        columns=[
            text("iso2", "country"), text("region", "ISO 3166-2"),
            text("isic4", "ISIC Rev.4 code, section letter, or empty for all activities", False),
            text("good", "slug in sourcelight/goods, empty for all", False),
            text("metric", "what was counted"),
            number("value", "the figure", "as in unit", 0), text("unit", "unit of value"),
            text("year", "year or span it is about"),
            text("source_title", "document"), text("publisher", "who published it"),
            text("source_url", "where it was read"),
            date("published", "day or month it became public"),
            text("note", "remark", False),
            text("also", "ISO 3166-2 of a region of today that the figure includes", False),
        ],
        assertions=[
            {"where": {"region": "BR-GO", "metric": "workers_rescued", "year": "2023"},
             "column": "value", "equals": "739", "reason": "as published for 2023"},
        ])


def compile_all(reference):
    write_dataset(register_manifest(), register_rows(reference))
    write_dataset(municipality_manifest(), municipality_rows(reference))
    write_dataset(evidence_manifest(), hand_table("sourcelight/regional_evidence"))
