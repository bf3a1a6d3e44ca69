# SPDX-License-Identifier: Apache-2.0
"""What the country compile modules share: codes, texts, manifests."""
import unicodedata

from common import read_csv

RETRIEVED = "2026-11-22"
COMPILED_BY = "tools/compile/country.py"
REVIEWED = {"method": "ranges, keys and assertions of this manifest checked by tools/compile/check.py; "
                      "spot values compared with the publisher's tables as far as they could be read",
            "date": RETRIEVED}
CC_BY = ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/")
CC_BY_SA = ("CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/")
CC_BY_IGO = ("CC-BY-3.0-IGO", "https://creativecommons.org/licenses/by/3.0/igo/")
CC0 = ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/")
MIT = ("MIT", "https://opensource.org/license/mit")
ODBL = ("ODbL-1.0", "https://opendatacommons.org/licenses/odbl/1-0/")
US_GOV = ("LicenseRef-US-Government-Work", "https://www.usa.gov/government-copyright")
UN_TERMS = ("LicenseRef-UNdata", "https://data.un.org/Host.aspx?Content=UNdataUse")
FACTS = ("LicenseRef-facts", "https://www.ilo.org/rights-and-permissions")

# Codes met in the sources that are not ISO 3166-1 alpha-3 of today and have no single successor.
NOT_COUNTRIES = {"AB9", "ANT", "SCG", "YUG", "CSK", "SUN"}
RECODED = {"XKX": "XK", "XKO": "XK", "KSV": "XK", "ROM": "RO", "ZAR": "CD", "TMP": "TL"}


class Codes:
    """ISO 3166-1 alpha-3 to alpha-2; Kosovo is XK, as in all tables of the project."""

    def __init__(self, reference):
        rows = read_csv(reference / "country" / "country_meta.csv")
        self.two = {row["iso3"]: row["iso2"] for row in rows} | RECODED
        self.rows = rows

    def __call__(self, iso3):
        """Alpha-2 code, or None for a code that stands for no country of today."""
        if iso3 in NOT_COUNTRIES:
            return None
        if iso3 not in self.two:
            raise SystemExit(f"unknown country code {iso3!r}: add it to country_shared.py")
        return self.two[iso3]


def fold(text):
    """Letters and digits only, without case and Latin marks: the key under which two names clash.

    Vowel signs of the Indic scripts are marks too, but carry meaning and stay.
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in plain
                   if c.isalnum() or (unicodedata.category(c).startswith("M") and c > "\u036f"))


def manifest(identity, title, publisher, licence, **rest):
    """A manifest in the order of docs: identity first, columns and assertions last."""
    name, address = licence
    head = {"id": identity, "title": title, "publisher": publisher,
            "official": rest.pop("official", False),
            "landing_page": rest.pop("landing_page"), "edition": rest.pop("edition"),
            "published": rest.pop("published"), "retrieved": RETRIEVED,
            "licence": name, "licence_url": rest.pop("licence_url", address),
            "redistributable": True, "attribution": rest.pop("attribution"),
            "citation": rest.pop("citation"), "read_from": rest.pop("read_from"),
            "compiled_by": COMPILED_BY, "how": rest.pop("how"),
            "known_gaps": rest.pop("known_gaps", []), "reviewed": rest.pop("reviewed", REVIEWED)}
    head.update(rest)
    head.setdefault("assertions", [])
    return head


def text(name, meaning, **rest):
    return {"name": name, "type": "text", "meaning": meaning, **rest}


def date(name, meaning, **rest):
    return {"name": name, "type": "date", "meaning": meaning, **rest}


def whole(name, meaning, **rest):
    return {"name": name, "type": "int64", "meaning": meaning, **rest}


def real(name, meaning, unit, **rest):
    return {"name": name, "type": "float64", "meaning": meaning, "unit": unit, **rest}


ISO2 = text("iso2", "country, ISO 3166-1 alpha-2 (XK Kosovo)", required=True)
PUBLISHED = date("published", "day on which the fact became public", required=True)
