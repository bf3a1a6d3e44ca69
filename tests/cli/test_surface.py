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
