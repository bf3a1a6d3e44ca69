# SPDX-License-Identifier: Apache-2.0
"""The world atlas: one page and one table, the same numbers as assess, the same bytes each time."""

import csv
import json
import math
import os
import re

import pytest

from conftest import ROOT, leftovers, run, write

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
DRAWS = ("--draws", "64", "--quiet")
BLOCK = re.compile(r'<script type="application/json" id="sourcelight-data">(.*?)</script>', re.S)


@pytest.fixture(scope="module")
def atlas(tmp_path_factory):
    """A folder with the atlas of all dates."""
    folder = tmp_path_factory.mktemp("atlas")
    outcome = run("atlas", "--out", "a", *DRAWS, "--threads", "2", cwd=folder)
    assert outcome.code == 0, outcome
    assert "open: a/atlas.html" in outcome.out and leftovers(folder) == []
    return folder / "a"


@pytest.fixture(scope="module")
def data(atlas):
    """The data block of the page."""
    return json.loads(BLOCK.search((atlas / "atlas.html").read_text(encoding="utf-8")).group(1))


def coded(data, layer, date, field, place):
    """A value as the page reads it; None where there is none."""
    index = layer["at"][date][field]
    if index < 0:
        return None
    text = data["texts"][index]
    pair = text[2 * place], text[2 * place + 1]
    number = 64 * ALPHABET.index(pair[0]) + ALPHABET.index(pair[1])
    scale = data["codes"]["h" if field.startswith("h") else "p"]
    return scale["min"] * math.exp((number - 1) * scale["step"]) if number else None


def find(entries, **wanted):
    return next(e for e in entries if all(e[name] == value for name, value in wanted.items()))


def place_of(data, code):
    return next(i for i, place in enumerate(data["places"]) if place["code"] == code)


def good_of(data, slug):
    return next(i for i, good in enumerate(data["goods"]) if good["id"] == slug)


def test_the_folder_holds_page_table_and_record(atlas):
    assert sorted(path.name for path in atlas.iterdir()) == ["atlas.csv", "atlas.html", "run.json"]
    assert (atlas / "atlas.html").stat().st_size < 10_000_000
    record = json.loads((atlas / "run.json").read_text(encoding="utf-8"))
    assert record["draws"] == 64
    assert [entry["file"] for entry in record["outputs"]] == ["atlas.csv", "atlas.html"]
    assert all(len(entry["sha256"]) == 64 and entry["licence"] for entry in record["datasets"])


def test_the_same_run_gives_the_same_bytes_for_any_number_of_threads(atlas, tmp_path):
    outcome = run("atlas", "--out", "b", *DRAWS, "--threads", "1", cwd=tmp_path,
                  env={"TZ": "Pacific/Kiritimati", "HOME": str(tmp_path)})
    assert outcome.code == 0, outcome
    for path in atlas.iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes(), path.name


@pytest.mark.parametrize(("country", "product", "good"), [
    ("UZ", "cotton", "cotton"), ("IN", "bricks", "bricks"), ("MY", "rubber gloves", "rubber-gloves"),
    ("BR", "coffee", "coffee"), ("TH", "shrimp", "shrimp")])
def test_values_are_those_of_assess(data, tmp_path, country, product, good):
    write(tmp_path, "s.csv", f"name,country,product\nA,{country},{product}\n")
    outcome = run("assess", "s.csv", "--out", "r", "--formats", "csv", *DRAWS, cwd=tmp_path)
    assert outcome.code == 0, outcome
    with open(tmp_path / "r/suppliers.csv", encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    assert row["sl_good"] == good and float(row["sl_activity_confidence"]) >= 0.9
    layer = find(data["layers"], id=good)
    place = place_of(data, country)
    for field, column in (("p", "sl_prevalence_per_1000"), ("p_lo", "sl_prevalence_per_1000_lo90"),
                          ("p_hi", "sl_prevalence_per_1000_hi90"), ("h", "sl_hazard_24m")):
        value = coded(data, layer, -1, field, place)
        # Same seed and draws: only the coding step, 0.4 %, and single precision stand between.
        assert (value is None) == (row[column] == ""), column
        assert value is None or value == pytest.approx(float(row[column]), rel=0.003), column


def test_a_place_without_an_estimate_is_null_and_no_estimate_is_zero(data):
    none = found = 0
    for layer in data["layers"]:
        for place in range(len(data["places"])):
            value = coded(data, layer, -1, "p", place)
            none += value is None
            if value is not None:
                found += 1
                assert 0 < coded(data, layer, -1, "p_lo", place) <= value
                assert value <= coded(data, layer, -1, "p_hi", place) <= 1000
    assert none > 0 and found > 10_000


def test_the_table_has_every_value_of_the_page(atlas, data):
    with open(atlas / "atlas.csv", encoding="utf-8", newline="") as file:
        rows = {(r["date"], r["layer"], r["place"]): r for r in csv.DictReader(file)}
    last = data["dates"][-1]["date"]
    for good in ("cotton", "bricks"):
        layer = find(data["layers"], id=good)
        for i, place in enumerate(data["places"]):
            value = coded(data, layer, -1, "p", i)
            row = rows.get((last, good, place["code"]))
            assert (value is None) == (row is None or row["prevalence_per_1000"] == "")
            if value is not None:
                assert value == pytest.approx(float(row["prevalence_per_1000"]), rel=0.003)


@pytest.mark.parametrize(("code", "names"), [
    ("CD", {"COD", "DRC", "Zaire"}), ("US", {"USA", "U.S.A."}), ("GB", {"UK", "Great Britain"}),
    ("MM", {"Burma"}), ("CI", {"Ivory Coast"}), ("SZ", {"Swaziland"}), ("TR", {"Turkey"}),
    ("KR", {"Korea", "대한민국"}), ("NL", {"Holland"}), ("CN", {"中国"})])
def test_a_country_has_the_names_people_use_each_once(data, code, names):
    place = data["places"][place_of(data, code)]
    assert names <= set(place["names"])
    assert len(place["names"]) == len(set(place["names"])) and place["name"] not in place["names"]


def test_uzbek_cotton_was_listed_until_2022(data):
    listing = find(data["listings"], place=place_of(data, "UZ"), good=good_of(data, "cotton"),
                   forced=True)
    # Tenth edition of the List of Goods, 28 September 2022: cotton from Uzbekistan is removed.
    assert listing["until"] == "2022-09-28" and listing["since"] == "2014-12-01"
    assert listing["since_precision"] == "at the latest"
    layer = find(data["layers"], id="cotton")
    place = place_of(data, "UZ")
    dates = [entry["date"] for entry in data["dates"]]
    before, after = dates.index("2021-06-24"), dates.index("2022-09-28")
    # Listed: nothing left to predict. Removed: a new finding is possible again.
    assert coded(data, layer, before, "h", place) is None
    assert coded(data, layer, after, "h", place) is not None
    assert (coded(data, layer, after, "p", place) < coded(data, layer, before, "p", place))


def rows_of(dataset):
    path = ROOT / "datasets" / dataset / "data.csv"
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("country", ["UZ", "CN", "BR", "QA", "DE"])
def test_facts_of_a_place_are_the_rows_of_the_datasets(data, country):
    page = find(data["pages"], place=place_of(data, country))
    assert ([(str(tier["year"]), tier["tier"]) for tier in page["tiers"]]
            == [(row["edition_year"], row["tier"]) for row in rows_of("usstate/tip_tiers")
                if row["iso2"] == country])
    years = {row["convention"]: int(row["ratified_year"])
             for row in rows_of("ilo/ratifications") if row["iso2"] == country}
    shown = {entry["id"]: entry["year"] for entry in page["ratifications"]}
    for convention in ("C029", "P029", "C105", "C087", "C098", "C138", "C182"):
        assert shown[convention] == years.get(convention)
    dataset, key = page["tiers"][-1]["source"]
    assert data["datasets"][dataset]["id"] == "usstate/tip_tiers"
    assert key == f"{country}|{page['tiers'][-1]['year']}"


@pytest.mark.parametrize("good", ["cotton", "bricks", "garments", "fish", "gold"])
def test_a_good_is_listed_where_the_edition_of_the_date_names_it(data, good):
    at = next(i for i, date in enumerate(data["dates"]) if date["date"] == "2022-09-28")
    layer = find(data["layers"], id=good)
    text = data["texts"][layer["at"][at]["listed"]]
    shown = {place["code"] for i, place in enumerate(data["places"])
             if len(place["code"]) == 2 and text[2 * i:2 * i + 2] != "AA"}
    assert shown == {row["iso2"] for row in rows_of("usdol/list_of_goods")
                     if row["edition"] == "2022" and row["good"] == good
                     and row["forced_labor"] == "true"}


def test_every_order_has_a_day_and_the_programmes_say_what_replaced_them(data):
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", order["effective"]) for order in data["orders"])
    programmes = find(data["pages"], place=place_of(data, "UZ"))["programmes"]
    # The ILO's monitoring of the 2021 harvest was published 2022-03-01 and stands last.
    assert "replaced" not in programmes[-1]["note"]
    assert all("replaced by what was published 2022-03-01" in entry["note"]
               for entry in programmes[:-1])


def test_sectors_have_a_grade_and_no_hazard(data):
    layer = find(data["layers"], id="manufacturing")
    grades = data["texts"][layer["at"][-1]["grade"]]
    assert layer["at"][-1]["h"] == -1
    # Employment of Germany is counted and both indices are known: D; A and B need a site.
    assert grades[place_of(data, "DE")] == "D" and set(grades) <= set("CDE-")


def test_an_earlier_as_of_date_knows_nothing_later(tmp_path):
    outcome = run("atlas", "--out", "a", "--as-of", "2021-12-31", *DRAWS, cwd=tmp_path)
    assert outcome.code == 0, outcome
    page = (tmp_path / "a/atlas.html").read_text(encoding="utf-8")
    data = json.loads(BLOCK.search(page).group(1))
    assert data["dates"][-1]["date"] == "2021-12-31" == data["run"]["as_of"]
    listing = find(data["listings"], place=place_of(data, "UZ"), good=good_of(data, "cotton"),
                   forced=True)
    assert listing["until"] is None
    assert all(order["effective"] <= "2021-12-31" for order in data["orders"])
    assert all(order["ended"] is None or order["ended"] <= "2021-12-31" for order in data["orders"])
    assert all(tier["year"] <= 2021 for entry in data["pages"] for tier in entry["tiers"])


def test_an_existing_folder_is_left_alone(tmp_path):
    (tmp_path / "a").mkdir()
    write(tmp_path / "a", "mine.txt", "keep")
    outcome = run("atlas", "--out", "a", *DRAWS, cwd=tmp_path)
    assert outcome.code == 51, outcome
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["mine.txt"]
    assert run("atlas", *DRAWS, cwd=tmp_path).code == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(tmp_path):
    tmp_path.chmod(0o500)
    try:
        assert run("atlas", "--out", "a", *DRAWS, cwd=tmp_path).code == 50
    finally:
        tmp_path.chmod(0o700)


def test_a_file_in_the_way_of_the_folder_is_not_writable(tmp_path):
    write(tmp_path, "file", "x")
    assert run("atlas", "--out", "file/a", *DRAWS, cwd=tmp_path).code == 50
