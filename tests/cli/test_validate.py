# SPDX-License-Identifier: Apache-2.0
"""The whole validation, as the program runs it."""

import hashlib
import json
import math
import os
import pathlib

import pytest

from conftest import ROOT, run


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    # It takes minutes: CTest keeps the one result for the browser tests.
    kept = os.environ.get("SOURCELIGHT_VALIDATION_FOLDER")
    folder = pathlib.Path(kept) if kept else tmp_path_factory.mktemp("validate") / "validation"
    outcome = run("validate", "--out", folder.name, "--force", cwd=folder.parent, timeout=600)
    assert outcome.code == 0, outcome
    return folder, outcome


def test_the_file_has_the_fields_of_the_contract(result):
    folder, _ = result
    found = json.loads((folder / "validation.json").read_text(encoding="utf-8"))
    def digest(file):
        return hashlib.sha256((ROOT / "configs/validation" / file).read_bytes()).hexdigest()

    assert found["protocol"]["sha256"] == digest("protocol-2.yaml")
    assert [earlier["protocol"]["sha256"] for earlier in found["earlier_protocols"]] == [
        digest("protocol.yaml")]
    assert found["positives"] == sum(origin["positives"] for origin in found["origins"])
    assert found["positives"] >= 50
    for origin in found["origins"]:
        assert {"as_of", "candidates", "positives", "unreachable"} <= origin.keys()
        scores = [origin["model"], *origin["comparators"].values()]
        assert len(scores) == 8
        for score in scores:
            assert {"auc", "auc_lo90", "auc_hi90", "average_precision", "log_score", "brier_skill",
                    "recall_100", "recall_500"} <= score.keys()
            assert score["log_score"] < 0
            assert score["auc_lo90"] <= score["auc"] <= score["auc_hi90"]
        assert len(origin["found"]) == origin["positives"]
        assert all(origin["as_of"] < one["published"] <= origin["until"] for one in origin["found"])
    assert {"value", "lo90", "hi90"} <= found["calibration_slope"].keys()
    assert 0 < found["coverage_50"] < found["coverage_90"] < 1
    assert all(oracle["ok"] for oracle in found["oracles"])
    totals = [anchor for anchor in found["anchors"] if "as_of" not in anchor]
    assert len(totals) == 10 and all(anchor["ok"] for anchor in totals)
    surveys = {anchor["id"]: anchor for anchor in found["anchors"] if "as_of" in anchor}
    # docs/validation.md says of the one survey why the model does not reach it.
    assert [name for name, survey in surveys.items() if not survey["ok"]] == ["my_electronics_2014"]
    assert len(surveys) == 6
    assert found["negative_controls"] and found["fairness"]
    for group in found["fairness"]:
        assert group["residual"]["value"] == pytest.approx(group["observed"] - group["expected"])
    pooled = found["pooled"]
    assert pooled["rival"] == "counts_and_child_pair"
    for measure in ("auc", "average_precision", "log_score", "auc_gain", "average_precision_gain",
                    "log_score_gain"):
        assert pooled[measure]["lo90"] <= pooled[measure]["value"] <= pooled[measure]["hi90"]
    for curve in ("roc", "precision"):
        assert all(point["lo90"] <= point["hi90"] for point in pooled[curve])


def test_shares_of_ranks_sum_to_one(result):
    folder, _ = result
    found = json.loads((folder / "validation.json").read_text(encoding="utf-8"))
    for part in found["coverage"]:
        assert math.isclose(sum(part["rank_share"]), 1.0, rel_tol=1e-9)


def test_the_page_says_first_what_does_not_hold_and_asks_for_nothing(result):
    folder, outcome = result
    page = (folder / "validation.html").read_text(encoding="utf-8")
    assert "<script" not in page and "http" not in page.replace("http-equiv", "")
    verdicts = [line for line in outcome.out.splitlines() if line.startswith(("ok ", "NOT "))]
    assert page.count("<b>holds</b>") + page.count("<b>does not hold</b>") == len(verdicts)
    # An earlier protocol that failed is not forgotten, and the reader is told how far to trust this.
    for words in ("Protocol backtest-1 was frozen on", "there the model failed", "in standard errors",
                  "counts of earlier listings and the pair", "all noise at 0"):
        assert words in page, words
    assert "my electronics 2014 (32.0 % against" in " ".join(outcome.out.split())
    if "<b>does not hold</b>" in page:
        assert page.index("<b>does not hold</b>") < page.index("<b>holds</b>")


def test_the_record_names_what_was_written(result):
    folder, _ = result
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    for output in record["outputs"]:
        assert hashlib.sha256((folder / output["file"]).read_bytes()).hexdigest() == output["sha256"]
    assert {output["file"] for output in record["outputs"]} == {"validation.html", "validation.json"}
