# SPDX-License-Identifier: Apache-2.0
"""The other files of a result folder: workbook, findings, matches, totals, run record, report."""

import csv
import hashlib
import json
import re

import openpyxl
import pytest

from conftest import DATA, QUICK, ROOT, leftovers, run, write

FILES = {"report.html", "workbook.xlsx", "suppliers.parquet", "suppliers.csv",
         "suppliers.gpkg", "matches.csv", "findings.csv", "totals.json", "run.json"}
ESTIMATE = {"median", "lo50", "hi50", "lo90", "hi90", "mc_error"}


def read_csv(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.fixture(scope="module")
def record(mixed):
    return json.loads((mixed / "run.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def findings(mixed):
    with open(mixed / "findings.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def book(mixed):
    return openpyxl.load_workbook(mixed / "workbook.xlsx")


def test_the_folder_holds_the_documented_files_and_nothing_hidden(mixed):
    assert {path.name for path in mixed.iterdir()} - {"maps"} == FILES
    assert leftovers(mixed) == leftovers(mixed.parent) == []


def test_findings_have_the_documented_columns_and_words(mixed, findings):
    assert read_csv(mixed / "findings.csv")[0] == [
        "row", "file", "code", "severity", "column", "value", "message", "fix"]
    for finding in findings:
        assert finding["severity"] in {"error", "warning", "note"}
        assert re.fullmatch(r"[a-z][a-z0-9-]+", finding["code"])
        assert finding["message"] and finding["fix"], finding


@pytest.mark.parametrize(("row", "code", "value"), [
    (6, "country-unknown", "Atlantis"),
    (7, "coordinates-swapped", "77.2"),
    (8, "coordinates-out-of-range", "913.7"),
    (9, "activity-codes-contradict", "2410"),
    (10, "activity-meaningless", "misc"),
    (10, "workers-unreadable", "n/a"),
    (10, "spend-unreadable", "unknown"),
    (11, "supplier-twice", "Namib Dates Ltd"),
    (12, "country-unknown", ""),
])
def test_an_odd_row_is_a_finding_naming_row_and_value(findings, row, code, value):
    found = [f for f in findings if f["row"] == str(row) and f["code"] == code]
    assert [f["value"] for f in found] == [value]


def test_sl_findings_lists_the_codes_of_the_row(mixed, findings):
    with open(mixed / "suppliers.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            codes = {f["code"] for f in findings if f["row"] == row["sl_row"]}
            assert set(filter(None, row["sl_findings"].split(","))) == codes


def test_matches_have_the_documented_columns(mixed):
    assert read_csv(mixed / "matches.csv")[0] == (
        "row,file,supplier_name,list_id,entity_id,entity_name,matched_alias,score,probability,"
        "tokens_agreed,country_agrees,address_agrees,listed_on,legal_basis,source,state,reason,"
        "challenge"
    ).split(",")


def test_totals_hold_the_company_estimates(mixed):
    totals = json.loads((mixed / "totals.json").read_text(encoding="utf-8"))
    assert totals["rows"] == 12
    assert totals["assessed"] + totals["not_scored"] == 12
    assert totals["duplicates"] == 1
    assert set(totals["resolved"]) >= {"country", "region", "activity"}
    assert totals["resolved"]["country"] == pytest.approx(10 / 12)
    for name in ("expected_sites", "at_least_one", "expected_persons"):
        estimate = totals[name]
        assert set(estimate) == ESTIMATE
        assert (estimate["lo90"] <= estimate["lo50"] <= estimate["median"]
                <= estimate["hi50"] <= estimate["hi90"]), name
    assert totals["at_least_one"]["hi90"] <= 1
    currencies = [entry["currency"] for entry in totals["spend_at_risk"]]
    assert sorted(currencies) == ["EUR", "INR", "THB", "USD"], "no conversion between them"


def test_the_run_record_repeats_the_run(mixed, record):
    assert {"sourcelight", "configuration", "methodology", "as_of", "seed", "draws", "inputs",
            "datasets", "outputs", "findings"} <= set(record)
    assert record["draws"] == 64 and set(record["methodology"]) == {"id", "sha256"}
    source, = record["inputs"]
    data = (DATA / "mixed.csv").read_bytes()
    assert source["file"] == "mixed.csv" and source["rows"] == 12
    assert source["sha256"] == hashlib.sha256(data).hexdigest()
    assert source["mapping"]["country"] == "Country"
    for dataset in record["datasets"]:
        assert {"id", "edition", "sha256", "licence", "restricted"} <= set(dataset)


def test_the_run_record_has_the_digest_of_every_other_file(mixed, record):
    stated = {entry["file"]: entry["sha256"] for entry in record["outputs"]}
    maps = {f"maps/{path.name}" for path in (mixed / "maps").iterdir()}
    assert len(maps) == 6 and set(stated) == FILES - {"run.json"} | maps
    for name, digest in stated.items():
        assert hashlib.sha256((mixed / name).read_bytes()).hexdigest() == digest, name


def test_the_run_record_counts_the_findings(record, findings):
    counts = record["findings"]
    if isinstance(counts, list):
        counts = {entry["code"]: entry["count"] for entry in counts}
    assert counts == {code: sum(f["code"] == code for f in findings)
                      for code in {f["code"] for f in findings}}


def test_no_output_names_the_machine_the_user_or_the_clock(mixed):
    for path in mixed.iterdir():
        if path.suffix in {".json", ".csv", ".html"}:
            text = path.read_text(encoding="utf-8")
            assert str(mixed.parent) not in text and str(ROOT) not in text, path.name
    record = (mixed / "run.json").read_text(encoding="utf-8")
    assert not re.search(r"\d\d:\d\d:\d\d", record)
    assert "threads" not in record, "the number of threads does not touch the result"


def test_the_workbook_has_the_sheets_a_reviewer_needs(book):
    names = [name.lower() for name in book.sheetnames]
    for wanted in ("summary", "priorities", "suppliers", "unresolved", "review", "sources"):
        assert any(wanted in name for name in names), (wanted, names)


def sheet(book, word):
    return next(book[name] for name in book.sheetnames if word in name.lower())


def test_priorities_leave_room_for_owner_next_step_and_date(book):
    cells = [[str(cell.value or "").lower() for cell in row]
             for row in sheet(book, "priorities").iter_rows(max_row=10)]
    header = next(row for row in cells if "owner" in row)
    assert "next step" in header and any("date" in cell or "due" in cell for cell in header)


def test_the_supplier_sheet_has_every_row_in_order_and_a_filter(book):
    page = sheet(book, "suppliers")
    assert page.auto_filter.ref
    rows = list(page.iter_rows(values_only=True))
    start = next(i for i, row in enumerate(rows) if "Supplier No" in row)
    column = rows[start].index("Supplier No")
    with open(DATA / "mixed.csv", encoding="utf-8", newline="") as file:
        wanted = [row["Supplier No"] for row in csv.DictReader(file)]
    assert [row[column] for row in rows[start + 1:]] == wanted


def test_the_supplier_sheet_prints_its_main_columns_beside_the_name(book):
    page = sheet(book, "suppliers")
    heads = [cell.value for cell in page[1]]
    assert page.page_setup.orientation == "landscape" and page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth or 1) == 1 and page.page_setup.fitToHeight == 0
    first, last = re.findall(r"\$([A-Z]+)\$", page.print_area)
    printed = [cell.value for cell in page[f"{first}1":f"{last}1"][0]]
    assert printed[0] == "sl_listed_since" and printed[-1] == "sl_reason"
    assert {"sl_band", "sl_priority", "sl_action"} <= set(printed) and len(printed) < 20
    assert page.print_title_rows == "$1:$1"
    name, = set(re.findall(r"[A-Z]+", page.print_title_cols))
    assert heads[openpyxl.utils.column_index_from_string(name) - 1] == "Supplier Name"


def test_csv_files_have_no_byte_order_mark(mixed):
    for name in ("suppliers.csv", "findings.csv", "matches.csv"):
        assert not (mixed / name).read_bytes().startswith(b"\xef\xbb\xbf"), name


def test_findings_about_the_file_stand_in_the_report(tmp_path):
    write(tmp_path, "l.csv", "Vendor,Land\nKite,Vietnam\n")
    outcome = run("assess", "l.csv", "--out", "r", "--formats", "report", *QUICK,
                  cwd=tmp_path)
    assert outcome.code == 0, outcome
    page = (tmp_path / "r" / "report.html").read_text(encoding="utf-8")
    data = json.loads(re.search(r'id="sourcelight-sections">(.*?)</script>', page).group(1))
    found = {entry["code"]: entry for entry in data["file_findings"]}
    listed = [row for row in read_csv(tmp_path / "r" / "findings.csv")[1:] if row[0] == "0"]
    assert "no-activity-column" in found and found["no-activity-column"]["file"] == "l.csv"
    assert set(found) == {row[2] for row in listed}
    assert all(0 not in group["rows"] for group in data["findings"])


def test_no_cell_of_the_workbook_is_a_formula(book):
    seen = 0
    for page in book:
        for row in page.iter_rows():
            for cell in row:
                assert cell.data_type != "f", (page.title, cell.coordinate, cell.value)
                seen += str(cell.value).startswith("=HYPERLINK")
    assert seen, "the user's text is there, as text"


def test_unresolved_rows_are_listed_with_the_way_out(book):
    text = "\n".join(str(cell) for row in sheet(book, "unresolved").iter_rows(values_only=True)
                     for cell in row)
    assert "Atlantis" in text and "two-letter code" in text


def test_the_report_shows_user_text_as_text(mixed):
    page = (mixed / "report.html").read_text(encoding="utf-8")
    assert "Atlantis Trading" in page
    assert "<script>alert(1)" not in page and "<img src=x" not in page
    assert "</script><b>" not in page, "a cell must not close the script that holds the data"


def test_the_report_asks_the_network_for_nothing(mixed):
    page = (mixed / "report.html").read_text(encoding="utf-8")
    assert not re.search(r"<(script|link|img|iframe)[^>]*\s(src|href)=[\"']?https?:", page)
    assert not re.search(r"@import\s+(url\()?[\"']?https?:", page)


def test_a_repeated_supplier_keeps_its_row_and_has_one_place(tmp_path):
    write(tmp_path, "l.csv", "Name,Country,City,Product,Spend,Currency\n"
                             "Kite Mills,India,Tirupur,garments,500,EUR\n"
                             "Sail Works,India,Surat,cotton yarn,100,EUR\n"
                             "KITE MILLS.,India,Tirupur,garments,500,EUR\n"
                             "Kite Mills,India,Tirupur,bricks,700,EUR\n")
    outcome = run("assess", "l.csv", "--out", "r", *QUICK, "--formats", "csv,report",
                  cwd=tmp_path)
    assert outcome.code == 0, outcome
    with open(tmp_path / "r" / "suppliers.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 4 and all(row["sl_site_probability"] for row in rows)
    ranked = [row for row in rows if row["sl_priority"]]
    assert sorted(row["sl_priority"] for row in ranked) == ["1", "2"]
    leader = next(row for row in ranked if "Kite" in row["Name"] or "KITE" in row["Name"])
    others = [row for row in rows if row["sl_repeat_of"]]
    assert [row["sl_repeat_of"] for row in others] == [leader["sl_row"]] * 2
    assert all("supplier-twice" in row["sl_findings"] and not row["sl_p_top10"] for row in others)
    assert "of 2 scored sites" in " ".join(outcome.out.split())
    page = (tmp_path / "r" / "report.html").read_text(encoding="utf-8")
    # 500 is stated twice for one product; 700 is for another.
    assert '"total":1300,"rows":3' in page


def test_the_end_of_a_run_says_how_many_rows_need_the_reader(mixed, tmp_path, findings):
    severe = {}
    for finding in findings:
        if finding["row"] != "0" and finding["severity"] != "note":
            worst = severe.get(finding["row"])
            severe[finding["row"]] = "error" if "error" in (worst, finding["severity"]) else "warning"
    errors = sum(word == "error" for word in severe.values())
    outcome = run("assess", DATA / "mixed.csv", "--out", "r", *QUICK, cwd=tmp_path)
    said = " ".join(outcome.out.split())
    assert re.search(rf"\d+ rows need you: {errors} error", said), said
    assert f"{len(severe) - errors} warning" in said and '"Rows to fix" in r/report.html' in said
    assert max(map(len, outcome.out.splitlines())) <= 80
