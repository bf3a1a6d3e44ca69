# SPDX-License-Identifier: Apache-2.0
"""Short forms for the manifests of the goods, listings and enforcement datasets."""
import csv

from common import DATASETS, write_dataset

RETRIEVED = "2026-11-22"
LICENCES = {
    "own": ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "cc-by": ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "us-gov": ("LicenseRef-US-Government-Work", "https://www.usa.gov/government-copyright"),
    "br-open": ("LicenseRef-Brazil-Open-Data",
                "https://www.planalto.gov.br/ccivil_03/_ato2015-2018/2016/decreto/d8777.htm"),
    "etalab": ("etalab-2.0", "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"),
}
OWN = {"publisher": "sourcelight", "official": False}


def text(name, meaning, required=True):
    """A text column."""
    return {"name": name, "type": "text", "meaning": meaning, "required": required}


def date(name, meaning, required=True):
    """An ISO date column."""
    return {"name": name, "type": "date", "meaning": meaning, "required": required}


def flag(name, meaning):
    """A true/false column that is never empty."""
    return {"name": name, "type": "bool", "meaning": meaning, "required": True}


def number(name, meaning, unit, low=None, high=None):
    """A float column with its unit and range."""
    column = {"name": name, "type": "float64", "unit": unit, "meaning": meaning, "required": True}
    if low is not None:
        column["min"] = low
    if high is not None:
        column["max"] = high
    return column


def integer(name, meaning, unit, low=None, high=None, required=True):
    """A whole-number column with its unit and range."""
    column = {"name": name, "type": "int64", "unit": unit, "meaning": meaning,
              "required": required}
    if low is not None:
        column["min"] = low
    if high is not None:
        column["max"] = high
    return column


def manifest(identity, title, **fields):
    """A manifest in the order the format lists its fields.

    `fields` must hold licence (a key of LICENCES), landing_page, edition, published, key, columns,
    how and reviewed; everything else has a default.
    """
    licence, address = LICENCES[fields.pop("licence")]
    described = {"id": identity, "title": title}
    described["publisher"] = fields.pop("publisher", OWN["publisher"])
    described["official"] = fields.pop("official", OWN["official"])
    described["landing_page"] = fields.pop("landing_page")
    described["edition"] = fields.pop("edition")
    described["published"] = fields.pop("published")
    described["retrieved"] = RETRIEVED
    described["licence"] = licence
    described["licence_url"] = fields.pop("licence_url", address)
    described["redistributable"] = True
    described["attribution"] = fields.pop("attribution", f"{described['publisher']}: {title}")
    described["citation"] = fields.pop(
        "citation", f"{described['publisher']} ({described['published'][:4]}). {title}.")
    described["read_from"] = fields.pop("read_from", "compiled by hand for this project")
    described["compiled_by"] = fields.pop("compiled_by", "tools/compile/goods.py")
    described["how"] = fields.pop("how")
    described["known_gaps"] = fields.pop("known_gaps", [])
    described["reviewed"] = {"method": fields.pop("reviewed"), "date": RETRIEVED}
    described["rows"] = fields.pop("rows", None)
    described["key"] = fields.pop("key")
    described["columns"] = fields.pop("columns")
    described["assertions"] = fields.pop("assertions", [])
    if fields:
        raise SystemExit(f"{identity}: unknown manifest fields {sorted(fields)}")
    return described


def hand_table(identity):
    """Rows of a table of ours: CSV in datasets/, of which the script only refreshes the hash."""
    path = DATASETS / identity / "data.csv"
    with open(path, encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


__all__ = ["date", "flag", "hand_table", "integer", "manifest", "number", "text",
           "write_dataset"]
