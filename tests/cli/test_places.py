# SPDX-License-Identifier: Apache-2.0
"""Coordinates that cannot be right, and places that states dispute, as a user meets them."""

import csv
import json

from conftest import run, write

HEADER = "name,country,product,latitude,longitude\n"


def assess(folder, rows, name="r", *more):
    """The rows of suppliers.csv and the findings of each row by code."""
    write(folder, "list.csv", HEADER + "".join(f"{row}\n" for row in rows))
    outcome = run("assess", "list.csv", "--out", name, "--draws", "16", "--quiet", "--formats",
                  "csv", *more, cwd=folder)
    assert outcome.code == 0, outcome
    with open(folder / name / "suppliers.csv", encoding="utf-8-sig", newline="") as file:
        suppliers = list(csv.DictReader(file))
    with open(folder / name / "findings.csv", encoding="utf-8-sig", newline="") as file:
        findings = {(int(row["row"]), row["code"]): row for row in csv.DictReader(file)}
    return suppliers, findings


def test_coordinates_that_cannot_be_right_are_named_and_give_no_region(tmp_path):
    odd = [("0,0", "coordinates-zero"), ("0.0,-0.0", "coordinates-zero"),
           ("NaN,NaN", "coordinates-unreadable"), ("inf,106.7", "coordinates-unreadable"),
           ("1e400,106.7", "coordinates-unreadable"),
           ("120,200", "coordinates-out-of-range"), ("-95,-190", "coordinates-out-of-range"),
           ("1194321.5,685230.1", "coordinates-projected"),
           ("685230,1194321", "coordinates-projected"), ("10.8,", "coordinates-incomplete"),
           (",106.7", "coordinates-incomplete")]
    suppliers, findings = assess(tmp_path, [f"s{i},Vietnam,shirts,{cells}"
                                            for i, (cells, _) in enumerate(odd)])
    for row, (cells, code) in enumerate(odd, start=1):
        assert (row, code) in findings, cells
        assert suppliers[row - 1]["sl_country"] == "VN"
        assert suppliers[row - 1]["sl_region"] == "", cells
        assert suppliers[row - 1]["sl_place_method"] == "country"


def test_exchanged_and_wrongly_signed_coordinates_are_read_and_named(tmp_path):
    # Ho Chi Minh City, 10.78 north and 106.70 east.
    suppliers, findings = assess(tmp_path, ["a,Vietnam,shirts,106.70,10.78",
                                            "b,Vietnam,shirts,-10.78,106.70"])
    assert {row["sl_region"] for row in suppliers} == {"VN-SG"}
    assert (1, "coordinates-swapped") in findings and (2, "coordinates-sign") in findings


def test_the_view_decides_disputed_places_and_is_part_of_the_record(tmp_path):
    rows = ["a,,shirts,44.952,34.102", "b,Ukraine,shirts,44.952,34.102",
            "c,Morocco,shirts,27.154,-13.200", "d,,shirts,25.048,121.532"]
    for view, expected in (("un", ["UA", "UA", "EH", "TW"]),
                           ("de_facto", ["RU", "RU", "MA", "TW"])):
        suppliers, findings = assess(tmp_path, rows, view, "--set", f"geo.view={view}")
        assert [row["sl_country"] for row in suppliers] == expected
        for row in range(1, 5):
            note = findings[row, "disputed-area"]
            assert note["severity"] == "note" and f"geo.view = {view}" in note["message"]
        assert "Ukraine and Russia" in findings[1, "disputed-area"]["message"]
        record = json.loads((tmp_path / view / "run.json").read_text(encoding="utf-8"))
        assert record["configuration"]["geo.view"] == view


def test_a_view_that_is_none_is_refused_by_name(tmp_path):
    write(tmp_path, "list.csv", HEADER + "a,Vietnam,shirts,,\n")
    outcome = run("assess", "list.csv", "--out", "r", "--set", "geo.view=mine", cwd=tmp_path)
    assert outcome.code == 10
    assert "geo.view" in outcome.err and "un or de_facto" in outcome.err


def test_among_the_enclaves_of_baarle_the_side_is_said_to_be_unknown(tmp_path):
    suppliers, findings = assess(tmp_path, ["a,,shirts,51.4426,4.9296",
                                            "b,Belgium,shirts,51.4426,4.9296"])
    assert suppliers[1]["sl_country"] == "BE"
    assert findings[1, "border-missing"]["severity"] == "warning"
    assert (2, "border-missing") in findings


def read(folder, text):
    """Rows of suppliers.csv for a list given as text."""
    write(folder, "list.csv", text)
    outcome = run("assess", "list.csv", "--out", "r", "--draws", "16", "--quiet", "--formats", "csv",
                  cwd=folder)
    assert outcome.code == 0, outcome
    with open(folder / "r" / "suppliers.csv", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_city_decides_between_two_states_of_one_name(tmp_path):
    """Kinshasa and Kolwezi lie in CD, Brazzaville in CG, Pyongyang in KP, Busan in KR."""
    rows = read(tmp_path, "Supplier,City,Country,Product\nA,Kinshasa,Congo,gold\n"
                "B,Kolwezi,Congo,cobalt ore\nC,Brazzaville,Congo,gold\nD,Pyongyang,Korea,shirts\n"
                "E,Busan,Korea,shirts\nF,,Korea,shirts\n")
    assert [row["sl_country"] for row in rows] == ["CD", "CD", "CG", "KP", "KR", "KR"]


def test_a_province_in_the_city_cell_is_no_small_town_elsewhere(tmp_path):
    """Alabama is a town in New York, Delaware one in Ohio, Columbia one in California."""
    rows = read(tmp_path, "Supplier,City,Country,Product\nA,Henan,China,shirts\n"
                "B,Alabama,US,shirts\nC,Delaware,US,shirts\nD,Xinjiang,China,cotton\n"
                "E,British Columbia,CA,shirts\nF,Ontario,CA,shirts\nG,New York,US,shirts\n")
    assert [row["sl_region"] for row in rows] == ["CN-HA", "US-AL", "US-DE", "CN-XJ", "CA-BC",
                                                  "CA-ON", "US-NY"]


def test_a_postcode_decides_between_a_country_and_the_state_of_its_code(tmp_path):
    """M5V is of Toronto, 91764 of Ontario in California."""
    rows = read(tmp_path, "Supplier,City,Country,Postcode,Product\nA,Ontario,CA,M5V 2T6,shirts\n"
                "B,Ontario,CA,91764,shirts\nC,Chicago,IL,60601,shirts\n")
    assert [row["sl_region"] for row in rows] == ["CA-ON", "US-CA", "US-IL"]


def test_no_point_is_made_of_two_slips(tmp_path):
    """Paris under Brazil: exchanged and with the other sign it would lie off Brazil's coast."""
    row = read(tmp_path, "Supplier,Country,Latitude,Longitude,Product\n"
               "A,Brazil,48.85,2.35,shirts\n")[0]
    assert row["sl_country"] == "BR" and row["sl_lon"] == "", row
