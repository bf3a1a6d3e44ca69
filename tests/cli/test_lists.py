# SPDX-License-Identifier: Apache-2.0
"""Reads lists in the forms of business systems; tests/data/lists/make.py says what is expected."""

import csv
import json

import pytest

from conftest import QUICK, ROOT, run

LISTS = ROOT / "tests" / "data" / "lists"


def expectations():
    with open(LISTS / "expected.tsv", encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    return {name: [row for row in rows if row["file"] == name] for name in dict.fromkeys(row["file"] for row in rows)}


EXPECTED = expectations()


def assessed(name, folder):
    """Rows, findings and totals of a list."""
    outcome = run("assess", LISTS / name, "--out", "result", "--formats", "csv", *QUICK, cwd=folder)
    assert outcome.code == 0, outcome
    tables = []
    for table in ("suppliers.csv", "findings.csv"):
        with open(folder / "result" / table, encoding="utf-8", newline="") as stream:
            tables.append(list(csv.DictReader(stream)))
    return *tables, json.loads((folder / "result" / "totals.json").read_text(encoding="utf-8"))


def agrees(expected, *texts):
    """Whether one of the texts is, or begins with, what was expected."""
    if expected == "*":
        return True
    return any(text == "" if expected == "-" else text.startswith(expected) for text in texts)


@pytest.mark.parametrize("name", EXPECTED)
def test_each_row_is_read_as_a_reader_would(name, tmp_path):
    rows, _, _ = assessed(name, tmp_path)
    assert len(rows) == len(EXPECTED[name])
    for row, want in zip(rows, EXPECTED[name]):
        good = f"good:{row['sl_good']}" if row["sl_good"] else ""
        assert agrees(want["country"], row["sl_country"]), (want, row)
        assert agrees(want["region"], row["sl_region"]), (want, row)
        assert agrees(want["activity"], row["sl_activity"], good), (want, row)


def test_a_trailing_minus_is_no_head_count(tmp_path):
    _, findings, _ = assessed("vehicle_signs.csv", tmp_path)
    codes = {(found["row"], found["code"]) for found in findings}
    # "120-" employees; "200-300" and "~300" are estimates; "D" is a sign of vehicles.
    assert ("1", "workers-unreadable") in codes
    assert {("3", "workers-estimated"), ("7", "workers-estimated"), ("1", "country-sign")} <= codes
    assert ("4", "country-sign") not in codes  # PL is a code of ISO 3166-1


def test_the_header_gives_the_unit_of_the_spend(tmp_path):
    _, findings, totals = assessed("chinese_factories.csv", tmp_path)
    assert any(found["code"] == "spend-in-units" for found in findings)
    # The currency stands in the header, too.
    assert [entry["currency"] for entry in totals["spend_at_risk"]] == ["CNY"]
