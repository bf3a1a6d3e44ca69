# SPDX-License-Identifier: Apache-2.0
"""Manifest of the product-text lexicon."""


def text(name, meaning, required=True):
    return {"name": name, "type": "text", "meaning": meaning, "required": required}


LEXICON = {
    "id": "sourcelight/lexicon",
    "title": "Words of purchasing lists and what makes or does the thing they name",
    "publisher": "sourcelight", "official": False,
    "landing_page": "https://unstats.un.org/unsd/classifications/Econ/isic",
    "edition": "1", "published": "2026-11-22", "retrieved": "2026-11-22",
    "licence": "CC-BY-4.0", "licence_url": "https://creativecommons.org/licenses/by/4.0/",
    "redistributable": True, "attribution": "sourcelight project",
    "citation": "sourcelight project (2026). Product-text lexicon, edition 1.",
    "read_from": "own work; no publisher's sentences",
    "compiled_by": "tools/compile/lexicon.py",
    "how": "Terms written by the project for each listed good and ISIC Rev.4 group, in the "
           "languages of the column lang; the weight says how strongly a term decides against "
           "another term of the same text (materials less than the product made of them).",
    "known_gaps": ["Arabic, Hindi and Bengali are not covered",
                   "Polish, Dutch and Thai cover the main headings only"],
    "reviewed": {"method": "measured on tests/golden/activity", "date": "2026-11-22"},
    "key": ["term", "lang", "system", "code", "context"],
    "rows": {"min": 3000, "max": 60000},
    "columns": [
        text("term", "word or phrase as written"), text("lang", "ISO 639-1"),
        text("match", "word (as written), stem, phrase (of stems) or cjk (anywhere in the text)"),
        text("system", "good, isic4, none (says nothing), after (what follows is a detail) or not (what follows is not meant)"),
        text("code", "slug of the good or ISIC Rev.4 code; empty for none, after and not", False),
        {"name": "weight", "type": "float64", "unit": "strength", "min": 0, "max": 1.25,
         "meaning": "how strongly the term decides", "required": True},
        text("context", "one of these words must stand beside it, separated by |", False),
        text("note", "term file it comes from")],
    "assertions": [
        {"where": {"term": "T恤", "lang": "zh"}, "column": "code", "equals": "garments",
         "reason": "Chinese T-shirts are garments"},
        {"count": {"term": "chips", "system": "isic4"}, "min": 3, "max": 6,
         "reason": "chips are ambiguous and need context"}],
}
