# SPDX-License-Identifier: Apache-2.0
"""Print maps: `sourcelight map`, and maps/ of a result folder."""

import json
import re
import struct
import xml.etree.ElementTree as ET
import zlib

import pytest

from conftest import leftovers, run, write

QUICK = ("--draws", "64", "--quiet")
SVG = "{http://www.w3.org/2000/svg}"


def words(path):
    root = ET.parse(path).getroot()
    return root.find(SVG + "title").text, root.find(SVG + "desc").text


def make(tmp_path, name, *arguments, **options):
    outcome = run("map", "--out", name, *QUICK, *arguments, cwd=tmp_path, **options)
    assert outcome.code == 0, outcome
    assert leftovers(tmp_path) == []
    return tmp_path / name


def test_a_map_says_its_finding_classes_counts_sources_and_date(tmp_path):
    title, said = words(make(tmp_path, "cotton.svg", "--good", "Cotton", "--as-of", "2024-10-01"))
    assert title.startswith("Cotton, October 2024: listed for forced labour in")
    counts = [int(n) for n in re.findall(r"^[^:]+: (\d+) places$", said, re.MULTILINE)]
    assert len(counts) == 9
    # Seven classes, then those listed (counted in the classes too), then no data: every country
    # and territory that is drawn (249 of ISO and Kosovo, without Antarctica and Vatican City) and
    # the regions with evidence of their own.
    assert 245 <= sum(counts[:7]) + counts[8] <= 330
    assert counts[7] > 0 and counts[8] > 0
    assert "not a verdict" in said and "90 % interval" in said
    assert "List of Goods" in said and "Natural Earth" in said and "2024-10-01" in said


def test_a_hazard_map_of_a_listed_good_has_no_forecast_where_it_is_listed(tmp_path):
    title, said = words(make(tmp_path, "b.svg", "--good", "bricks", "--measure", "hazard"))
    assert "a new finding is most likely for" in title
    countries = int(re.search(r"listed for forced labour in (\d+) countries", title).group(1))
    # The legend counts places: the countries of the title, and their regions drawn by themselves.
    places = int(re.search(rf"listed \({countries} countries\): no forecast: (\d+)", said).group(1))
    assert f"{places} listed places: {countries} countries and {places - countries} regions" in said
    assert "within 24 months" in said


def test_a_chance_never_reads_as_certain_or_impossible(tmp_path):
    # A methodology that knows hardly anything: India's upper end is above 99 %.
    method = tmp_path / "pilot.yaml"
    method.write_text('extends: default\nid: pilot\nlabel: "No fits"\nhazard:\n'
                      '  fitted: {value: 0, code: P, source: "a test of wide intervals"}\n'
                      '  intercept_sd: {value: 6, code: P, source: "the same test"}\n')
    _, said = words(make(tmp_path, "c.svg", "--good", "cotton", "--measure", "hazard",
                         "--set", f"methodology={method}"))
    assert ">99" in said
    assert "100 %)" not in said and "(0 to" not in said


def test_the_scale_is_told_by_latitude(tmp_path):
    _, said = words(make(tmp_path, "s.svg", "--good", "tin"))
    assert "2,000 km from west to east at the equator, at 30° and at 60°" in said
    assert "areas are true, distances are not" in said


@pytest.mark.parametrize(("text", "label", "note"), [
    ("soy", "Beans", "beans (Beans)"), ("soybeans", "Beans", "beans (Beans)"),
    ("soya", "Beans", "beans (Beans)"), ("shirts", "Garments", "garments (Garments)"),
    ("palm oil", "Crude palm oil", "it may also mean palm-fruit"), ("COTTON", "Cotton", None),
    ("Beans (green, soy, yellow)", "Beans", "beans (Beans)"), ("Baumwoll-T-Shirts", "Garments", "")])
def test_a_good_goes_by_the_names_that_the_atlas_finds_it_by(tmp_path, text, label, note):
    outcome = run("map", "--good", text, "--out", "m.svg", "--draws", "16", cwd=tmp_path)
    assert outcome.code == 0, outcome
    said = " ".join(outcome.err.split())
    assert outcome.out.startswith(label)
    assert (note is None) == ("is taken as" not in said) and (note or "") in said


def test_all_goods_and_sectors_are_listed_on_demand(tmp_path):
    outcome = run("map", "--goods", cwd=tmp_path)
    assert outcome.code == 0 and outcome.err == "", outcome
    lines = outcome.out.splitlines()
    assert len(lines) > 150  # goods of the lists
    assert any(line.split()[:2] == ["rubber-gloves", "Manufacturing"] for line in lines)
    assert "agriculture, mining" in outcome.out
    told = json.loads(run("map", "--goods", "--json", cwd=tmp_path).out)
    assert {"good": "cotton", "label": "Cotton", "sector": "Agriculture",
            "stage": "raw"} in told["goods"]
    assert told["sectors"][-1] == "all" and list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["all", "mining", "isic4:1410", "1410", "good:cotton"])
def test_an_activity_is_a_code_a_sector_or_all(tmp_path, name):
    make(tmp_path, "m.pdf", "--activity", name)
    assert (tmp_path / "m.pdf").read_bytes().startswith(b"%PDF")


def test_a_png_has_300_dots_an_inch_of_a4(tmp_path):
    data = make(tmp_path, "m.png", "--activity", "all").read_bytes()
    width, height = struct.unpack(">II", data[16:24])
    assert (width, height) == (3508, 2479)
    kind, x, y, unit = data[37:41], *struct.unpack(">IIB", data[41:50])
    assert (kind, x, y, unit) == (b"pHYs", 11811, 11811, 1)
    assert struct.unpack(">I", data[50:54])[0] == zlib.crc32(data[37:50])


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_threads_locale_and_time_zone_do_not_change_a_byte(tmp_path, ending):
    one = make(tmp_path, f"a.{ending}", "--good", "tin", "--threads", "1")
    two = make(tmp_path, f"b.{ending}", "--good", "tin", "--threads", "2",
               env={"LC_ALL": "de_DE.UTF-8", "TZ": "Pacific/Kiritimati"})
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize(("arguments", "said"), [
    (["--good", "cottton"], ["cottton", "did you mean: cotton (Cotton)"]),
    (["--good", "glovs"], ["rubber-gloves", "map --goods"]),
    (["--good", "oil"], ["several goods", "crude-palm-oil", "fish-oil"]),
    (["--good", "zzzzzzzz"], ["zzzzzzzz", "map --goods"]),
    (["--activity", "minning"], ["minning", "mining"]),
    (["--good", "tin", "--activity", "mining"], ["--good"]),
    ([], ["--good or --activity"]),
    (["--good", "tin", "--measure", "fear"], ["fear", "prevalence"]),
    (["--good", "tin", "--out", "m.gif"], ["m.gif", ".svg"]),
])
def test_a_wrong_name_is_exit_2_with_the_near_ones_and_no_file(tmp_path, arguments, said):
    out = [] if "--out" in arguments else ["--out", "m.svg"]
    outcome = run("map", *out, *QUICK, *arguments, cwd=tmp_path)
    assert outcome.code == 2, outcome
    for word in said:
        assert word in outcome.err, outcome
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_replaced_only_with_force(tmp_path):
    write(tmp_path, "m.svg", "mine")
    outcome = run("map", "--good", "tin", "--out", "m.svg", *QUICK, cwd=tmp_path)
    assert outcome.code == 51 and "--force" in outcome.err
    assert (tmp_path / "m.svg").read_text() == "mine"
    make(tmp_path, "m.svg", "--good", "tin", "--force")
    # Folders are made on the way, as those of results are; but not below a file.
    outcome = run("map", "--good", "tin", "--out", "m.svg/m.svg", *QUICK, cwd=tmp_path)
    assert outcome.code == 50, outcome


HOSTILE = ["<script>alert(1)</script> & Sons", "Tab\tand \u202eturned\u2066", "深圳市示例电子有限公司",
           "مصنع الأمثلة", "W" * 4000, "", "]]>\u0007"]


def test_a_run_writes_maps_that_survive_hostile_names(tmp_path):
    rows = "".join('"{}",cotton,{}\n'.format(name.replace('"', '""'), country)
                   for name in HOSTILE for country in ("China", "Uzbekistan", "Fiji"))
    write(tmp_path, "list.csv", "Supplier,Product,Country\n" + rows)
    outcome = run("assess", "list.csv", "--out", "r", *QUICK, cwd=tmp_path)
    assert outcome.code == 0, outcome
    files = {path.name for path in (tmp_path / "r/maps").iterdir()}
    assert files == {f"{page}.{ending}" for page in ("world", "extent")
                     for ending in ("svg", "png", "pdf")}
    title, said = words(tmp_path / "r/maps/world.svg")
    assert title.startswith("21 suppliers in 3 countries; those to look at first are in")
    assert "\u202e" not in said and "\u0007" not in said
    outputs = {entry["file"] for entry in json.loads((tmp_path / "r/run.json").read_text())["outputs"]}
    assert {f"maps/{name}" for name in files} <= outputs


def test_maps_are_a_format(tmp_path):
    write(tmp_path, "list.csv", "Supplier,Product,Country\nA,cotton,Nowhere\n")
    for formats, there in (("csv", False), ("maps", True)):
        outcome = run("assess", "list.csv", "--out", formats, "--formats", formats, *QUICK,
                      cwd=tmp_path)
        assert outcome.code == 0, outcome
        assert (tmp_path / formats / "maps").is_dir() == there
    # No supplier has a place: the world is drawn with what is not scored, the extent is not.
    assert {path.name for path in (tmp_path / "maps/maps").iterdir()} == {
        "world.svg", "world.png", "world.pdf"}
