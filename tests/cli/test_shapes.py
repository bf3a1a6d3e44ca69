# SPDX-License-Identifier: Apache-2.0
"""A supplier list that is a layer: what its shapes tell of the place, and what they cannot."""

import csv
import json

from conftest import QUICK, run, write


def square(west, south, east, north):
    return {"type": "Polygon", "coordinates": [[[west, south], [east, south], [east, north],
                                                [west, north], [west, south]]]}


def layer(folder, *shapes, crs=None, **columns):
    features = [{"type": "Feature", "geometry": shape,
                 "properties": {"supplier": f"S{i}", "product": "palm oil", **columns}}
                for i, shape in enumerate(shapes, 1)]
    collection = {"type": "FeatureCollection", "features": features}
    if crs:
        collection["crs"] = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:{crs}"}}
    write(folder, "list.geojson", json.dumps(collection))
    return run("assess", "list.geojson", "--out", "r", "--formats", "csv,parquet", *QUICK,
               cwd=folder)


def results(folder):
    with open(folder / "r/suppliers.csv", encoding="utf-8-sig", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: int(row["sl_row"]))
    with open(folder / "r/findings.csv", encoding="utf-8-sig", newline="") as file:
        found = {(int(f["row"]), f["code"]): f["message"] for f in csv.DictReader(file)}
    return rows, found


def test_degrees_under_a_system_in_metres_end_the_run(tmp_path):
    outcome = layer(tmp_path, {"type": "Point", "coordinates": [101.7, 3.1]}, crs="EPSG::32648")
    assert outcome.code == 30, outcome
    assert "EPSG:32648" in outcome.err and "EPSG:4326" in outcome.err
    assert not (tmp_path / "r").exists()


def test_a_field_has_its_region_and_its_reach(tmp_path):
    """A tenth of a degree in Pahang: corners 7.9 km from the middle."""
    assert layer(tmp_path, square(102.5, 3.5, 102.6, 3.6)).code == 0
    (row,), found = results(tmp_path)
    assert (row["sl_country"], row["sl_region"]) == ("MY", "MY-06")
    assert 7.8 < float(row["sl_place_radius_km"]) < 7.9
    assert "no points" not in found[0, "points-added"] and "middle" in found[0, "points-added"]


def test_a_shape_across_a_border_of_regions_is_less_sure(tmp_path):
    """Kuala Lumpur and Selangor around it."""
    assert layer(tmp_path, square(101.5, 2.95, 101.9, 3.35)).code == 0
    (row,), found = results(tmp_path)
    assert row["sl_country"] == "MY" and float(row["sl_place_confidence"]) < 0.9
    assert "MY-10" in found[1, "shape-spans-regions"]


def test_a_wide_shape_tells_at_most_a_country(tmp_path):
    """Half of Europe; two places and a line across Germany and Poland; the middle of Brazil."""
    assert layer(tmp_path, square(-5, 40, 20, 52),
                 {"type": "MultiPoint", "coordinates": [[10, 50], [30, 50]]},
                 {"type": "LineString", "coordinates": [[10, 50], [30, 50]]},
                 square(-52, -12, -50, -10)).code == 0
    rows, found = results(tmp_path)
    assert [row["sl_country"] for row in rows] == ["", "", "", "BR"]
    assert [row["sl_region"] + row["sl_lon"] for row in rows] == [""] * 4
    for row in (1, 2, 3):
        assert "no place was taken" in found[row, "shape-too-wide"]
    assert "only the country" in found[4, "shape-too-wide"]
    assert (2, "shape-of-parts") in found


def test_a_stated_country_stands_beside_a_wide_shape(tmp_path):
    assert layer(tmp_path, square(-5, 40, 20, 52), country="France").code == 0
    (row,), found = results(tmp_path)
    assert (row["sl_country"], row["sl_region"], row["sl_lon"]) == ("FR", "", "")
    assert "stated country was followed" in found[1, "shape-too-wide"]


def test_the_receipt_of_a_shape_is_that_of_the_run(tmp_path):
    """explain computes again from the table of results, which has the reach as a column."""
    assert layer(tmp_path, square(-52, -12, -50, -10)).code == 0
    assert results(tmp_path)[0][0]["shape_radius_km"].startswith("155.")
    outcome = run("explain", "r", 1, cwd=tmp_path)
    assert outcome.code == 0 and "Brazil" in outcome.out, outcome
