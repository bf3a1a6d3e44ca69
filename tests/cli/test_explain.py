# SPDX-License-Identifier: Apache-2.0
"""sourcelight explain: the receipt of one supplier, recomputed from the result folder."""

import csv
import json
import math
import re
import shlex
import shutil

import pyarrow
import pyarrow.parquet
import pytest

from conftest import run, too_wide, write

XINJIANG, UNKNOWN = 3, 6  # rows of mixed.csv


@pytest.fixture(scope="module")
def rows(mixed):
    with open(mixed / "suppliers.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def text(mixed):
    outcome = run("explain", mixed, XINJIANG, "--full", cwd=mixed.parent)
    assert outcome.code == 0 and outcome.err == "", outcome
    return outcome.out


@pytest.fixture(scope="module")
def receipt(mixed):
    outcome = run("explain", mixed, XINJIANG, "--json", cwd=mixed.parent)
    assert outcome.code == 0, outcome
    return json.loads(outcome.out)


def test_the_receipt_goes_from_the_users_cell_to_sources_with_licence_and_date(text):
    for words in ("Aksu Textile", "CN-XJ", "usdol/list_of_goods", "2020-09-30"):
        assert words in text, words
    lowered = text.lower()
    assert "licence" in lowered or "license" in lowered or "public domain" in lowered
    assert "\x1b" not in text, "no colours in a pipe"


def test_the_receipt_repeats_the_numbers_of_the_table(receipt, text, rows):
    row = rows[XINJIANG - 1]
    prevalence = f"{float(row['sl_prevalence_per_1000']):.3g} per 1,000 workers"
    assert prevalence in text and prevalence in json.dumps(receipt)
    assert receipt["row"] == XINJIANG
    assert receipt["summary"]["band"] == row["sl_band"]
    assert receipt["summary"]["reason"] == row["sl_reason"]


def test_the_answers_are_numbers_and_those_of_the_table(receipt, rows):
    row, answers = rows[XINJIANG - 1], receipt["answers"]
    assert list(answers) == ["prevalence_per_1000", "site_probability", "hazard_24m",
                             "expected_persons", "residual_probability",
                             "prevalence_relative"]
    for name, answer in answers.items():
        if answer["withheld"] is None:
            ends = [answer[part] for part in ("lo90", "lo50", "median", "hi50", "hi90")]
            assert ends == sorted(ends), name
            for part, ending in (("lo90", "_lo90"), ("median", ""), ("hi90", "_hi90")):
                assert answer[part] == pytest.approx(float(row[f"sl_{name}{ending}"]), rel=1e-6)
    hazard = answers["hazard_24m"]
    assert hazard["median"] is hazard["hi90"] is None and row["sl_hazard_24m"] == ""
    assert row["sl_listed_since"] in hazard["withheld"]


def test_log_odds_of_the_terms_add_up_to_the_answer(receipt):
    steps = [term["log_odds"] for term in receipt["terms"] if term["log_odds"] is not None]
    median = receipt["answers"]["site_probability"]["median"]
    assert sum(steps) == pytest.approx(math.log(median / (1 - median)), abs=1e-6)


def test_receipts_fit_80_columns_and_have_no_exponents(mixed):
    for row, *full in ((1,), (1, "--full"), (XINJIANG,), (XINJIANG, "--full"), (UNKNOWN,), (9,)):
        outcome = run("explain", mixed, row, *full, cwd=mixed.parent)
        assert outcome.code == 0, outcome
        assert not too_wide(outcome.out), row
        assert not re.search(r"\d[eE][+-]?\d", re.sub(r"https?:\S*", "", outcome.out)), row


@pytest.mark.parametrize("row", [1, XINJIANG, UNKNOWN])
def test_the_short_receipt_is_one_screen_and_names_the_long_one(mixed, row):
    short = run("explain", mixed, row, cwd=mixed.parent).out.splitlines()
    full = run("explain", mixed, row, "--full", cwd=mixed.parent).out.splitlines()
    assert len(short) <= 60 and len(short) < len(full)
    foot = " ".join(line.strip() for line in short[-4:])
    assert f"All {len(full)} lines" in foot and f"{row} --full" in foot


def test_the_short_receipt_has_the_answer_with_interval_grade_and_sources(mixed, receipt):
    short = run("explain", mixed, XINJIANG, cwd=mixed.parent).out
    for words in ("at this site", "90 % interval", "grade", "log-odds", "It rests on", "edition"):
        assert words in short, words
    largest = max((term for term in receipt["terms"]
                   if term["log_odds"] and term["group"] != "start"),
                  key=lambda term: abs(term["log_odds"]))
    assert largest["what"].split()[0] in short


def test_goods_of_any_number_stand_well_in_the_sentence_and_names_in_the_page(tmp_path):
    write(tmp_path, "list.csv", "name,city,country,product\nA,Dhaka,Bangladesh,garments\n"
          "B,Ashgabat,Turkmenistan,cotton\nB,Ashgabat,Turkmenistan,cotton\n")
    outcome = run("assess", "list.csv", "--out", "r", "--draws", "64", cwd=tmp_path)
    assert outcome.code == 0, outcome
    told = run("explain", "r", 1, "--full", cwd=tmp_path).out
    # Added for forced labour in the edition of 2022, for child labour long before.
    assert ("Garments from Bangladesh: on the US List of Goods for forced labour since 2022-09-28"
            in " ".join(told.split()))
    assert "=nan" not in told and "=nan" not in run("explain", "r", 2, "--full", cwd=tmp_path).out
    page = (tmp_path / "r" / "report.html").read_text(encoding="utf-8")
    report = {name: json.loads(text) for name, text in re.findall(
        r'id="sourcelight-(suppliers|sections)">(.*?)</script>', page)}
    suppliers = report["suppliers"]["suppliers"]
    names = dict(zip(suppliers["dict"]["region"], suppliers["dict"]["region_name"]))
    assert names["TM-S"] == "Aşgabat"  # the name of ISO 3166-2; no shape brings another
    cotton = [good for good in report["sections"]["legal"]["listed_goods"] if good["country"] == "TM"]
    assert [(good["suppliers"], good["rows"]) for good in cotton] == [(1, [2])]


def test_a_supplier_is_found_by_the_lists_own_id(mixed):
    by_id = run("explain", mixed, "00013", cwd=mixed.parent)
    assert by_id.code == 0 and "own ID: 00013" in by_id.out and "Bukhara" in by_id.out, by_id
    # Rows 1 and 11 are one supplier under one ID.
    assert run("explain", mixed, "00012", cwd=mixed.parent).out.startswith("Row 1,")


def test_a_number_that_is_row_and_own_id_is_the_row_and_says_so(tmp_path):
    write(tmp_path, "l.csv", "Vendor No,Name,Country\n2,Kite,Vietnam\n7,Sail,Peru\nA7,Oar,Peru\n"
                             "A7,Rudder,Chile\n")
    outcome = run("assess", "l.csv", "--out", "r", "--draws", "16", "--formats", "parquet",
                  "--quiet", cwd=tmp_path)
    assert outcome.code == 0, outcome
    clash = run("explain", "r", "2", cwd=tmp_path)
    assert "Sail" in clash.out and "own ID of row 1" in clash.err and "--id" in clash.err, clash
    assert "Kite" in run("explain", "r", "2", "--id", cwd=tmp_path).out
    only = run("explain", "r", "7", cwd=tmp_path)
    assert "Sail" in only.out and only.err == "", only
    twice = run("explain", "r", "A7", cwd=tmp_path)
    assert twice.code == 30 and "own ID of rows 3, 4" in " ".join(twice.err.split()), twice


def test_every_row_of_an_own_id_is_named_also_those_that_repeat_another(tmp_path):
    write(tmp_path, "l.csv", "Supplier ID,Supplier,Country,Product,Annual spend (USD)\n"
                             "V-1,Kite,Vietnam,tea,100\nV-1,Kite,Vietnam,tea,100\n"
                             "V-1,Sail,Peru,tea,100\nV-2,Oar,Peru,tea,70\nTotal,,,,370\n")
    outcome = run("assess", "l.csv", "--out", "r", "--draws", "16", "--formats", "csv,parquet",
                  cwd=tmp_path)
    assert outcome.code == 0 and "not used" not in outcome.err, outcome
    several = run("explain", "r", "V-1", cwd=tmp_path)
    assert several.code == 30 and "own ID of rows 1, 2, 3" in " ".join(several.err.split()), several
    receipt = run("explain", "r", "V-2", "--full", cwd=tmp_path).out
    assert 'currency: header "Annual spend (USD)": "USD"' in receipt, receipt
    assert "your mapping" not in receipt, receipt
    # The total is no supplier, has no score, and its spend is that of the rows above it.
    findings = list(csv.reader((tmp_path / "r" / "findings.csv").read_text("utf-8").splitlines()))
    assert [row[0] for row in findings[1:] if row[2] == "total-row"] == ["5"]
    rows = list(csv.reader((tmp_path / "r" / "suppliers.csv").read_text("utf-8").splitlines()))
    last = dict(zip(rows[0], rows[5]))
    assert last["sl_priority"] == "" and last["sl_site_probability"] == "", last


def test_terms_read_from_data_name_dataset_row_and_licence(receipt):
    sources = [term["source"] for term in receipt["terms"] if term["source"]]
    assert {"usdol/list_of_goods", "sourcelight/state_programmes"} <= {
        source["dataset"] for source in sources}
    for source in sources:
        assert source["licence"] and source["edition"] and source["published"], source


def test_a_row_that_was_not_scored_says_why(mixed):
    outcome = run("explain", mixed, UNKNOWN, cwd=mixed.parent)
    assert outcome.code == 0, outcome
    assert "country" in outcome.out and "insufficient data" in outcome.out
    answers = json.loads(run("explain", mixed, UNKNOWN, "--json", cwd=mixed.parent).out)["answers"]
    assert all(answer["median"] is None and "country" in answer["withheld"]
               for answer in answers.values())


def test_nothing_is_written_into_the_folder(mixed, text):
    assert text and sorted(path.name for path in mixed.iterdir() if path.is_file()) == sorted([
        "report.html", "workbook.xlsx", "suppliers.parquet", "suppliers.csv", "suppliers.gpkg",
        "matches.csv", "findings.csv", "totals.json", "run.json"])


@pytest.mark.parametrize(("row", "code", "word"), [
    (0, 30, "1"), (13, 30, "12"), (-3, None, ""), ("first", 30, "12")])
def test_a_row_that_is_not_there(mixed, row, code, word):
    outcome = run("explain", mixed, row, cwd=mixed.parent)
    assert outcome.code == (code or outcome.code) != 0 and word in outcome.err, outcome
    assert outcome.out == "" and outcome.code in (2, 30)


def test_a_folder_that_is_no_result(tmp_path):
    for folder in (tmp_path, tmp_path / "nowhere"):
        outcome = run("explain", folder, 1, cwd=tmp_path)
        assert outcome.code == 30 and "run.json" in outcome.err, outcome


def copied(mixed, tmp_path, *names):
    for name in names:
        shutil.copy(mixed / name, tmp_path / name)
    return tmp_path


def test_a_result_without_the_parquet_file_says_what_to_do(mixed, tmp_path):
    outcome = run("explain", copied(mixed, tmp_path, "run.json"), 1, cwd=tmp_path)
    assert outcome.code == 30 and "suppliers.parquet" in outcome.err, outcome


def test_a_changed_dataset_is_exit_20_unless_allowed(mixed, tmp_path):
    folder = copied(mixed, tmp_path, "run.json", "suppliers.parquet")
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    changed = next(entry for entry in record["datasets"] if entry["id"] == "usdol/list_of_goods")
    changed["sha256"] = "0" * 64
    write(folder, "run.json", json.dumps(record))
    refused = run("explain", folder, XINJIANG, cwd=tmp_path)
    assert refused.code == 20, refused
    assert "usdol/list_of_goods" in refused.err and "--allow-changed" in refused.err
    allowed = run("explain", folder, XINJIANG, "--allow-changed", cwd=tmp_path)
    assert allowed.code == 0 and "Aksu Textile" in allowed.out, allowed


def test_a_damaged_run_record_is_a_clear_refusal(mixed, tmp_path):
    folder = copied(mixed, tmp_path, "suppliers.parquet")
    write(folder, "run.json", '{"format": 1, ')
    outcome = run("explain", folder, 1, cwd=tmp_path)
    assert outcome.code == 30 and "run.json" in outcome.err, outcome


def test_two_inputs_of_one_name_keep_their_own_mapping(tmp_path):
    for folder, columns in (("a", "Name,Country,Product"), ("b", "Country,Name,Product")):
        (tmp_path / folder).mkdir()
        cells = ["Gold One", "Peru"] if folder == "a" else ["Ghana", "Gold Two"]
        write(tmp_path / folder, "list.csv", columns.replace("Name", "Vendor name" if folder == "b"
                                                             else "Name")
              + "\n" + ",".join([*cells, "gold"]) + "\n")
    outcome = run("assess", "a/list.csv", "b/list.csv", "--out", "r", "--draws", "16", "--formats",
                  "parquet", "--quiet", cwd=tmp_path)
    assert outcome.code == 0, outcome
    receipt = run("explain", "r", 2, "--full", cwd=tmp_path)
    assert receipt.code == 0 and "Gold Two" in receipt.out and "Ghana" in receipt.out, receipt


def commands_of(text):
    return [line.strip() for line in text.splitlines()
            if line.startswith("      sourcelight data show ")]


def test_every_source_of_the_text_has_a_command_on_one_line_that_finds_its_rows(mixed, text):
    commands = commands_of(text)
    assert len(commands) >= 40 and max(map(len, commands)) > 80
    for command in {command.split(" ")[3]: command for command in commands}.values():
        shown = run(*shlex.split(command)[1:], cwd=mixed.parent)
        assert shown.code == 0 and not shown.out.endswith("\n0 of "), command
        assert re.search(r"^[1-9]\d* of \d+ rows", shown.out, re.M), command


def test_every_source_key_of_a_receipt_can_be_followed(mixed, receipt):
    sources = [term["source"] for term in receipt["terms"] if term["source"]]
    for source in sources[::4]:
        if source["row"] is None:
            continue
        shown = json.loads(run("data", "show", source["dataset"], "--row", source["key"], "--json",
                               cwd=mixed.parent).out)
        assert [row["row"] for row in shown["found"]] == [source["row"]], source


def test_the_receipt_quotes_the_users_own_header_and_cell(receipt, text):
    # mixed.csv: header in line 1, row 2 has a cell of two lines, which is not counted.
    assert receipt["where"] == "near line 4 of mixed.csv"
    cells = {cell["field"]: (cell["columns"], cell["text"]) for cell in receipt["cells"]}
    assert cells["product"] == (["Product"], "cotton yarn")
    assert cells["spend"] == (["Spend"], "7000")
    by_what = {term["what"]: term for term in receipt["terms"]}
    for what, field, quoted in (("country", "country", "China"), ("region", "city", "Aksu"),
                                ("activity", "product", "cotton yarn"),
                                ("workers of the site", "workers", "500")):
        assert [(c["field"], c["text"]) for c in by_what[what]["cells"]] == [(field, quoted)], what
    assert ('source: your file, near line 4 of mixed.csv: column "Workers": "500"' in text)


def test_a_region_found_by_coordinates_names_both_columns(mixed):
    terms = json.loads(run("explain", mixed, 1, "--json", cwd=mixed.parent).out)["terms"]
    region = next(term for term in terms if term["what"] == "region")
    assert [(c["columns"], c["text"]) for c in region["cells"]] == [
        (["Latitude"], "-22.57"), (["Longitude"], "17.08")]


def test_hostile_cells_reach_neither_terminal_nor_page(tmp_path):
    name, product = "\x1b[31mRed\x07 Ltd", "cotton </script><b>x</b>\u202egnp"
    pyarrow.parquet.write_table(
        pyarrow.table({"Name": [name], "Country": ["Peru"], "Product\x1b[2J": [product]}),
        tmp_path / "l.parquet")
    outcome = run("assess", "l.parquet", "--out", "r", "--draws", "16", "--formats", "parquet,report",
                  "--quiet", cwd=tmp_path)
    assert outcome.code == 0, outcome
    told = run("explain", "r", 1, "--full", cwd=tmp_path)
    assert told.code == 0 and 'column "Product [2J": "cotton </script>' in told.out, told
    for sign in "\x1b\x07\u202e":
        assert sign not in told.out
    page = (tmp_path / "r" / "report.html").read_text(encoding="utf-8")
    assert "</script><b>x</b>" not in page and "\\u003c/script\\u003e" in page
    data = json.loads(run("explain", "r", 1, "--json", cwd=tmp_path).out)
    assert [c["text"] for c in data["cells"] if c["field"] == "product"] == [product]


def test_a_list_without_products_says_which_activity_was_assumed(tmp_path):
    write(tmp_path, "l.csv", "Vendor,Land\nKite,Vietnam\n")
    outcome = run("assess", "l.csv", "--out", "r", "--draws", "16", "--formats", "parquet",
                  "--quiet", cwd=tmp_path)
    assert outcome.code == 0, outcome
    terms = json.loads(run("explain", "r", 1, "--json", cwd=tmp_path).out)["terms"]
    activity = next(term for term in terms if term["what"] == "activity")
    assert activity["cells"] == [] and activity["parameter"] == "activity.default"
    assert next(term for term in terms if term["what"] == "country")["cells"][0]["columns"] == [
        "Land"]


def test_counts_of_a_region_say_how_much_of_them_counts(tmp_path):
    write(tmp_path, "l.csv", "Vendor,Country,Region,Product\n"
          "Kite,India,Arunachal Pradesh,bricks\nLark,Brazil,Minas Gerais,coffee\n"
          "Wren,Brazil,Alagoas,coffee\n")
    outcome = run("assess", "l.csv", "--out", "r", "--draws", "64", "--formats", "parquet",
                  "--quiet", cwd=tmp_path)
    assert outcome.code == 0, outcome

    def terms(row):
        found = json.loads(run("explain", "r", row, "--json", cwd=tmp_path).out)["terms"]
        return (next(t for t in found if t["what"] == "evidence about the region"),
                next(t for t in found if t["what"] == "how differently regions were looked at"))

    counted, search = terms(1)
    assert counted["value"] == "3526 bonded labourers identified, 1978-2014"
    assert "expected by its share of the people" in counted["sentence"]
    # .5 ln 1.5 of a total variance of that and 1.9^2 (docs/decisions/0014).
    assert search["value"].startswith("ln sd 1.9: 5.3 % ")
    assert search["parameter"] == "region.search_sd_identified" and search["code"] == "E"
    assert "over all activities" in search["sentence"]
    assert terms(2)[1]["value"].startswith("ln sd 1: 17 % ")
    # The register is the whole country's: a state without a row has none, by all its rows.
    none, _ = terms(3)
    assert none["value"] == "0 employers on the register of the Ministry of Labour"
    assert none["source"]["key"] == "published=2023-04-11"


def test_every_answer_of_the_table_stands_in_the_text_as_the_report_writes_it(mixed, text, rows):
    row = rows[XINJIANG - 1]

    def digits(name, ending):
        value = float(row[f"sl_{name}{ending}"])
        value *= 1 if name in ("prevalence_per_1000", "expected_persons",
                               "prevalence_relative") else 100
        return f"{float(f'{value:.2g}'):g}"

    told = " ".join(text.split())
    for name, label in (("prevalence_per_1000", "prevalence"),
                        ("site_probability", "someone at this site"),
                        ("residual_probability", "after what the company does"),
                        ("expected_persons", "persons"),
                        ("prevalence_relative", "relative prevalence")):
        line = re.search(rf" {label}: (\S+)(?: %)? \(90 % interval (\S+) to (\S+?)(?: %)?\)", told)
        assert line, label
        shown = [value for value in line.groups() if not value.startswith(">")]
        assert set(shown) <= {digits(name, ending) for ending in ("", "_lo90", "_hi90")}, label
    assert f"coverage: {float(row['sl_coverage']) * 100:.3g} %" in told
    assert f"priority: {row['sl_priority']}" in told


def test_a_run_of_an_earlier_day_cites_nothing_younger_but_names_and_codes(tmp_path):
    write(tmp_path, "l.csv", "Vendor,Country,Product\nKite,Thailand,frozen shrimp\n")
    outcome = run("assess", "l.csv", "--out", "r", "--draws", "16", "--formats", "parquet",
                  "--as-of", "2026-08-22", "--quiet", cwd=tmp_path)
    assert outcome.code == 0, outcome
    terms = json.loads(run("explain", "r", 1, "--json", cwd=tmp_path).out)["terms"]
    sources = [term["source"] for term in terms if term["source"]]
    younger = [source for source in sources if source["published"] > "2026-08-22"]
    assert younger and all(source["as_of_exempt"] for source in younger)
    told = " ".join(run("explain", "r", 1, "--full", cwd=tmp_path).out.split())
    assert "public since 2026-11" not in told
    assert "names and codes as of 2026-11-22, whatever the as-of date" in told


def test_a_row_that_is_not_there_tells_how_many_are_and_where_rows_stand(tmp_path):
    write(tmp_path, "l.csv", "Vendor,Country\nKite,Vietnam\nSail,Peru\n")
    assert run("assess", "l.csv", "--out", "r", "--draws", "16", "--formats", "parquet", "--quiet",
               cwd=tmp_path).code == 0
    told = " ".join(run("explain", "r", 999, cwd=tmp_path).err.split())
    assert "there is no row 999; the list has 2 rows: name one from 1 to 2 (sl_row" in told, told
    assert "no column that is headed as supplier IDs" in told and "and it is the list" not in told


def test_measures_between_two_steps_and_domestic_work_are_said_in_the_receipt(tmp_path):
    write(tmp_path, "l.csv", "Vendor,Country,Product,Announced audits,Worker voice,Remedy share\n"
          "Kite,Vietnam,garments,14,33 %,10 %\nHelp,Saudi Arabia,domestic workers,,,\n")
    outcome = run("assess", "l.csv", "--out", "r", "--draws", "64", "--formats", "csv,parquet",
                  "--quiet", cwd=tmp_path)
    assert outcome.code == 0, outcome
    told = " ".join(run("explain", "r", 1, "--full", cwd=tmp_path).out.split())
    for words in ("announced audits: 12 a year",
                  'stated as "14", counted as 12 a year: the most that is counted',
                  "workers that a complaint line reaches: 35 %",
                  'stated as "33 %", counted as 35 %: shares count in steps of 5 %',
                  "found cases released and remedied: 10 %"):
        assert words in told, words
    findings = (tmp_path / "r" / "findings.csv").read_text("utf-8")
    assert findings.count("measure-rounded") == 2 and findings.count("domestic-work") == 1
    row = list(csv.DictReader((tmp_path / "r" / "suppliers.csv").read_text("utf-8").splitlines()))[1]
    assert row["sl_site_probability"] == "" and "domestic work" in row["sl_reason"], row
    told = " ".join(run("explain", "r", 2, cwd=tmp_path).out.split())
    assert "leave domestic work out; that is not a low score" in told
