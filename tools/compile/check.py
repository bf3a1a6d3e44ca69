# SPDX-License-Identifier: Apache-2.0
"""Holds dataset folders to their manifests.

    python3 tools/compile/check.py [FOLDER...]

Checks hash, row count, columns and their order, types, ranges, required cells, keys, dates and
assertions of each folder (default: every folder under datasets/). Prints each fault; the exit
code is 1 when there is one.
"""
import csv
import datetime
import hashlib
import io
import pathlib
import re
import sys

import yaml

DATASETS = pathlib.Path(__file__).resolve().parents[2] / "datasets"
REQUIRED = ["id", "title", "publisher", "official", "landing_page", "edition", "published", "retrieved",
            "licence", "licence_url", "redistributable", "attribution", "citation", "read_from",
            "compiled_by", "how", "known_gaps", "reviewed", "file", "sha256", "rows", "key", "columns",
            "assertions"]
TYPES = {"text", "date", "int64", "float64", "bool", "binary"}
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
# Paths and hosts of a workplace have no business in a committed file.
PRIVATE = re.compile(r"(/tmp/|/home/|localhost|file://)")


def load(folder, described):
    """Header and rows as text; missing is the empty text."""
    data = (folder / described["file"]).read_bytes()
    if described["file"].endswith(".parquet"):
        import pyarrow.parquet as pq

        table = pq.read_table(io.BytesIO(data))
        columns = [table.column(n).to_pylist() for n in table.column_names]
        texts = {True: "true", False: "false"}
        rows = [["" if v is None else texts[v] if isinstance(v, bool) else v if isinstance(v, bytes)
                 else str(v) for v in row] for row in zip(*columns)]
        return data, table.column_names, rows
    if data.startswith(b"\xef\xbb\xbf") or b"\r" in data:
        raise ValueError("byte-order mark or carriage return in data.csv")
    reader = csv.reader(io.StringIO(data.decode("utf-8"), newline=""))
    header = next(reader)
    return data, header, list(reader)


def bad_cell(column, value):
    """Why `value` does not fit `column`, or None."""
    kind = column["type"]
    if isinstance(value, bytes) or kind == "binary":
        return None
    if value == "":
        return "empty but required" if column.get("required") else None
    if kind == "bool" and value not in ("true", "false"):
        return "not true or false"
    if kind == "date":
        if not DATE.fullmatch(value):
            return "not an ISO date"
        datetime.date.fromisoformat(value)
    if kind in ("int64", "float64"):
        number = int(value) if kind == "int64" else float(value)
        if number != number or number in (float("inf"), float("-inf")):
            return "not a finite number"
        if number < column.get("min", number) or number > column.get("max", number):
            return f"outside {column.get('min')}..{column.get('max')}"
    if kind == "text" and value != value.strip():
        return "white space at an end"
    if kind == "text" and "allowed" in column and value not in column["allowed"]:
        return f"not one of {column['allowed']}"
    return None


def manifest_faults(folder, described):
    for name in REQUIRED:
        if name not in described:
            yield f"manifest lacks {name}"
    if described.get("id") != folder.relative_to(DATASETS).as_posix():
        yield f"id {described.get('id')!r} is not the folder's name"
    for column in described.get("columns", []):
        if column["type"] not in TYPES:
            yield f"column {column['name']}: unknown type {column['type']}"
    for path in sorted(folder.iterdir()):
        if path.name not in ("dataset.yaml", described.get("file")):
            yield f"unexpected file {path.name}"
    found = PRIVATE.search((folder / "dataset.yaml").read_text(encoding="utf-8"))
    if found:
        yield f"private path or host in the manifest: {found.group()}"


def cell_faults(described, rows):
    for index, column in enumerate(described["columns"]):
        for line, row in enumerate(rows, 2):
            try:
                why = bad_cell(column, row[index])
            except ValueError as error:
                why = str(error)
            if why:
                yield f"line {line}, {column['name']}: {row[index]!r} {why}"
                break


def matches(row, place, where):
    return all(row[place[name]] == str(value) for name, value in where.items())


def assertion_faults(described, rows, place):
    for claim in described["assertions"]:
        if "count" in claim:
            count = sum(matches(row, place, claim["count"]) for row in rows)
            if not claim["min"] <= count <= claim["max"]:
                yield f"{count} rows with {claim['count']}, expected {claim['min']}..{claim['max']}"
            continue
        found = [row for row in rows if matches(row, place, claim["where"])]
        if len(found) != 1:
            yield f"{len(found)} rows with {claim['where']}, expected one"
        elif found[0][place[claim["column"]]] != str(claim["equals"]):
            yield f"{claim['where']}: {claim['column']} is {found[0][place[claim['column']]]!r}, not {claim['equals']!r}"


def faults(folder):
    described = yaml.safe_load((folder / "dataset.yaml").read_text(encoding="utf-8"))
    yield from manifest_faults(folder, described)
    try:
        data, header, rows = load(folder, described)
    except (ValueError, OSError, KeyError) as error:
        yield str(error)
        return
    if hashlib.sha256(data).hexdigest() != described["sha256"]:
        yield "sha256 differs"
    if header != [column["name"] for column in described["columns"]]:
        yield f"columns are {header}"
        return
    if any(len(row) != len(header) for row in rows):
        yield "a row has more or fewer cells than the header"
        return
    if not described["rows"]["min"] <= len(rows) <= described["rows"]["max"]:
        yield f"{len(rows)} rows, expected {described['rows']}"
    place = {name: index for index, name in enumerate(header)}
    keys = [tuple(row[place[name]] for name in described["key"]) for row in rows]
    if len(set(keys)) != len(keys):
        yield f"key {described['key']} is not unique"
    yield from cell_faults(described, rows)
    yield from assertion_faults(described, rows, place)


def main():
    folders = [pathlib.Path(a).resolve() for a in sys.argv[1:]] or sorted(
        path.parent for path in DATASETS.rglob("dataset.yaml"))
    broken = 0
    for folder in folders:
        for fault in faults(folder):
            broken += 1
            print(f"{folder.relative_to(DATASETS)}: {fault}")
    print(f"{len(folders)} datasets, {broken} faults")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
