# SPDX-License-Identifier: Apache-2.0
"""sourcelight data list, show and verify."""

import json
import os
import pathlib
import shutil

import pytest

from conftest import ROOT, run, too_wide

SMALL = "sourcelight/guidance"


@pytest.fixture(scope="module")
def listed(tmp_path_factory):
    outcome = run("data", "list", "--json", cwd=tmp_path_factory.mktemp("data"))
    assert outcome.code == 0, outcome
    return json.loads(outcome.out)


def test_list_names_licence_and_digest_of_each(listed):
    assert len(listed) > 20 and len({entry["id"] for entry in listed}) == len(listed)
    for entry in listed:
        assert entry["licence"] and entry["publisher"] and len(entry["sha256"]) == 64, entry


def test_list_for_people_has_a_line_each(tmp_path, listed):
    outcome = run("data", "list", cwd=tmp_path)
    lines = outcome.out.splitlines()
    assert outcome.code == 0 and len(lines) == len(listed) + 1
    assert lines[-1].startswith(f"{len(listed)} datasets")
    assert max(map(len, lines)) <= 80


def test_show_tells_licence_citation_and_columns(tmp_path):
    outcome = run("data", "show", "usdol/list_of_goods", cwd=tmp_path)
    assert outcome.code == 0
    for word in ("publisher", "licence", "cite as", "columns", "SHA-256"):
        assert word in outcome.out
    assert not too_wide(outcome.out)


def test_show_as_json_says_what_the_text_says(tmp_path):
    outcome = run("data", "show", "usdol/list_of_goods", "--json", cwd=tmp_path)
    manifest = json.loads(outcome.out)
    assert manifest["id"] == "usdol/list_of_goods" and manifest["cite_as"]
    assert manifest["address"].startswith("http") and manifest["retrieved"]
    assert {"iso2", "good"} <= {column["name"] for column in manifest["columns"]}
    assert all(column["meaning"] for column in manifest["columns"])


def test_show_of_an_unknown_dataset_names_the_nearest(tmp_path):
    outcome = run("data", "show", "usdol/list_of_good", cwd=tmp_path)
    assert outcome.code == 20 and "did you mean usdol/list_of_goods?" in outcome.err


@pytest.mark.parametrize("wanted, meant", [("list_of_goods", "usdol/list_of_goods"),
                                           ("ilo/list_of_good", "usdol/list_of_goods"),
                                           ("display_bound", "sourcelight/display_boundaries")])
def test_show_of_a_shortened_name_names_the_dataset(tmp_path, wanted, meant):
    outcome = run("data", "show", wanted, cwd=tmp_path)
    assert outcome.code == 20 and f"did you mean {meant}?" in outcome.err


def test_verify_passes_as_shipped(tmp_path):
    outcome = run("data", "verify", cwd=tmp_path)
    assert outcome.code == 0 and outcome.out.splitlines()[-1].endswith("0 unsound"), outcome


@pytest.fixture
def one_dataset(tmp_path):
    """A datasets folder with one dataset in it."""
    source = pathlib.Path(os.environ.get("SOURCELIGHT_DATA", ROOT / "datasets"))
    shutil.copytree(source / SMALL, tmp_path / "datasets" / SMALL)
    return tmp_path / "datasets"


def test_verify_finds_a_changed_byte(tmp_path, one_dataset):
    table, = (path for path in (one_dataset / SMALL).iterdir() if path.suffix == ".csv")
    table.write_bytes(table.read_bytes() + b"\n")
    outcome = run("data", "verify", "--data", one_dataset, cwd=tmp_path)
    assert outcome.code == 20 and SMALL in outcome.out, outcome


def test_a_run_without_its_datasets_is_exit_20(tmp_path, one_dataset):
    (tmp_path / "list.csv").write_text("name,country,product\nA,Peru,gold\n")
    for folder in (one_dataset, tmp_path / "nowhere"):
        outcome = run("assess", "list.csv", "--out", "r", "--data", folder, cwd=tmp_path)
        assert outcome.code == 20 and "sourcelight: " in outcome.err, outcome
        assert not (tmp_path / "r").exists()


SHARES = "ilo/employment_modelled_2023"


def test_show_prints_the_rows_that_a_key_selects(tmp_path):
    outcome = run("data", "show", SHARES, "--row", "iso2=CN, year=2023, sector=manufacturing",
                  cwd=tmp_path)
    assert outcome.code == 0, outcome
    lines = outcome.out.splitlines()
    assert lines[0] == "iso2=CN, year=2023, sector=manufacturing"
    assert any(line.split() == ["sector", "manufacturing"] for line in lines)
    assert any(line.startswith("  workers_thousand") for line in lines)
    assert lines[-1].startswith("1 of ") and max(map(len, lines)) <= 80


def test_show_takes_keys_as_receipts_cite_them(tmp_path):
    plain = run("data", "show", "sourcelight/lexicon", "--row", "term=cotton, lang=en", cwd=tmp_path)
    cited = run("data", "show", "sourcelight/lexicon", "--row", "rows with term=cotton, lang=en",
                cwd=tmp_path)
    assert plain.code == cited.code == 0, cited
    assert "10_goods_farm" in plain.out and cited.out == plain.out
    whole = run("data", "show", "sourcelight/zone_corrections", "--row", "all rows", cwd=tmp_path)
    assert whole.code == 0 and "Tornio" in whole.out, whole


def test_show_finds_rows_by_text_in_both_forms(tmp_path):
    outcome = run("data", "show", "usdhs/uflpa_entities", "--find", "CAMEL group", "--json",
                  cwd=tmp_path)
    found, = json.loads(outcome.out)["found"]
    assert found["cells"]["name"] == "Camel Group Co., Ltd." and found["row"] >= 0
    part = run("data", "show", SHARES, "--row", "iso2=CN", "--find", "agri", cwd=tmp_path)
    assert part.code == 0 and "sector=agriculture" in part.out
    nothing = run("data", "show", SHARES, "--find", "no such text", cwd=tmp_path)
    assert nothing.code == 0 and nothing.out.startswith("0 of ")


def test_show_refuses_a_key_of_no_column(tmp_path):
    outcome = run("data", "show", SHARES, "--row", "country=CN", cwd=tmp_path)
    assert outcome.code == 20 and "country" in outcome.err and outcome.out == ""
