# SPDX-License-Identifier: Apache-2.0
"""Runs the golden cases of tests/golden/pipeline; their form is in tests/golden/README.md."""

import csv
import operator
import re

import pytest

from conftest import ROOT, run

CASES = sorted((ROOT / "tests/golden/pipeline").glob("*.txt"))
SIGNS = {">": operator.gt, "<": operator.lt, "=": operator.eq}


def sections(path):
    """Section name -> its lines without comments of a whole line and empty ones."""
    found, current = {}, None
    for line in path.read_text(encoding="utf-8").splitlines():
        if match := re.fullmatch(r"\[(\w+)\]", line.strip()):
            current = found.setdefault(match[1], [])
        elif line.strip() and not line.startswith("#"):
            current.append(line)
    return found


def cells(line):
    return [cell.strip() for cell in line.split("|")]


def as_given(text, like):
    """Both sides of a comparison in one type: numbers if the expectation is one, else text."""
    try:
        return float(text), float(like)
    except ValueError:
        return text, like


def agrees(expected, text, tolerance):
    """Whether a cell of the result is as the case says."""
    if expected == "*":
        return True
    if expected == "-":
        return text == ""
    if expected.startswith("has "):
        return expected[4:] in text
    if match := re.fullmatch(r"(>=|<=)(.+)", expected):
        value, bound = as_given(text, match[2])
        return text != "" and (value >= bound if match[1] == ">=" else value <= bound)
    if match := re.fullmatch(r"([-\d.e]+)\.\.([-\d.e]+)", expected):
        return text != "" and float(match[1]) <= float(text) <= float(match[2])
    if expected.startswith("~"):
        return text != "" and abs(float(text) - float(expected[1:])) <= float(tolerance)
    return text == expected


def differences(case, rows):
    header, *lines = map(cells, case.get("expect", ["sl_row"]))
    for line in lines:
        row = rows[int(line[0]) - 1]
        for column, expected in zip(header[1:], line[1:], strict=True):
            name, _, tolerance = column.partition("~")
            if not agrees(expected, row[name], tolerance or 0):
                yield f"row {line[0]} ({row['name']}): {name} is {row[name]!r}, not {expected}"


def missing_findings(case, rows):
    for row, code in map(cells, case.get("findings", [])):
        if code not in rows[int(row) - 1]["sl_findings"].split(","):
            yield f"row {row} ({rows[int(row) - 1]['name']}): no finding {code}"


def wrong_orders(case, rows):
    for line in case.get("compare", []):
        left, sign, right, column, reason = re.fullmatch(
            r"(\d+) ([<>=]) (\d+) (\w+)\s+#\s*(.+)", line).groups()
        values = [rows[int(row) - 1][column] for row in (left, right)]
        if "" in values or not SIGNS[sign](*map(float, values)):
            names = [rows[int(row) - 1]["name"] for row in (left, right)]
            yield f"{column}: {names[0]} {values[0]} {sign} {names[1]} {values[1]}: {reason}"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_golden_case(path, tmp_path):
    case = sections(path)
    with open(tmp_path / "list.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(map(cells, case["input"]))
    options = [part for line in case.get("options", [])
               for part in ("--" + line.split(":")[0].strip().replace("_", "-"),
                            line.split(":", 1)[1].strip())]
    outcome = run("assess", "list.csv", "--out", "r", "--formats", "csv", "--quiet", *options,
                  cwd=tmp_path)
    assert outcome.code == 0, outcome
    with open(tmp_path / "r/suppliers.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(case["input"]) - 1
    problems = [*differences(case, rows), *missing_findings(case, rows), *wrong_orders(case, rows)]
    assert not problems, "\n".join(problems)
