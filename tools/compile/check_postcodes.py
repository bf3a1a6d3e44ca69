# SPDX-License-Identifier: Apache-2.0
"""Holds sourcelight/postcode_regions against a list of postcodes whose region is known.

Usage: python3 tools/compile/check_postcodes.py LIST.csv

LIST.csv has the columns iso2, postcode and region (ISO 3166-2 of any level), one row a postcode
and region. A row of the table agrees if no other region has more of the postcodes for which its
prefix is the longest. Prints rows that do not agree, and counts by country.
"""
import collections
import sys

import common

TABLE = common.DATASETS / "sourcelight" / "postcode_regions" / "data.csv"


def top_levels():
    """Region of any level -> its top-level region."""
    rows = common.read_csv(common.DATASETS / "iso" / "subdivisions" / "data.csv")
    return {row["code"]: row["parent"] or row["code"] for row in rows}


def longest_prefix(prefixes, postcode):
    """The longest start of a postcode that is in `prefixes`, or none."""
    starts = (postcode[:length] for length in range(len(postcode), 0, -1))
    return next((start for start in starts if start in prefixes), None)


def count_regions(table, known):
    """(country, prefix) -> how many known postcodes each region has under it."""
    tops, counts = top_levels(), collections.defaultdict(collections.Counter)
    for row in known:
        prefixes = table.get(row["iso2"], {})
        postcode = row["postcode"].replace(" ", "").replace("-", "").upper()
        prefix = longest_prefix(prefixes, postcode)
        if prefix:
            counts[(row["iso2"], prefix)][tops.get(row["region"], row["region"])] += 1
    return counts


def main(path):
    table = collections.defaultdict(dict)
    for row in common.read_csv(TABLE):
        table[row["iso2"]][row["prefix"]] = row["region"]
    counts = count_regions(table, common.read_csv(path))
    for iso2, prefixes in sorted(table.items()):
        verdicts = collections.Counter()
        for prefix, region in sorted(prefixes.items()):
            found = counts.get((iso2, prefix))
            verdict = ("no postcode known" if not found else
                       "agree" if found[region] == max(found.values()) else "contradict")
            verdicts[verdict] += 1
            if verdict == "contradict":
                print(f"{iso2} {prefix}: table {region}, list {found.most_common(3)}")
        print(iso2, dict(sorted(verdicts.items())))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
