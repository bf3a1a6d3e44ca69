# SPDX-License-Identifier: Apache-2.0
"""`sourcelight map --out FILE.tif`: a raster that GDAL opens as it is meant."""

import json
import re
import resource
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree

import pytest

from conftest import ROOT, leftovers, run

QUICK = ("--draws", "16", "--quiet")
PREVALENCE = ["median", "lo90", "hi90", "grade", "listed", "support", "persons"]

pytestmark = pytest.mark.skipif(shutil.which("gdalinfo") is None, reason="gdal-bin is missing")


def surface(folder, name, *arguments):
    outcome = run("map", *arguments, "--out", name, *QUICK, cwd=folder)
    assert outcome.code == 0, outcome
    return folder / name


@pytest.fixture(scope="module")
def cotton(tmp_path_factory):
    folder = tmp_path_factory.mktemp("surface")
    return surface(folder, "cotton.tif", "--good", "cotton")


@pytest.fixture(scope="module")
def info(cotton):
    done = subprocess.run(["gdalinfo", "-json", str(cotton)], capture_output=True, check=True)
    return json.loads(done.stdout)


def values_at(path, lon, lat):
    """Values of all bands by name; None = no data."""
    done = subprocess.run(["gdallocationinfo", "-valonly", "-wgs84", str(path), str(lon), str(lat)],
                          capture_output=True, check=True, text=True)
    values = [None if text == "nan" else float(text) for text in done.stdout.split()]
    return dict(zip(PREVALENCE, values, strict=False))


def test_the_raster_covers_the_world_in_tenths_of_a_degree(info):
    assert info["size"] == [3600, 1800]
    assert info["geoTransform"] == [-180.0, 0.1, 0.0, 90.0, 0.0, -0.1]
    assert 'ID["EPSG",4326]' in info["coordinateSystem"]["wkt"]
    assert info["metadata"]["IMAGE_STRUCTURE"]["LAYOUT"] == "COG"
    assert [band["description"] for band in info["bands"]] == PREVALENCE
    for band in info["bands"]:
        assert band["type"] == "Float32" and band["noDataValue"] == "NaN"
        assert band["metadata"][""]["MEANING"] and len(band["overviews"]) >= 3
    assert info["bands"][0]["unit"] == "people in forced labour per 1,000 workers"


def test_the_file_says_how_it_was_made_and_what_it_is_not(info):
    notes = info["metadata"][""]
    assert {"TITLE", "SUBJECT", "MEASURE", "AS_OF", "METHODOLOGY", "METHODOLOGY_SHA256", "SEED",
            "DRAWS", "SOURCES", "LICENCE", "LIMITS", "NO_DATA", "BORDER_RULE",
            "PEOPLE_KERNEL"} <= set(notes)
    assert notes["SUBJECT"] == "cotton" and notes["DRAWS"] == "16"
    assert "usdol/list_of_goods" in notes["SOURCES"] and "geonames/places" in notes["SOURCES"]
    assert notes["TIFFTAG_DATETIME"] == notes["AS_OF"].replace("-", ":") + " 00:00:00"
    assert str(ROOT) not in json.dumps(notes)


def test_it_is_a_valid_cloud_optimised_file_of_a_few_megabytes(cotton):
    assert cotton.stat().st_size < 20_000_000
    module = "osgeo_utils.samples.validate_cloud_optimized_geotiff"
    python = "/usr/bin/python3"
    if not shutil.which(python) or subprocess.run([python, "-c", f"import {module}"],
                                                  capture_output=True, check=False).returncode:
        pytest.skip("GDAL's validator is not installed")
    done = subprocess.run([python, "-m", module, str(cotton)], capture_output=True, check=False,
                          text=True)
    assert done.returncode == 0 and "is a valid cloud optimized GeoTIFF" in done.stdout, done


def test_places_have_what_is_known_of_them_and_the_sea_has_nothing(cotton):
    urumqi = values_at(cotton, 87.61, 43.80)
    canton = values_at(cotton, 113.26, 23.13)
    for place in (urumqi, canton):
        assert place["lo90"] <= place["median"] <= place["hi90"]
        assert place["listed"] == 3 and place["persons"] > 0
    assert urumqi["support"] == 1 and canton["support"] == 2
    assert urumqi["lo90"] > canton["median"]
    assert set(values_at(cotton, -30.0, 0.0).values()) == {None}
    assert set(values_at(cotton, 0.0, -85.0).values()) == {None}, "Antarctica has no estimate"


@pytest.mark.parametrize(("town", "lon", "lat"), [
    ("Fuvahmulah, an island in the ocean", 73.42, -0.295), ("Suva", 178.44, -18.14),
    ("Taveuni, beyond 180 degrees", -179.97, -16.80), ("Macau", 113.55, 22.20),
    ("Singapore", 103.85, 1.29), ("Chittagong", 91.81, 22.33), ("Valparaiso", -71.62, -33.05)])
def test_towns_on_coasts_and_islands_are_on_land(cotton, town, lon, lat):
    assert values_at(cotton, lon, lat)["support"] is not None, town


def test_a_listed_pair_has_no_hazard_but_says_that_it_is_listed(tmp_path):
    path = surface(tmp_path, "h.tif", "--good", "cotton", "--measure", "hazard")
    china, peru = values_at(path, 113.26, 23.13), values_at(path, -77.04, -12.05)
    assert china["median"] is None and china["listed"] == 3
    assert 0 < peru["lo90"] <= peru["median"] <= peru["hi90"] < 1
    assert "persons" not in peru


def test_a_sector_has_no_hazard_and_that_is_said(tmp_path):
    outcome = run("map", "--activity", "agriculture", "--measure", "hazard", "--out", "x.tif",
                  *QUICK, cwd=tmp_path)
    assert outcome.code == 2 and "goods and activities" in outcome.err, outcome
    assert list(tmp_path.iterdir()) == []


def test_all_work_has_persons_but_no_grade(tmp_path):
    path = surface(tmp_path, "all.tif", "--activity", "all")
    dhaka = values_at(path, 90.41, 23.81)
    assert dhaka["persons"] > 0 and dhaka["grade"] is None and dhaka["support"] == 2


def test_the_same_bytes_for_any_number_of_threads(tmp_path, cotton):
    one = surface(tmp_path, "one.tif", "--good", "cotton", "--threads", "1")
    assert one.read_bytes() == cotton.read_bytes()
    assert one.with_suffix(".qml").read_bytes() == cotton.with_suffix(".qml").read_bytes()


def test_the_style_beside_it_has_the_classes_of_the_report(cotton):
    scale = (ROOT / "web" / "src" / "scale.ts").read_text(encoding="utf-8")
    ramp = re.findall(r"#[0-9a-f]{6}", re.search(r"ramp = \[(.*?)\]", scale).group(1))
    breaks = re.search(r"breaks: \[(.*?)\]", scale).group(1).split(", ")
    labels = re.findall(r"'(.*?)'", re.search(r"limits: \[(.*?)\]", scale, re.S).group(1))
    style = ElementTree.parse(cotton.with_suffix(".qml"))
    renderer = style.find("pipe/rasterrenderer")
    assert renderer.get("type") == "singlebandpseudocolor" and renderer.get("band") == "1"
    shader = renderer.find("rastershader/colorrampshader")
    assert shader.get("colorRampType") == "DISCRETE"
    items = [(i.get("value"), i.get("color"), i.get("label")) for i in shader.findall("item")]
    assert items == list(zip([*breaks, "inf"], ramp, labels, strict=True))


def test_a_file_that_is_there_is_replaced_only_on_demand(tmp_path):
    (tmp_path / "x.tif").write_text("mine")
    outcome = run("map", "--good", "cotton", "--out", "x.tif", *QUICK, cwd=tmp_path)
    assert outcome.code == 51 and "--force" in outcome.err
    assert (tmp_path / "x.tif").read_text() == "mine"
    assert run("map", "--good", "cotton", "--out", "x.tif", "--force", *QUICK,
               cwd=tmp_path).code == 0
    assert (tmp_path / "x.tif").read_bytes()[:2] == b"II" and leftovers(tmp_path) == []


def test_a_full_disk_leaves_no_half_file(tmp_path):
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))

    outcome = run("map", "--good", "cotton", "--out", "x.tif", *QUICK, cwd=tmp_path,
                  preexec_fn=limit)
    assert outcome.code == 50 and "x.tif" in outcome.err, outcome
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_said_before_anything_is_computed(tmp_path):
    (tmp_path / "plain").write_text("")
    outcome = run("map", "--good", "cotton", "--out", "plain/x.tif", *QUICK, cwd=tmp_path)
    assert outcome.code == 50 and "plain" in outcome.err, outcome


POINTS = ("name,longitude,latitude,workers\nA,90.41,23.81,500\nB,91.81,22.33,1500\n"
          "C,178.44,-18.14,20\nD,90.1,23.5,many\nE,90.2,23.5,-4\nF,0,0,7\n")


def weighted(folder, name, content, *arguments):
    (folder / name).write_text(content)
    return run("map", "--good", "garments", "--weight", name, "--out", "w.tif", *arguments, *QUICK,
               cwd=folder)


def band_sums(path, *names):
    """Sums of bands by name over Bangladesh and over the world."""
    module = "from osgeo import gdal; import numpy as n, sys, json"
    code = f"""{module}
d = gdal.Open(sys.argv[1]); out = {{}}
for i in range(1, d.RasterCount + 1):
    b = d.GetRasterBand(i); v = b.ReadAsArray().astype('f8')
    out[b.GetDescription()] = [float(n.nansum(v[600:720, 2680:2740])), float(n.nansum(v))]
print(json.dumps(out))"""
    python = "/usr/bin/python3"
    done = subprocess.run([python, "-c", code, str(path)], capture_output=True, check=False,
                          text=True)
    if done.returncode:
        pytest.skip("GDAL's Python with NumPy is not installed")
    sums = json.loads(done.stdout)
    return [sums[name] for name in names]


def test_given_weights_share_persons_out_and_totals_stay(tmp_path):
    plain = surface(tmp_path, "p.tif", "--good", "garments")
    outcome = weighted(tmp_path, "f.csv", POINTS)
    assert outcome.code == 0, outcome
    (_, world), = band_sums(plain, "persons")
    (_, weighted_world), (_, weight) = band_sums(tmp_path / "w.tif", "persons", "weight")
    assert weighted_world == pytest.approx(world, rel=1e-5)
    assert weight == pytest.approx(2020, rel=1e-6)  # A, B and C; the others cannot be used
    names = [*PREVALENCE, "weight", "basis"]

    def at(lon, lat):
        done = subprocess.run(["gdallocationinfo", "-valonly", "-wgs84", str(tmp_path / "w.tif"),
                               str(lon), str(lat)], capture_output=True, check=True, text=True)
        return dict(zip(names, map(float, done.stdout.split()), strict=True))

    dhaka, chittagong, khulna = at(90.41, 23.81), at(91.81, 22.33), at(89.55, 22.82)
    # One support, so that persons go as workers do: 1,500 to 500.
    assert chittagong["persons"] == pytest.approx(3 * dhaka["persons"], rel=1e-5)
    assert khulna["persons"] != khulna["persons"], "no facility, no persons: NaN"
    assert dhaka["basis"] == 1 and at(77.2, 28.6)["basis"] == 2 and at(77.2, 28.6)["persons"] > 0


def test_the_file_says_what_it_was_weighted_by(tmp_path):
    assert weighted(tmp_path, "f.csv", POINTS).code == 0
    done = subprocess.run(["gdalinfo", str(tmp_path / "w.tif")], capture_output=True, check=True,
                          text=True)
    note = re.search("WEIGHTS=(.*)", done.stdout).group(1)
    assert note.startswith("f.csv (SHA-256 ") and '3 points, weighted by "workers"' in note
    assert "1 left out without a place, 2 without a weight" in note and "in 2 countries" in note
    assert str(tmp_path) not in done.stdout.replace(f"Files: {tmp_path}/w.tif", "")


def test_without_a_column_each_point_counts_one_and_a_hazard_surface_has_the_weights(tmp_path):
    outcome = weighted(tmp_path, "f.csv", "lon,lat\n90.41,23.81\n", "--measure", "hazard")
    assert outcome.code == 0, outcome
    done = subprocess.run(["gdalinfo", str(tmp_path / "w.tif")], capture_output=True, check=True,
                          text=True)
    assert "each counting 1" in done.stdout and "Description = weight" in done.stdout
    assert "Description = persons" not in done.stdout and "Description = basis" not in done.stdout


@pytest.mark.parametrize(("content", "arguments", "code", "said"), [
    ("lon,lat,workers\n90,23,NaN\n", (), 31, ["above 0", "NaN"]),
    ("lon,lat,workers\n90,23,0\n", (), 31, ["above 0"]),
    ("lon,lat,workers\n", (), 31, ["f.csv"]),
    ("", (), 30, ["f.csv"]),
    ("lon,lat\n9041000,2381000\n", (), 30, ["no degrees", "--weight-crs"]),
    ("lon,lat\n90,23\n", ("--weight-crs", "EPSG:3857x"), 10, ["--weight-crs", "EPSG:32723"]),
    ("lon,lat\n90,23\n", ("--weight-column", "jobs"), 31, ["--weight-column", "jobs"]),
    ("name,place\nA,B\n", (), 31, ["longitude and latitude", "name, place"]),
])
def test_a_weight_file_that_cannot_be_used_is_said_and_nothing_written(tmp_path, content, arguments,
                                                                      code, said):
    outcome = weighted(tmp_path, "f.csv", content, *arguments)
    assert outcome.code == code, outcome
    for text in said:
        assert text in outcome.err, outcome
    assert [path.name for path in tmp_path.iterdir()] == ["f.csv"]


def test_weights_need_a_raster_and_a_file(tmp_path):
    (tmp_path / "f.csv").write_text(POINTS)
    for arguments, code in ((("--weight", "f.csv", "--out", "w.png"), 2),
                            (("--weight", "none.csv", "--out", "w.tif"), 30)):
        outcome = run("map", "--good", "garments", *arguments, *QUICK, cwd=tmp_path)
        assert outcome.code == code, outcome


def raster_of(folder, name, *options, values="0 5\n15 -9999\n"):
    """Two by two cells of a quarter degree around Dhaka, as the options say."""
    (folder / "a.asc").write_text("ncols 2\nnrows 2\nxllcorner 90.2\nyllcorner 23.6\n"
                                  f"cellsize 0.25\nNODATA_value -9999\n{values}")
    subprocess.run(["gdal_translate", "-q", *options, str(folder / "a.asc"), str(folder / name)],
                   check=True, capture_output=True)
    (folder / "a.asc").unlink()


def test_a_raster_of_counts_weighs_too(tmp_path):
    raster_of(tmp_path, "people.tif", "-a_srs", "EPSG:4326")
    path = surface(tmp_path, "w.tif", "--good", "garments", "--weight", "people.tif")
    (bangladesh, world), = band_sums(path, "weight")
    assert bangladesh == pytest.approx(20, rel=1e-6) and world == pytest.approx(20, rel=1e-6)
    done = subprocess.run(["gdalinfo", str(path)], capture_output=True, check=True, text=True)
    assert "2 cells with a value above 0" in done.stdout


@pytest.mark.parametrize(("options", "values", "code", "said"), [
    ((), "1 1\n1 1\n", 30, ["states no reference system", "--weight-crs"]),
    (("-a_srs", "EPSG:4326", "-a_nodata", "none"), "1 -9999\n1 1\n", 41, ["-9999", "no-data"]),
    (("-a_srs", "EPSG:4326", "-a_ullr", "500000", "900000", "600000", "800000"), "1 1\n1 1\n", 30,
     ["no degrees", "--weight-crs"]),
    (("-a_srs", "EPSG:4326"), "0 0\n0 -9999\n", 31, ["no value above 0"]),
])
def test_a_raster_that_cannot_be_used_is_said(tmp_path, options, values, code, said):
    raster_of(tmp_path, "people.tif", *options, values=values)
    outcome = run("map", "--good", "garments", "--weight", "people.tif", "--out", "w.tif", *QUICK,
                  cwd=tmp_path)
    assert outcome.code == code, outcome
    for text in said:
        assert text in outcome.err, outcome
    assert not (tmp_path / "w.tif").exists()


def test_not_a_number_is_no_weight(tmp_path, cotton):
    subprocess.run(["gdal_translate", "-q", "-b", "1", "-a_nodata", "none", "-projwin", "-40", "10",
                    "-30", "0", str(cotton), str(tmp_path / "sea.tif")], check=True)
    outcome = run("map", "--good", "garments", "--weight", "sea.tif", "--out", "w.tif", *QUICK,
                  cwd=tmp_path)
    assert outcome.code == 31 and "no value above 0" in outcome.err, outcome


def test_a_damaged_raster_is_no_raster(tmp_path):
    (tmp_path / "people.tif").write_bytes(b"II*\0 not really")
    outcome = run("map", "--good", "garments", "--weight", "people.tif", "--out", "w.tif", *QUICK,
                  cwd=tmp_path)
    assert outcome.code == 30 and "people.tif" in outcome.err, outcome
