# SPDX-License-Identifier: Apache-2.0
"""The same run gives the same bytes, whatever the machine around it looks like."""

import shutil
import subprocess

import pytest

from conftest import DATA, run


@pytest.fixture(scope="module")
def comma_locale(tmp_path_factory):
    """Environment of a locale with decimal commas; compiled if the system can, else named."""
    folder = tmp_path_factory.mktemp("locale")
    if shutil.which("localedef"):
        done = subprocess.run(["localedef", "-i", "de_DE", "-f", "UTF-8",
                               str(folder / "de_DE.UTF-8")], capture_output=True, check=False)
        if done.returncode == 0:
            return {"LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8", "LOCPATH": str(folder)}
    return {"LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"}


def files_of(folder):
    """Names of all files below a folder."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_threads_locale_time_zone_and_folder_do_not_change_a_byte(mixed, tmp_path, comma_locale):
    environment = {**comma_locale, "TZ": "Pacific/Kiritimati", "HOME": str(tmp_path),
                   "USER": "somebody"}
    shutil.copy(DATA / "mixed.csv", tmp_path / "mixed.csv")
    outcome = run("assess", "mixed.csv", "--out", "deep/er/other", "--threads", "2",
                  "--draws", "64", cwd=tmp_path, env=environment)
    assert outcome.code == 0, outcome
    other = tmp_path / "deep/er/other"
    names = files_of(mixed)
    assert names == files_of(other) and "maps/world.pdf" in names
    for name in names:
        assert (mixed / name).read_bytes() == (other / name).read_bytes(), name


def test_another_seed_changes_the_draws_and_the_record(mixed, tmp_path):
    outcome = run("assess", DATA / "mixed.csv", "--out", "r", "--draws", "64", "--seed", "7",
                  "--formats", "csv", "--quiet", cwd=tmp_path)
    assert outcome.code == 0, outcome
    assert ((tmp_path / "r/suppliers.csv").read_bytes()
            != (mixed / "suppliers.csv").read_bytes())
    assert '"seed": 7' in (tmp_path / "r/run.json").read_text(encoding="utf-8")
