# SPDX-License-Identifier: Apache-2.0
"""Layers of places beside the score: distances, weighted counts, receipts, and bad layers."""

import csv
import json
import math
import struct
import zipfile

import pytest
from conftest import QUICK, ROOT, run, write

LIST = """name,country,product,latitude,longitude
At Bangui,Central African Republic,timber,4.361,18.555
Far away,China,cotton yarn,41.17,80.26
Country only,Central African Republic,timber,,
Suva side,Fiji,sugar,-16.8,179.99
"""

KEYS = """    kernel: {kernel}
    scale_km: 10
    reach_km: 50
    kernel_source: a test
    source: invented for this test
    licence: CC0-1.0
    edition: "1"
    date: 2020-01-01
"""


def settings(folder, file, extra="", kernel="exponential", name="spots"):
    text = f"proximity:\n  - name: {name}\n    file: {file}\n" + KEYS.format(kernel=kernel) + extra
    return write(folder, "settings.yaml", text)


def assess(folder, *more):
    write(folder, "list.csv", LIST)
    return run("assess", "list.csv", "--config", "settings.yaml", "--out", "result", "--formats",
               "csv,parquet", *QUICK, *more, cwd=folder)


def rows(folder, name="suppliers.csv"):
    with open(folder / "result" / name, encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def findings(folder, code):
    return [row for row in rows(folder, "findings.csv") if row["code"] == code]


POINTS = """id,name,lon,lat,weight,day
a,North,18.555,4.461,2,2019-06-01
b,East,18.755,4.361,1,2018-06-01
c,Dateline,-179.99,-16.8,1,2019
d,Later,18.555,4.362,9,2035-01-01
"""


def test_the_nearest_place_and_the_weighted_count_stand_in_the_table(tmp_path):
    write(tmp_path, "spots.csv", POINTS)
    settings(tmp_path, "spots.csv", "    weight_column: weight\n    date_column: day\n")
    outcome = assess(tmp_path)
    assert outcome.code == 0, outcome
    bangui, china, country, fiji = rows(tmp_path)
    # A tenth of a degree of latitude at 4.4 degrees north: 110.580 km a degree (WGS 84).
    assert float(bangui["sl_near_spots_km"]) == pytest.approx(11.058, abs=0.002)
    # Two fifths of ... the second point: 0.2 degrees of longitude, 110.997 km each at 4.361 north.
    second = 0.2 * 110.997
    expected = 2 * math.exp(-11.058 / 10) + math.exp(-second / 10)
    assert float(bangui["sl_near_spots"]) == pytest.approx(expected, rel=2e-3)
    assert float(bangui["sl_near_spots_lo90"]) <= float(bangui["sl_near_spots"])
    # Nothing within reach, and the layer does not say that it covers China: not known, not 0.
    assert china["sl_near_spots_km"] == china["sl_near_spots"] == ""
    assert country["sl_near_spots_km"] == country["sl_near_spots"] == ""
    # Across the antimeridian: 0.02 degrees, 106.6 km each at 16.8 south.
    assert float(fiji["sl_near_spots_km"]) == pytest.approx(0.02 * 106.6, abs=0.01)
    assert findings(tmp_path, "layer-not-public")[0]["file"] == "spots.csv"


def test_a_covered_country_without_places_has_a_true_zero(tmp_path):
    write(tmp_path, "spots.csv", POINTS)
    settings(tmp_path, "spots.csv", "    covers: [CN]\n")
    assert assess(tmp_path).code == 0
    _, china, country, _ = rows(tmp_path)
    assert float(china["sl_near_spots"]) == 0.0
    assert china["sl_near_spots_km"] == ""
    assert country["sl_near_spots"] == ""


def test_the_score_does_not_depend_on_layers(tmp_path):
    write(tmp_path, "spots.csv", POINTS)
    settings(tmp_path, "spots.csv")
    assert assess(tmp_path).code == 0
    near = rows(tmp_path)
    assert run("assess", "list.csv", "--out", "plain", "--formats", "csv", *QUICK,
               cwd=tmp_path).code == 0
    with open(tmp_path / "plain" / "suppliers.csv", encoding="utf-8", newline="") as stream:
        plain = list(csv.DictReader(stream))
    assert [{k: row[k] for k in plain[0]} for row in near] == plain


def test_the_receipt_names_layer_place_kernel_and_licence(tmp_path):
    write(tmp_path, "spots.csv", POINTS)
    settings(tmp_path, "spots.csv", "    weight_column: weight\n")
    assert assess(tmp_path).code == 0
    record = json.loads((tmp_path / "result" / "run.json").read_text(encoding="utf-8"))
    layer = record["layers"][0]
    assert layer["features"] == layer["items"] == 4
    assert len(layer["files"][0]["sha256"]) == 64
    told = run("explain", "result", "1", "--full", cwd=tmp_path)
    assert told.code == 0, told
    text = " ".join(told.out.split())
    for words in ("nearest of the layer spots: ", "Later (d)", "exp(-d / 10 km)", "CC0-1.0",
                  "invented for this test", "not part of it", layer["files"][0]["sha256"]):
        assert words in text, told.out
    value = json.loads(run("explain", "result", "1", "--json", cwd=tmp_path).out)
    assert [t for t in value["terms"] if t["what"] == "weighted count of the layer spots"]


def test_explain_refuses_another_file(tmp_path):
    write(tmp_path, "spots.csv", POINTS)
    settings(tmp_path, "spots.csv")
    assert assess(tmp_path).code == 0
    write(tmp_path, "spots.csv", POINTS + "e,New,18.6,4.4,1,2019\n")
    told = run("explain", "result", "1", cwd=tmp_path)
    assert told.code == 20 and "spots.csv" in told.err, told
    assert run("explain", "result", "1", "--allow-changed", cwd=tmp_path).code == 0
    (tmp_path / "spots.csv").unlink()
    assert run("explain", "result", "1", cwd=tmp_path).code == 30


def feature(geometry, **properties):
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def geojson(folder, features, name="areas.geojson"):
    return write(folder, name, json.dumps({"type": "FeatureCollection", "features": features}))


def ring(*corners):
    return {"type": "Polygon", "coordinates": [[*corners, corners[0]]]}


SQUARE = ring([18.5, 4.3], [18.6, 4.3], [18.6, 4.4], [18.5, 4.4])


def test_areas_are_at_no_distance_inside_and_odd_shapes_are_named(tmp_path):
    bow_tie = ring([18.7, 4.3], [18.8, 4.4], [18.8, 4.3], [18.7, 4.4])
    geojson(tmp_path, [
        feature(SQUARE, name="Square"), feature(bow_tie, name="Bow tie"),
        feature({"type": "Polygon", "coordinates": []}, name="Empty"), feature(None, name="None"),
        feature({"type": "Point", "coordinates": [18.5, 4.3]}, name="A point")])
    settings(tmp_path, "areas.geojson", "    kind: areas\n")
    outcome = assess(tmp_path)
    assert outcome.code == 0, outcome
    assert float(rows(tmp_path)[0]["sl_near_spots_km"]) == 0.0
    assert "Bow tie" in findings(tmp_path, "layer-shape-repaired")[0]["message"]
    assert len(findings(tmp_path, "layer-no-position")) == 2
    assert "A point" in findings(tmp_path, "layer-other-geometry")[0]["message"]
    assert "2 areas used, 3 left out" in findings(tmp_path, "layer-read")[0]["message"]


def test_places_that_are_nowhere_are_left_out(tmp_path):
    write(tmp_path, "spots.csv", POINTS + "e,Null island,0,0,1,2019\nf,None,,,1,2019\n"
          "g,Not a number,nan,4,1,2019\nh,Beyond,18,94.5,1,2019\n")
    settings(tmp_path, "spots.csv")
    assert assess(tmp_path).code == 0
    told = findings(tmp_path, "layer-no-position")
    assert [row["value"] for row in told] == ["e", "f", "g", "h"]
    assert "4 points used, 4 left out" in findings(tmp_path, "layer-read")[0]["message"]


METRES = "id,x,y\na,777500,482300\nb,778000,483000\n"


def test_metres_without_a_reference_system_end_the_run(tmp_path):
    write(tmp_path, "spots.csv", METRES)
    settings(tmp_path, "spots.csv")
    outcome = assess(tmp_path)
    assert outcome.code == 30, outcome
    for words in ("spots.csv", "777500", "crs", "EPSG:4326"):
        assert words in outcome.err
    assert not (tmp_path / "result").exists()
    # UTM zone 33 north: stated, they are brought to degrees.
    settings(tmp_path, "spots.csv", "    crs: EPSG:32633\n    covers: [world]\n")
    outcome = assess(tmp_path)
    assert outcome.code == 0, outcome
    # 777500 / 482300 is 17.50 east, 4.36 north; Bangui at 18.555 lies some 117 km east of it.
    assert rows(tmp_path)[0]["sl_near_spots_km"] == ""
    assert "EPSG:32633 brought to WGS 84" in findings(tmp_path, "layer-read")[0]["message"]


def shapefile(folder, points):
    """The smallest point Shapefile: no names, no reference system."""
    def head(words):
        return (struct.pack(">7i", 9994, 0, 0, 0, 0, 0, words) + struct.pack("<2i", 1000, 1) +
                struct.pack("<8d", *([0.0] * 8)))
    records, index = b"", b""
    for number, (x, y) in enumerate(points, 1):
        index += struct.pack(">2i", 50 + len(records) // 2, 10)
        records += struct.pack(">2i", number, 10) + struct.pack("<i2d", 1, x, y)
    write(folder, "spots.shp", head(50 + len(records) // 2) + records)
    write(folder, "spots.shx", head(50 + len(index) // 2) + index)
    field = b"NAME".ljust(11, b"\0") + b"C" + bytes(4) + bytes([4, 0]) + bytes(14)
    write(folder, "spots.dbf", struct.pack("<4BIHH", 3, 120, 1, 1, len(points), 65, 5) +
          bytes(20) + field + b"\r" + b"".join(b" P%03d" % i for i in range(len(points))) + b"\x1a")


# Transverse Mercator with its origin at Bangui; a kilometre is 0.9996 km of the map.
PROJECTION = """\
PROJCS["Invented",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,\
298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],\
PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],\
PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",18.555],\
PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",4.361],UNIT["Meter",1.0]]"""


def test_a_shapefile_needs_its_projection_file(tmp_path):
    shapefile(tmp_path, [(500000.0, 1000.0)])
    settings(tmp_path, "spots.shp")
    outcome = assess(tmp_path)
    assert outcome.code == 30 and "states no reference system" in outcome.err, outcome
    write(tmp_path, "spots.prj", PROJECTION)
    outcome = assess(tmp_path)
    assert outcome.code == 0, outcome
    assert float(rows(tmp_path)[0]["sl_near_spots_km"]) == pytest.approx(1 / 0.9996, abs=1e-3)
    record = json.loads((tmp_path / "result" / "run.json").read_text(encoding="utf-8"))
    assert [f["file"] for f in record["layers"][0]["files"]] == ["spots.shp", "spots.dbf",
                                                                 "spots.prj"]


@pytest.mark.parametrize("file, text, extra, code, words", [
    ("none.csv", None, "", 30, "no such file"),
    ("spots.csv", "", "", 30, "is empty, 0 bytes; expected a layer"),
    ("spots.csv", "id,lon,lat\n", "", 31, "no rows below it"),
    ("spots.csv", "id,lon,lat\na,4.41,101.58\nb,3.1,113.2\n", "", 30, "exchanged"),
    ("spots.csv", "id,lon,lat\na,4.41,101.58\nb,121.2,113.2\n", "", 30, "no degrees"),
    ("spots.csv", "id,lon,lat\na,18°36'E,4°24'N\n", "", 31, "decimal degrees"),
    ("spots.csv", "id,lon,lat\na,0,0\n", "", 31, "take the layer out of the settings"),
    ("none.geojson", json.dumps({"type": "FeatureCollection", "features": []}), "", 31,
     "the layer holds no features"),
    ("mills.kml", '<?xml version="1.0"?><kml/>', "", 30, "ogr2ogr -f GPKG mills.gpkg mills.kml"),
    ("page.geojson", "<!doctype html><p>Not found", "", 30, "web page"),
    ("it's.gml", "<gml:FeatureCollection/>", "", 30, "ogr2ogr -f GPKG 'it'\\''s.gpkg' 'it'\\''s.gml'"),
    # Degrees, and a reference system that counts metres: all would lie beside its origin.
    ("spots.csv", POINTS, "    crs: EPSG:32633\n", 30, "look like degrees, such as 18.555 / 4.461"),
    ("spots.csv", "id,city\na,Bangui\n", "", 31, "lon_column"),
    ("spots.csv", POINTS, "    weight_column: tons\n", 31, "tons"),
    ("spots.csv", POINTS, "    kind: areas\n", 31, "geometry"),
    ("areas.geojson", json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {}, "geometry": SQUARE}]}), "", 31, "kind"),
    ("areas.geojson", '{"type": "FeatureCollection", "features": [{"type": "Fea', "", 30,
     "areas.geojson"),
    ("spots.csv", POINTS, "    crs: /etc/hostname\n", 10, "EPSG:32723"),
    ("spots.csv", POINTS, "    log_odds: 0.3\n", 10, "log_odds"),
    ("spots.csv", POINTS, "    reach: 5\n", 10, "reach_km"),
    ("spots.csv", POINTS, "    half_life: 5\n", 10, "date_column"),
    ("spots.csv", POINTS, "    covers: [Chad]\n", 10, "Chad"),
])
def test_a_layer_that_cannot_be_used_says_why(tmp_path, file, text, extra, code, words):
    if text is not None:
        write(tmp_path, file, text)
    settings(tmp_path, file, extra)
    outcome = assess(tmp_path)
    assert outcome.code == code, outcome
    assert words in outcome.err, outcome
    assert not (tmp_path / "result").exists()


def test_what_is_no_file_of_a_layer_says_so(tmp_path):
    (tmp_path / "mills.gdb").mkdir()
    settings(tmp_path, "mills.gdb")
    outcome = assess(tmp_path)
    assert outcome.code == 30 and "ogr2ogr -f GPKG mills.gpkg mills.gdb" in outcome.err, outcome
    (tmp_path / "loop.csv").symlink_to("loop.csv")
    settings(tmp_path, "loop.csv")
    outcome = assess(tmp_path)
    assert outcome.code == 30 and "cannot be reached" in outcome.err, outcome
    with zipfile.ZipFile(tmp_path / "mills.zip", "w") as archive:
        archive.writestr("mills.shp", b"")
    settings(tmp_path, "mills.zip")
    outcome = assess(tmp_path)
    assert outcome.code == 30 and "unpack it" in outcome.err, outcome


def test_a_layer_out_of_reach_of_every_supplier_is_told(tmp_path):
    # Bangui is at 18.555 / 4.361: someone swapped the columns.
    write(tmp_path, "spots.csv", "id,lon,lat\na,4.4,18.6\nb,4.5,18.7\n")
    settings(tmp_path, "spots.csv")
    assert assess(tmp_path).code == 0
    told, = findings(tmp_path, "layer-out-of-reach")
    assert told["severity"] == "note" and told["file"] == "spots.csv", told
    for words in ("none of its 2 points lies within 50 km of any of the 3 suppliers",
                  "does not say that nothing is there",
                  "longitude 4.40 to 4.50, latitude 18.60 to 18.70"):
        assert words in told["message"], told
    write(tmp_path, "spots.csv", POINTS)
    assert assess(tmp_path, "--force").code == 0
    assert findings(tmp_path, "layer-out-of-reach") == []


def test_without_a_supplier_at_a_point_nothing_was_measured(tmp_path):
    write(tmp_path, "spots.csv", POINTS)
    settings(tmp_path, "spots.csv", "    covers: [world]\n")
    write(tmp_path, "list.csv", "name,country,product\nSomewhere,China,cotton yarn\n")
    assert run("assess", "list.csv", "--config", "settings.yaml", "--out", "result", "--formats",
               "csv", *QUICK, cwd=tmp_path).code == 0
    told, = findings(tmp_path, "layer-out-of-reach")
    assert "none of 1 suppliers is located as a point" in told["message"], told


def test_two_layers_of_one_name_are_refused(tmp_path):
    write(tmp_path, "spots.csv", POINTS)
    one = "  - name: {}\n    file: spots.csv\n" + KEYS.format(kernel="step")
    for first, second in (("Big Mills", "big-mills"), ("mills", "mills km")):
        write(tmp_path, "settings.yaml", "proximity:\n" + one.format(first) + one.format(second))
        outcome = assess(tmp_path)
        assert outcome.code == 10 and "sl_near_" in outcome.err, outcome


def test_a_huge_layer_meets_the_limit_before_it_is_read(tmp_path):
    path = write(tmp_path, "big.geojson", '{"type": "FeatureCollection", "features": [')
    with open(path, "r+b") as stream:
        stream.truncate(5 << 30)
    settings(tmp_path, "big.geojson")
    outcome = assess(tmp_path)
    assert outcome.code == 32, outcome
    for words in ("limits.layer_bytes", "5368709120", "4294967296",
                  "ogr2ogr -f GPKG big.gpkg big.geojson"):
        assert words in outcome.err, outcome
    # One object would be read as a whole; its type may stand behind 69 MB.
    with open(path, "w", encoding="ascii") as stream:
        stream.write('{"geometry": {"type": "MultiPoint", "coordinates": [')
        for _ in range(44):
            stream.write("[18.5,4.25]," * (1 << 17) + "\n")
        stream.write('[1,2]]}, "properties": {"type": "FeatureCollection"}, "type": "Feature"}')
    outcome = assess(tmp_path)
    assert outcome.code == 32 and "not a FeatureCollection" in outcome.err, outcome
    write(tmp_path, "spots.csv", POINTS)
    settings(tmp_path, "spots.csv")
    outcome = assess(tmp_path, "--set", "limits.layer_vertices=3")
    assert outcome.code == 32 and "limits.layer_vertices" in outcome.err, outcome


def test_a_layer_of_the_future_is_not_used(tmp_path):
    write(tmp_path, "spots.csv", POINTS)
    settings(tmp_path, "spots.csv")
    outcome = assess(tmp_path, "--as-of", "2019-06-30")
    assert outcome.code == 0, outcome
    assert {row["sl_near_spots"] for row in rows(tmp_path)} == {""}
    assert findings(tmp_path, "layer-not-public")


def test_results_are_layers_themselves(tmp_path):
    write(tmp_path, "list.csv", LIST)
    assert run("assess", "list.csv", "--out", "first", "--formats", "gpkg,parquet", *QUICK,
               cwd=tmp_path).code == 0
    for file in ("first/suppliers.gpkg", "first/suppliers.parquet"):
        extra = "    lon_column: sl_lon\n    lat_column: sl_lat\n" if "parquet" in file else ""
        settings(tmp_path, file, extra)
        outcome = assess(tmp_path, "--force")
        assert outcome.code == 0, outcome
        assert float(rows(tmp_path)[0]["sl_near_spots_km"]) == pytest.approx(0.0, abs=1e-3)
        assert "3 points used, 1 left out" in findings(tmp_path, "layer-read")[0]["message"]


def test_the_example_runs_with_shipped_layers(tmp_path):
    outcome = run("assess", ROOT / "configs/examples/suppliers.csv", "--config",
                  ROOT / "configs/examples/proximity.yaml", "--formats", "csv,parquet,workbook",
                  "--out", "near", *QUICK, cwd=tmp_path)
    assert outcome.code == 0, outcome
    with open(tmp_path / "near" / "suppliers.csv", encoding="utf-8", newline="") as stream:
        table = list(csv.DictReader(stream))
    assert any(row["sl_near_ports_km"] for row in table)
    told = run("explain", "near", "3", cwd=tmp_path)
    assert told.code == 0 and "Natural Earth" in told.out, told


def test_the_commands_of_the_page_run(tmp_path):
    page = (ROOT / "docs" / "proximity.md").read_text(encoding="utf-8")

    def blocks(kind):
        return [part.split("```")[0] for part in page.split(f"```{kind}\n")[1:]]

    (tmp_path / "configs").symlink_to(ROOT / "configs")
    write(tmp_path, "ports.csv", blocks("csv")[0])
    write(tmp_path, "ports.yaml", blocks("yaml")[0])
    lines = [line for block in blocks("sh")
             for line in block.replace("\\\n", " ").strip().splitlines()]
    assert len(lines) == 4
    for line in lines:
        program, *arguments = line.split()
        assert program == "sourcelight"
        outcome = run(*arguments, cwd=tmp_path)
        assert outcome.code == 0, outcome
    # The last command explains row 5 at 3.13 / 101.42: by 0.59 degrees of latitude (110.58 km each)
    # and 0.37 of longitude (111.18 km each) 77.1 km from Port Dickson; exp(-77.1 / 50) = 0.214.
    text = " ".join(outcome.out.split())
    assert "nearest of the layer my_ports: 77.1 km, Port Dickson (430)" in text, outcome.out
    assert "The nearest adds 1 x w(77.1 km) = 1 x 0.214 = 0.214." in text, outcome.out
    settings_known = (ROOT / "src/sourcelight/config/layers.cpp").read_text(encoding="utf-8")
    for key in ("name", "file", "dataset", "kernel_source", "crs", "covers", "half_life"):
        assert f"| {key}" in page or f", {key}" in page
        assert f'"{key}"' in settings_known


def test_threads_do_not_change_a_byte(tmp_path):
    write(tmp_path, "spots.csv", POINTS)
    settings(tmp_path, "spots.csv", kernel="gaussian")
    assert assess(tmp_path, "--threads", "1").code == 0
    once = (tmp_path / "result" / "suppliers.parquet").read_bytes()
    assert assess(tmp_path, "--threads", "4", "--force").code == 0
    assert (tmp_path / "result" / "suppliers.parquet").read_bytes() == once
