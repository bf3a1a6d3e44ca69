# SPDX-License-Identifier: Apache-2.0
"""Anchor sets: none, and national estimates of the user's own."""

import csv
import json
import re
import zipfile

import pyarrow.parquet as pq
import pytest

from conftest import QUICK, run, write

LIST = "name,country,product,workers,spend\nOne,Uzbekistan,cotton,900,10\n" \
       "Two,Brazil,cattle,40,20\nThree,Germany,software,60,30\nFour,Malaysia,rubber gloves,1500,40\n" \
       "Five,,,10,50\n"
LEVELS = [f"{name}{part}" for name in ("sl_prevalence_per_1000", "sl_site_probability",
                                       "sl_expected_persons", "sl_residual_probability")
          for part in ("", "_lo90", "_hi90")]
NATIONAL = "country,unit,value,lo90,hi90,forms,year,published,source,licence\n"
# Figures invented for the test: a low one and a wide one.
MALAYSIA = "MY,per_1000,2,1,4,all,2021,2023-05-24,Survey of a test,own copy\n"


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """The same list with the published totals and without anchors."""
    folder = tmp_path_factory.mktemp("anchors")
    write(folder, "list.csv", LIST)
    for name, extra in (("default", ()), ("none", ("--set", "methodology=relative"))):
        outcome = run("assess", "list.csv", "--out", name, *extra, "--draws", "64", cwd=folder)
        assert outcome.code == 0, outcome
        write(folder, f"{name}.txt", outcome.out)
    return folder


def rows_of(folder):
    return pq.read_table(folder / "suppliers.parquet").to_pylist()


def test_without_anchors_every_level_is_null_and_never_low(runs):
    for row in rows_of(runs / "none"):
        assert all(row[name] is None for name in LEVELS)
        assert row["sl_band"] == "insufficient data"
    with open(runs / "none" / "suppliers.csv", encoding="utf-8", newline="") as file:
        assert all(row[name] == "" for row in csv.DictReader(file) for name in LEVELS)


def test_without_anchors_hazard_order_and_relative_prevalence_remain(runs):
    before, after = rows_of(runs / "default"), rows_of(runs / "none")
    for with_anchors, without in zip(before, after):
        assert without["sl_hazard_24m"] == with_anchors["sl_hazard_24m"]
        assert without["sl_grade"] == with_anchors["sl_grade"]
        assert (without["sl_priority"] is None) == (with_anchors["sl_priority"] is None)
        if without["sl_priority"] is not None:
            assert 0 < without["sl_prevalence_relative_lo90"] < without["sl_prevalence_relative"]
            assert "the methodology has no anchors" in without["sl_reason"]
            assert "of 1,000 workers" not in without["sl_reason"]
    # Five has neither country nor product.
    assert [row["sl_priority"] is None for row in after] == [False] * 4 + [True]


def test_with_anchors_relative_prevalence_is_the_ratio_to_the_mean_of_the_world(runs):
    # 13.8 million of some 3.5 thousand million workers: a mean near 4 of 1,000.
    for row in rows_of(runs / "default"):
        if row["sl_prevalence_relative"]:
            mean = row["sl_prevalence_per_1000"] / row["sl_prevalence_relative"]
            assert 2 < mean < 8


def test_without_anchors_no_output_tells_persons(runs):
    folder = runs / "none"
    totals = json.loads((folder / "totals.json").read_text(encoding="utf-8"))
    assert totals["anchored"] is False and totals["assessed"] == 4
    for name in ("expected_sites", "at_least_one", "expected_persons"):
        assert set(totals[name].values()) == {None}
    assert totals["spend_at_risk"] == [] and totals["top_cells"] == []
    for rollup in totals["rollups"]:
        assert all(row["expected_persons"] is None for row in rollup["rows"])
    said = " ".join((runs / "none.txt").read_text(encoding="utf-8").split())
    assert "how many of them hold someone in forced labour is not shown" in said
    assert "is expected at" not in said
    # Withheld is another thing than no data, which Five alone has none of.
    assert "One UZ withheld: no anchors" in said and "no data" not in said, said
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "This methodology has no anchors" in page
    # Five alone, not every row that has no band.
    (kind,) = re.findall(r'\{[^{}]*"kind":"not-scored"[^{}]*\}', page)
    assert '"suppliers":1,"rows":[5]' in kind, kind
    with zipfile.ZipFile(folder / "workbook.xlsx") as book:
        texts = "".join(book.read(name).decode("utf-8") for name in book.namelist()
                        if name.endswith(".xml"))
    assert "has no anchors" in texts and "Persons in forced labour at these sites" not in texts


def test_without_anchors_the_receipt_says_so(runs):
    receipt = json.loads(run("explain", runs / "none", "1", "--json", cwd=runs).out)
    answers = receipt["answers"]
    assert answers["site_probability"]["withheld"] == "Not shown: this methodology has no anchors."
    assert answers["site_probability"]["median"] is None
    assert answers["prevalence_relative"]["median"] > 0
    assert all(term.get("log_odds") is None for term in receipt["terms"]
               if term["group"] in ("start", "place", "activity", "workers"))
    text = run("explain", runs / "none", "1", cwd=runs)
    assert text.code == 0, text
    assert "times the mean of the world" in " ".join(text.out.split()), text


def test_a_map_of_levels_needs_anchors_and_one_of_hazard_does_not(tmp_path):
    refused = run("map", "--good", "cotton", "--measure", "prevalence", "--set",
                  "methodology=relative", "--out", "m.svg", *QUICK, cwd=tmp_path)
    assert refused.code == 2 and "no anchors" in refused.err and "--measure hazard" in refused.err
    drawn = run("map", "--good", "cotton", "--measure", "hazard", "--set", "methodology=relative",
                "--out", "m.svg", *QUICK, cwd=tmp_path)
    assert drawn.code == 0 and (tmp_path / "m.svg").exists(), drawn
    outcome = run("validate", "--out", "v", "--set", "methodology=relative", *QUICK, cwd=tmp_path)
    assert outcome.code == 10 and "--set methodology=default" in outcome.err, outcome


def test_a_national_estimate_replaces_the_model_and_its_receipt_says_so(runs):
    write(runs, "estimates.csv", NATIONAL + MALAYSIA)
    outcome = run("assess", "list.csv", "--out", "national", "--set",
                  "anchors.national=estimates.csv", "--draws", "64", "--formats",
                  "parquet,report", cwd=runs)
    assert outcome.code == 0, outcome
    before, after = rows_of(runs / "default"), rows_of(runs / "national")
    # The invented figure is below what the model draws for Malaysia (about 6 of 1,000 workers).
    assert after[3]["sl_prevalence_per_1000"] < before[3]["sl_prevalence_per_1000"]
    record = json.loads((runs / "national" / "run.json").read_text(encoding="utf-8"))
    mine = [entry for entry in record["datasets"] if entry["restricted"]]
    assert [entry["id"] for entry in mine] == ["user/estimates.csv"]
    assert mine[0]["licence"] == "own copy" and len(mine[0]["sha256"]) == 64
    receipt = run("explain", "national", "4", "--full", cwd=runs)
    assert receipt.code == 0 and "national estimate of your own" in receipt.out, receipt
    assert "Survey of a test" in receipt.out and "1 to 4" in receipt.out
    # Another country's receipt does not carry it, and a changed file is noticed.
    assert "Survey of a test" not in run("explain", "national", "2", "--full", cwd=runs).out
    write(runs, "estimates.csv", NATIONAL + MALAYSIA.replace(",2,1,4", ",3,1,4"))
    changed = run("explain", "national", "4", cwd=runs)
    assert changed.code == 20 and "not those of this run" in changed.err, changed
    (runs / "estimates.csv").unlink()
    gone = run("explain", "national", "4", cwd=runs)
    assert gone.code == 30 and "no such file of national estimates" in gone.err, gone


BAD = {
    "a sum above the region": (
        "CN,persons,9000000,8000000,9900000,private,2021,2023-05-24,s,l\n",
        "estimates.csv:2: an anchor that cannot be met"),
    "more than the ceiling": (
        "MY,per_1000,400,300,500,private,2021,2023-05-24,s,l\n",
        "estimates.csv:2: the estimate comes to"),
    "after the as-of date": ("MY,per_1000,2,1,4,all,2021,2099-01-01,s,l\n",
                             "estimates.csv:2: published on 2099-01-01, after the as-of date"),
    "no country": ("QQ,per_1000,2,1,4,all,2021,2023-05-24,s,l\n",
                   "estimates.csv:2: the model covers no country QQ"),
    "a country twice": (MALAYSIA + MALAYSIA, "estimates.csv:3: MY stands there twice"),
    "outside its interval": ("MY,per_1000,5,1,4,all,2021,2023-05-24,s,l\n",
                             "estimates.csv:2: the interval 1 to 4 does not hold the value 5"),
    "no number": ("MY,per_1000,two,1,4,all,2021,2023-05-24,s,l\n",
                  "estimates.csv:2: value is \"two\"; expected a number above 0"),
    "another unit": ("MY,percent,2,1,4,all,2021,2023-05-24,s,l\n",
                     "estimates.csv:2: unit is \"percent\"; expected per_1000 or persons"),
    "no source": ("MY,per_1000,2,1,4,all,2021,2023-05-24,,l\n", "estimates.csv:2: source is empty"),
    "a year of the future": (MALAYSIA.replace(",2021,", ",2031,"),
                             "estimates.csv:2: year is 2031, after the day of publication "
                             "2023-05-24"),
    "a year before anybody counted": (MALAYSIA.replace(",2021,", ",1066,"),
                                      "estimates.csv:2: year is \"1066\"; expected one from 1930"),
    "behind empty lines": ("\n\n" + MALAYSIA.replace(",2,1,4", ",two,1,4"),
                           "estimates.csv:4: value is \"two\""),
}


@pytest.mark.parametrize("case", BAD)
def test_a_national_estimate_that_cannot_be_used_is_named_by_line(tmp_path, case):
    text, message = BAD[case]
    write(tmp_path, "list.csv", LIST)
    write(tmp_path, "estimates.csv", NATIONAL + text)
    outcome = run("assess", "list.csv", "--out", "r", "--set", "anchors.national=estimates.csv",
                  *QUICK, cwd=tmp_path)
    assert outcome.code == 10, outcome
    assert message in " ".join(outcome.err.split()), outcome
    assert not (tmp_path / "r").exists()


def test_national_estimates_without_anchors_contradict_each_other(tmp_path):
    write(tmp_path, "list.csv", LIST)
    write(tmp_path, "estimates.csv", NATIONAL + MALAYSIA)
    outcome = run("assess", "list.csv", "--out", "r", "--set", "anchors.national=estimates.csv",
                  "--set", "methodology=relative", *QUICK, cwd=tmp_path)
    assert outcome.code == 10 and "has no anchors" in outcome.err, outcome


def test_a_file_of_estimates_that_is_no_such_table_is_described_as_the_users(tmp_path):
    write(tmp_path, "list.csv", LIST)
    for text, message in (
            (NATIONAL.replace(",year", "") + MALAYSIA.replace(",2021,", ","),
             "estimates.csv: has no column \"year\"; its columns are country, unit, value"),
            (NATIONAL, "estimates.csv: has a header but no rows"),
            (NATIONAL + ",,,,,,,,,\n", "estimates.csv: "),
            ("", "estimates.csv: ")):
        write(tmp_path, "estimates.csv", text)
        outcome = run("assess", "list.csv", "--out", "r", "--set", "anchors.national=estimates.csv",
                      *QUICK, cwd=tmp_path)
        assert outcome.code in (30, 31), outcome
        said = " ".join(outcome.err.split())
        assert message in said and "ompile" not in said and "manifest" not in said, outcome


def test_estimates_with_semicolons_and_a_note_are_read(tmp_path):
    write(tmp_path, "list.csv", LIST)
    write(tmp_path, "estimates.csv", (NATIONAL.strip() + ",note\n" + MALAYSIA.strip() + ",\n")
          .replace(",", ";"))
    outcome = run("assess", "list.csv", "--out", "r", "--set", "anchors.national=estimates.csv",
                  "--formats", "parquet", *QUICK, cwd=tmp_path)
    assert outcome.code == 0, outcome
    receipt = run("explain", "r", "4", "--full", cwd=tmp_path).out
    assert "source: your file, line 2 of estimates.csv" in receipt, receipt
    assert "nothing is stated" not in receipt.split("national estimate of your own")[1][:400]


def test_compare_names_national_estimates_as_method_and_does_without_a_file_that_is_gone(tmp_path):
    write(tmp_path, "list.csv", LIST)
    write(tmp_path, "more.csv", LIST.replace("gloves,1500", "gloves,150"))
    # Far below what the model draws for Malaysia, so that the move stands out.
    write(tmp_path, "estimates.csv", NATIONAL + MALAYSIA.replace(",2,1,4,", ",0.05,0.04,0.06,"))
    draws = ("--draws", "256", "--quiet", "--formats", "parquet")
    run("assess", "list.csv", "--out", "a", *draws, cwd=tmp_path)
    run("assess", "more.csv", "--out", "b", *draws, "--set", "anchors.national=estimates.csv",
        cwd=tmp_path)

    def four(out):
        outcome = run("compare", "a", "b", "--out", out, "--quiet", cwd=tmp_path)
        assert outcome.code == 0, outcome
        with open(tmp_path / out / "compare.csv", encoding="utf-8", newline="") as file:
            (line,) = [row for row in csv.DictReader(file) if row["name"] == "Four"]
        return line, " ".join(outcome.out.split())

    line, said = four("c")
    assert line["causes"] == "method, supplier" and line["told_apart"] == "yes", (line, said)
    report = json.loads((tmp_path / "c" / "compare.json").read_text("utf-8"))
    assert [(d["cause"], d["what"], d["before"]) for d in report["differences"]] == [
        ("method", "user/estimates.csv", "none"), ("method", "anchors.national", "none")]
    assert report["differences"][0]["after"].startswith("SHA-256 ")
    for name, text in (("changed", NATIONAL + MALAYSIA), ("no-table", "a,b\n1,2\n"), ("gone", None)):
        (tmp_path / "estimates.csv").unlink()
        if text is not None:
            write(tmp_path, "estimates.csv", text)
        line, said = four(name)
        assert line["told_apart"] == "no", (name, line)
        assert "national estimates are not those at hand" in said, (name, said)


def test_compare_says_that_totals_without_anchors_are_not_shown(runs):
    outcome = run("compare", "default", "none", "--out", "to-none", "--quiet", cwd=runs)
    assert outcome.code == 0, outcome
    said = " ".join(outcome.out.split())
    assert re.search(r"Expected persons: .*\) before, not shown after\.", said), said
    page = (runs / "to-none" / "compare.html").read_text(encoding="utf-8")
    assert "not shown after" in page and "no data" not in page
