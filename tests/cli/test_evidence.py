# SPDX-License-Identifier: Apache-2.0
"""Evidence of the user's own moves the score, an answer stands beside it, faults are told."""

import csv
import hashlib
import json
import re
import shlex
import zipfile

import pytest

from conftest import QUICK, ROOT, run, write

LIST = """Vendor No,Supplier,City,Country,Product,Employees
0001,Example Spinner Ltd.,Izmir,Turkey,cotton yarn,300
0002,Example Weaver,Bursa,Turkey,cotton cloth,200
0003,Example Dyer,Izmir,Turkey,dyed cloth,100
0004,Example Dyer,Bursa,Turkey,dyed cloth,100
0005,"DONGGUAN OASIS SHOES CO.,LTD",Dongguan,China,shoes,800
"""
EVIDENCE = """supplier,kind,date,closed,source,cluster,verified,about,probability,text
Example Spinner,credible_report,2025-05-01,,Example Watch,,yes,,,SECRET worker 17
0002,grievance,2025-06-01,,hotline,,no,,,SECRET name of a worker
row:2,rebuttal,2025-06-20,,=cmd|' /C calc'!A0,,,,,"<script>alert(1)</script> =1+1 answered"
"DONGGUAN OASIS SHOES CO.,LTD",response,2025-07-01,,letter,,,,,We are another firm.
"""
FAULTS = """supplier,kind,date,closed,source,cluster,verified,about,probability,text
Exampel Spinner,credible_report,2025-05-01,,A,,,,,
Example Dyer,credible_report,2025-05-01,,A,,,,,
Example Spinner,rumour,2025-05-01,,A,,,,,
Example Spinner,credible_report,31.05.2025,,A,,,,,
Example Spinner,credible_report,2031-05-31,,A,,,,,
,credible_report,2025-05-01,,A,,,,,
Example Spinner,credible_report,2025-05-02,,A,,,,,
Example Spinner,credible_report,2025-05-02,,A,,,,,
Example Spinner,credible_report,2025-05-03,,A,,maybe,,,
Example Spinner,remediation,2025-05-03,,A,,,,,
Example Spinner,credible_report,2025-05-04,,,,,,,
Example Spinner,credible_report,1066-10-14,,A,,,,,
Example Spinner,import_ban,2025-05-04,2025-05-03,A,,,,,
"""
AS_OF = ("--as-of", "2026-01-31")


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("evidence")
    write(folder, "list.csv", LIST)
    write(folder, "mine.csv", EVIDENCE)
    for out, more in (("plain", ()), ("with", ("--evidence", "mine.csv"))):
        outcome = run("assess", *more, "list.csv", "--out", out, *QUICK, *AS_OF, cwd=folder)
        assert outcome.code == 0, outcome
    return folder


def rows(folder, name):
    return read(folder / name / "suppliers.csv")


def test_an_item_moves_its_supplier_and_no_other(folder):
    plain, given = rows(folder, "plain"), rows(folder, "with")
    for before, after in zip(plain, given):
        moved = float(after["sl_site_probability"]) > float(before["sl_site_probability"])
        assert moved == (after["Vendor No"] in ("0001", "0002")), after["Supplier"]
        assert after["sl_evidence"] == ("1" if moved else "")
    assert given[0]["sl_grade"] == "B" and given[0]["sl_action"] == "investigate"
    assert "Example Watch" in given[0]["sl_reason"]
    assert given[1]["sl_grade"] == plain[1]["sl_grade"]  # one unverified complaint


def test_an_answer_stands_in_every_output_and_moves_nothing(folder):
    plain, given = rows(folder, "plain"), rows(folder, "with")
    listed, before = given[4], plain[4]
    assert listed["sl_challenge"] == "2025-07-01 (letter): We are another firm."
    for column in ("sl_site_probability", "sl_grade", "sl_action", "sl_expected_persons"):
        assert listed[column] == before[column]
    assert "the supplier answered on 2025-07-01" in listed["sl_reason"]
    assert "supplier-answered" in listed["sl_findings"]
    (match,) = {m["challenge"] for m in read(folder / "with" / "matches.csv") if m["row"] == "5"}
    assert match == listed["sl_challenge"]
    told = [f for f in read(folder / "with" / "findings.csv") if f["code"] == "supplier-answered"]
    assert [f["row"] for f in told] == ["2", "5"]
    assert "We are another firm." in told[1]["value"]
    short = run("explain", "with", "5", cwd=folder)
    assert "We are another firm." in short.out
    full = run("explain", "with", "5", "--full", cwd=folder).out
    assert "line 5 of mine.csv" in full
    answer = json.loads(run("explain", "with", "5", "--json", cwd=folder).out)
    assert answer["summary"]["the supplier's answer"] == listed["sl_challenge"]
    assert any(term["what"] == "the supplier's answer" for term in answer["terms"])
    assert "We are another firm." in (folder / "with" / "report.html").read_text(encoding="utf-8")
    with zipfile.ZipFile(folder / "with" / "workbook.xlsx") as book:
        texts = b"".join(book.read(name) for name in book.namelist())
    assert b"We are another firm." in texts


def test_explain_gives_the_numbers_of_the_run(folder):
    for row in rows(folder, "with"):
        answers = json.loads(run("explain", "with", row["sl_row"], "--json", cwd=folder).out)
        median = answers["answers"]["site_probability"]["median"]
        assert median == pytest.approx(float(row["sl_site_probability"]), rel=1e-6)


def test_explain_refuses_evidence_that_is_not_the_runs(folder, tmp_path):
    kept = (folder / "with" / "evidence.csv").read_bytes()
    try:
        write(folder / "with", "evidence.csv", kept.replace(b"credible_report", b"court_judgement"))
        outcome = run("explain", "with", "1", cwd=folder)
        assert outcome.code == 30 and "not the evidence of this run" in outcome.err
        assert run("explain", "with", "1", "--allow-changed", cwd=folder).code == 0
    finally:
        write(folder / "with", "evidence.csv", kept)


def test_the_run_record_names_the_file(folder):
    record = json.loads((folder / "with" / "run.json").read_text(encoding="utf-8"))
    supplier, evidence = record["inputs"]
    assert "role" not in supplier and evidence["role"] == "evidence"
    assert evidence["file"] == "mine.csv" and evidence["rows"] == 4
    assert evidence["sha256"] == hashlib.sha256(EVIDENCE.encode()).hexdigest()
    assert "evidence.csv" in [output["file"] for output in record["outputs"]]
    plain = json.loads((folder / "plain" / "run.json").read_text(encoding="utf-8"))
    assert "evidence.csv" not in [output["file"] for output in plain["outputs"]]


def test_the_kept_file_gives_the_same_result_again(folder):
    write(folder, "again.csv", (folder / "with" / "evidence.csv").read_bytes())
    outcome = run("assess", "list.csv", "--evidence", "again.csv", "--out", "again", *QUICK,
                  *AS_OF, "--formats", "csv", cwd=folder)
    assert outcome.code == 0, outcome
    assert rows(folder, "again") == rows(folder, "with")


def test_the_words_of_an_item_stay_in_the_users_file(folder):
    for path in (folder / "with").rglob("*"):
        if path.is_file():
            assert b"SECRET" not in path.read_bytes(), path.name
    with zipfile.ZipFile(folder / "with" / "workbook.xlsx") as book:
        assert all(b"SECRET" not in book.read(name) for name in book.namelist())


def test_hostile_answers_are_text_everywhere(folder):
    hostile = rows(folder, "with")[1]["sl_challenge"]
    assert hostile.startswith("2025-06-20 (") and "<script>" in hostile
    page = (folder / "with" / "report.html").read_text(encoding="utf-8")
    assert "<script>alert(1)" not in page
    kept = read(folder / "with" / "evidence.csv")[2]
    assert kept["source"].startswith("'=")
    with zipfile.ZipFile(folder / "with" / "workbook.xlsx") as book:
        assert all(b"<f>" not in book.read(name) for name in book.namelist()
                   if name.startswith("xl/worksheets"))


def test_every_fault_is_told_by_file_and_line(folder):
    write(folder, "faults.csv", FAULTS)
    outcome = run("assess", "list.csv", "--evidence", "faults.csv", "--out", "faults", *QUICK,
                  *AS_OF, "--formats", "csv", "--strict", cwd=folder)
    assert outcome.code == 1, outcome
    told = [(f["code"], f["severity"], re.match(r"line (\d+) of faults.csv: ", f["message"]))
            for f in read(folder / "faults" / "findings.csv") if f["file"] == "faults.csv"]
    assert all(line for _, _, line in told)
    assert sorted((int(line[1]), code, severity) for code, severity, line in told) == [
        (2, "evidence-supplier-unknown", "error"),
        (3, "evidence-several-suppliers", "warning"),
        (4, "evidence-kind-unknown", "error"),
        (5, "evidence-date-unreadable", "error"),
        (6, "evidence-later", "warning"),
        (7, "evidence-no-supplier", "error"),
        (9, "evidence-twice", "warning"),
        (10, "evidence-value-unreadable", "error"),
        (11, "evidence-not-verified", "warning"),
        (12, "evidence-no-source", "warning"),
        (13, "evidence-too-early", "error"),
        (14, "evidence-dates-contradict", "error"),
    ]
    assert [int(line[1]) for _, _, line in told] == sorted(int(line[1]) for _, _, line in told)
    near = [f["message"] for f in read(folder / "faults" / "findings.csv")
            if f["code"] == "evidence-supplier-unknown"]
    assert '"Example Spinner Ltd."' in near[0]
    states = [row["state"] for row in read(folder / "faults" / "evidence.csv")]
    assert states.count("counted") == 3 and "evidence-supplier-unknown" in states


def test_the_end_counts_lines_of_evidence_and_names_the_first_error(folder):
    write(folder, "faults.csv", FAULTS)
    outcome = run("assess", "list.csv", "--evidence", "faults.csv", "--out", "told", *QUICK, *AS_OF,
                  "--formats", "csv", cwd=folder)
    said = " ".join(outcome.out.split())
    # Errors on lines 2, 4, 5, 7, 10, 13 and 14, warnings on 3, 6, 9, 11 and 12.
    rows = re.search(r"(?:(\d+) rows? and )?12 lines of your evidence need you: (\d+) errors, "
                     r"(\d+) warnings.*?; see told/findings.csv", said)
    assert rows and int(rows[2]) >= 7 and int(rows[3]) >= 5, outcome
    assert "The first error: line 2 of faults.csv: no row of the list" in said, outcome


def test_a_file_that_is_no_evidence_ends_with_the_documented_code(folder):
    for name, text, code in (("no.csv", "name,what\nAcme,x\n", 31),
                             ("no.yaml", "evidence: [\n", 30),
                             ("none.yaml", "notes: []\n", 31)):
        write(folder, name, text)
        outcome = run("assess", "list.csv", "--evidence", name, "--out", "no", *QUICK, cwd=folder)
        assert outcome.code == code and name in outcome.err, outcome
        assert not (folder / "no").exists()
    outcome = run("assess", "list.csv", "--evidence", "gone.csv", "--out", "no", *QUICK, cwd=folder)
    assert outcome.code == 30 and "gone.csv" in outcome.err


def test_what_became_public_later_moves_no_bit_of_an_earlier_run(folder):
    write(folder, "later.csv", "supplier,kind,date,source\n"
                               "Example Spinner,court_judgement,2026-02-01,A\n")
    outcome = run("assess", "list.csv", "--evidence", "later.csv", "--out", "later", *QUICK,
                  *AS_OF, "--formats", "csv", cwd=folder)
    assert outcome.code == 0, outcome
    assert rows(folder, "later") == rows(folder, "plain")


def test_threads_and_order_of_the_evidence_do_not_matter(folder):
    lines = EVIDENCE.splitlines(keepends=True)
    write(folder, "turned.csv", lines[0] + "".join(reversed(lines[1:])))
    for threads in ("1", "2"):
        out = "turned" + threads
        outcome = run("assess", "list.csv", "--evidence", "turned.csv", "--out", out, *QUICK,
                      *AS_OF, "--formats", "csv", "--threads", threads, cwd=folder)
        assert outcome.code == 0, outcome
        assert rows(folder, out) == rows(folder, "with")


def test_a_preview_reads_the_evidence_too(folder):
    outcome = run("assess", "list.csv", "--evidence", "mine.csv", "--dry-run", cwd=folder)
    assert outcome.code == 0 and "mine.csv" in outcome.out, outcome
    outcome = run("assess", "list.csv", "--evidence", "gone.csv", "--dry-run", cwd=folder)
    assert outcome.code == 30, outcome


def test_the_page_about_evidence_runs(tmp_path):
    page = (ROOT / "docs" / "evidence.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", page, flags=re.S)
    assert blocks
    for line in "".join(blocks).replace("\\\n", " ").splitlines():
        words = [word.replace("configs/", f"{ROOT}/configs/") for word in shlex.split(line)]
        assert words[0] == "sourcelight"
        outcome = run(*words[1:], *(QUICK if words[1] == "assess" else ()), cwd=tmp_path)
        assert outcome.code == 0, outcome
        if words[1] == "assess":
            assert "not used" not in outcome.out
            assert all(len(text) <= 80 for text in outcome.out.splitlines())
    assert "rebuttal" not in outcome.err and "the supplier's answer" in outcome.out
    known = {kind for kind in re.findall(r"^ {4}- \{id: (\w+), label", (
        ROOT / "configs" / "methodology" / "default.yaml").read_text(encoding="utf-8"), flags=re.M)}
    named = set(re.findall(r"\b([a-z]+(?:_[a-z]+)+|certification|remediation)\b", page))
    assert {kind for kind in known if kind in (
        "court_judgement", "import_ban", "labour_transfer", "field_investigation",
        "credible_report", "audit_announced", "audit_unannounced", "certification",
        "remediation", "grievance_verified", "grievance_unverified")} <= named


def test_a_row_with_a_sign_is_no_row(tmp_path):
    write(tmp_path, "list.csv", LIST)
    write(tmp_path, "ev.csv", "supplier,kind,date,source\nrow:-3,court_judgement,2024-05-06,A\n"
          "row:+2,court_judgement,2024-05-06,A\nrow:1,court_judgement,2024-05-06,A\n")
    outcome = run("assess", "list.csv", "--evidence", "ev.csv", "--out", "r", *QUICK, *AS_OF,
                  cwd=tmp_path)
    assert outcome.code == 0, outcome
    findings = [line["code"] for line in read(tmp_path / "r" / "findings.csv")]
    assert findings.count("evidence-supplier-unknown") == 2, findings
    assert [row["sl_evidence"] for row in rows(tmp_path, "r")] == ["1", "", "", "", ""]


def test_one_unverified_story_lifts_a_site_by_one_band(tmp_path):
    # A median below .005 is very low: methodology 7 lets the story reach low, which ends at .02.
    write(tmp_path, "list.csv", "Supplier,Country,Product,Employees\nKite,Norway,banking,20\n")
    write(tmp_path, "ev.csv", "supplier,kind,date,source,verified\n"
          "Kite,court_judgement,2026-01-01,A,no\n")
    for out, more in (("plain", ()), ("with", ("--evidence", "ev.csv"))):
        outcome = run("assess", *more, "list.csv", "--out", out, "--draws", "256", "--quiet",
                      *AS_OF, cwd=tmp_path)
        assert outcome.code == 0, outcome
    assert rows(tmp_path, "plain")[0]["sl_band"] == "very low"
    (kite,) = rows(tmp_path, "with")
    assert kite["sl_band"] == "low" and float(kite["sl_site_probability"]) < 0.02, kite
    told = " ".join(run("explain", "with", 1, "--full", cwd=tmp_path).out.split())
    assert "one story that nobody verified lifts no draw beyond the band above" in told


def test_evidence_about_a_supplier_that_is_not_scored_is_told(tmp_path):
    write(tmp_path, "list.csv",
          "Supplier,Country,Product\nHelp,Saudi Arabia,domestic workers\n")
    write(tmp_path, "ev.csv",
          "supplier,kind,date,source\nHelp,court_judgement,2024-05-06,A\n")
    outcome = run("assess", "list.csv", "--evidence", "ev.csv", "--out", "r", *QUICK, *AS_OF,
                  cwd=tmp_path)
    assert outcome.code == 0, outcome
    (finding,) = [line for line in read(tmp_path / "r" / "findings.csv")
                  if line["code"] == "evidence-unscored"]
    assert finding["severity"] == "warning" and finding["row"] == "1"


def test_a_name_that_stands_twice_in_an_item_is_told(tmp_path):
    write(tmp_path, "list.csv", LIST)
    write(tmp_path, "ev.yaml", "evidence:\n  - supplier: Example Weaver\n"
          "    kind: court_judgement\n    date: 2024-11-22\n    date: 2023-11-22\n    source: A\n")
    outcome = run("assess", "list.csv", "--evidence", "ev.yaml", "--out", "r", *QUICK, *AS_OF,
                  cwd=tmp_path)
    assert outcome.code == 0, outcome
    assert any("line 5 of ev.yaml: it stands twice in this item; the first is read"
               in line["message"] for line in read(tmp_path / "r" / "findings.csv"))
