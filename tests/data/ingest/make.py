#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the small supplier lists that the tests of io and ingest read.

Every file holds the same four invented rows in another format or encoding, so that one test can
ask the same questions of all. Needs openpyxl, pyarrow, geopandas and xlwt; run it from the
repository root: python3 tests/data/ingest/make.py
"""
import datetime
import io
import pathlib
import re
import zipfile

import geopandas
import openpyxl
import pyarrow
import pyarrow.parquet
import pyogrio
import shapely

HERE = pathlib.Path(__file__).parent
HEADER = ["Supplier Name", "Country", "City", "HS Code", "Latitude", "Longitude", "Workers"]
ROWS = [
    ["Example Mill One", "NA", "Windhoek", "0901", "-22.57", "17.08", "120"],
    ["Müster Textil GmbH", "DE", "Köln", "5208", "50.94", "6.96", "35"],
    ["Exemple \"Fil\", SARL", "FR", "Lyon", "5205.11", "45.76", "4.84", "51-200"],
    ["Ejemplo Algodón SA", "PE", "Piura", "5201", "-5.19", "-80.63", ""],
]
CHINESE_HEADER = ["供应商名称", "国家", "城市", "产品名称", "员工人数"]
CHINESE_ROWS = [
    ["示例纺织有限公司", "中国", "深圳", "棉布", "300"],
    ["样本电子厂", "中国", "苏州", "电路板", "1200"],
    ["试验橡胶公司", "马来西亚", "槟城", "橡胶手套", "80"],
]


def as_csv(header, rows, separator=",", newline="\n"):
    def cell(text):
        quoted = any(c in text for c in (separator, '"', "\n"))
        return '"' + text.replace('"', '""') + '"' if quoted else text

    return "".join(separator.join(map(cell, row)) + newline for row in [header, *rows])


def write(name, data):
    (HERE / name).write_bytes(data)


def fixed_zip(data):
    """The same ZIP file with a fixed time in every entry, so that a rerun gives the same bytes."""
    source = zipfile.ZipFile(io.BytesIO(data))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            data = source.read(name)
            if name == "docProps/core.xml":  # openpyxl writes the time of saving
                data = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2026-01-01T00:00:00Z", data)
            out.writestr(entry, data, compress_type=method)
    return target.getvalue()


def text_files():
    text = as_csv(HEADER, ROWS)
    write("utf8.csv", text.encode())
    write("utf8_bom.csv", b"\xef\xbb\xbf" + as_csv(HEADER, ROWS, newline="\r\n").encode())
    write("windows1252_semicolon.csv", as_csv(HEADER, ROWS, ";").encode("cp1252"))
    write("utf16le.csv", text.encode("utf-16"))
    write("utf16be_tab.tsv", b"\xfe\xff" + as_csv(HEADER, ROWS, "\t").encode("utf-16-be"))
    write("bar.txt", as_csv(HEADER, ROWS, "|").encode())
    write("gb18030.csv", as_csv(CHINESE_HEADER, CHINESE_ROWS).encode("gb18030"))
    titles = "Supplier list of Example Ltd.\nAs of,2026-01-01\n\n"
    write("titles.csv", (titles + text).encode())
    write("sep_line.csv", ("sep=;\r\n" + as_csv(HEADER, ROWS, ";", "\r\n")).encode())


def workbook(header, rows):
    book = openpyxl.Workbook()
    book.properties.created = book.properties.modified = datetime.datetime(2026, 1, 1)
    notes = book.active
    notes.title = "Read me"
    notes.append(["This workbook is an invented example."])
    sheet = book.create_sheet("Suppliers")
    sheet.append(["Supplier list of Example Ltd."])
    sheet.append([])
    sheet.append(header)
    for row in rows:
        sheet.append(row)
    # A number cell and a date cell, as spreadsheets store them.
    sheet.append(["Sample Farm", "US", "Fresno", "0802", 36.75, -119.77, 12])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def ods(header, rows):
    def cell(text):
        return f'<table:table-cell office:value-type="string"><text:p>{text.replace("&", "&amp;")}</text:p></table:table-cell>'

    lines = "".join("<table:table-row>" + "".join(map(cell, row)) + "</table:table-row>"
                    for row in [header, *rows])
    names = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
             'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
             'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"')
    content = ('<?xml version="1.0" encoding="UTF-8"?>'
               f'<office:document-content {names} office:version="1.2"><office:body>'
               f'<office:spreadsheet><table:table table:name="Suppliers">{lines}</table:table>'
               '</office:spreadsheet></office:body></office:document-content>')
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        out.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        out.writestr("content.xml", content)
    return target.getvalue()


def xls(header, rows):
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Suppliers")
    for i, row in enumerate([header, *rows]):
        for j, cell in enumerate(row):
            sheet.write(i, j, cell)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def layers():
    columns = {name: [row[i] for row in ROWS] for i, name in enumerate(HEADER)
               if name not in ("Latitude", "Longitude")}
    points = [shapely.Point(float(row[5]), float(row[4])) for row in ROWS]
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": "2026-01-01T00:00:00.000Z"})
    frame = geopandas.GeoDataFrame(columns, geometry=points, crs=4326)
    for name, driver in (("layer.gpkg", "GPKG"), ("layer.geojson", "GeoJSON"),
                         ("layer.fgb", "FlatGeobuf")):
        (HERE / name).unlink(missing_ok=True)
        frame.to_file(HERE / name, driver=driver)
    short = frame.rename(columns={"Supplier Name": "Supplier"})
    short.to_crs(3857).to_file(HERE / "layer.shp", encoding="utf-8")


def parquet():
    types = {"Latitude": float, "Longitude": float}
    table = pyarrow.table({name: [types.get(name, str)(row[i]) for row in ROWS]
                           for i, name in enumerate(HEADER)})
    table = table.append_column("Since", pyarrow.array([2001, None, 2015, 1999], pyarrow.int32()))
    pyarrow.parquet.write_table(table, HERE / "typed.parquet")


def main():
    text_files()
    write("book.xlsx", fixed_zip(workbook(HEADER, ROWS)))
    write("sheet.ods", fixed_zip(ods(HEADER, ROWS)))
    write("sheet.xls", xls(HEADER, ROWS))
    layers()
    parquet()


if __name__ == "__main__":
    main()
