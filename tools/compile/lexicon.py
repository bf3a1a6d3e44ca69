# SPDX-License-Identifier: Apache-2.0
"""Compiles the product-text lexicon from the term files beside this script.

Run from the repository root: python3 tools/compile/lexicon.py REFERENCE_FOLDER
(the folder is not read: every term is our own). A term file maps "CODE[+CODE] WEIGHT[/SINGLE]" to
the terms of each language, separated by commas; SINGLE is the weight of terms of one word (of one
or two Chinese characters), as a bare "steel" is more often a material. "term@0.4" gives a term a weight of its own, "term{a|b}"
needs one of a, b beside it, "=term" is matched as written, without stemming.
"""
import pathlib
import re
import sys
import unicodedata

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import lexicon_manifest
from common import DATASETS, number, read_csv, write_dataset

TERMS = pathlib.Path(__file__).parent / "lexicon_terms"
TERM = re.compile(r"(=?)([^@{}]+?)(?:@([0-9.]+))?(?:\{([^}]*)\})?(?:@([0-9.]+))?")
STEMMED = {"de", "en", "es", "fr", "id", "it", "nl", "pt", "ru", "tr"}
UNSPACED = re.compile("[\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
SYSTEMS = {"good", "isic4", "none", "after", "not"}


def load_terms(path):
    import yaml

    text = path.read_text(encoding="utf-8")
    keys = re.findall(r"^([^\s#][^\n]*):", text, flags=re.M)
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise SystemExit(f"{path.name}: keys that occur twice: {twice}")
    return yaml.safe_load(text)


def match_kind(term, lang, exact):
    if UNSPACED.search(term):
        return "cjk"
    if exact:
        return "word"
    plain = unicodedata.normalize("NFKD", term)
    if len(re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c)))) > 1:
        return "phrase"
    return "stem" if lang in STEMMED else "word"


def parse_term(text, place):
    found = TERM.fullmatch(text)
    if not found:
        raise SystemExit(f"{place}: cannot read the term {text!r}")
    exact, term, first, context, second = found.groups()
    own = float(first or second or 0)
    return exact == "=", term.strip(), own, "|".join(c.strip() for c in (context or "").split("|"))


def parse_key(key, known, place):
    codes, _, weights = key.rpartition(" ")
    phrase, _, single = weights.partition("/")
    pairs = []
    for code in codes.split("+"):
        system, _, value = code.partition(":")
        if system not in SYSTEMS or (value and value not in known[system]):
            raise SystemExit(f"{place}: unknown code {code!r}")
        pairs.append((system, value))
    return pairs, float(phrase), float(single or phrase)


def rows_of(path, known):
    for key, languages in load_terms(path).items():
        pairs, phrase, single = parse_key(key, known, f"{path.name}: {key}")
        for lang, text in languages.items():
            for piece in filter(None, (p.strip() for p in str(text).split(","))):
                exact, term, own, context = parse_term(piece, f"{path.name}: {key}")
                match = match_kind(term, lang, exact)
                is_single = len(term) <= 2 if match == "cjk" else match != "phrase"
                own = own or (single if is_single else phrase)
                for system, code in pairs:
                    yield {"term": term, "lang": lang, "match": match,
                           "system": system, "code": code, "weight": number(min(own, 1.25), 3),
                           "context": context, "note": path.stem}


def main():
    known = {"good": {row["good"] for row in read_csv(DATASETS / "sourcelight/goods/data.csv")},
             "isic4": {row["code"] for row in read_csv(DATASETS / "un/isic4/data.csv")},
             "none": set(), "after": set(), "not": set()}
    merged = {}
    for path in sorted(TERMS.glob("*.yaml")):
        for row in rows_of(path, known):
            key = tuple(row[k] for k in lexicon_manifest.LEXICON["key"])
            kept = merged.get(key)
            if kept is None or float(kept["weight"]) < float(row["weight"]):
                merged[key] = row
    write_dataset(lexicon_manifest.LEXICON, list(merged.values()))


if __name__ == "__main__":
    main()
