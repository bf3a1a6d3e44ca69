# SPDX-License-Identifier: Apache-2.0
"""Options of assess, and refusals of wrong ones."""

import csv
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from conftest import DATA, QUICK, leftovers, run, write

COTTON = "name,country,product\nOne,Uzbekistan,cotton\nTwo,Brazil,cattle\n"


def rows_of(folder):
    with open(folder / "suppliers.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("arguments", [
    [], ["assess"], ["assess", "list.csv"], ["assess", "--out", "r"], ["asess", "list.csv"],
    ["assess", "list.csv", "--out", "r", "--ot", "x"], ["data"], ["data", "show"]],
    ids=" ".join)
def test_wrong_usage_is_exit_2_and_says_what_is_missing(tmp_path, arguments):
    write(tmp_path, "list.csv", COTTON)
    outcome = run(*arguments, cwd=tmp_path)
    assert outcome.code == 2 and outcome.err and not outcome.out, outcome
    assert sorted(path.name for path in tmp_path.iterdir()) == ["list.csv"]


@pytest.mark.parametrize(("arguments", "hint"), [
    (["asess", "list.csv"], "did you mean assess?"),
    (["assess", "list.csv", "--ot", "r"], "did you mean --out?"),
    (["data", "lits"], "did you mean list?"),
    (["frobnicate"], "there are assess, atlas, "),
    (["data", "frobnicate"], "there are list, show, verify")])
def test_a_mistyped_word_gets_the_nearest_one(tmp_path, arguments, hint):
    outcome = run(*arguments, cwd=tmp_path)
    assert outcome.code == 2 and hint in outcome.err, outcome


@pytest.mark.parametrize("command", [
    [], ["assess"], ["explain"], ["atlas"], ["map"], ["validate"], ["data"], ["data", "list"],
    ["data", "show"], ["data", "verify"], ["method"], ["method", "show"], ["method", "diff"]], ids=" ".join)
def test_help_fits_a_screen_and_is_exit_0(tmp_path, command):
    outcome = run(*command, "--help", cwd=tmp_path)
    assert outcome.code == 0 and not outcome.err
    lines = outcome.out.splitlines()
    assert len(lines) <= 40 and max(map(len, lines)) <= 80
    assert " ".join(["Example: sourcelight", *command]) in outcome.out


def test_version(tmp_path):
    outcome = run("--version", cwd=tmp_path)
    assert outcome.code == 0 and outcome.out.startswith("sourcelight ")


@pytest.mark.parametrize(("arguments", "words"), [
    (["--set", "limits.colums=3"], ["limits.colums", "did you mean limits.columns?"]),
    (["--set", "draws=5"], ["--set: draws is", "16 to 20000"]),
    (["--as-of", "2018-02-30"], ["sourcelight: --as-of is", "2018-02-30"]),
    (["--as-of", "last year"], ["--as-of", "last year"]),
    (["--draws", "5"], ["sourcelight: --draws is", "16 to 20000"]),
    (["--draws", "many"], ["--draws", "many"]),
    (["--draws", "17.5"], ["--draws", "a whole number"]),
    (["--seed", "-1.5"], ["sourcelight: --seed is", "9000000000000000000"]),
    (["--threads", "-2"], ["sourcelight: --threads is"]),
    (["--formats", "cvs"], ["cvs", "did you mean csv?"]),
    (["--config", "settings.yaml"], ["settings.yaml", "drawz", "draws"]),
    (["--config", "none.yaml"], ["none.yaml"]),
    (["--map", "none.yaml"], ["none.yaml"]),
    (["--map", "field.yaml"], ["field.yaml", ":1", "contry", "country"]),
    (["--map", "column.yaml"], ["column.yaml", ":1", "Land", "country"]),
    (["--map", "broken.yaml"], ["broken.yaml"]),
], ids=lambda value: value[-1] if value[0].startswith("--") else "")
def test_a_wrong_setting_is_exit_10_with_the_nearest_name(tmp_path, arguments, words):
    write(tmp_path, "list.csv", COTTON)
    write(tmp_path, "settings.yaml", "drawz: 20\n")
    write(tmp_path, "field.yaml", "contry: country\n")
    write(tmp_path, "column.yaml", "country: Land\n")
    write(tmp_path, "broken.yaml", "country: [unclosed\n")
    outcome = run("assess", "list.csv", "--out", "r", *arguments, cwd=tmp_path)
    assert outcome.code == 10, outcome
    for word in words:
        assert word in outcome.err, (word, outcome.err)
    assert not (tmp_path / "r").exists() and leftovers(tmp_path) == []


def test_dry_run_shows_the_mapping_and_first_rows_and_writes_nothing(tmp_path):
    outcome = run("assess", DATA / "mixed.csv", "--dry-run", *QUICK, cwd=tmp_path)
    assert outcome.code == 0, outcome
    for words in ("Supplier Name", "Country", "Product", "Namib Dates Ltd", "NA"):
        assert words in outcome.out, words
    assert list(tmp_path.iterdir()) == []


def test_dry_run_as_json_is_one_document(tmp_path):
    outcome = run("assess", DATA / "mixed.csv", "--dry-run", "--json", cwd=tmp_path)
    assert outcome.code == 0 and outcome.err == "", outcome
    preview = json.loads(outcome.out)
    file, = preview["files"]
    assert preview["dry_run"] is True and preview["as_of"] >= "2026-01-01"
    assert file["mapping"]["name"] == "Supplier Name" and "Remark" in file["columns"]
    assert {field["field"] for field in file["fields"]} == set(file["mapping"])
    first, *_, last = preview["rows"]
    assert first["sl_row"] == 1 and first["name"] == "Namib Dates Ltd"
    assert (first["sl_country"], first["sl_country_method"]) == ("NA", "code")
    assert last["sl_row"] == 10, "the first ten rows"
    found = {finding["code"] for row in preview["rows"] for finding in row["findings"]}
    assert "coordinates-swapped" in found
    assert list(tmp_path.iterdir()) == []


def test_a_mapping_file_overrides_the_guess(tmp_path):
    write(tmp_path, "list.csv", "a,b,c,country\nFirst,Ghana,x,Peru\nSecond,India,y,Peru\n")
    write(tmp_path, "map.yaml", "name: a\ncountry: b\nproduct: {value: cocoa}\n")
    outcome = run("assess", "list.csv", "--map", "map.yaml", "--out", "r", "--formats", "csv",
                  *QUICK, cwd=tmp_path)
    assert outcome.code == 0, outcome
    rows = rows_of(tmp_path / "r")
    assert [row["sl_country"] for row in rows] == ["GH", "IN"]
    assert {row["sl_good"] for row in rows} == {"cocoa"}
    mapping = json.loads((tmp_path / "r/run.json").read_text())["inputs"][0]["mapping"]
    assert mapping["country"] == "b"


def test_several_files_of_different_columns_become_one_result(tmp_path):
    write(tmp_path, "one.csv", "Name,Country,Product,Code\nA,Ghana,cocoa,007\nB,Peru,gold,008\n")
    pq.write_table(pa.table({"Name": ["C"], "Country": ["India"], "Product": ["bricks"],
                             "Since": pa.array([2019], pa.int32())}), tmp_path / "two.parquet")
    outcome = run("assess", "one.csv", "two.parquet", "--out", "r", "--formats", "csv,parquet",
                  *QUICK, cwd=tmp_path)
    assert outcome.code == 0, outcome
    rows = pq.read_table(tmp_path / "r/suppliers.parquet").to_pylist()
    assert [(row["sl_row"], row["sl_file"], row["sl_file_row"], row["Name"]) for row in rows] == [
        (1, "one.csv", 1, "A"), (2, "one.csv", 2, "B"), (3, "two.parquet", 1, "C")]
    assert [row["Code"] for row in rows] == ["007", "008", None]
    assert str(rows[2]["Since"]) == "2019" and rows[0]["Since"] is None
    assert [row["sl_country"] for row in rows] == ["GH", "PE", "IN"]
    record = json.loads((tmp_path / "r/run.json").read_text())
    assert [(entry["file"], entry["rows"]) for entry in record["inputs"]] == [
        ("one.csv", 2), ("two.parquet", 1)]


def test_as_of_refuses_what_was_published_later(tmp_path):
    write(tmp_path, "list.csv", COTTON)
    for day in ("2018-10-01", "2026-11-22"):
        outcome = run("assess", "list.csv", "--out", day, "--as-of", day, "--formats", "csv",
                      *QUICK, cwd=tmp_path)
        assert outcome.code == 0, outcome
    then, now = (rows_of(tmp_path / day)[0] for day in ("2018-10-01", "2026-11-22"))
    # Uzbek cotton left the US List of Goods with the edition of 2022.
    assert then["sl_listed_since"] and then["sl_hazard_24m"] == ""
    assert now["sl_listed_since"] == "" and now["sl_hazard_24m"] != ""
    record = json.loads((tmp_path / "2018-10-01/run.json").read_text())
    assert record["as_of"] == "2018-10-01"


def test_a_run_is_as_of_the_youngest_outside_source_unless_told(tmp_path):
    write(tmp_path, "list.csv", COTTON)
    outcome = run("assess", "list.csv", "--out", "r", "--formats", "csv", *QUICK, cwd=tmp_path)
    assert outcome.code == 0 and outcome.err == "", outcome
    outside = [entry for entry in json.loads(run("data", "list", "--json", cwd=tmp_path).out)
               if not entry["publisher"].startswith("sourcelight")]
    youngest = max(entry["published"] for entry in outside)
    assert json.loads((tmp_path / "r/run.json").read_text())["as_of"] == youngest
    own = [entry for entry in json.loads(run("data", "list", "--json", cwd=tmp_path).out)
           if entry["publisher"].startswith("sourcelight")]
    assert max(entry["published"] for entry in own) > youngest, "or the test shows nothing"


def test_an_as_of_date_after_the_data_is_said(tmp_path):
    write(tmp_path, "list.csv", COTTON)
    common = ("assess", "list.csv", "--formats", "csv", *QUICK)
    late = run(*common, "--out", "late", "--as-of", "2099-01-01", cwd=tmp_path)
    assert late.code == 0 and "as-of 2099-01-01: the shipped data end at 20" in late.err, late
    lines = run(*common, "--out", "json", "--as-of", "2099-01-01", "--json", cwd=tmp_path)
    assert any("the shipped data end" in json.loads(line).get("message", "")
               for line in lines.err.splitlines()), lines
    known = run(*common, "--out", "known", "--as-of", "2020-01-01", cwd=tmp_path)
    assert known.code == 0 and known.err == "", known


def test_formats_quiet_json_and_force(tmp_path):
    write(tmp_path, "list.csv", COTTON)
    common = ("assess", "list.csv", "--out", "r", "--draws", "16", "--formats", "csv")
    first = run(*common, "--quiet", cwd=tmp_path)
    assert first.code == 0 and first.err == "", "quiet leaves the answer alone"
    assert "look here first: r/suppliers.csv" in first.out, "no report was asked for"
    assert {path.name for path in (tmp_path / "r").iterdir()} == {
        "suppliers.csv", "findings.csv", "totals.json", "run.json"}

    before = (tmp_path / "r/run.json").read_bytes()
    second = run(*common, "--seed", "9", cwd=tmp_path)
    assert second.code == 51 and "--force" in second.err, second
    assert (tmp_path / "r/run.json").read_bytes() == before

    third = run(*common, "--seed", "9", "--force", "--json", cwd=tmp_path)
    assert third.code == 0, third
    assert json.loads(third.out)["rows"] == 2
    assert all(isinstance(json.loads(line), dict) for line in third.err.splitlines())
    assert third.err, "progress as JSON lines"
    assert (tmp_path / "r/run.json").read_bytes() != before
    assert leftovers(tmp_path) == []


def test_errors_are_json_lines_too(tmp_path):
    outcome = run("assess", "none.csv", "--out", "r", "--json", cwd=tmp_path)
    problem = json.loads(outcome.err.splitlines()[-1])
    assert outcome.code == problem["code"] == 30 and "none.csv" in problem["message"]


def test_force_does_not_replace_a_folder_that_is_no_result(tmp_path):
    write(tmp_path, "list.csv", COTTON)
    (tmp_path / "photos").mkdir()
    keep = write(tmp_path / "photos", "cat.jpg", b"\xff\xd8")
    outcome = run("assess", "list.csv", "--out", "photos", "--force", cwd=tmp_path)
    assert outcome.code == 51 and "photos" in outcome.err
    assert keep.exists() and leftovers(tmp_path) == []


def test_colours_stay_out_of_a_pipe(tmp_path):
    write(tmp_path, "list.csv", COTTON)
    outcome = run("assess", "list.csv", "--out", "r", "--draws", "16", "--formats", "csv",
                  cwd=tmp_path)
    assert outcome.code == 0 and "\x1b" not in outcome.out + outcome.err
    assert "\r" not in outcome.err and "Country" not in outcome.out
    assert 'country        <- "country"' in outcome.err, "the guess is printed"
