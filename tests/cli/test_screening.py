# SPDX-License-Identifier: Apache-2.0
"""Suppliers on the shipped official lists are found, graded and explained; others are not."""

import csv
import json
import re

import pytest

from conftest import ROOT, run, write

# Names as in datasets/usdhs/uflpa_entities and datasets/uscbp/orders; the others only sound alike.
LIST = """Supplier,City,Country,Product,Employees
"DONGGUAN OASIS SHOES CO.,LTD",Dongguan,China,shoes,800
Hotan Haolin Hair Accessories,Hotan,China,human hair wigs,300
Sime Darby Plantation Berhad,Petaling Jaya,Malaysia,crude palm oil,
Linglong International Europe D.O.O. Zrenjanin,Zrenjanin,Serbia,tyres,1200
"Camel Group Co., Ltd.",Nairobi,Kenya,safari tours,20
Dongguan Oasis Toys Co. Ltd.,Dongguan,China,toys,500
Taepyung Salt,Mokpo,South Korea,packaging,30
"Hefei Bitland Information Technology Co., Ltd.",Hefei,China,misc,
China Cotton Group Xinjiang Cotton Co.,Aksu,China,raw cotton,
"""
OASIS, HOTAN, SIME, LINGLONG, KENYA, TOYS, SALT, BITLAND, COTTON = range(9)


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    folder = tmp_path_factory.mktemp("screening")
    write(folder, "list.csv", LIST)
    outcome = run("assess", "list.csv", "--out", "r", "--draws", "64", "--as-of", "2026-11-22",
                  "--formats", "csv,parquet,matches", "--quiet", cwd=folder)
    assert outcome.code == 0, outcome
    return folder / "r"


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def rows(result):
    return read(result / "suppliers.csv")


@pytest.fixture(scope="module")
def matches(result):
    found = {}
    for match in read(result / "matches.csv"):
        found.setdefault(int(match["row"]) - 1, []).append(match)
    return found


def test_listed_names_are_found_and_similar_ones_are_not(matches, rows):
    assert sorted(matches) == [OASIS, HOTAN, SIME, LINGLONG, KENYA, BITLAND, COTTON]
    assert [int(row["sl_matches"]) for row in rows] == [
        len(matches.get(i, [])) for i in range(len(rows))]


def test_a_match_names_list_entity_date_source_and_reason(matches):
    oasis, = matches[OASIS]
    assert (oasis["list_id"], oasis["entity_name"], oasis["listed_on"], oasis["legal_basis"]) == (
        "usdhs/uflpa_entities", "Dongguan Oasis Shoes Co., Ltd.", "2024-06-12", "UFLPA")
    assert oasis["source"].startswith("https://dhs.gov/") and oasis["state"] == "auto"
    assert float(oasis["score"]) == 1 and oasis["country_agrees"] == "true"
    alias, = (m for m in matches[HOTAN] if m["list_id"] == "usdhs/uflpa_entities")
    assert alias["matched_alias"] == "Hotan Haolin Hair Accessories"
    assert alias["entity_name"] == "Hetian Haolin Hair Accessories Co. Ltd."
    assert {m["legal_basis"] for m in matches[SIME]} == {"WRO", "Finding"}
    assert all("ended 2023-02-03" in m["reason"] for m in matches[SIME])


def test_a_name_in_another_country_is_left_to_a_person(matches, rows):
    kenya, = matches[KENYA]
    assert kenya["state"] == "review" and kenya["country_agrees"] == "false"
    assert float(kenya["probability"]) < 0.5
    assert rows[KENYA]["sl_grade"] not in ("A", "B")
    assert "UFLPA" not in rows[KENYA]["sl_legal_flags"]


def test_a_listed_site_has_grade_band_flag_and_action(rows):
    oasis = rows[OASIS]
    assert (oasis["sl_grade"], oasis["sl_action"]) == ("A", "escalate")
    assert oasis["sl_band"].endswith("high")
    assert oasis["sl_legal_flags"].split(",")[0] == "UFLPA"
    assert oasis["sl_reason"].startswith(
        "Name similarity 1.00 with Dongguan Oasis Shoes Co., Ltd., listed since 2024-06-12 (UFLPA)")
    # A state programme works in Xinjiang, so that engagement there cannot help.
    assert (rows[COTTON]["sl_grade"], rows[COTTON]["sl_action"]) == ("A", "suspend-with-remedy")
    assert rows[HOTAN]["sl_grade"] == "A" and "UFLPA" in rows[HOTAN]["sl_legal_flags"]
    assert "WRO" in rows[LINGLONG]["sl_legal_flags"]
    toys = rows[TOYS]
    assert toys["sl_grade"] not in ("A", "B") and "Name similarity" not in toys["sl_reason"]
    assert int(oasis["sl_priority"]) < int(toys["sl_priority"])


def test_an_ended_order_is_no_flag_but_still_counts(rows):
    sime = rows[SIME]
    assert "WRO" not in sime["sl_legal_flags"] and "Finding" not in sime["sl_legal_flags"]
    assert "ended 2023-02-03" in sime["sl_reason"] and sime["sl_grade"] == "B"


def test_a_listed_site_without_a_score_says_so_all_the_same(rows):
    bitland = rows[BITLAND]
    assert bitland["sl_band"] == "insufficient data" and bitland["sl_matches"] == "1"
    assert "listed since 2020-09-08 (WRO)" in bitland["sl_reason"]
    assert "not scored" in bitland["sl_reason"] and "WRO" in bitland["sl_legal_flags"]


def test_explain_names_list_date_and_source(result):
    outcome = run("explain", result, OASIS + 1, "--json", cwd=result.parent)
    assert outcome.code == 0, outcome
    receipt = json.loads(outcome.out)
    term, = (term for term in receipt["terms"]
             if term["group"] == "evidence" and term["source"])
    assert "Dongguan Oasis Shoes Co., Ltd." in term["what"] and term["log_odds"] > 0
    assert "listed since 2024-06-12 (UFLPA), see https://dhs.gov/" in term["sentence"]
    assert term["source"]["dataset"] == "usdhs/uflpa_entities"
    assert term["source"]["published"] == "2024-06-12" and term["source"]["licence"]


def test_the_summary_says_first_how_many_rows_match(tmp_path):
    write(tmp_path, "list.csv", LIST)
    outcome = run("assess", "list.csv", "--out", "r", "--draws", "16", "--formats", "csv,matches",
                  cwd=tmp_path)
    assert outcome.code == 0, outcome
    first = outcome.out.splitlines()[0]
    assert first.startswith("7 rows match a name on an official list: see r/matches.csv"), outcome.out


def held_names():
    """Names of orders and of the entity list that are compared, from the shipped tables."""
    def rows(dataset):
        with open(ROOT / "datasets" / dataset / "data.csv", encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    orders = [row for row in rows("uscbp/orders") if row["scope"] == "entity"]
    undated = [row for row in rows("uscbp/entity_names")
               if not row["order_id"] and row["kind"] != "place or goods"]
    return len(orders) + len(undated), len(rows("usdhs/uflpa_entities"))


def test_every_output_says_how_many_names_of_which_lists_are_held(tmp_path):
    write(tmp_path, "list.csv", "Vendor,Country,Product\nKite,Vietnam,shirts\n")
    outcome = run("assess", "list.csv", "--out", "r", "--draws", "16", "--formats",
                  "report", "--quiet", cwd=tmp_path)
    assert outcome.code == 0, outcome
    orders, entities = held_names()
    told = " ".join(outcome.out.split())
    page = (tmp_path / "r" / "report.html").read_text(encoding="utf-8")
    data = json.loads(re.search(r'id="sourcelight-sections">(.*?)</script>', page).group(1))
    limits = " ".join(data["limits"])
    with open(tmp_path / "r" / "findings.csv", encoding="utf-8", newline="") as file:
        finding, = (row for row in csv.DictReader(file) if row["code"] == "lists-partial")
    assert told.startswith("No row matches a name on an official list, which is no clearance.")
    for text in (told, limits, finding["message"]):
        assert f"{orders + entities} names of official lists are held" in text
        assert f"{orders} of US customs orders" in text, text
        assert f"{entities} of the UFLPA Entity List" in text, text
        assert "72 of 144 entities" in text, "the known gap of the UFLPA list"
    assert finding["row"] == "0" and "Chinese characters" in limits
    assert "lists-partial" in {entry["code"] for entry in data["file_findings"]}
    assert max(map(len, outcome.out.splitlines())) <= 80


def test_a_receipt_with_a_match_has_one_grade(result, rows):
    outcome = run("explain", result, SIME + 1, "--json", cwd=result.parent)
    receipt = json.loads(outcome.out)
    coverage, = (term for term in receipt["terms"] if term["group"] == "coverage")
    assert f"grade {rows[SIME]['sl_grade']} of A to E" in coverage["sentence"]
    orders = [term for term in receipt["terms"] if term["parameter"].startswith("evidence.")]
    assert all("an ended order fades" in order["sentence"] for order in orders)
    assert "one story with the line above" in orders[1]["sentence"]
    assert orders[1]["log_odds"] < orders[0]["log_odds"]


def test_a_law_about_a_place_is_said_where_the_product_is_unknown(tmp_path):
    # The UFLPA presumes forced labour behind all goods of the region, whatever they are.
    (tmp_path / "l.csv").write_text(
        "Supplier,Country,Region,Product\nKite,China,Xinjiang,zzqx vvw\n", "utf-8")
    outcome = run("assess", "l.csv", "--out", "r", "--draws", "64", "--formats", "csv,report",
                  "--quiet", cwd=tmp_path)
    assert outcome.code == 0, outcome
    (row,) = csv.DictReader((tmp_path / "r" / "suppliers.csv").read_text("utf-8").splitlines())
    assert row["sl_site_probability"] == "" and row["sl_legal_flags"] == "UFLPA", row
    assert row["sl_reason"].endswith("On record all the same: UFLPA."), row["sl_reason"]
