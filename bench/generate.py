#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes a supplier list of any size: real places, invented names. Same arguments, same bytes.

    generate.py ROWS FILE.csv
"""
import pathlib
import sys

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

ROOT = pathlib.Path(__file__).resolve().parents[1]
CHUNK = 250_000
PRODUCTS = [
    "cotton T-shirts", "men's woven trousers", "knitted jumpers", "leather shoes", "rubber gloves",
    "printed circuit boards", "lithium-ion batteries", "connectors", "crude palm oil", "cocoa beans",
    "green coffee", "frozen shrimp", "canned tuna", "bricks", "steel castings", "wooden furniture",
    "plastic injection moulding", "corrugated boxes", "Baumwollgarn", "Maschinenbauteile",
    "vêtements pour hommes", "café en grano", "carvão vegetal", "服装", "连接器", "misc",
    "freight forwarding", "cleaning services", "solar modules", "tomatoes", "cut flowers", "tea"]
WORDS = ["Alpha", "Beta", "Gamma", "Delta", "North", "South", "East", "West", "River", "Mountain",
         "Golden", "Silver", "Green", "Blue", "Sun", "Moon", "Star", "Lotus", "Pearl", "Cedar"]
KINDS = ["Textile", "Garments", "Electronics", "Foods", "Metal", "Plastics", "Trading",
         "Industries", "Packaging", "Footwear", "Components", "Farms"]


def places():
    table = pq.read_table(ROOT / "datasets/geonames/places/data.parquet",
                          columns=["name", "iso2", "lat", "lon", "population"])
    return table.filter(pc.greater_equal(table["population"], 15_000))


def chunk(rng, where, countries, first, rows):
    pick = rng.integers(0, where.num_rows, rows)
    here = where.take(pa.array(pick))
    number = np.arange(first, first + rows)
    words = rng.integers(0, len(WORDS), (rows, 2))
    kinds = rng.integers(0, len(KINDS), rows)
    located = rng.random(rows) < 0.9
    jitter = rng.normal(0, 0.03, (rows, 2))
    cities = here["name"].to_pylist()
    names = [f"{WORDS[a]} {WORDS[b]} {KINDS[k]} {n}" for (a, b), k, n in zip(words, kinds, number)]
    streets = [f"{n % 999 + 1} Example Road, {city}" for n, city in zip(number, cities)]

    def coordinate(column, side):
        values = np.round(np.asarray(here[column]) + jitter[:, side], 5)
        return pa.array(values, mask=~located)

    workers = np.round(np.exp(rng.normal(4.5, 1.2, rows))).astype(np.int64) + 1
    return pa.table({
        "Supplier": names, "Address": streets, "City": cities,
        "Country": [countries[code] for code in here["iso2"].to_pylist()],
        "Product": [PRODUCTS[i] for i in rng.integers(0, len(PRODUCTS), rows)],
        "Latitude": coordinate("lat", 0), "Longitude": coordinate("lon", 1),
        "Workers": workers, "Annual spend": np.round(np.exp(rng.normal(11, 1.5, rows)), 2),
        "Currency": pa.array(["USD"] * rows), "Tier": rng.integers(1, 4, rows),
        "Supplier id": [f"S{n:08d}" for n in number],
        "Buyer note": pa.array(["reviewed by purchasing"] * rows)})


def main():
    rows, path = int(sys.argv[1]), sys.argv[2]
    rng = np.random.default_rng(20261122)
    where = places()
    table = pa.csv.read_csv(ROOT / "datasets/sourcelight/countries/data.csv",
                            convert_options=pa.csv.ConvertOptions(strings_can_be_null=False,
                                                                  null_values=[]))
    countries = dict(zip(table["iso2"].to_pylist(), table["name"].to_pylist()))
    writer = None
    for first in range(0, rows, CHUNK):
        part = chunk(rng, where, countries, first, min(CHUNK, rows - first))
        writer = writer or pa.csv.CSVWriter(path, part.schema)
        writer.write_table(part)
    writer.close()


if __name__ == "__main__":
    main()
