# SPDX-License-Identifier: Apache-2.0
"""Bad input ends in the documented exit code and a message that names file, value and way out."""

import csv
import random
import zipfile

import openpyxl
import pytest

from conftest import DATA, QUICK, leftovers, run, write

GOOD = "name,country,product\nA,Brazil,cattle\n"


def assess(folder, *arguments, **options):
    return run("assess", *arguments, "--out", "result", "--formats", "csv", *QUICK, cwd=folder,
               **options)


def assert_refused(folder, outcome, code, *words):
    """Exit code, one line without jargon that has the words, and nothing left behind."""
    assert outcome.code == code, outcome
    assert outcome.err.startswith("sourcelight: ") and outcome.out == "", outcome
    for word in words:
        assert word in outcome.err, (word, outcome.err)
    assert not (folder / "result").exists() and leftovers(folder) == []


def findings_of(folder):
    with open(folder / "result/findings.csv", encoding="utf-8", newline="") as file:
        return [(int(f["row"]), f["code"]) for f in csv.DictReader(file)]


def rows_of(folder):
    with open(folder / "result/suppliers.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_file_that_is_not_there(tmp_path):
    assert_refused(tmp_path, assess(tmp_path, "nope.csv"), 30, "nope.csv", "no such file")


def test_a_folder_instead_of_a_file(tmp_path):
    assert_refused(tmp_path, assess(tmp_path, "."), 30, "folder")


@pytest.mark.parametrize(("name", "content", "code", "word"), [
    ("empty.csv", "", 30, "empty"),
    ("blank.csv", "\n \n\n", 30, "no text"),
    ("header.csv", "name,country,product\n", 31, "no rows"),
    ("columns.csv", "foo,bar\n1,2\n3,4\n", 31, '"foo", "bar"'),
    ("list.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", 30, "PDF"),
    ("page.csv", "<!DOCTYPE html><table><tr><td>A", 30, "web page"),
    ("erp.xls", "\n<table border=1><tr><th>Name", 30, "open it in a spreadsheet program"),
    ("utf16.xls", "<html><table>".encode("utf-16"), 30, "with the name of a workbook"),
    ("2003.xls", '<?xml version="1.0"?><Workbook>', 30, "an XML document with the name"),
    ("noise.csv", random.Random(3).randbytes(20_000), 30, "no text in any known encoding"),
    ("cut.parquet", b"PAR1\x15\x04\x15\x00PAR", 30, "cut.parquet"),
    ("cut.xlsx", b"PK\x03\x04\x14\x00\x08\x08", 30, "damaged"),
    ("cut.gpkg", b"SQLite format 3\x00" + b"\x00" * 200, 30, "cut.gpkg"),
], ids=lambda value: value if isinstance(value, str) and "." in value[-9:] else "")
def test_a_file_that_holds_no_list(tmp_path, name, content, code, word):
    write(tmp_path, name, content)
    assert_refused(tmp_path, assess(tmp_path, name), code, name, word)


def test_one_bad_file_of_several_stops_before_any_work(tmp_path):
    write(tmp_path, "good.csv", GOOD)
    assert_refused(tmp_path, assess(tmp_path, "good.csv", "bad.csv"), 30, "bad.csv")


def test_a_cell_of_100_megabytes(tmp_path):
    write(tmp_path, "big.csv", 'name,country\nA,DE\nB,"' + "x" * 100_000_000 + '"\n')
    assert_refused(tmp_path, assess(tmp_path, "big.csv"), 32,
                   "big.csv", "row 2", '"country"', "1048576", "limits.cell_bytes")


def test_more_columns_than_the_limit(tmp_path):
    header = ",".join(["name", "country", *(f"c{i}" for i in range(20_000))])
    write(tmp_path, "wide.csv", header + "\n" + "x," * 20_001 + "x\n")
    assert_refused(tmp_path, assess(tmp_path, "wide.csv"), 32,
                   "wide.csv", "20002", "16384", "limits.columns")


def test_a_zip_bomb_as_workbook(tmp_path):
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as file:
        with file.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(300):
                part.write(bytes(1 << 20))
    assert_refused(tmp_path, assess(tmp_path, "bomb.xlsx"), 32, "bomb.xlsx", "unpack")


def test_ten_thousand_columns_are_kept(tmp_path):
    names = ["name", "country", "product", *(f"c{i}" for i in range(9_997))]
    cells = ["A", "Brazil", "cattle", *(str(i) for i in range(9_997))]
    write(tmp_path, "wide.csv", ",".join(names) + "\n" + ",".join(cells) + "\n")
    outcome = assess(tmp_path, "wide.csv")
    assert outcome.code == 0, outcome
    row, = rows_of(tmp_path)
    assert list(row)[:10_000] == names and list(row.values())[:10_000] == cells
    assert row["sl_country"] == "BR"


def test_ragged_rows_nul_bytes_and_an_open_quote_lose_nothing(tmp_path):
    write(tmp_path, "ragged.csv", b"name,country,product\n"
          b"Short,Brazil\n"
          b"Long,India,bricks,red,and more\n"
          b"N\x00ul,Ghana,cocoa\n"
          b'Open,Peru,"gold\n'
          b"Last,Chile,copper\n")
    outcome = assess(tmp_path, "ragged.csv")
    assert outcome.code == 0, outcome
    rows, found = rows_of(tmp_path), findings_of(tmp_path)
    assert [row["name"] for row in rows] == ["Short", "Long", "Nul", "Open", "Last"]
    assert [row["sl_country"] for row in rows] == ["BR", "IN", "GH", "PE", "CL"]
    assert "red" in rows[1]["product"] and "and more" in rows[1]["product"]
    codes = {code for _, code in found}
    assert {"row-too-short", "row-too-long", "nul-bytes", "runaway-quote"} <= codes
    assert (1, "row-too-short") in found and (2, "row-too-long") in found


def test_encodings_are_recognised(tmp_path):
    files = {"utf-8": b"", "utf-8-sig": b"", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff",
             "cp1252": b"", "gb18030": b""}
    for encoding, lead in files.items():
        country, place = (("中国", "广东省东莞市长安镇") if encoding == "gb18030"
                          else ("Côte d’Ivoire", "Bouaké, près du marché"))
        text = f"name;country;address\r\n" + f"Café {encoding};{country};{place}\r\n" * 3
        if encoding == "gb18030":
            text = text.replace("Café", "工厂")
        write(tmp_path, encoding + ".csv", lead + text.encode(encoding))
    outcome = assess(tmp_path, *(encoding + ".csv" for encoding in files))
    assert outcome.code == 0, outcome
    for row in rows_of(tmp_path):
        chinese = row["sl_file"] == "gb18030.csv"
        assert row["country"] == ("中国" if chinese else "Côte d’Ivoire"), row["sl_file"]
        assert row["name"].startswith("工厂" if chinese else "Café"), row["sl_file"]
        assert row["sl_country"] == ("CN" if chinese else "CI"), row["sl_file"]


def test_formats_other_than_csv_keep_cells_as_text(tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    page.append(["Supplier list 2026"])
    page.append([])
    page.append(["Vendor no", "Vendor name", "Country", "HS code", "Spend"])
    page.append(["00042", "Windhoek Foods", "NA", "0901", 1234.5])
    page.append([43, "=1+1", "Norway", "0303", 1000000])
    page["B5"].data_type = "s"
    book.save(tmp_path / "book.xlsx")
    outcome = assess(tmp_path, "book.xlsx")
    assert outcome.code == 0, outcome
    first, second = rows_of(tmp_path)
    assert (first["Vendor no"], first["Country"], first["HS code"]) == ("00042", "NA", "0901")
    assert (first["sl_country"], second["sl_country"]) == ("NA", "NO")
    assert (second["Vendor no"], second["Spend"]) == ("43", "1000000")
    assert second["Vendor name"] == "'=1+1"


def test_a_run_of_nothing_but_unreadable_rows_still_has_every_row(tmp_path):
    write(tmp_path, "odd.csv", "name,country,product\nA,Atlantis,???\nB,,\n")
    outcome = assess(tmp_path, "odd.csv")
    assert outcome.code == 0, outcome
    assert [row["sl_band"] for row in rows_of(tmp_path)] == ["insufficient data"] * 2
    assert "No row could be scored" in outcome.out


def test_mixed_list_findings_do_not_change_the_exit_code_unless_strict(tmp_path):
    outcome = assess(tmp_path, DATA / "mixed.csv", "--strict")
    assert outcome.code == 1, outcome
    assert "findings.csv" in outcome.out and "Atlantis" in outcome.out
    assert len(rows_of(tmp_path)) == 12, "strict writes the results all the same"
