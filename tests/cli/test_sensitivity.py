# SPDX-License-Identifier: Apache-2.0
"""Shares of variance, the picture of the account, scores without a source, what moves a band."""

import json
import re

import pytest

from conftest import ROOT, run, too_wide, write

LIST = ("name,country,product,workers\nOne Garments,Vietnam,garments,\n"
        "Two Gloves,Malaysia,rubber gloves,1200\n")


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rests")
    write(folder, "list.csv", LIST)
    outcome = run("assess", "list.csv", "--out", "r", "--draws", "128", "--quiet", "--sensitivity",
                  cwd=folder)
    assert outcome.code == 0, outcome
    return folder / "r"


@pytest.fixture(scope="module")
def receipt(result):
    outcome = run("explain", result, 1, "--sensitivity", "--json", cwd=result.parent)
    assert outcome.code == 0, outcome
    return json.loads(outcome.out)


def test_the_picture_fits_80_columns_of_plain_ascii_and_ends_with_the_interval(result):
    for arguments in ((1,), (1, "--full"), (1, "--sensitivity"), (2,)):
        outcome = run("explain", result, *arguments, cwd=result.parent)
        assert outcome.code == 0, outcome
        lines = outcome.out.splitlines()
        assert not too_wide(outcome.out)
        first = next(i for i, line in enumerate(lines) if line.startswith("How the chance"))
        picture = lines[first:lines.index("", first)]
        assert all(line.isascii() for line in picture), picture
        assert re.search(r"this site.*\d %.*\|-*o-*\|", picture[-1]), picture
        assert sum(bool(re.search(r"[+-]\d\.\d\d", line)) for line in picture) >= 3, picture


def test_shares_of_variance_stand_at_groups_and_steps(receipt):
    groups = {group["group"]: group for group in receipt["uncertainty"]["groups"]}
    assert len(groups) == 19 and receipt["uncertainty"]["draws"] == 128
    for name in ("anchors", "decay", "input_output"):  # nothing is drawn: no share, not 0
        assert groups[name]["total"] is None and groups[name]["held_fixed"], name
    assert groups["head_count"]["total"] > 0  # the list states none
    shares = [term["variance_share"] for term in receipt["terms"]
              if term["variance_share"] is not None]
    total = sum(group["total"] or 0 for group in groups.values())
    assert sum(shares) == pytest.approx(total, rel=1e-9) and total > 0.9


def test_every_change_that_is_listed_moves_the_band(receipt):
    changes = receipt["changes"]
    assert changes["band"] == receipt["summary"]["band"]
    assert changes["moving"] and changes["tried"] > len(changes["moving"])
    moves = [abs(change["log_odds"]) for change in changes["moving"]]
    assert moves == sorted(moves)
    for change in changes["moving"]:
        assert change["band"] != changes["band"] and change["site_probability"]["lo90"] is not None


def test_sources_that_move_the_band_are_among_the_single_changes(receipt):
    band = receipt["summary"]["band"]
    moving = {"without the source " + source["dataset"] for source in receipt["without_sources"]
              if source["band"] not in (None, band)}
    assert moving == {change["what"] for change in receipt["changes"]["moving"]
                      if change["kind"] == "source"}


def test_the_totals_say_how_far_ranks_move_and_by_what(result):
    totals = json.loads((result / "totals.json").read_text(encoding="utf-8"))
    shift = totals["uncertainty"]["rank_shift"]
    assert shift["suppliers"] == 2 and shift["draws"] == 128
    # Two suppliers stand as published (0) or have changed places (1 each, 1 on average).
    assert 0 <= shift["places"]["lo90"] <= shift["places"]["hi90"] <= 1
    groups = {group["group"]: group for group in shift["groups"]}
    assert len(groups) == 19
    for group in groups.values():
        assert (group["places"] is None) == (group["held_fixed"] is not None), group
    # Nothing is reported about either, so how far reports repeat one another moves no one.
    assert groups["dependence"]["places"] == 0 and groups["country_noise"]["places"] > 0


def test_a_missing_source_has_a_number_or_a_reason(receipt):
    sources = {source["dataset"]: source for source in receipt["without_sources"]}
    assert any("instead of" in name for name in sources), "the other published totals"
    for source in sources.values():
        assert (source["site_probability"] is None) == (source["note"] is not None), source
    cited = {term["source"]["dataset"] for term in receipt["terms"] if term["source"]}
    assert cited - {"ilo/global_estimates"} <= set(sources)


def test_the_totals_say_where_their_spread_comes_from_when_asked(result, tmp_path):
    totals = json.loads((result / "totals.json").read_text(encoding="utf-8"))
    for what in ("expected_sites", "expected_persons"):
        groups = totals["uncertainty"][what]["groups"]
        assert len(groups) == 19 and groups[0]["total"] >= groups[1]["total"] > 0
    write(tmp_path, "list.csv", LIST)
    threads = []
    for count in ("1", "2"):
        outcome = run("assess", "list.csv", "--out", count, "--draws", "128", "--quiet",
                      "--sensitivity", "--threads", count, "--formats", "csv", cwd=tmp_path)
        assert outcome.code == 0, outcome
        threads.append((tmp_path / count / "totals.json").read_bytes())
    assert threads[0] == threads[1]
    plain = run("assess", "list.csv", "--out", "p", "--draws", "16", "--quiet", cwd=tmp_path)
    assert plain.code == 0
    assert "uncertainty" not in json.loads((tmp_path / "p" / "totals.json").read_text())


def test_the_commands_of_the_page_run(tmp_path):
    page = (ROOT / "docs" / "sensitivity.md").read_text(encoding="utf-8")
    (tmp_path / "configs").symlink_to(ROOT / "configs")
    block = page.split("```sh\n")[1].split("```")[0]
    lines = block.strip().splitlines()
    assert len(lines) == 4
    for line in lines:
        program, *arguments = line.split()
        assert program == "sourcelight"
        outcome = run(*arguments, cwd=tmp_path)
        assert outcome.code == 0, outcome
    groups = {group["group"] for group in json.loads(outcome.out)["uncertainty"]["groups"]}
    assert groups == set(re.findall(r"^\| `(\w+)` \|", page, re.M))
