# SPDX-License-Identifier: Apache-2.0
"""Code trees (ISIC, HS, NAICS, UK SIC) and the concordances that follow from the codes."""
import pathlib

from classification_hs import equal_weights
from common import read_csv

TABLES = pathlib.Path(__file__).parent / "classification_tables"
LEVELS = {1: "section", 2: "division", 3: "group", 4: "class"}


def isic4(folder):
    """The file lists each section before its divisions, which is where the parent comes from."""
    out, section = [], ""
    for row in read_csv(folder / "isic4_descriptions.csv"):
        code = row["code"]
        if code.isalpha():
            section, parent = code, ""
        else:
            parent = section if len(code) == 2 else code[:-1]
        out.append({"code": code, "level": LEVELS[len(code)], "title": row["desc"],
                    "parent": parent})
    return out


def harmonized_system(folder, edition):
    """Codes with our own labels: the wording of the nomenclature is its publisher's."""
    labels = {row["code"]: row["label"] for row in read_csv(TABLES / "hs_labels.csv")}
    return [{"code": row["code"], "title": labels[row["code"][:4]], "parent": row["code"][:-2]}
            for row in read_csv(folder / f"hs{edition}_descriptions.csv")
            if row["code"].isdigit() and len(row["code"]) in (2, 4, 6)]


def naics(folder):
    """Sectors 31-33, 44-45 and 48-49 span several two-digit codes; the parent is the code cut."""
    return [{"code": row["code"], "title": row["desc"].strip(),
             "parent": row["code"][:-1] if len(row["code"]) > 2 else ""}
            for row in read_csv(folder / "naics2017_descriptions.csv")
            if row["code"].replace("-", "").isdigit()]


def nace_targets(code, isic, rules):
    for first, last, targets in rules:
        if first <= code <= last:
            return targets
    return [code] if code in isic else []


def sic_and_nace(folder, isic):
    """UK SIC 2007 is NACE Rev.2 with a fifth digit, so its first four digits are the NACE class."""
    rules = [(row["from"], row["to"] or row["from"], row["isic4"].split("|"))
             for row in read_csv(TABLES / "nace_isic_rules.csv")]
    sic, nace = {}, {}
    for row in read_csv(folder / "uk_sic2007_5digit.csv"):
        code = row["SicCodeId"].zfill(5)
        targets = nace_targets(code[:4], isic, rules)
        if not targets:
            continue
        sic[code] = {"code": code, "title": row["Description"].strip(), "isic4": targets[0]}
        nace[code[:4]] = targets
    rows = [{"nace": code, "isic4": target, "weight": weight}
            for code, targets in nace.items() for target, weight in equal_weights(targets)]
    return list(sic.values()), rows


def unspsc(isic):
    rows = []
    for row in read_csv(TABLES / "unspsc_isic_rules.csv"):
        targets = row["isic4"].split("|")
        if any(target not in isic for target in targets):
            raise SystemExit(f"unspsc_isic_rules.csv: unknown class in {row}")
        rows += [{"unspsc": row["unspsc"], "isic4": target, "weight": weight,
                  "reason": row["reason"]} for target, weight in equal_weights(targets)]
    return rows
