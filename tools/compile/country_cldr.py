# SPDX-License-Identifier: Apache-2.0
"""Compiles the names of countries that the Unicode CLDR has and the other tables of names lack.

    python3 tools/compile/country_cldr.py CLDR_FOLDER

CLDR_FOLDER is the unpacked npm package cldr-localenames-full. Run it after country.py: what the
tables compiled there already say is left out, and so is what would contradict them.
"""
import collections
import json
import pathlib
import sys

from common import DATASETS, read_csv, write_dataset
from country_identity import NAMES_COLUMNS
from country_shared import fold, manifest

# Languages in which the CLDR covers nearly all countries and in which lists are kept.
LANGUAGES = """af am ar az be bg bn bs ca cs cy da de el en es es-MX et eu fa fi fil fr fr-CA ga gl gu he hi hr
hu hy id is it ja ka kk km kn ko ky lo lt lv mk ml mn mr ms my ne nl nn no or pa pl ps pt pt-PT ro ru sd si sk
sl so sq sr sr-Latn sv sw ta te tg th ti tk tr ug uk ur uz vi yue zh zh-Hans-HK zh-Hant zh-Hant-HK zu""".split()
HELD = ("iso_names/country_names", "world_countries/country_names", "natural_earth/country_names")
# Short forms of so few letters are codes elsewhere ("RU" is the United Kingdom in Spanish).
SHORTEST_LATIN = 4


def held_names():
    """Country of each folded name of the other tables, and all codes."""
    held = collections.defaultdict(set)
    for identity in HELD:
        for path in (DATASETS / identity).glob("data.csv"):
            for row in read_csv(path):
                held[fold(row["name"])].add(row["iso2"])
    for row in read_csv(DATASETS / "sourcelight" / "country_lookups" / "data.csv"):
        held[fold(row["text"])].add(row["iso2"])
    countries = read_csv(DATASETS / "sourcelight" / "countries" / "data.csv")
    codes = {fold(row[key]) for row in countries for key in ("iso2", "iso3")}
    return held, codes, {row["iso2"] for row in countries}


def cldr_names(folder, known):
    """Rows of (iso2, language, name); alternatives ("alt") are in everyday use too."""
    for language in LANGUAGES:
        path = pathlib.Path(folder) / "main" / language / "territories.json"
        names = json.loads(path.read_text(encoding="utf-8"))["main"][language]["localeDisplayNames"]["territories"]
        for code, name in names.items():
            iso2, _, _ = code.partition("-alt-")
            # Of countries no name of its own is known where the code itself is the name.
            if iso2 in known and name != iso2:
                yield iso2, language, name.strip()


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    version = json.loads((folder / "package.json").read_text(encoding="utf-8"))["version"]
    held, codes, known = held_names()
    names = list(cldr_names(folder, known))
    owners = collections.defaultdict(set)
    for iso2, _, name in names:
        owners[fold(name)].add(iso2)
    rows, seen = [], set()
    for iso2, language, name in names:
        key = fold(name)
        short = key.isascii() and len(key) < SHORTEST_LATIN
        if not key or short or key in codes or key in held or key in seen or len(owners[key]) > 1:
            continue
        seen.add(key)
        rows.append({"iso2": iso2, "lang": language, "name": name, "kind": "name"})
    described = manifest(
        "unicode/country_names", f"Country names in {len(LANGUAGES)} languages and forms of them", "Unicode, Inc.",
        ("Unicode-3.0", "https://www.unicode.org/license.txt"), landing_page="https://cldr.unicode.org",
        edition=f"CLDR {version}", published="2026-03-30",
        attribution="Country names: Unicode CLDR, copyright 2004-2026 Unicode, Inc., Unicode License v3",
        citation="Unicode, Inc. (2026), Unicode Common Locale Data Repository, version 48.2, territory names.",
        read_from=f"npm package cldr-localenames-full {version}, main/*/territories.json",
        how="One row a name that the other tables of names lack; the first language that has it is named. Left out: "
            "names that mean two countries here or there, codes, and Latin short forms of up to three letters.",
        known_gaps=["Only names that are absent from the other tables."], rows={"min": 4000, "max": 15000},
        key=["iso2", "lang", "name"], columns=NAMES_COLUMNS,
        assertions=[{"where": {"name": "Соединенные Штаты"}, "column": "iso2", "equals": "US",
                     "reason": "the everyday Russian name"},
                    {"where": {"name": "대만"}, "column": "iso2", "equals": "TW", "reason": "Korean for Taiwan"}])
    described["compiled_by"] = "tools/compile/country_cldr.py"
    write_dataset(described, rows)


if __name__ == "__main__":
    main()
