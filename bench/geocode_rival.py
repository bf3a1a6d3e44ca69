#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""City and country texts -> region with a dictionary and RapidFuzz, on the gazetteer of the bench.

The usual way in Python: the folded name in a dictionary of the country, the most populous place of
a name; what is not there is compared with all names of the country by RapidFuzz.
  geocode_rival.py DATASETS TEXTS ROUNDS
"""
import collections
import csv
import json
import sys
import time
import unicodedata

import pyarrow.parquet
import rapidfuzz
from rapidfuzz import process

LEAST_SCORE = 80
MOST_SLOW_TEXTS = 1000  # of those in no dictionary, compared one by one: the rest is scaled


def fold(text):
    marked = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in marked if c.isalnum())


def load(datasets):
    places = pyarrow.parquet.read_table(f"{datasets}/geonames/places/data.parquet").to_pylist()
    others = {row["id"]: row["names"] for row in
              pyarrow.parquet.read_table(f"{datasets}/geonames/alternate_names/data.parquet").to_pylist()}
    with open(f"{datasets}/sourcelight/countries/data.csv", newline="", encoding="utf-8") as file:
        codes = {row["name"]: row["iso2"] for row in csv.DictReader(file)}
    names = collections.defaultdict(dict)
    places.sort(key=lambda row: row["population"] or 0)
    for row in places:  # the last one, the most populous, stays
        for other in (others.get(row["id"]) or "").split("|"):
            names[row["iso2"]][fold(other)] = row["iso_l1"]
    for row in places:
        names[row["iso2"]][fold(row["name"])] = row["iso_l1"]
    return names, codes, {iso2: list(known) for iso2, known in names.items()}


def resolve(texts, names, codes, lists):
    """Seconds of processor time for all texts, and how many got their place's region."""
    right, missing = 0, []
    start = time.process_time()
    for country, city, region in texts:
        iso2 = codes[country]
        found = names[iso2].get(fold(city))
        if found is None:
            missing.append((iso2, city, region))
        else:
            right += found == region
    exact = time.process_time() - start
    compared = missing[:MOST_SLOW_TEXTS]
    right_slow = 0
    start = time.process_time()
    for iso2, city, region in compared:
        hit = process.extractOne(fold(city), lists[iso2], score_cutoff=LEAST_SCORE)
        right_slow += hit is not None and names[iso2][hit[0]] == region
    slow = time.process_time() - start
    scale = len(missing) / max(len(compared), 1)
    return exact + slow * scale, right + right_slow * scale


def main():
    datasets, path, rounds = sys.argv[1:]
    known = load(datasets)
    with open(path, encoding="utf-8") as file:
        texts = [line.rstrip("\n").split("\t") for line in file]
    runs = [resolve(texts, *known) for _ in range(int(rounds))]
    print(json.dumps({"seconds": [run[0] for run in runs], "right": runs[0][1],
                      "version": rapidfuzz.__version__}))


if __name__ == "__main__":
    main()
