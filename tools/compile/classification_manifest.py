# SPDX-License-Identifier: Apache-2.0
"""Manifests of the classifications and concordances."""

RETRIEVED = "2026-11-22"
PACKAGE = "insongkim/concordance, commit 201c812 (R package, MIT)"
REVIEWED = {"method": "spot checks held as assertions; every heading of the ranges read",
            "date": RETRIEVED}
SPDX_MIT = "https://opensource.org/license/mit"
ISIC_TEXT = {"name": "isic4", "type": "text", "meaning": "ISIC Rev.4 class", "required": True}


def text(name, meaning, required=True):
    return {"name": name, "type": "text", "meaning": meaning, "required": required}


WEIGHT = {"name": "weight", "type": "float64", "unit": "share of the code", "min": 0, "max": 1,
          "meaning": "share of the code that goes to this class; sums to 1 over a code",
          "required": True}


def described(identity, title, publisher, official, page, edition, published, **more):
    base = {"id": identity, "title": title, "publisher": publisher, "official": official,
            "landing_page": page, "edition": edition, "published": published,
            "retrieved": RETRIEVED}
    base.update(more)
    base.setdefault("redistributable", True)
    base.setdefault("compiled_by", "tools/compile/classification.py")
    base.setdefault("known_gaps", [])
    base["reviewed"] = REVIEWED
    base.setdefault("assertions", [])
    return base


def held(where, column, equals, reason):
    return {"where": where, "column": column, "equals": equals, "reason": reason}


def titles(key_meaning):
    return [text("code", key_meaning), text("title", "heading"),
            text("parent", "code one level up; empty at the top", False)]


ISIC4 = described(
    "un/isic4", "International Standard Industrial Classification, Revision 4",
    "United Nations Statistics Division", True,
    "https://unstats.un.org/unsd/classifications/Econ/isic", "Rev.4", "2008-08-11",
    licence="MIT", licence_url=SPDX_MIT,
    attribution="United Nations Statistics Division, ISIC Rev.4; table by the concordance package",
    citation="United Nations (2008). International Standard Industrial Classification of All "
             "Economic Activities, Revision 4. Statistical Papers Series M No. 4/Rev.4.",
    read_from=PACKAGE + ", ISIC4 descriptions",
    how="Codes and headings as published; level and parent follow from the code and its order.",
    known_gaps=["the licence is that of the package the table was read from; the headings are the "
                "names that the United Nations gave the classes"],
    key=["code"],
    columns=[text("code", "section letter or 2 to 4 digits"),
             text("level", "section, division, group or class"), text("title", "heading"),
             text("parent", "code one level up; empty for a section", False)],
    assertions=[
        {"count": {"level": "section"}, "min": 21, "max": 21, "reason": "A to U"},
        {"count": {"level": "class"}, "min": 419, "max": 419, "reason": "419 classes in Rev.4"},
        held({"code": "14"}, "parent", "C", "clothing is manufacturing"),
        held({"code": "03"}, "parent", "A", "fishing belongs to section A")])


def harmonized_system(edition):
    return described(
        f"wco/hs{edition}", f"Harmonized System {edition}, codes with short labels of our own",
        "sourcelight, codes of the World Customs Organization", False,
        "https://www.wcoomd.org/en/topics/nomenclature.aspx",
        edition, f"{edition}-01-01", licence="Apache-2.0",
        licence_url="https://www.apache.org/licenses/LICENSE-2.0",
        attribution="sourcelight project, after the codes of the Harmonized System",
        citation=f"World Customs Organization. Harmonized Commodity Description and Coding System, "
                 f"{edition} edition.",
        read_from=PACKAGE + f", HS{edition}: the codes in use, not their descriptions",
        how="The codes of chapters, headings and subheadings. The label of each chapter and heading "
            "is our own, in a few plain words; a subheading has the label of its heading.",
        known_gaps=["labels for reading, neither the legal text of the nomenclature nor complete",
                    "what tells the subheadings of a heading apart is not said"],
        key=["code"],
        columns=[text("code", "2, 4 or 6 digits, leading zeros kept"),
                 text("title", "our own label of the chapter or heading"),
                 text("parent", "code one level up; empty at the top", False)],
        assertions=[held({"code": "0901"}, "parent", "09", "leading zero kept"),
                    held({"code": "090111"}, "title", "Coffee", "label of its heading")])


NAICS = described(
    "uscensus/naics2017", "North American Industry Classification System 2017",
    "US Census Bureau", True, "https://www.census.gov/naics/", "2017", "2017-01-01",
    licence="LicenseRef-US-Government-Work",
    licence_url="https://www.usa.gov/government-works",
    attribution="US Census Bureau, NAICS 2017",
    citation="US Office of Management and Budget (2017). North American Industry Classification "
             "System, United States, 2017.",
    read_from=PACKAGE + ", NAICS 2017 descriptions",
    how="Codes and titles as published; rows such as 31-33 that are not codes are left out.",
    key=["code"], columns=titles("2 to 6 digits"),
    assertions=[held({"code": "315"}, "parent", "31", "apparel")])

SIC = described(
    "uk/sic2007", "UK Standard Industrial Classification 2007 with its ISIC Rev.4 class",
    "Office for National Statistics (UK)", True,
    "https://www.ons.gov.uk/methodology/classificationsandstandards/ukstandardindustrial"
    "classificationofeconomicactivities/uksic2007", "2007", "2007-12-01",
    licence="OGL-UK-3.0",
    licence_url="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    attribution="Contains public sector information licensed under the Open Government Licence v3.0",
    citation="Office for National Statistics (2009). UK Standard Industrial Classification of "
             "Economic Activities 2007.",
    read_from="mccabesp/ModernSlavery-Beta (MIT), list of SIC codes",
    how="Five-digit codes; the first four digits are the NACE Rev.2 class, which leads to ISIC.",
    known_gaps=["dormant and public-sector pseudo codes left out"],
    key=["code"], columns=[text("code", "5 digits"), text("title", "heading"), ISIC_TEXT],
    assertions=[held({"code": "14131"}, "isic4", "1410", "outerwear")])

NACE_TO_ISIC4 = described(
    "concordance/nace_to_isic4", "NACE Rev.2 classes to ISIC Rev.4 classes", "sourcelight", False,
    "https://ec.europa.eu/eurostat/web/nace", "1", RETRIEVED,
    licence="Apache-2.0", licence_url="https://www.apache.org/licenses/LICENSE-2.0",
    attribution="sourcelight project, after the structure of NACE Rev.2 and ISIC Rev.4",
    citation="sourcelight project (2026). NACE Rev.2 to ISIC Rev.4.",
    read_from="own table; class codes from UK SIC 2007",
    how="NACE Rev.2 keeps the divisions of ISIC Rev.4 and splits its classes; ranges of NACE codes "
        "are assigned by hand, all other codes are the same in both.",
    key=["nace", "isic4"], columns=[text("nace", "4 digits"), ISIC_TEXT, WEIGHT],
    assertions=[held({"nace": "1073"}, "isic4", "1074", "pasta has another code in ISIC"),
                held({"nace": "2932"}, "isic4", "2930", "vehicle parts"),
                held({"nace": "2822"}, "isic4", "2816", "lifting equipment")])

NAICS_TO_ISIC4 = described(
    "concordance/naics_to_isic4", "NAICS 2017 industries to ISIC Rev.4 classes",
    "US Census Bureau", True, "https://www.census.gov/naics/?68967", "2017", "2017-01-01",
    licence="MIT", licence_url=SPDX_MIT,
    attribution="US Census Bureau concordance; table by the concordance package",
    citation="US Census Bureau (2017). 2017 NAICS to ISIC Rev.4 concordance.",
    read_from=PACKAGE + ", NAICS 2017 to ISIC4",
    how="Six-digit industries; where several classes stand they share the weight equally.",
    key=["naics", "isic4"], columns=[text("naics", "6 digits"), ISIC_TEXT, WEIGHT],
    assertions=[held({"naics": "311811"}, "isic4", "1071", "retail bakeries bake")])

HS_TO_ISIC4 = described(
    "concordance/hs_to_isic4", "Harmonized System subheadings to ISIC Rev.4 classes",
    "sourcelight", False, "https://unstats.un.org/unsd/classifications/Econ", "1", RETRIEVED,
    licence="MIT", licence_url=SPDX_MIT,
    attribution="sourcelight project, built on the tables of the concordance package (MIT)",
    citation="sourcelight project (2026). HS to ISIC Rev.4, after the concordances of the UN "
             "Statistics Division and WITS as kept by the R package concordance.",
    read_from=PACKAGE + ", HS6 to ISIC3, ISIC4 to ISIC3.1, HS to ISIC4, HS6 to HS5",
    how="The direct table is many-to-many (chained through NAICS); it is pruned by the one-to-one "
        "path HS -> ISIC Rev.3 -> ISIC Rev.4, repair and support services are dropped, and what "
        "stays ambiguous is decided by our own table of HS ranges with a reason each. Several "
        "classes share the weight equally.",
    known_gaps=["editions before 2017 are reached by their heading only",
                "chapters 98 and 99 are national and have no class"],
    key=["edition", "hs6", "isic4"],
    columns=[text("hs6", "6 digits"), text("edition", "2017 or 2022"), ISIC_TEXT, WEIGHT],
    assertions=[
        held({"edition": "2022", "hs6": "090111"}, "isic4", "0127", "green coffee is grown"),
        held({"edition": "2022", "hs6": "090121"}, "isic4", "1079", "roasting is a food industry"),
        held({"edition": "2022", "hs6": "870829"}, "isic4", "2930", "vehicle parts"),
        held({"edition": "2022", "hs6": "520100"}, "isic4", "0116", "raw cotton"),
        held({"edition": "2022", "hs6": "611020"}, "isic4", "1430", "pullovers"),
        {"count": {"edition": "2022", "hs6": "610910"}, "min": 2, "max": 2,
         "reason": "T-shirts are 1410 or 1430"},
        held({"edition": "2022", "hs6": "401519"}, "isic4", "2219", "rubber gloves"),
        held({"edition": "2022", "hs6": "280461"}, "isic4", "2011", "polysilicon"),
        held({"edition": "2022", "hs6": "940360"}, "isic4", "3100", "wooden furniture")])

UNSPSC_TO_ISIC4 = described(
    "sourcelight/unspsc_to_isic4", "UNSPSC segments, families and classes to ISIC Rev.4",
    "sourcelight", False, "https://www.unspsc.org/", "1", RETRIEVED,
    licence="Apache-2.0", licence_url="https://www.apache.org/licenses/LICENSE-2.0",
    attribution="sourcelight project; UNSPSC codes without their titles ((c) UNDP)",
    citation="sourcelight project (2026). UNSPSC codes to ISIC Rev.4.",
    read_from="own table; the list of codes in use was read from Eelinki/unspsc-lookup",
    how="By hand: who makes or does what the code stands for. A code without a row of its own "
        "follows the longest prefix that has one.",
    known_gaps=["no commodity level; a class without a row inherits its family"],
    key=["unspsc", "isic4"],
    columns=[text("unspsc", "segment 2, family 4 or class 6 digits"), ISIC_TEXT, WEIGHT,
             text("reason", "who makes it")],
    assertions=[held({"unspsc": "3210"}, "isic4", "2610", "circuits"),
                held({"unspsc": "421322"}, "isic4", "2219", "medical gloves are rubber goods")])
