# SPDX-License-Identifier: Apache-2.0
"""method show and method diff; methodologies of one's own and what is wrong with them."""

import csv
import json
import re

import pyarrow.parquet as pq
import pytest

from conftest import QUICK, ROOT, run, write

LIST = "name,country,product,workers\nOne,Uzbekistan,cotton,900\nTwo,Brazil,cattle,40\n" \
       "Three,Germany,software,60\nFour,Malaysia,rubber gloves,1500\n"
HEAD = "extends: default\nid: mine\nlabel: A try\n"
CONFIGS = ROOT / "configs" / "methodology"


def test_every_parameter_is_shown_with_value_unit_code_and_source(tmp_path):
    outcome = run("method", "show", cwd=tmp_path)
    assert outcome.code == 0, outcome
    assert max(map(len, outcome.out.splitlines())) <= 80
    # methodology section 3: the same region between two editions
    assert "region_noise_sd                    0.43 ln (E)" in outcome.out
    only = run("method", "show", "--only", "site.rho", cwd=tmp_path)
    assert only.out.count(" (P)") == 4 and "factor_limit" not in only.out, only
    shown = json.loads(run("method", "show", "--json", cwd=tmp_path).out)
    assert shown["id"] == "sourcelight-1" and len(shown["parameters"]) > 300
    for parameter in shown["parameters"]:
        assert parameter["code"] in ("E", "P") and parameter["unit"] and parameter["source"]


@pytest.mark.parametrize("name", ["relative", "equal-weights"])
def test_a_shipped_alternative_states_only_what_it_changes(tmp_path, name):
    outcome = run("method", "diff", "default", name, "--json", cwd=tmp_path)
    assert outcome.code == 0, outcome
    changes = json.loads(outcome.out)["parameters"]
    assert 0 < len(changes) < 10
    stated = (CONFIGS / f"{name}.yaml").read_text(encoding="utf-8")
    for change in changes:
        assert change["moves"] and change["name"].split(".")[-1] in stated
    assert json.loads(outcome.out)["after"]["extends"] == "default"


def test_an_edit_of_ones_own_is_compared_with_the_shipped_one(tmp_path):
    write(tmp_path, "mine.yaml", HEAD + "prevalence:\n"
          "  tau_high: {value: 0.8, code: P, source: \"a wider guess\"}\n")
    outcome = run("method", "diff", "default", "mine.yaml", cwd=tmp_path)
    assert outcome.code == 0 and "1 of " in outcome.out, outcome
    assert "prevalence.tau_high: 0.6 -> 0.8 ratio (P)" in outcome.out
    assert "a wider guess" in outcome.out


def test_what_an_edit_does_to_a_list_is_told_with_the_same_draws(tmp_path):
    write(tmp_path, "list.csv", LIST)
    same = json.loads(run("method", "diff", "default", "default", "--list", "list.csv", "--json",
                          *QUICK, cwd=tmp_path).out)["list"]
    assert same["before"] == same["after"] and same["other_band"] == 0 and not same["movers"]
    outcome = run("method", "diff", "default", "equal-weights", "--list", "list.csv", "--out",
                  "moves.csv", *QUICK, cwd=tmp_path)
    assert outcome.code == 0 and "What moves most, by site probability:" in outcome.out, outcome
    assert max(map(len, outcome.out.splitlines())) <= 80
    told = " ".join(outcome.out.split())
    with open(tmp_path / "moves.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["name"] for row in rows] == ["One", "Two", "Three", "Four"]
    # The same suppliers as assess gives under either methodology.
    run("assess", "list.csv", "--out", "r", "--set", "methodology=equal-weights", "--formats",
        "parquet", *QUICK, cwd=tmp_path)
    scored = pq.read_table(tmp_path / "r" / "suppliers.parquet").to_pylist()
    assert [row["sl_priority"] for row in scored] == [int(row["priority_after"]) for row in rows]
    assert [row["sl_band"] for row in scored] == [row["band_after"] for row in rows]
    for measure in ("site_probability", "prevalence_relative", "hazard_24m"):
        for end in ("", "_lo90", "_hi90"):
            assert [row[f"sl_{measure}{end}"] for row in scored] == [
                pytest.approx(float(row[f"{measure}_after{end}"]), rel=1e-6)
                if row[f"{measure}_after{end}"] else None for row in rows], (measure, end)
    # A share with its interval on both sides: "6.5 % (1.2 to 40 %) -> 5.6 % (1.1 to 36 %)".
    assert re.search(r"One: \S+ % \(\S+ to \S+ %\) -> \S+ % \(\S+ to \S+ %\)", told), outcome
    page = (ROOT / "docs" / "columns.md").read_text(encoding="utf-8")
    assert all(f"| {name} |" in page for name in rows[0])


def test_run_json_names_the_methodology_and_its_hash(tmp_path):
    write(tmp_path, "list.csv", LIST)
    hashes = set()
    for value in ("0.8", "0.9"):
        write(tmp_path, "mine.yaml", HEAD + "prevalence:\n"
              f"  tau_high: {{value: {value}, code: P, source: \"a guess\"}}\n")
        outcome = run("assess", "list.csv", "--out", "r", "--force", "--set",
                      "methodology=mine.yaml", "--formats", "parquet", *QUICK, cwd=tmp_path)
        assert outcome.code == 0, outcome
        record = json.loads((tmp_path / "r" / "run.json").read_text(encoding="utf-8"))
        assert record["methodology"]["id"] == "mine"
        hashes.add(record["methodology"]["sha256"])
    assert len(hashes) == 2


ANCHORS = """anchors:
  sets:
    - edition: "{edition}"
      published: {edition}-09-12
      reference_year: {year}
      source: s
      code: P
      regions_million: {asia_pacific: 15, europe_central_asia: 4, africa: 4, americas: 4,
                        arab_states: 1}
      sectors_million: {agriculture: 2, mining: 0.2, manufacturing: 3, construction: 3, services: 6}
"""
BAD = {
    "unknown key": ("prevalence:\n  tau_hihg: {value: 1, code: P, unit: ratio, source: s}\n",
                    "mine.yaml:5: prevalence.tau_hihg is not known; did you mean tau_high?"),
    "negative sd": ("prevalence:\n  region_noise_sd: {value: -0.1, code: P, source: s}\n",
                    "mine.yaml:5: prevalence.region_noise_sd.value is -0.1; expected 0 or above"),
    "negative sd of evidence": (
        "evidence:\n  items:\n    - {id: remediation, sd: -1, code: P, source: s}\n",
        "mine.yaml:6: evidence.items[10].sd is -1; expected 0 or above"),
    "weights that do not sum": (
        "index:\n  share_arithmetic: {value: 0.5, code: P, source: s}\n",
        "mine.yaml:5: index.share_arithmetic, share_quadratic and share_geometric sum to 1.1; "
        "expected 1"),
    "shares that do not sum": (
        "activity_profile:\n  divisions:\n"
        "    - {activity: \"isic4:01\", share: 0.5, code: P, source: s}\n",
        "mine.yaml:6: activity_profile.divisions have shares of agriculture that sum to 0.56; "
        "expected 1"),
    "a probability above 1": (
        "site:\n  factor_base_rate: {value: 1.5, code: P, source: s}\n",
        "mine.yaml:5: site.factor_base_rate.value is 1.5; expected a number from 0 to 1"),
    "low above high": (
        "prevalence:\n  tau_high: {value: 0.1, code: P, source: s}\n",
        "mine.yaml:5: prevalence.tau_high is 0.1, below tau_low (0.2, "),
    "low above an inherited high": (
        "bands:\n  low_from: {value: 0.5, code: P, source: s}\n",
        "mine.yaml:5: bands.low_from is 0.5, above moderate_from (0.02, "),
    "an extended name that is none": (
        "", "mine.yaml:1: extends is \"defualt\", and there is no such methodology; did you mean "
        "default? Shipped are default, equal-weights, relative"),
    "an extended file that is none": (
        "", "mine.yaml:1: extends is \"./base.yaml\", and there is no such methodology"),
    "an index file that is none": (
        "indices:\n  origin: ./origin.yaml\n",
        "mine.yaml:5: indices.origin is \"./origin.yaml\", and there is no such file"),
    "no YAML": (
        "prevalence:\n  tau_low: {value: 0.2, code: P, source: s}\nsite:\n  rho_a: [2\n"
        "  rho_b: {value: 3, code: P, source: s}\n",
        "mine.yaml:8: this is no YAML: "),
    "two documents": ("---\nbands: 7\n", "mine.yaml:5: a second document starts here (after ---)"),
    "a name that is a list": ("[a, b]: 3\n", "mine.yaml:4: a name must be a text"),
    "figures about what came later": (
        ANCHORS.replace("{year}", "2026").replace("{edition}", "2025"),
        "mine.yaml:8: anchors.sets[2].reference_year is 2026, after the day of publication "
        "2025-09-12"),
    "another type": ("bands: 7\n", "mine.yaml:4: bands must be a mapping of names to values"),
    "no number": (
        "site:\n  rho_a: {value: two, code: P, source: s}\n",
        "mine.yaml:5: site.rho_a.value is \"two\"; expected a number"),
    "a key twice": (
        "site:\n  rho_a: {value: 2, code: P, source: s}\n"
        "  rho_a: {value: 3, code: P, source: s}\n",
        "mine.yaml:6: site.rho_a stands there twice, first at mine.yaml:5"),
    "an id twice": (
        "factors:\n  items:\n    - {id: fees, weight: 1, code: P, source: s}\n"
        "    - {id: fees, label: l, weight: 2, sd: 1, code: P, source: s}\n",
        "id \"fees\" stands in this list twice"),
    "a factor that no column tells": (
        "factors:\n  items:\n    - {id: overtime, label: l, weight: 1, sd: 1}\n",
        "mine.yaml:6: factors.items[11].id is \"overtime\", which no column of a list tells; "
        "expected one of migrants, fees, "),
    "an entry misspelt": (
        "evidence:\n  items:\n    - {id: remidiation, sd: 1, code: P, source: s}\n",
        "mine.yaml:6: evidence.items has no \"remidiation\" to change; did you mean remediation?"),
    "no source": ("site:\n  rho_a: {value: 3, code: P}\n",
                  "mine.yaml:5: site.rho_a changes a value without its source"),
    "no code": ("site:\n  rho_a: {value: 3, source: s}\n",
                "mine.yaml:5: site.rho_a changes a value without its code"),
    "a word that is none": (
        "anchors:\n  use: {value: some, code: P, source: s}\n",
        "mine.yaml:5: anchors.use.value is \"some\"; expected published or none"),
    "no activity": (
        "activity_profile:\n  divisions:\n    - {activity: \"isic4:04\", share: 0, effect: 0}\n",
        "mine.yaml:6: activity_profile.divisions[48].activity \"isic4:04\" is no section or "
        "division"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_mistake_is_named_by_file_and_line_with_the_way_out(tmp_path, case):
    text, message = BAD[case]
    named = re.search(r'extends is "(.*?)"', message)
    head = HEAD.replace("default", named[1]) if named else HEAD
    write(tmp_path, "mine.yaml", head + text)
    outcome = run("method", "show", "mine.yaml", cwd=tmp_path)
    assert outcome.code == 10 and not outcome.out, outcome
    assert message in " ".join(outcome.err.split()), outcome


def test_a_file_that_stands_alone_must_state_every_value(tmp_path):
    for name in ("origin_vulnerability.yaml", "destination_coercion.yaml"):
        write(tmp_path, name, (CONFIGS / name).read_text(encoding="utf-8"))
    whole = (CONFIGS / "default.yaml").read_text(encoding="utf-8")
    write(tmp_path, "whole.yaml", "\n".join(line for line in whole.splitlines()
                                            if not line.startswith("  tau_low:")))
    outcome = run("method", "show", "whole.yaml", cwd=tmp_path)
    assert outcome.code == 10 and "prevalence.tau_low is missing" in outcome.err, outcome
    assert "extends: default" in outcome.err


def test_an_index_whose_weights_do_not_sum_is_refused(tmp_path):
    text = (CONFIGS / "origin_vulnerability.yaml").read_text(encoding="utf-8")
    assert "weight: 0.20" in text
    write(tmp_path, "index.yaml", text.replace("weight: 0.20", "weight: 0.25"))
    write(tmp_path, "mine.yaml", HEAD + "indices:\n  origin: index.yaml\n")
    outcome = run("method", "show", "mine.yaml", cwd=tmp_path)
    assert outcome.code == 10, outcome
    assert "have weights that sum to 1.05; expected 1" in " ".join(outcome.err.split())


@pytest.mark.parametrize(("before", "after", "message"), [
    ("{full: 1, partial: 0.5, none: 0}, weight: 0.12", "{full: 7, partial: 0.5, none: 0}, weight: 0.12",
     "levels.full is 7; expected a number from 0 to 1"),
    ("max_age_years: 12", "max_age_years: -1", "max_age_years is -1; expected a number above 0"),
    ("worst: 80, log: false", "worst: 80, log: true", "log needs goalposts above 0"),
])
def test_a_value_of_an_index_that_cannot_be_is_named_by_line(tmp_path, before, after, message):
    text = (CONFIGS / "destination_coercion.yaml").read_text(encoding="utf-8")
    line = next(n for n, t in enumerate(text.splitlines(), 1) if before in t)
    write(tmp_path, "index.yaml", text.replace(before, after, 1))
    write(tmp_path, "mine.yaml", HEAD + "indices:\n  destination: index.yaml\n")
    outcome = run("method", "show", "mine.yaml", cwd=tmp_path)
    assert outcome.code == 10, outcome
    said = " ".join(outcome.err.split())
    assert f"index.yaml:{line}: " in said and message in said, outcome


def test_methodologies_that_start_from_each_other_are_named_in_order(tmp_path):
    write(tmp_path, "a.yaml", "extends: b.yaml\nid: a\nlabel: a\n")
    write(tmp_path, "b.yaml", "extends: a.yaml\nid: b\nlabel: b\n")
    outcome = run("method", "show", "a.yaml", cwd=tmp_path)
    assert outcome.code == 10, outcome
    assert "a.yaml extends b.yaml extends a.yaml" in outcome.err


def test_a_name_that_is_none_gets_the_nearest_and_the_list(tmp_path):
    outcome = run("method", "show", "relativ", cwd=tmp_path)
    assert outcome.code == 10 and "did you mean relative?" in outcome.err, outcome
    assert "default, equal-weights, relative" in outcome.err
    gone = run("method", "show", "./gone.yaml", cwd=tmp_path)
    assert gone.code == 10, gone
    assert "./gone.yaml: there is no such methodology; put the file back" in gone.err


# No country may hold more than one worker of a million; Arab states with 90 million in forced labour.
TOO_MUCH = {
    "a ceiling": ("prevalence:\n  country_ceiling: {value: 0.000001, code: P, source: s}\n",
                  "mine.yaml:5: an anchor that cannot be met"),
    "a total": ("anchors:\n  sets:\n    - edition: \"2022\"\n      code: P\n      source: s\n"
                "      regions_million: {arab_states: 90}\n",
                "mine.yaml:9: an anchor that cannot be met: of the total of arab_states"),
    "totals of sectors": ("anchors:\n  sets:\n    - edition: \"2022\"\n      code: P\n"
                          "      source: s\n      sectors_million: {agriculture: 900}\n",
                          "mine.yaml:9: an anchor that cannot be met: of the total of"),
    "a ceiling of cells": ("prevalence:\n  ceiling: {value: 0.000001, code: P, source: s}\n",
                           "mine.yaml:5: anchors that cannot be met"),
}


@pytest.mark.parametrize("case", TOO_MUCH)
def test_anchors_that_cannot_be_met_are_named_by_line(tmp_path, case):
    text, message = TOO_MUCH[case]
    write(tmp_path, "list.csv", LIST)
    write(tmp_path, "mine.yaml", HEAD + text)
    outcome = run("assess", "list.csv", "--out", "r", "--set", "methodology=mine.yaml", *QUICK,
                  cwd=tmp_path)
    assert outcome.code == 41, outcome
    said = " ".join(outcome.err.split())
    assert message in said and "ceiling" in said and "default.yaml:" in said, outcome
    assert not (tmp_path / "r").exists()


def test_noise_that_leaves_no_total_is_named_by_line(tmp_path):
    write(tmp_path, "list.csv", LIST)
    write(tmp_path, "mine.yaml", HEAD + "prevalence:\n"
          "  region_noise_sd: {value: 10000000000, code: P, source: s}\n")
    outcome = run("assess", "list.csv", "--out", "r", "--set", "methodology=mine.yaml", *QUICK,
                  cwd=tmp_path)
    assert outcome.code == 41, outcome
    assert "mine.yaml:5: a draw of the totals has no sum" in " ".join(outcome.err.split()), outcome


def test_anchors_of_the_future_are_refused_and_not_passed_over(tmp_path):
    write(tmp_path, "list.csv", LIST)
    write(tmp_path, "mine.yaml",
          HEAD + ANCHORS.replace("{year}", "2030").replace("{edition}", "2031"))
    outcome = run("assess", "list.csv", "--out", "r", "--set", "methodology=mine.yaml", *QUICK,
                  cwd=tmp_path)
    assert outcome.code == 10, outcome
    assert "mine.yaml:7: anchors of edition 2031: published is 2031-09-12, after the as-of date" \
        in " ".join(outcome.err.split()), outcome
    # Those that an earlier as-of date leaves out are no mistake.
    earlier = run("assess", "list.csv", "--out", "r", "--as-of", "2020-01-01", *QUICK, cwd=tmp_path)
    assert earlier.code == 0, earlier


# What an index names and what is said of it; the line is that of the shipped file.
UNKNOWN = {
    "a dataset": ("origin", "dataset: worldbank/wgi, indicator: rl_est",
                  "dataset: worldbank/wgu, indicator: rl_est",
                  "origin_vulnerability.rule_of_law: dataset is \"worldbank/wgu\", which is none of "
                  "those that `sourcelight data list` names; did you mean worldbank/wgi?"),
    "a dataset of another shape": (
        "origin", "dataset: worldbank/wgi, indicator: rl_est",
        "dataset: usdol/list_of_goods, indicator: rl_est",
        "dataset is \"usdol/list_of_goods\", which has other columns; expected a table of "
        "indicators by country and year"),
    "an indicator": ("origin", "indicator: rl_est", "indicator: rl_set",
                     "origin_vulnerability.rule_of_law: indicator is \"rl_set\", which "
                     "worldbank/wgi does not have; did you mean rl_est?"),
    "an attribute": ("destination", "indicator: tied_visa,", "indicator: bonds,",
                     "destination_coercion.tied_visa: indicator is \"bonds\", which "
                     "sourcelight/destination_regimes does not have; it has "),
    "a convention": ("destination", "indicator: C029", "indicator: C992",
                     "indicator is \"C992\", which ilo/ratifications does not have; "),
    "a word": ("destination", "indicator: tied_visa, levels: {full: 1",
               "indicator: tied_visa, levels: {ful: 1",
               "destination_coercion.tied_visa: levels lack \"full\", which "
               "sourcelight/destination_regimes has for tied_visa; state its level"),
}


@pytest.mark.parametrize("case", UNKNOWN)
def test_data_that_an_index_names_and_nobody_has_is_refused_and_not_imputed(tmp_path, case):
    which, before, after, message = UNKNOWN[case]
    name = {"origin": "origin_vulnerability.yaml", "destination": "destination_coercion.yaml"}[which]
    text = (CONFIGS / name).read_text(encoding="utf-8")
    line = next(n for n, t in enumerate(text.splitlines(), 1) if before in t)
    write(tmp_path, "index.yaml", text.replace(before, after, 1))
    write(tmp_path, "list.csv", LIST)
    write(tmp_path, "mine.yaml", HEAD + f"indices:\n  {which}: index.yaml\n")
    for command in (("method", "show", "mine.yaml"),
                    ("assess", "list.csv", "--out", "r", "--set", "methodology=mine.yaml", *QUICK)):
        outcome = run(*command, cwd=tmp_path)
        assert outcome.code == 10 and not outcome.out, outcome
        said = " ".join(outcome.err.split())
        assert f"index.yaml:{line}: " in said and message in said, outcome
    assert not (tmp_path / "r").exists()
