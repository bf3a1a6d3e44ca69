# SPDX-License-Identifier: Apache-2.0
"""explain: the rows of names, boundaries, gazetteer, lexicon and concordances behind each code."""

import json

import pytest

from conftest import QUICK, run, write

# A row for each way in which a cell becomes a code; the firms are invented.
LIST = """Lieferant,Land,Ort,Region,PLZ,Produkt,HS,NACE,Lat,Lon
Kite 1,Bangladsh,Dhaka,,,Baumwollgarn,,,,
Kite 2,China,深圳,,,,8534,,,
Kite 3,DE,,Bayern,,,,13.10,,
Kite 4,,,,,cotton yarn,5205,,3.13,101.42
Kite 5,DE,,,80331,chips,,,,
Kite 6,BR,,,,charcoal,,,-12.97,-38.5
Kite 7,Thailand,,,,frozen shrimp,,,,
Kite 8,China,,,,aluminium,,,43.8,87.6
"""


@pytest.fixture(scope="module")
def receipts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("citations")
    write(folder, "l.csv", LIST)
    outcome = run("assess", "l.csv", "--out", "r", "--formats", "parquet,report", *QUICK,
                  cwd=folder)
    assert outcome.code == 0, outcome
    out = {}
    for row in range(1, LIST.count("\n")):
        told = run("explain", "r", row, "--json", cwd=folder)
        assert told.code == 0, told
        out[row] = json.loads(told.out)
    out["folder"] = folder
    return out


def cited(receipt, what):
    return [(term["value"], term["source"]["dataset"], term["source"]["key"])
            for term in receipt["terms"] if term["what"] == what]


def test_a_misspelt_country_cites_the_name_it_was_read_as(receipts):
    (value, dataset, key), = cited(receipts[1], "name of the country")
    assert value == '"Bangladesh" (en, name) read in "Bangladsh"'
    assert dataset == "iso_names/country_names" and key == "iso2=BD, lang=en, name=Bangladesh"


def test_a_word_cites_every_reading_that_the_lexicon_has_of_it(receipts):
    words = cited(receipts[1], "word of the lexicon")
    assert ("sourcelight/lexicon", "term=baumwollgarn, lang=de") in {
        (dataset, key.lower()) for _, dataset, key in words}, words
    (chips, _, key), = cited(receipts[5], "word of the lexicon")
    assert key == "term=chips, lang=en"
    assert chips.count("weight") >= 3 and "in context" in chips, "chips of four kinds"


def test_a_settlement_cites_its_row_and_the_other_name_in_the_list(receipts):
    (value, dataset, key), = cited(receipts[2], "settlement")
    assert value.startswith('"Shenzhen" at 22.5') and dataset == "geonames/places"
    (other, dataset, other_key), = cited(receipts[2], "other name of the settlement")
    assert "深圳" in other and dataset == "geonames/alternate_names" and other_key == key


def test_codes_cite_concordance_heading_and_good(receipts):
    (heading, dataset, key), = cited(receipts[4], "hs code")
    assert heading.startswith("5205: ") and (dataset, key) == ("wco/hs2022", "code=5205")
    (good, dataset, key), = cited(receipts[4], "listed good of the hs code")
    assert dataset == "sourcelight/goods_to_hs" and key == "good=thread-yarn, hs=5205", good
    (nace, dataset, key), = cited(receipts[3], "nace code to ISIC")
    assert dataset == "concordance/nace_to_isic4" and key == "nace=1310, isic4=1311"
    assert "leads to Preparation and spinning of textile fibres (isic4:1311), weight" in nace


def test_coordinates_cite_zone_and_boundary(receipts):
    (zone, dataset, key), = cited(receipts[4], "zone of the country")
    assert "3.1300, 101.4200" in zone and (dataset, key) == ("country_coder/zones", "iso2=MY")
    (region, dataset, key), = cited(receipts[4], "boundary of the region")
    assert region.startswith("Selangor") and dataset == "natural_earth/admin1"
    assert key.startswith("adm1_code=MYS-")


def test_a_region_cites_its_name_or_the_postcode(receipts):
    (name, dataset, _), = cited(receipts[3], "name of the region")
    assert name == '"Bayern"' and dataset in (
        "iso/subdivisions", "geonames/admin1_names", "natural_earth/admin1_names")
    (code, dataset, key), = cited(receipts[5], "beginning of the postcode")
    assert dataset == "sourcelight/postcode_regions" and key.startswith("iso2=DE, prefix=8"), code


def test_the_register_of_employers_cites_all_rows_that_count(receipts):
    line, = (term for term in receipts[6]["terms"] if term["what"] == "evidence about the region")
    assert line["source"]["key"] == "region=BR-BA" and line["source"]["row"] is None
    shown = json.loads(run("data", "show", line["source"]["dataset"], "--row",
                           line["source"]["key"], "--json", cwd=receipts["folder"]).out)
    counted = sum(row["cells"]["employers"] for row in shown["found"])
    assert len(shown["found"]) > 1 and line["value"].startswith(f"{counted:g} employers")


def test_a_change_of_the_list_of_goods_cites_its_own_row(receipts):
    struck, = (term for term in receipts[7]["terms"] if "removed from the List" in term["what"])
    assert struck["source"]["dataset"] == "usdol/list_2024_changes"
    assert struck["source"]["key"] == "change=removed, iso2=TH, good=shrimp"
    added, = (term for term in receipts[8]["terms"]
              if term["group"] == "legal" and "on the List of Goods 2024" in term["what"])
    assert added["source"]["key"] == "change=added, iso2=CN, good=aluminum"
    counts, = (term for term in receipts[8]["terms"]
               if term["what"].startswith("of the country's listed goods"))
    assert counts["source"]["dataset"] == "usdol/list_2024_changes"
    assert counts["value"] == "3 added, 0 removed"  # aluminium, caustic soda, jujubes


def test_every_citation_can_be_followed(receipts):
    seen = {}
    for row in range(1, LIST.count("\n")):
        for term in receipts[row]["terms"]:
            if term["source"] and term["group"] in ("place", "activity"):
                seen[term["source"]["dataset"], term["source"]["key"]] = term["source"]["row"]
    assert len({dataset for dataset, _ in seen}) >= 10
    for (dataset, key), row in seen.items():
        told = run("data", "show", dataset, "--row", key, "--json", cwd=receipts["folder"])
        found = [entry["row"] for entry in json.loads(told.out)["found"]]
        assert found == [row] if row is not None else found, (dataset, key)


def test_the_drawer_has_the_same_citations(receipts):
    page = (receipts["folder"] / "r" / "report.html").read_text(encoding="utf-8")
    block = page.split('id="sourcelight-receipts">')[1].split("</script>")[0]
    data = json.loads(block)
    whats = {data["terms"][k]["what"] for k in data["receipts"]["suppliers"]["2"]["terms"]}
    assert {"settlement", "other name of the settlement", "hs code"} <= whats
