# SPDX-License-Identifier: Apache-2.0
"""Names of regions in the languages that addresses are written in; ISO subdivisions; own tables."""
import collections

import common
from geo_places import folded, own_word, units_by_name
from geo_sources import GEONAMES, ISO, NATURAL_EARTH, OWN, column, write

# Units of Eritrea that Natural Earth exchanged: the shape has a new code, the names keep the old one,
# save a few alternates that came with the shape.
NAMES_EXCHANGED = {"ERI-1561", "ERI-1562", "ERI-1563", "ERI-1564"}
CODE_OF_NAME = {("ER", "Northern Red Sea Region"): "ER-SK", ("ER", "Semenawi K'eyih Bahri"): "ER-SK",
                ("ER", "Anseba Region"): "ER-AN", ("ER", "Maekel Region"): "ER-MA",
                ("ER", "Ma'akel"): "ER-MA", ("ER", "Debub Region"): "ER-DU"}
# GeoNames moved the Vietnamese codes in 2025: 16 of its 22 rows carry another province's name.
MISALIGNED = {"VN"}
# A unit whose code fewer of its places bear out than this may be another one.
SUREST_VOTE = 0.8
LEVEL_ONE_OF = {"England": "GB-ENG", "Scotland": "GB-SCT", "Wales": "GB-WLS", "Northern Ireland": "GB-NIR"}


def comparable(name):
    return "".join(c for c in folded(name).casefold() if c.isalnum())


def compile_subdivisions(reference, regions):
    parents = {r["iso_3166_2"]: r["iso_l1"] for r in regions
               if r["iso_3166_2"] and r["iso_3166_2"] != r["iso_l1"]}
    rows = []
    source = common.read_csv(reference / "geo" / "iso3166_2.csv")
    codes = {r["code"] for r in source}
    for row in source:
        parent = row["parent"] or parents.get(row["code"], "")
        parent = parent if parent in codes else ""
        rows.append({"code": row["code"], "iso2": row["iso2"], "parent": parent, "name": row["name"],
                     "level": "2" if parent else "1"})
    write(ISO, {
        "id": "iso/subdivisions",
        "title": "ISO 3166-2 codes with their parents",
        "how": "Code list with parents; a parent missing there is taken from the first-level region layer.",
        "known_gaps": ["keeps a few retired codes (GH-BA, ET-SN, NO-30, NO-38, NO-54)",
                       "parents of some units of BE and GB are missing"],
        "rows": {"min": 4900, "max": 5300},
        "key": ["code"],
        "columns": [column("code", "text", "ISO 3166-2", required=True),
                    column("iso2", "text", "country", required=True),
                    column("parent", "text", "ISO 3166-2 of the unit it lies in; empty at the top level"),
                    column("name", "text", "name as in the list", required=True),
                    column("level", "int64", "1 top level, 2 below", min=1, max=2, required=True)],
        "assertions": [{"where": {"code": "IR-23"}, "column": "name", "equals": "Tehrān",
                        "reason": "ISO renumbered Iran's provinces"}]
        if any(r["code"] == "IR-23" and r["name"] == "Tehrān" for r in rows) else [],
    }, rows)
    return rows


def code_of_names(reference, regions):
    """For each Natural Earth unit the code that its names belong to.

    Usually the code that now stands at its place. Where names were exchanged together with the code
    (Napo and Tungurahua), the names stay with the old code.
    """
    iso = {r["code"]: own_word(r["name"]) for r in common.read_csv(reference / "geo" / "iso3166_2.csv")}
    current = {r["adm1_code"]: r for r in regions}
    out = {}
    for row in common.read_csv(reference / "geo" / "adm1_names.csv"):
        if row["lang"] != "name":
            continue
        old, region = row["iso_3166_2"], current.get(row["adm1_code"])
        new = region["iso_3166_2"] if region else old
        word = own_word(row["name"])
        misnamed = row["adm1_code"] in NAMES_EXCHANGED or (
            old and old != new and word == iso.get(old) and word != iso.get(new))
        out[row["adm1_code"]] = old if misnamed else new
    return out


def compile_admin1_names(reference, regions):
    """Natural Earth's names in 25 languages; one row a region, language and name."""
    codes = code_of_names(reference, regions)
    parents = {r["iso_3166_2"]: r["iso_l1"] for r in regions if r["iso_3166_2"]}
    source = common.read_csv(reference / "geo" / "adm1_names.csv")
    first_names = collections.defaultdict(set)
    for row in source:
        if row["lang"] == "name":
            first_names[(row["iso2"], comparable(row["name"]))].add(codes.get(row["adm1_code"]))
    rows, seen = [], set()
    for row in source:
        if row["lang"] in {"iso", "geonames"} or not row["iso2"]:
            continue
        name = row["name"].strip()
        code = (CODE_OF_NAME.get((row["iso2"], name))
                or codes.get(row["adm1_code"], row["iso_3166_2"]))
        bearers = first_names.get((row["iso2"], comparable(name)), set())
        if bearers and code not in bearers and row["lang"] in {"en", "alt"}:
            continue  # the District of Columbia is no "Washington" where a state is
        key = (row["iso2"], code, row["lang"], name)
        if not code or key in seen:
            continue
        seen.add(key)
        rows.append({"iso2": row["iso2"], "iso_3166_2": code, "iso_l1": parents.get(code, code),
                     "lang": row["lang"], "name": name})
    write(NATURAL_EARTH, {
        "id": "natural_earth/admin1_names",
        "title": "Names of first-level regions in 25 languages",
        "how": "Names and alternates of the units, keyed by their current ISO 3166-2 code; units without "
               "a code and names from other publishers left out.",
        "known_gaps": ["some alternates are old names", "units cut anew keep no names of the former unit"],
        "rows": {"min": 70000, "max": 90000},
        "key": ["iso2", "iso_3166_2", "lang", "name"],
        "columns": [column("iso2", "text", "country", required=True),
                    column("iso_3166_2", "text", "unit that bears the name", required=True),
                    column("iso_l1", "text", "its top-level region", required=True),
                    column("lang", "text", "language, or name, local, alt", required=True),
                    column("name", "text", "name", required=True)],
    }, rows)
    return rows


def compile_geonames_admin1(reference, other_names, regions):
    """GeoNames' own region names, without those that bear another region's name."""
    owners = collections.defaultdict(set)
    for row in other_names:
        owners[(row["iso2"], comparable(row["name"]))].update((row["iso_3166_2"], row["iso_l1"]))
    parents = {r["iso_3166_2"]: r["iso_l1"] for r in regions if r["iso_3166_2"]}
    rows, dropped = {}, 0
    moved = units_by_name(reference)
    for row in common.read_csv(reference / "geo" / "geonames_admin1.csv"):
        if (not row["iso_3166_2"] or not row["name"] or row["iso2"] in MISALIGNED
                or (row["method"] == "vote" and float(row["vote_share"] or 1) < SUREST_VOTE
                    and row["gn_admin1"] not in moved)):
            continue
        row["iso_3166_2"] = moved.get(row["gn_admin1"], row["iso_3166_2"])
        bearers = owners.get((row["iso2"], comparable(row["name"])), set())
        if bearers and row["iso_3166_2"] not in bearers:
            dropped += 1
            continue
        code = row["iso_3166_2"]
        rows[(code, row["name"])] = {"iso2": row["iso2"], "iso_3166_2": code,
                                     "iso_l1": parents.get(code, code), "name": row["name"]}
    print(f"geonames/admin1_names: {dropped} names of other regions dropped")
    write(GEONAMES, {
        "id": "geonames/admin1_names",
        "title": "GeoNames' names of first-level regions",
        "how": "First-level names joined to current ISO 3166-2 codes; Viet Nam and every name that another "
               "source gives to another region left out.",
        "rows": {"min": 3000, "max": 4000},
        "key": ["iso_3166_2", "name"],
        "columns": [column("iso2", "text", "country", required=True),
                    column("iso_3166_2", "text", "region", required=True),
                    column("iso_l1", "text", "its top-level region", required=True),
                    column("name", "text", "name", required=True)],
    }, list(rows.values()))


CLAIMS = {  # area -> others who claim or do not recognise it
    "Kashmir": "IN|PK", "Arunachal Pradesh": "CN", "UNDOF zone, Golan": "IL", "Kosovo": "RS", "Taiwan": "CN",
    "Siachen": "IN|PK", "Crimea/Sevastopol": "RU", "Aksai Chin": "IN|CN", "Abyei": "SD|SS",
    "Hala'ib Triangle": "EG|SD", "Southern Kurils": "RU|JP", "Falkland Islands": "AR", "Ilemi Triangle": "KE|SS",
    "Spratly Is.": "CN|TW|VN|PH|MY|BN", "Golan Heights (west of UNDOF)": "IL", "East Jerusalem": "IL",
    "Donetsk/Luhansk/Zaporizhzhia/Kherson": "RU",
}


def compile_disputed(reference):
    rows = []
    for row in common.read_csv(reference / "geo" / "disputed_areas.csv"):
        claims = CLAIMS.get(row["area"], "MA" if row["area"].startswith("Western Sahara") else "")
        rows.append({"area": row["area"], "adm1_code": row["adm1_code"], "iso2_used": row["iso2_used"],
                     "de_facto": row["de_facto"], "claimed_by": claims,
                     "separable": "true" if row["in_layer"] == "separable" else "false"})
    write(OWN, {
        "id": "sourcelight/disputed_areas",
        "title": "Which country code the layers use where states disagree",
        "how": "The ISO and United Nations view decides iso2_used; who holds the area and who claims it stand beside it.",
        "known_gaps": ["East Jerusalem, Golan, Aksai Chin, Abyei and Hala'ib cannot be told apart in the layers"],
        "rows": {"min": 80, "max": 100},
        "key": ["area", "adm1_code"],
        "columns": [column("area", "text", "area", required=True),
                    column("adm1_code", "text", "key of natural_earth/admin1 where it is a unit of its own"),
                    column("iso2_used", "text", "country code used here; empty where none"),
                    column("de_facto", "text", "who holds it, where that differs"),
                    column("claimed_by", "text", "others who claim it, separated by |"),
                    column("separable", "bool", "whether the layer has it as units of its own", required=True)],
    }, rows)
