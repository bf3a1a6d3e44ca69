# SPDX-License-Identifier: Apache-2.0
"""sourcelight compare: what moved between two result folders, and why."""

import csv
import hashlib
import json
import math
import os
import pathlib
import shutil

import pyarrow.parquet
import pytest

from conftest import ROOT, run, write

HEADER = "Supplier,City,Country,Product,Workers,Spend\n"
LIST = (HEADER + "Kite,Dhaka,Bangladesh,garments,800,1000\nOar,Lima,Peru,gold,50,2000\n"
        "Sail,Bukhara,Uzbekistan,raw cotton,200,3000\nRudder,Hanoi,Vietnam,shoes,900,10\n"
        "Mast,Santiago,Chile,copper,400,70\n")
EDITED = (HEADER + "Mast,Santiago,Chile,copper,400,99\nKite,Dhaka,Bangladesh,garments,2800,1000\n"
          "Oar,Lima,Peru,gold,50,2000\nSail,Bukhara,Uzbekistan,raw cotton,200,3000\n"
          "Keel,Klang,Malaysia,rubber gloves,500,4\n")


def assess(folder, text, name, *options):
    write(folder, f"{name}.csv", text)
    draws = () if "--draws" in options else ("--draws", "64")
    outcome = run("assess", f"{name}.csv", "--out", name, *draws, "--quiet", "--formats",
                  "parquet", *options, cwd=folder)
    assert outcome.code == 0, outcome
    return folder / name


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("runs")
    assess(folder, LIST, "old", "--as-of", "2021-10-01")
    assess(folder, LIST, "now")
    assess(folder, EDITED, "edited")
    assess(folder, LIST, "seeded", "--seed", "7")
    return folder


def compare(folder, before, after, *options):
    outcome = run("compare", before, after, "--out", f"{before}-{after}", "--force", *options,
                  cwd=folder)
    assert outcome.code == 0, outcome
    return folder / f"{before}-{after}", outcome


def lines(folder):
    with open(folder / "compare.csv", encoding="utf-8", newline="") as file:
        return {line["name"]: line for line in csv.DictReader(file)}


def test_the_same_run_twice_moves_nothing_and_says_so(runs):
    folder, outcome = compare(runs, "now", "now")
    found = lines(folder)
    assert {line["change"] for line in found.values()} == {"same"}
    assert {line["causes"] for line in found.values()} == {""}
    assert "0 moved up, 0 down" in " ".join(outcome.out.split())
    assert json.loads((folder / "compare.json").read_text("utf-8"))["differences"] == []


OURS = ("supplier,kind,date,source,verified\n"
        "Kite,field_investigation,2021-06-30,an institute,yes\n"
        "Kite,court_judgement,2021-07-31,a court,yes\n")


@pytest.fixture(scope="module")
def told(runs):
    """The same list with evidence about Kite alone, on both days."""
    write(runs, "ours.csv", OURS)
    assess(runs, LIST, "told-old", "--as-of", "2021-10-01", "--evidence", "ours.csv")
    assess(runs, LIST, "told", "--evidence", "ours.csv")
    return runs


def test_evidence_that_only_one_run_had_is_named_as_the_cause(told):
    folder, _ = compare(told, "now", "told")
    kite = lines(folder)["Kite"]
    assert (kite["change"], kite["causes"]) == ("up", "evidence")
    assert float(kite["log_odds_by_evidence"]) > 0
    assert ("your evidence: none -> court judgement 2021-07-31 (a court), field investigation "
            "2021-06-30 (an institute)") in kite["effects"]
    differences = json.loads((folder / "compare.json").read_text("utf-8"))["differences"]
    assert [one["cause"] for one in differences] == ["evidence"]


def test_an_answer_stands_beside_what_moved_and_bands_ascend(told):
    write(told, "answers.csv", OURS.replace("verified\n", "verified,text\n")
          + "Kite,rebuttal,2021-07-15,a letter,,We <b>ended</b> it.\n")
    assess(told, LIST, "answered", "--evidence", "answers.csv")
    folder, _ = compare(told, "now", "answered")
    assert lines(folder)["Kite"]["answer"] == "2021-07-15 (a letter): We <b>ended</b> it."
    page = (folder / "compare.html").read_text("utf-8")
    assert "the supplier answers: 2021-07-15 (a letter): We &lt;b&gt;ended&lt;/b&gt; it." in page
    bands = json.loads((folder / "compare.json").read_text("utf-8"))["bands"]
    scale = ["very low", "low", "moderate", "high", "very high", "insufficient data"]
    runs = [[scale.index(part) for part in entry["before"].split(" to ")] for entry in bands]
    assert runs == sorted(runs, key=lambda run: sum(run) / len(run)), bands


def test_evidence_about_another_supplier_is_no_cause(told):
    folder, _ = compare(told, "old", "told")
    found = lines(folder)
    movers = [line for line in found.values() if line["change"] in ("up", "down")]
    assert len(movers) > 2
    assert {line["name"] for line in movers if "evidence" in line["causes"]} == {"Kite"}
    assert not any("your evidence" in line["effects"] for name, line in found.items()
                   if name != "Kite")


def test_evidence_and_a_date_are_told_apart(told):
    folder, outcome = compare(told, "old", "told")
    kite = lines(folder)["Kite"]
    assert kite["causes"] == "date, evidence" and kite["told_apart"] == "yes", outcome.out
    by_date, _ = compare(told, "old", "now")
    assert float(kite["log_odds_by_date"]) == pytest.approx(
        float(lines(by_date)["Kite"]["log_odds_by_date"]), abs=1e-4)
    by_evidence, _ = compare(told, "now", "told")
    assert float(kite["log_odds_by_evidence"]) == pytest.approx(
        float(lines(by_evidence)["Kite"]["log_odds_by_evidence"]), abs=1e-4)


def test_the_same_evidence_under_a_later_date_is_the_date(told):
    folder, _ = compare(told, "told-old", "told")
    kite = lines(folder)["Kite"]
    assert kite["causes"] == "date"
    assert "the same 2 items, weighed by the later run's date" in kite["effects"]
    # The files are equal: nothing to say of them.
    differences = json.loads((folder / "compare.json").read_text("utf-8"))["differences"]
    assert [one["cause"] for one in differences] == ["date"]


def test_an_item_that_the_earlier_date_did_not_count_is_the_date_too(told):
    write(told, "later.csv", OURS + "Kite,credible_report,2022-02-01,a paper,\n")
    assess(told, LIST, "later-old", "--as-of", "2021-10-01", "--evidence", "later.csv")
    assess(told, LIST, "later-now", "--evidence", "later.csv")
    kite = lines(compare(told, "later-old", "later-now")[0])["Kite"]
    assert kite["causes"] == "date"
    assert "your evidence that counts by the date: 2 -> 3 of the same 3 items" in kite["effects"]


def test_cells_evidence_and_a_date_are_told_apart(told):
    write(told, "ours.csv", OURS)
    assess(told, EDITED, "edited-told", "--evidence", "ours.csv")
    kite = lines(compare(told, "old", "edited-told")[0])["Kite"]
    assert kite["causes"] == "date, supplier, evidence" and kite["told_apart"] == "yes"
    # Cells come before evidence: what the edit does to a supplier without any.
    alone = lines(compare(told, "now", "edited")[0])["Kite"]
    assert float(kite["log_odds_by_supplier"]) == pytest.approx(
        float(alone["log_odds_by_supplier"]), abs=1e-4)
    parts = sum(float(kite[f"log_odds_by_{cause}"]) for cause in ("date", "supplier", "evidence"))
    def log_odds(p):
        return math.log(p / (1 - p))

    assert parts == pytest.approx(log_odds(float(kite["site_probability_after"]))
                                  - log_odds(float(kite["site_probability_before"])), abs=1e-4)


def test_an_item_that_never_counted_is_no_evidence(told):
    write(told, "doubtful.csv",
          OURS + "Kite,hearsay,2021-06-30,a paper,\nKite,rebuttal,2021-07-01,Kite,\n")
    assess(told, LIST, "faulty", "--as-of", "2021-10-01", "--evidence", "doubtful.csv")
    kite = lines(compare(told, "faulty", "told")[0])["Kite"]
    assert kite["causes"] == "date"
    assert "the same 2 items" in kite["effects"]


def test_a_damaged_evidence_file_is_named(told, tmp_path):
    shutil.copytree(told / "told", tmp_path / "told")
    (tmp_path / "told" / "evidence.csv").unlink()
    outcome = run("compare", told / "now", "told", "--out", "moved", cwd=tmp_path)
    assert outcome.code == 30 and "evidence.csv: is missing" in " ".join(outcome.err.split())
    # What is new since that run does not need it: it may have been taken away on purpose.
    write(tmp_path, "list.csv", LIST)
    outcome = run("assess", "list.csv", "--out", "later", "--draws", "64", "--quiet", "--since",
                  "told", cwd=tmp_path)
    assert outcome.code == 0, outcome


def test_what_the_company_does_moves_the_residual_alone(tmp_path):
    head = "Supplier,Country,Product,Workers,unannounced_audits\n"
    assess(tmp_path, head + "Kite,Malaysia,rubber gloves,800,\nOar,Peru,gold,50,\n", "a", "--draws",
           "1024")
    assess(tmp_path, head + "Kite,Malaysia,rubber gloves,800,4\nOar,Peru,gold,50,\n", "b", "--draws",
           "1024")
    folder, outcome = compare(tmp_path, "a", "b")
    found = lines(folder)
    kite = found["Kite"]
    assert (kite["change"], kite["moved"], kite["causes"]) == (
        "down", "residual_probability", "supplier")
    assert kite["cells"] == "unannounced_audits: none -> 4"
    assert kite["site_probability_before"] == kite["site_probability_after"]
    before, after = (float(kite[f"residual_probability_{side}"]) for side in ("before", "after"))
    assert after < before
    assert float(kite["residual_probability_difference"]) == pytest.approx(after - before, rel=1e-5)
    assert float(kite["residual_probability_after_lo90"]) < after
    assert found["Oar"]["change"] == "same"
    report = json.loads((folder / "compare.json").read_text("utf-8"))
    residual = report["after"]["residual_sites"]
    assert residual["lo90"] < residual["median"] < report["after"]["expected_sites"]["median"]
    assert report["before"]["residual_sites"] == report["before"]["expected_sites"]
    assert report["difference_of_medians"]["residual_sites"] == pytest.approx(
        residual["median"] - report["before"]["residual_sites"]["median"])
    assert report["difference_of_medians"]["expected_sites"] == 0
    assert report["moved_by_cause"][0]["sum_of_residual_medians"] == pytest.approx(
        after - before, rel=1e-5)
    assert "After the measures that the lists state: " in " ".join(outcome.out.split())
    page = (folder / "compare.html").read_text(encoding="utf-8")
    assert "after measures: " in page and "expected sites after measures" in page
    assert "down after measures: supplier's own cells" in page.replace("&#39;", "'")


def test_an_edited_list_moves_the_suppliers_that_were_edited(runs):
    folder, outcome = compare(runs, "now", "edited")
    found = lines(folder)
    assert {name: line["change"] for name, line in found.items()} == {
        "Mast": "same", "Kite": "up", "Oar": "same", "Sail": "same", "Keel": "new",
        "Rudder": "gone"}
    kite = found["Kite"]
    assert kite["causes"] == "supplier" and kite["cells"] == "workers: 800 -> 2800"
    assert (kite["row_before"], kite["row_after"]) == ("1", "2")
    assert kite["paired_by"] == "name, country and product"
    assert float(kite["log_odds_by_supplier"]) > 0
    # Spend is counted, never scored: the cell is shown, and nothing moved.
    assert found["Mast"]["cells"] == "spend: 70 -> 99"
    assert found["Keel"]["row_before"] == "" and found["Rudder"]["row_after"] == ""
    said = " ".join(outcome.out.split())
    assert "1 supplier is new, 1 is gone" in said
    assert max(map(len, outcome.out.splitlines())) <= 80 and "\x1b" not in outcome.out


def test_a_later_date_is_named_with_what_was_found_otherwise(runs):
    folder, _ = compare(runs, "old", "now")
    found = lines(folder)
    report = json.loads((folder / "compare.json").read_text("utf-8"))
    assert [(d["cause"], d["before"]) for d in report["differences"]] == [("date", "2021-10-01")]
    assert {line["causes"] for line in found.values() if line["change"] != "same"} == {"date"}
    # Garments of Bangladesh: listed for child labour, with the edition of 2022 for forced labour.
    assert "on record since: 2014-12-01 -> 2022-09-28" in found["Kite"]["effects"]


def test_another_seed_moves_nothing_beyond_the_monte_carlo_error(runs):
    folder, _ = compare(runs, "now", "seeded")
    found = lines(folder)
    assert {line["change"] for line in found.values()} == {"within error"}
    assert {line["causes"] for line in found.values()} == {"draws"}


def test_causes_that_came_together_are_told_apart_by_computing_again(runs):
    folder, outcome = compare(runs, "old", "edited")
    kite = lines(folder)["Kite"]
    assert kite["causes"] == "date, supplier" and kite["told_apart"] == "yes", kite
    assert "told apart" not in outcome.out
    # By the later date alone the supplier has the numbers of the unedited list of that date.
    by_date, _ = compare(runs, "old", "now")
    alone = float(lines(by_date)["Kite"]["log_odds_by_date"])
    assert float(kite["log_odds_by_date"]) == pytest.approx(alone, abs=1e-4)
    by_edit, _ = compare(runs, "now", "edited")
    alone = float(lines(by_edit)["Kite"]["log_odds_by_supplier"])
    assert float(kite["log_odds_by_supplier"]) == pytest.approx(alone, abs=1e-4)


def test_another_edition_of_a_dataset_is_named_and_never_guessed_about(runs, tmp_path):
    shutil.copytree(runs / "old", tmp_path / "old")
    record = json.loads((tmp_path / "old" / "run.json").read_text("utf-8"))
    for dataset in record["datasets"]:
        if dataset["id"] == "usdol/list_of_goods":
            dataset.update(edition="an earlier one", sha256="0" * 64)
    write(tmp_path / "old", "run.json", json.dumps(record))
    shutil.copytree(runs / "edited", tmp_path / "edited")
    folder, outcome = compare(tmp_path, "old", "edited")
    report = json.loads((folder / "compare.json").read_text("utf-8"))
    assert [d["what"] for d in report["differences"] if d["cause"] == "data"] == [
        "usdol/list_of_goods"]
    kite = lines(folder)["Kite"]
    assert kite["causes"] == "date, data, supplier" and kite["told_apart"] == "no"
    # Date and data stay together; what the edit did is what it does alone.
    assert kite["log_odds_by_date"] == kite["log_odds_by_data"] == ""
    assert float(kite["log_odds_by_supplier"]) > 0
    assert "datasets are not at hand" in " ".join(outcome.out.split())


def test_of_several_datasets_the_page_names_those_that_a_receipt_cites(runs, tmp_path):
    shutil.copytree(runs / "old", tmp_path / "old")
    shutil.copytree(runs / "now", tmp_path / "now")
    record = json.loads((tmp_path / "old" / "run.json").read_text("utf-8"))
    # One that names the garments of Bangladesh, and programmes of states that have none there.
    changed = {"usdol/list_of_goods", "sourcelight/state_programmes"}
    assert changed <= {dataset["id"] for dataset in record["datasets"]}
    for dataset in record["datasets"]:
        if dataset["id"] in changed:
            dataset["sha256"] = "0" * 64
    write(tmp_path / "old", "run.json", json.dumps(record))
    folder, _ = compare(tmp_path, "old", "now")
    page = (folder / "compare.html").read_text("utf-8")
    row = next(part for part in page.split("<tr class=") if "<b>Kite</b>" in part)
    assert "of the 2 datasets that differ its receipt cites usdol/list_of_goods<" in row, row
    # One dataset alone is the cause by itself: nothing to tell apart.
    for dataset in record["datasets"]:
        if dataset["id"] == "sourcelight/state_programmes":
            dataset["sha256"] = next(
                one["sha256"] for one in json.loads((tmp_path / "now" / "run.json").read_text(
                    "utf-8"))["datasets"] if one["id"] == dataset["id"])
    write(tmp_path / "old", "run.json", json.dumps(record))
    folder, _ = compare(tmp_path, "old", "now")
    assert "its receipt cites" not in (folder / "compare.html").read_text("utf-8")


def test_an_own_id_decides_also_when_name_and_place_changed(tmp_path):
    head = "Supplier ID,Supplier,Country,Product\n"
    assess(tmp_path, head + "A1,Kite,Peru,gold\nA2,Oar,Peru,gold\n", "a")
    assess(tmp_path, head + "A2,Kite,Peru,gold\nA1,Renamed,Chile,copper\nA3,Oar,Peru,gold\n", "b")
    folder, _ = compare(tmp_path, "a", "b")
    found = lines(folder)
    assert found["Renamed"]["row_before"] == "1" and found["Renamed"]["paired_by"] == "own ID"
    assert found["Kite"]["row_before"] == "2" and found["Oar"]["change"] == "new"
    assert "name: Kite -> Renamed" in found["Renamed"]["cells"]


def test_lists_with_other_ids_altogether_are_paired_by_name_and_say_so(tmp_path):
    assess(tmp_path, "Vendor No,Supplier,Country,Product\n1,Kite,Peru,gold\n", "a")
    assess(tmp_path, "Vendor No,Supplier,Country,Product\n901,Kite,Peru,gold\n", "b")
    folder, outcome = compare(tmp_path, "a", "b")
    assert lines(folder)["Kite"]["row_before"] == "1"
    assert "not one in common" in " ".join(outcome.out.split())


def test_a_corrected_country_is_the_same_supplier(tmp_path):
    head = "Supplier,Country,Product\n"
    assess(tmp_path, head + "Kite,Atlantis,gold\nOar,Peru,gold\n", "a")
    assess(tmp_path, head + "Oar,Peru,gold\nKite,Chile,gold\n", "b")
    folder, _ = compare(tmp_path, "a", "b")
    kite = lines(folder)["Kite"]
    assert kite["paired_by"] == "name" and kite["change"] == "scored now"
    assert kite["band_before"] == "insufficient data" and kite["site_probability_before"] == ""


@pytest.fixture(scope="module")
def examples(tmp_path_factory):
    """The example list, and half a year's work on it: rows dropped, added and edited, measures,
    evidence. CTest keeps the comparison for the browser tests."""
    kept = os.environ.get("SOURCELIGHT_COMPARISON_FOLDER")
    folder = pathlib.Path(kept) if kept else tmp_path_factory.mktemp("examples") / "moved"
    work = tmp_path_factory.mktemp("work")
    with open(ROOT / "configs" / "examples" / "suppliers.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows[:40]:
        row["unannounced_audits"] = "4"
    for row in rows[5:9]:
        row["Workers"] = "4321"
    later = rows[:12] + rows[15:] + [
        dict(rows[20], Supplier="A supplier that is new"),
        dict(rows[30], Supplier="Nowhere & <Sons>", Country="Atlantis", City="", Latitude="",
             Longitude="", **{"Factory address": ""})]
    with open(work / "later.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), restval="")
        writer.writeheader()
        writer.writerows(later)
    for name, table, options in (
            ("before", ROOT / "configs" / "examples" / "suppliers.csv", ("--as-of", "2021-10-01")),
            ("after", work / "later.csv",
             ("--evidence", ROOT / "configs" / "examples" / "evidence.csv"))):
        outcome = run("assess", table, "--out", name, "--quiet", "--draws", "256", "--formats",
                      "parquet", *options, cwd=work)
        assert outcome.code == 0, outcome
    outcome = run("compare", "before", "after", "--out", folder, "--force", cwd=work)
    assert outcome.code == 0, outcome
    return folder, outcome


def test_a_list_with_everything_at_once_is_told_apart_line_by_line(examples):
    folder, _ = examples
    found = lines(folder)
    movers = [line for line in found.values() if line["change"] in ("up", "down")]
    assert {line["told_apart"] for line in movers} <= {"", "yes"}
    told = {line["name"] for line in movers if "evidence" in line["causes"].split(", ")}
    with open(ROOT / "configs" / "examples" / "evidence.csv", encoding="utf-8", newline="") as file:
        named = {row["supplier"] for row in csv.DictReader(file)}
    assert told and len(told) <= len(named)
    for line in movers:
        parts = [float(line[f"log_odds_by_{cause}"])
                 for cause in ("date", "data", "method", "draws", "supplier", "evidence")]
        p, q = float(line["site_probability_before"]), float(line["site_probability_after"])
        assert sum(parts) == pytest.approx(math.log(q / (1 - q)) - math.log(p / (1 - p)), abs=2e-4)


def test_the_folder_holds_what_its_record_says_and_repeats_to_the_byte(runs):
    folder, _ = compare(runs, "old", "edited", "--threads", "1")
    record = json.loads((folder / "run.json").read_text("utf-8"))
    digests = {output["file"]: output["sha256"] for output in record["outputs"]}
    assert sorted(digests) == ["compare.csv", "compare.html", "compare.json", "compare.parquet"]
    for file, sha256 in digests.items():
        assert hashlib.sha256((folder / file).read_bytes()).hexdigest() == sha256, file
    assert "runs" not in (folder / "run.json").read_text("utf-8")  # no paths
    table = pyarrow.parquet.read_table(folder / "compare.parquet")
    assert table.num_rows == len(lines(folder)) and table.column_names == list(
        next(iter(lines(folder).values())))
    again, _ = compare(runs, "old", "edited", "--threads", "2")
    assert json.loads((again / "run.json").read_text("utf-8")) == record


def test_the_page_asks_for_nothing_and_escapes_outside_text(tmp_path):
    name = "</td><script>alert(1)</script>"
    head = "Supplier,Country,Product,Workers\n"
    assess(tmp_path, head + f"{name},Peru,gold,50\n", "a")
    assess(tmp_path, head + f"{name},Peru,gold,5000\n", "b")
    folder, _ = compare(tmp_path, "a", "b")
    page = (folder / "compare.html").read_text(encoding="utf-8")
    assert "<script" not in page and "http" not in page.replace("http-equiv", "")
    assert "src=" not in page
    assert "&lt;script&gt;" in page and "workers: 50 &rarr; 5000" in page


def test_json_is_compare_json(runs):
    folder, outcome = compare(runs, "now", "edited", "--json")
    assert json.loads(outcome.out) == json.loads((folder / "compare.json").read_text("utf-8"))


@pytest.mark.parametrize(("damage", "word"), [
    (lambda folder: (folder / "run.json").unlink(), "run.json"),
    (lambda folder: (folder / "suppliers.parquet").unlink(), "suppliers.parquet: is missing"),
    (lambda folder: (folder / "totals.json").write_text("{}"), "totals.json: is not the file"),
    (lambda folder: (folder / "run.json").write_text("{"), "run.json"),
])
def test_a_damaged_folder_is_named(runs, tmp_path, damage, word):
    shutil.copytree(runs / "now", tmp_path / "now")
    shutil.copytree(runs / "edited", tmp_path / "edited")
    damage(tmp_path / "edited")
    outcome = run("compare", "now", "edited", "--out", "moved", cwd=tmp_path)
    said = " ".join(outcome.err.split())
    assert outcome.code == 30 and word in said and "edited" in said, outcome
    assert not (tmp_path / "moved").exists()


def test_an_existing_folder_is_not_replaced_unasked(runs, tmp_path):
    (tmp_path / "moved").mkdir()
    write(tmp_path, "moved/mine.txt", "mine")
    outcome = run("compare", runs / "now", runs / "edited", "--out", "moved", cwd=tmp_path)
    assert outcome.code == 51, outcome


def test_the_commands_of_the_page_run(tmp_path):
    page = (ROOT / "docs" / "compare.md").read_text(encoding="utf-8")
    commands = [part.split("```")[0].split() for part in page.split("```sh\n")[1:]]
    assert [command[:2] for command in commands] == [
        ["sourcelight", "assess"], ["sourcelight", "assess"], ["sourcelight", "compare"]]
    (tmp_path / "configs").symlink_to(ROOT / "configs")
    for command in commands:
        outcome = run(*command[1:], cwd=tmp_path)
        assert outcome.code == 0, outcome
        assert max(map(len, outcome.out.splitlines())) <= 80, outcome.out
    moved = json.loads((tmp_path / "moved" / "compare.json").read_text("utf-8"))
    assert [d["what"] for d in moved["differences"]] == ["as-of date"]
    totals = json.loads((tmp_path / "autumn" / "totals.json").read_text("utf-8"))
    assert totals["concentration"]["count"] == 10


def test_since_marks_what_is_new_and_what_changed(runs, tmp_path):
    write(tmp_path, "list.csv", EDITED)
    outcome = run("assess", "list.csv", "--out", "r", "--draws", "64", "--formats", "csv,parquet",
                  "--since", runs / "now", cwd=tmp_path)
    assert outcome.code == 0, outcome
    with open(tmp_path / "r" / "suppliers.csv", encoding="utf-8", newline="") as file:
        since = {row["Supplier"]: row["sl_since"] for row in csv.DictReader(file)}
    assert since == {"Mast": "same", "Kite": "changed", "Oar": "same", "Sail": "same",
                     "Keel": "new"}
    counts = json.loads((tmp_path / "r" / "totals.json").read_text("utf-8"))["since"]
    assert (counts["new"], counts["changed"], counts["same"], counts["gone"]) == (1, 1, 3, 1)
    assert "1 supplier is new, 1 changed, 1 gone" in " ".join(outcome.out.split())
    record = json.loads((tmp_path / "r" / "run.json").read_text("utf-8"))
    assert record["since"] == hashlib.sha256((runs / "now" / "run.json").read_bytes()).hexdigest()


def test_without_since_nothing_is_said_of_it(runs):
    assert "since" not in json.loads((runs / "now" / "totals.json").read_text("utf-8"))
    table = pyarrow.parquet.read_table(runs / "now" / "suppliers.parquet")
    assert table.column("sl_since").null_count == table.num_rows


def test_near_duplicates_are_one_line_in_the_terminal_and_a_column(tmp_path):
    rows = "".join(f"Mill {name},Bukhara,Uzbekistan,raw cotton,{400 + i}\n"
                   for i, name in enumerate(["Alpha", "Beta", "Gamma", "Delta"]))
    write(tmp_path, "l.csv", "Supplier,City,Country,Product,Workers\n" + rows
          + "Kite Ltd Unit 1,Dhaka,Bangladesh,garments,90\nKite Limited Unit 2,Khulna,Bangladesh,shrimp,80\n")
    outcome = run("assess", "l.csv", "--out", "r", "--draws", "64", "--formats", "csv,parquet",
                  "--set", "triage.sites=3", cwd=tmp_path)
    assert outcome.code == 0, outcome
    with open(tmp_path / "r" / "suppliers.csv", encoding="utf-8", newline="") as file:
        groups = {row["Supplier"]: (row["sl_group"], row["sl_group_kind"])
                  for row in csv.DictReader(file)}
    assert groups["Mill Alpha"] == groups["Mill Delta"] == ("1", "cell")
    assert groups["Kite Limited Unit 2"] == ("5", "company")
    said = " ".join(outcome.out.split())
    assert "Look at 3 sites first; they carry" in said and "of the expected persons" in said
    assert "and 3 more in the same cell" in said and said.count("Mill ") == 1
