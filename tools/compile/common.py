# SPDX-License-Identifier: Apache-2.0
"""Writes one dataset: its data file and the manifest that the tests hold it to.

Every compile script goes through `write_dataset`, so that order, number format, hash and
row count cannot drift between data and manifest. The same input gives the same bytes.
"""
import csv
import hashlib
import io
import pathlib

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATASETS = ROOT / "datasets"
LARGEST_CSV_BYTES = 1_500_000


class Dumper(yaml.SafeDumper):
    """Quotes every text that a YAML 1.1 reader could take for something else (Norway's NO)."""


def _text(dumper, value):
    safe = value.replace(" ", "").isalpha() and value.lower() not in {
        "no", "yes", "on", "off", "y", "n", "null", "true", "false", "na"}
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=None if safe else '"')


Dumper.add_representer(str, _text)


def read_csv(path):
    """Rows of a CSV file as dictionaries of text; "NA" stays text, a byte-order mark is dropped."""
    with open(path, encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def number(value, digits=6):
    """Shortest text of a number with at most `digits` significant decimals; empty for None."""
    if value is None or value == "":
        return ""
    text = f"{float(value):.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def to_csv(rows, names):
    out = io.StringIO()
    writer = csv.DictWriter(out, names, lineterminator="\n", extrasaction="raise")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")


def to_parquet(rows, columns):
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {"text": pa.string(), "date": pa.string(), "int64": pa.int64(),
             "float64": pa.float64(), "bool": pa.bool_(), "binary": pa.binary()}
    casts = {"int64": int, "float64": float, "bool": lambda v: v in (True, "true")}
    arrays = []
    for column in columns:
        cast = casts.get(column["type"], lambda v: v)
        values = [None if row.get(column["name"]) in (None, "") else cast(row[column["name"]])
                  for row in rows]
        arrays.append(pa.array(values, type=kinds[column["type"]]))
    table = pa.Table.from_arrays(arrays, names=[c["name"] for c in columns])
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd", compression_level=19,
                   row_group_size=1 << 20, write_statistics=False)
    return sink.getvalue()


def write_dataset(manifest, rows, presorted=False):
    """Writes datasets/<id>/ from `manifest` (everything but file, sha256, rows.count) and rows.

    `rows` are dictionaries with the manifest's column names. A table whose CSV would be large
    is written as Parquet. Rows are sorted by the manifest's key unless `presorted`.
    """
    names = [column["name"] for column in manifest["columns"]]
    if not presorted:
        rows = sorted(rows, key=lambda row: tuple(str(row.get(k, "")) for k in manifest["key"]))
    seen = set()
    for row in rows:
        key = tuple(str(row.get(k, "")) for k in manifest["key"])
        if key in seen:
            raise SystemExit(f"{manifest['id']}: key {key} occurs twice")
        seen.add(key)
    binary = any(column["type"] == "binary" for column in manifest["columns"])
    data = b"" if binary else to_csv([{n: row.get(n, "") for n in names} for row in rows], names)
    file = "data.csv"
    if binary or len(data) > LARGEST_CSV_BYTES:
        file, data = "data.parquet", to_parquet(rows, manifest["columns"])
    folder = DATASETS / manifest["id"]
    folder.mkdir(parents=True, exist_ok=True)
    for stale in folder.glob("data.*"):
        stale.unlink()
    (folder / file).write_bytes(data)
    described = dict(manifest)
    described["file"] = file
    described["sha256"] = hashlib.sha256(data).hexdigest()
    bounds = described.pop("rows", None) or {"min": len(rows), "max": len(rows)}
    if not bounds["min"] <= len(rows) <= bounds["max"]:
        raise SystemExit(f"{manifest['id']}: {len(rows)} rows, expected {bounds}")
    described["rows"] = bounds
    text = yaml.dump(described, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=100)
    (folder / "dataset.yaml").write_text(text, encoding="utf-8")
    print(f"{manifest['id']}: {len(rows)} rows, {len(data)} bytes")
