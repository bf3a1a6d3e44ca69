# SPDX-License-Identifier: Apache-2.0
"""The layer sl_hexagons of suppliers.gpkg, and the styles that QGIS finds in the file."""

import csv
import math
import re
import shutil
import sqlite3
import struct
import subprocess
import xml.etree.ElementTree as ElementTree

import pytest

from conftest import ROOT, run, write

SE = "{http://www.opengis.net/se}"
LIST = "\n".join([
    "Name,Country,City,Product,Latitude,Longitude,Workers",
    "North Mill,BD,Dhaka,t-shirts,23.810,90.412,900",
    "South Mill,BD,Dhaka,t-shirts,23.815,90.418,400",
    "Hill Works,BD,Dhaka,misc,23.812,90.415,40",
    "Harbour Yard,BD,Chittagong,ships,,,",
    "Island Sugar,FJ,Taveuni,sugar cane,-16.85,-179.98,60",
    "Coast Sugar,FJ,Taveuni,sugar cane,-16.82,179.99,60",
    "No Place,BD,,t-shirts,,,70",
    "Lone Works,KE,Nairobi,misc,-1.28,36.82,10",
]) + "\n"


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hexagons")
    write(folder, "list.csv", LIST)
    outcome = run("assess", "list.csv", "--out", "r", "--formats", "csv,gpkg", "--draws", "64",
                  "--quiet", "--threads", "1", cwd=folder)
    assert outcome.code == 0, outcome
    return folder / "r"


@pytest.fixture(scope="module")
def package(result):
    with sqlite3.connect(f"file:{result / 'suppliers.gpkg'}?mode=ro", uri=True) as file:
        file.row_factory = sqlite3.Row
        yield file


@pytest.fixture(scope="module")
def hexagons(package):
    return package.execute("SELECT * FROM sl_hexagons ORDER BY fid").fetchall()


def polygons_of(blob):
    """Outer rings of a GeoPackage multipolygon."""
    envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[(blob[3] >> 1) & 7]
    at = 8 + envelope
    count, = struct.unpack_from("<I", blob, at + 5)
    at += 9
    rings = []
    for _ in range(count):
        parts, points = struct.unpack_from("<II", blob, at + 5)
        assert parts == 1
        at += 13
        rings.append([struct.unpack_from("<dd", blob, at + 16 * i) for i in range(points)])
        at += 16 * points
    return rings


def test_every_supplier_with_a_point_is_in_one_hexagon(result, hexagons):
    with open(result / "suppliers.csv", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["sl_lon"]]
    assert sum(h["sl_suppliers"] for h in hexagons) == len(rows) == 7
    for row in rows:
        lon, lat = float(row["sl_lon"]), float(row["sl_lat"])
        assert any(inside(ring, lon, lat) for h in hexagons for ring in polygons_of(h["geom"])), row


def inside(ring, x, y):
    """Whether the point lies in a closed ring (even-odd rule)."""
    count = 0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:], strict=False):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            count += 1
    return count % 2 == 1


def test_counts_and_precisions_add_up(hexagons):
    for h in hexagons:
        assert h["sl_scored"] + h["sl_not_scored"] == h["sl_suppliers"]
        assert sum(h[f"sl_grade_{g}"] for g in "abcde") == h["sl_scored"]
        assert (h["sl_by_coordinates"] + h["sl_by_address"] + h["sl_by_town"]
                <= h["sl_suppliers"])
        if h["sl_scored"]:
            for name in ("sl_expected_persons", "sl_expected_sites"):
                assert 0 < h[name + "_lo90"] <= h[name] <= h[name + "_hi90"]
        else:
            assert h["sl_expected_persons"] is None and h["sl_highest_site_probability"] is None
    assert any(h["sl_scored"] == 0 for h in hexagons), "Nairobi"
    assert any(h["sl_not_scored"] == 1 and h["sl_scored"] == 2 for h in hexagons), "Dhaka"


def test_a_hexagon_on_the_antimeridian_is_drawn_on_both_sides(hexagons):
    split = [h for h in hexagons if len(polygons_of(h["geom"])) == 2]
    assert len(split) >= 1
    for h in split:
        west, east = sorted(polygons_of(h["geom"]), key=lambda ring: ring[0][0])
        assert max(x for x, _ in west) < -170 and min(x for x, _ in east) > 170
    for h in hexagons:
        for ring in polygons_of(h["geom"]):
            assert ring[0] == ring[-1] and len(ring) >= 4
            assert all(abs(x) <= 180 and abs(y) <= 90 for x, y in ring)
            area = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:], strict=False))
            assert area > 0, "counter-clockwise"


def test_hexagons_have_the_same_area(hexagons):
    """On the authalic sphere, by the cylindrical equal-area projection."""
    e2 = 0.00669437999014
    e = math.sqrt(e2)

    def q(lat):
        s = math.sin(math.radians(lat))
        return (1 - e2) * (s / (1 - e2 * s * s) - math.log((1 - e * s) / (1 + e * s)) / (2 * e))

    for h in hexagons:
        total = 0
        for ring in polygons_of(h["geom"]):
            flat = [(math.radians(x), q(y) / q(90)) for x, y in ring]
            total += sum(x1 * y2 - x2 * y1
                         for (x1, y1), (x2, y2) in zip(flat, flat[1:], strict=False)) / 2
        assert total * 6371.0072 ** 2 == pytest.approx(510_065_621.7 / (10 * 144 ** 2), rel=2e-3)


def test_both_layers_are_registered_and_suppliers_come_first(package):
    layers = package.execute("SELECT table_name, data_type, last_change FROM gpkg_contents "
                             "WHERE data_type = 'features'").fetchall()
    assert [layer["table_name"] for layer in layers] == ["suppliers", "sl_hexagons"]
    assert len({layer["last_change"] for layer in layers}) == 1
    kinds = dict(package.execute("SELECT table_name, geometry_type_name "
                                 "FROM gpkg_geometry_columns").fetchall())
    assert kinds == {"suppliers": "POINT", "sl_hexagons": "MULTIPOLYGON"}


def colours_of_the_report():
    text = (ROOT / "web" / "src" / "scale.ts").read_text(encoding="utf-8")
    return set(re.findall(r"#[0-9a-f]{6}", re.search(r"ramp = \[(.*?)\]", text).group(1)))


def hexadecimal(colour):
    return "#" + "".join(f"{int(part):02x}" for part in colour.split(",")[:3])


@pytest.fixture(scope="module")
def styles(package):
    rows = package.execute("SELECT * FROM layer_styles").fetchall()
    return {row["f_table_name"]: row for row in rows}


def options_of(layer):
    return {o.get("name"): o.get("value") for o in layer.findall("Option/Option")}


@pytest.mark.parametrize(("layer", "rules", "symbol"), [
    ("suppliers", 11, "marker"), ("sl_hexagons", 6, "fill")])
def test_the_style_is_complete_and_its_default(styles, layer, rules, symbol):
    style = styles[layer]
    assert style["useAsDefault"] == 1 and style["f_geometry_column"] == "geom"
    renderer = ElementTree.fromstring(style["styleQML"].split("\n", 1)[1]).find("renderer-v2")
    assert renderer.get("type") == "RuleRenderer"
    found = renderer.findall("rules/rule")
    symbols = {s.get("name"): s for s in renderer.findall("symbols/symbol")}
    assert len(found) == rules and {r.get("symbol") for r in found} == set(symbols)
    assert len({r.get("key") for r in found}) == rules
    assert all(s.get("type") == symbol and s.findall("layer") for s in symbols.values())
    used = {hexadecimal(options_of(s.find("layer"))["color"]) for s in symbols.values()
            if "color" in options_of(s.find("layer"))}
    assert used - {"#ffffff"} <= colours_of_the_report()
    sld = ElementTree.fromstring(style["styleSLD"].encode())
    names = [r.find(f"{SE}Name").text for r in sld.iter(f"{SE}Rule")]
    assert names == [r.get("label") for r in found]


def test_every_row_falls_under_exactly_one_rule(package, styles):
    """The filters are SQL as far as SQLite is concerned."""
    for layer, style in styles.items():
        rules = ElementTree.fromstring(style["styleQML"].split("\n", 1)[1]).iter("rule")
        filters = " + ".join(f"ifnull(({rule.get('filter')}), 0)" for rule in rules)
        counts = {count for count, in package.execute(
            f'SELECT {filters} FROM "{layer}" WHERE geom IS NOT NULL')}
        assert counts == {1}, layer


def test_no_data_is_hatched_and_an_unsure_place_is_a_ring(styles):
    hexagons = styles["sl_hexagons"]["styleQML"]
    suppliers = styles["suppliers"]["styleQML"]
    tree = ElementTree.fromstring(hexagons.split("\n", 1)[1])
    last = tree.findall("renderer-v2/symbols/symbol")[-1]
    assert last.find("layer").get("class") == "LinePatternFill"
    assert last.find("layer/symbol").get("type") == "line"
    tree = ElementTree.fromstring(suppliers.split("\n", 1)[1])
    layers = [len(s.findall("layer")) for s in tree.findall("renderer-v2/symbols/symbol")]
    assert layers == [1] * 5 + [2] * 5 + [1]


def test_gdal_reads_both_layers(result):
    if shutil.which("ogrinfo") is None:
        pytest.skip("gdal-bin is missing")
    done = subprocess.run(["ogrinfo", "-ro", "-so", str(result / "suppliers.gpkg"), "sl_hexagons"],
                          capture_output=True, check=True, text=True)
    assert "Geometry: Multi Polygon" in done.stdout and "sl_expected_persons" in done.stdout
    assert "ERROR" not in done.stderr + done.stdout and "Warning" not in done.stderr


def test_the_same_bytes_for_any_number_of_threads(result):
    folder = result.parent
    outcome = run("assess", "list.csv", "--out", "two", "--formats", "csv,gpkg", "--draws", "64",
                  "--quiet", "--threads", "2", cwd=folder)
    assert outcome.code == 0, outcome
    assert ((folder / "two" / "suppliers.gpkg").read_bytes()
            == (result / "suppliers.gpkg").read_bytes())


def test_the_result_is_an_input_again_by_its_suppliers(result):
    outcome = run("assess", result / "suppliers.gpkg", "--out", "again", "--formats", "csv",
                  "--draws", "16", "--quiet", cwd=result.parent)
    assert outcome.code == 0, outcome
    with open(result.parent / "again" / "suppliers.csv", encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 8
