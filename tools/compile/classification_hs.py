# SPDX-License-Identifier: Apache-2.0
"""HS six digits -> ISIC Rev.4 classes.

The direct table is many-to-many and noisy (it was chained through NAICS). HS -> ISIC Rev.3 is one
to one, so its successors in Rev.4 prune the direct table. Repair and support services, which make
no goods, are dropped. What stays ambiguous is decided by our own table of HS ranges, each row with
its reason; where that names several classes, they share the weight equally.
"""
import pathlib

from common import number, read_csv

RULES = pathlib.Path(__file__).parent / "classification_tables" / "hs_isic_rules.csv"


def equal_weights(codes):
    return [(code, number(1 / len(codes))) for code in codes]


def makes_goods(isic4):
    return isic4 < "3500" and isic4[:2] not in {"09", "33"}


def narrowed(folder, isic):
    """HS6 of 2022 -> classes after pruning by way of ISIC Rev.3; may be empty."""
    successors, direct = {}, {}
    for row in read_csv(folder / "isic4_to_isic31.csv"):
        successors.setdefault(row["ISIC3.1_4d"], set()).add(row["ISIC4_4d"])
    for row in read_csv(folder / "hs_combined_to_isic4.csv"):
        direct.setdefault(row["HS_6d"], set()).add(row["ISIC4_4d"])
    out = {}
    for row in read_csv(folder / "hs2022_to_isic3.csv"):
        code = row["HS6_6d"]
        after = {c for c in successors.get(row["ISIC3_4d"], ()) if c in isic and makes_goods(c)}
        noisy = {c for c in direct.get(code, ()) if c in isic and makes_goods(c)}
        out[code] = sorted(after & noisy) or sorted(after) or sorted(noisy)
    return out


def load_rules(isic):
    rules = []
    for row in read_csv(RULES):
        first, last = row["from"], row["to"] or row["from"]
        targets = row["isic4"].split("|")
        unknown = [code for code in targets if code not in isic]
        if unknown or len(first) != len(last) or first > last or not row["reason"]:
            raise SystemExit(f"{RULES.name}: bad row {row}")
        rules.append((first, last, targets))
    return rules


def ruled(code, rules):
    """Classes of the most specific rule that holds `code`: more digits first, then shorter range."""
    held = [(-len(first), int(last) - int(first), targets) for first, last, targets in rules
            if first <= code[:len(first)] <= last]
    return min(held)[2] if held else None


def rows(folder, isic):
    rules, pruned, table = load_rules(isic), narrowed(folder, isic), {}
    before = {row["HS6_6d"]: row["HS5_6d"] for row in read_csv(folder / "hs2022_to_hs2017.csv")}
    for code, candidates in pruned.items():
        if not code.startswith(("98", "99")):
            targets = ruled(code, rules) or candidates
            table["2022", code] = set(targets)
    for code, old in before.items():
        if ("2022", code) in table and old.isdigit():
            own = ruled(old, rules)
            table.setdefault(("2017", old), set()).update(own or table["2022", code])
    empty = sorted(key for key, targets in table.items() if not targets)
    if empty:
        raise SystemExit(f"HS codes without a class: {empty}")
    return [{"hs6": code, "edition": edition, "isic4": target, "weight": weight}
            for (edition, code), targets in table.items()
            for target, weight in equal_weights(sorted(targets))]
