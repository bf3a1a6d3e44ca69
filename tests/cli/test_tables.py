# SPDX-License-Identifier: Apache-2.0
"""suppliers.parquet, .csv and .gpkg hold what the contract says."""

import csv
import json
import sqlite3
import struct

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from conftest import DATA

F32, F64, I64, TEXT = pa.float32(), pa.float64(), pa.int64(), pa.string()


def interval(name):
    return [(name, F32), (name + "_lo90", F32), (name + "_hi90", F32)]


OURS = [
    ("sl_row", I64), ("sl_file", TEXT), ("sl_file_row", I64), ("sl_country", TEXT),
    ("sl_country_method", TEXT), ("sl_region", TEXT), ("sl_subregion", TEXT), ("sl_lon", F64),
    ("sl_lat", F64), ("sl_place_method", TEXT), ("sl_place_confidence", F32),
    ("sl_place_radius_km", F32), ("sl_activity", TEXT), ("sl_activity_label", TEXT),
    ("sl_good", TEXT), ("sl_activity_method", TEXT), ("sl_activity_confidence", F32),
    *interval("sl_prevalence_per_1000"), *interval("sl_site_probability"),
    *interval("sl_hazard_24m"), ("sl_listed_since", pa.date32()), ("sl_listed_by", TEXT),
    ("sl_legal_flags", TEXT), ("sl_state_imposed", F32), *interval("sl_expected_persons"),
    *interval("sl_residual_probability"), ("sl_band", TEXT), ("sl_grade", TEXT),
    ("sl_coverage", F32), ("sl_priority", I64), ("sl_p_top10", F32), ("sl_action", TEXT),
    ("sl_reason", TEXT), ("sl_matches", I64), ("sl_findings", TEXT),
    ("sl_repeat_of", I64), ("sl_evidence", I64), ("sl_challenge", TEXT),
    *interval("sl_prevalence_relative"),
    ("sl_group", I64), ("sl_group_kind", TEXT), ("sl_since", TEXT),
]
RENAMED = {"sl_row": "sl_row__input", "SL_Country": "SL_Country__input",
           "FID": "FID__input", "geom": "geom__input"}
COUNTRY_METHODS = {"code", "name", "alias", "spelling", "address", "coordinates", "none"}
PLACE_METHODS = {"coordinates", "address", "city", "region", "country", "none"}
ACTIVITY_METHODS = {"code", "concordance", "text", "default", "none"}
BANDS = {"very low", "low", "moderate", "high", "very high"}
ACTIONS = {"engage", "investigate", "escalate", "suspend-with-remedy"}


def plain(field_type):
    """Dictionary-encoded text is text to the reader."""
    if pa.types.is_dictionary(field_type):
        field_type = field_type.value_type
    return TEXT if pa.types.is_large_string(field_type) else field_type


def is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return True


@pytest.fixture(scope="module")
def given():
    with open(DATA / "mixed.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def table(mixed):
    return pq.read_table(mixed / "suppliers.parquet")


@pytest.fixture(scope="module")
def rows(table):
    return table.to_pylist()


@pytest.fixture(scope="module")
def csv_rows(mixed):
    with open(mixed / "suppliers.csv", encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_columns_are_the_users_then_ours_with_the_documented_types(table, given):
    users = [RENAMED.get(name, name) for name in given[0]]
    found = [(field.name, plain(field.type)) for field in table.schema]
    assert found == [(name, TEXT) for name in users] + OURS + [("sl_geometry", pa.binary())]


def test_csv_has_the_same_columns_without_the_geometry(csv_rows, table):
    assert csv_rows[0] == [name for name in table.column_names if name != "sl_geometry"]


def test_rows_are_as_many_and_in_the_order_of_the_input(rows, given):
    assert [row["sl_row"] for row in rows] == list(range(1, len(given) + 1))
    assert [row["sl_file_row"] for row in rows] == list(range(1, len(given) + 1))
    assert {row["sl_file"] for row in rows} == {"mixed.csv"}


def test_the_users_cells_are_untouched(rows, given):
    for row, cells in zip(rows, given, strict=True):
        for name, cell in cells.items():
            assert (row[RENAMED.get(name, name)] or "") == cell, name


def test_leading_zeros_and_namibia_survive(rows):
    assert rows[0]["Supplier No"] == "00012"
    assert rows[0]["Country"] == "NA" and rows[0]["sl_country"] == "NA"


def test_csv_cells_are_untouched_but_for_the_apostrophe(csv_rows, given):
    header = csv_rows[0]
    for cells, line in zip(given, csv_rows[1:], strict=True):
        for name, cell in cells.items():
            written = line[header.index(RENAMED.get(name, name))]
            assert written in (cell, "'" + cell), name
            risky = written[:1] in ("=", "+", "-", "@") and not is_number(written)
            assert not risky, "a spreadsheet would run this cell"


def test_csv_and_parquet_say_the_same(csv_rows, rows):
    header = csv_rows[0]
    for line, row in zip(csv_rows[1:], rows, strict=True):
        for name, _ in OURS:
            text, value = line[header.index(name)], row[name]
            if value is None or value == "":
                assert text == "", name
            elif isinstance(value, float):
                assert float(text) == pytest.approx(value, rel=1e-6), name
            else:
                assert text == str(value), name


def test_words_come_from_the_documented_lists(rows):
    for row in rows:
        assert row["sl_country_method"] in COUNTRY_METHODS
        assert row["sl_place_method"] in PLACE_METHODS
        assert row["sl_activity_method"] in ACTIVITY_METHODS
        assert row["sl_band"] == "insufficient data" or set(
            row["sl_band"].split(" to ")) <= BANDS
        assert row["sl_grade"] in {"A", "B", "C", "D", "E", None}
        assert row["sl_action"] in ACTIONS | {None}
        assert row["sl_reason"].endswith("."), "one plain sentence"


def test_intervals_hold_their_median_and_probabilities_stay_in_range(rows):
    for row in rows:
        for name in ("sl_prevalence_per_1000", "sl_site_probability", "sl_hazard_24m",
                     "sl_expected_persons", "sl_residual_probability"):
            low, middle, high = row[name + "_lo90"], row[name], row[name + "_hi90"]
            assert (low is None) == (middle is None) == (high is None)
            if middle is not None:
                assert 0 <= low <= middle <= high
                if "probability" in name or "hazard" in name:
                    assert high <= 1
        for name in ("sl_place_confidence", "sl_activity_confidence", "sl_coverage",
                     "sl_state_imposed", "sl_p_top10"):
            assert row[name] is None or 0 <= row[name] <= 1, name


def test_a_withheld_number_is_null_and_the_band_says_so(rows):
    withheld = [row for row in rows if row["sl_site_probability"] is None]
    assert {row["Supplier Name"] for row in withheld} >= {
        "Atlantis Trading", "Misc Services", "No Country At All"}
    assert all(row["sl_band"] == "insufficient data" for row in withheld)
    assert all(row["sl_band"] != "insufficient data" for row in rows
               if row["sl_site_probability"] is not None)


def test_priorities_are_one_to_n_over_the_scored_rows(rows):
    ranks = sorted(row["sl_priority"] for row in rows if row["sl_priority"] is not None)
    assert ranks == list(range(1, len(ranks) + 1))


def test_a_listed_pair_has_no_hazard(rows):
    listed = [row for row in rows if row["sl_listed_since"] is not None]
    assert listed, "Chinese cotton yarn is listed"
    assert all(row["sl_hazard_24m"] is None and row["sl_listed_by"] for row in listed)


def test_the_parquet_file_is_geoparquet(mixed, rows):
    metadata = pq.read_schema(mixed / "suppliers.parquet").metadata
    geo = json.loads(metadata[b"geo"])
    assert geo["version"] == "1.1.0" and geo["primary_column"] == "sl_geometry"
    column = geo["columns"]["sl_geometry"]
    assert column["encoding"] == "WKB" and column["geometry_types"] == ["Point"]
    # GeoParquet 1.1: no crs key means OGC:CRS84; null would mean "unknown".
    assert "crs" not in column or column["crs"]["id"] == {"authority": "OGC", "code": "CRS84"}
    for row in rows:
        if row["sl_lon"] is None:
            assert row["sl_geometry"] is None
        else:
            order, kind, x, y = struct.unpack("<BIdd", row["sl_geometry"])
            assert (order, kind, x, y) == (1, 1, row["sl_lon"], row["sl_lat"])


def test_the_geopackage_holds_every_row_in_order(mixed, rows):
    with sqlite3.connect(f"file:{mixed / 'suppliers.gpkg'}?mode=ro", uri=True) as file:
        name, = file.execute("SELECT table_name FROM gpkg_contents "
                             "WHERE data_type = 'features'").fetchone()
        key, shape = file.execute(
            "SELECT 'fid', column_name FROM gpkg_geometry_columns").fetchone()
        srs, = file.execute("SELECT srs_id FROM gpkg_geometry_columns").fetchone()
        assert srs == 4326 and shape == "geom"
        found = file.execute(f'SELECT {key}, sl_row, "Supplier No", "Country", sl_reason, '
                             f'sl_listed_since, geom FROM "{name}" ORDER BY {key}').fetchall()
        columns = [line[1] for line in file.execute(f'PRAGMA table_info("{name}")')]
    assert len(found) == len(rows)
    for line, row in zip(found, rows, strict=True):
        assert line[1:5] == (row["sl_row"], row["Supplier No"], row["Country"],
                             row["sl_reason"])
        since = row["sl_listed_since"]
        assert line[5] == (since.isoformat() if since else None)
        assert (line[6] is None) == (row["sl_lon"] is None)
    assert [c for c in columns if c.startswith("sl_") and not c.endswith("__input")] == [
        c for c, _ in OURS]


def test_a_collision_is_a_finding(mixed):
    with open(mixed / "findings.csv", encoding="utf-8", newline="") as file:
        renamed = [row for row in csv.DictReader(file) if row["code"] == "column-renamed"]
    assert {row["column"]: row["value"] for row in renamed} == RENAMED
