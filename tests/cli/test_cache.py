# SPDX-License-Identifier: Apache-2.0
"""Built boundaries and place names are kept between runs and change nothing but the time."""

import os
import pathlib
import shutil

import pytest

from conftest import DATA, ROOT, run

ARGUMENTS = ("--draws", "64", "--threads", "1", "--quiet")


def assess(folder, name, cache, *more, env=None):
    """A run with its cache in a folder of its own; returns the result folder."""
    environment = {"SOURCELIGHT_CACHE_DIR": str(cache), **(env or {})}
    outcome = run("assess", DATA / "mixed.csv", "--out", name, *ARGUMENTS, *more, cwd=folder,
                  env=environment)
    assert outcome.code == 0, outcome
    assert outcome.err == ""
    return folder / name


def files_of(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def kept(cache):
    return sorted(cache.iterdir()) if cache.is_dir() else []


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A cache that one run filled; tests copy it."""
    folder = tmp_path_factory.mktemp("filled")
    assess(folder, "result", folder / "cache")
    return folder / "cache"


@pytest.fixture
def cache(filled, tmp_path):
    return pathlib.Path(shutil.copytree(filled, tmp_path / "cache"))


def test_results_are_the_same_bytes_built_kept_and_without_a_cache(mixed, tmp_path, cache):
    expected = files_of(mixed)
    assert [path.name.split("-")[0] for path in kept(cache)] == ["names", "regions"]
    before = {path: path.stat().st_mtime_ns for path in kept(cache)}
    assert files_of(assess(tmp_path, "kept", cache)) == expected
    assert {path: path.stat().st_mtime_ns for path in kept(cache)} == before
    assert files_of(assess(tmp_path, "built", tmp_path / "fresh")) == expected
    assert files_of(assess(tmp_path, "off", cache, "--set", "cache=off")) == expected


def test_a_damaged_cut_or_foreign_file_is_built_anew(mixed, tmp_path, cache):
    expected = files_of(mixed)
    for number, damage in enumerate((
            lambda data: data[:5_000_000] + bytes([data[5_000_000] ^ 4]) + data[5_000_001:],
            lambda data: data[:1_000_000],
            lambda data: data[:8] + b"\2" + data[9:],
            lambda data: b"not a cache at all")):
        sound = {path: path.read_bytes() for path in kept(cache)}
        for path, data in sound.items():
            path.write_bytes(damage(data))
        assert files_of(assess(tmp_path, f"r{number}", cache)) == expected
        assert {path: path.stat().st_size for path in kept(cache)} == {
            path: len(data) for path, data in sound.items()}


def test_the_tables_are_not_read_when_the_cache_serves(mixed, tmp_path, cache):
    data = tmp_path / "datasets"
    shutil.copytree(pathlib.Path(os.environ.get("SOURCELIGHT_DATA", ROOT / "datasets")), data)
    for name in ("country_coder/zones", "natural_earth/admin1", "natural_earth/admin1_names",
                 "geonames/places", "geonames/alternate_names"):
        (data / name / "data.parquet").unlink()
    # Receipts cite rows of the tables; a run without them needs the built structures alone.
    result = assess(tmp_path, "r", cache, "--data", data, "--formats", "csv")
    assert (result / "suppliers.csv").read_bytes() == (mixed / "suppliers.csv").read_bytes()


def test_a_folder_that_cannot_be_used_is_done_without(mixed, tmp_path):
    (tmp_path / "file").write_text("no folder")
    for place in (tmp_path / "file", tmp_path / "file/below", "/proc/none"):
        shutil.rmtree(tmp_path / "r", ignore_errors=True)
        result = assess(tmp_path, "r", place, "--formats", "csv")
        assert ((result / "suppliers.csv").read_bytes()
                == (mixed / "suppliers.csv").read_bytes())


def test_the_folder_is_the_setting_else_what_the_environment_names(tmp_path, cache):
    moved = tmp_path / "home/.cache/sourcelight"
    moved.parent.mkdir(parents=True)
    cache.rename(moved)
    before = {path: path.stat().st_ino for path in kept(moved)}
    places = (({"HOME": str(tmp_path / "home")}, ()),
              ({"HOME": "/nowhere"}, ("--cache", moved)),
              ({"XDG_CACHE_HOME": str(tmp_path / "home/.cache"), "HOME": "/nowhere"}, ()),
              ({"HOME": "relative"}, ("--set", f"cache={moved}")))
    for number, (environment, more) in enumerate(places):
        outcome = run("assess", DATA / "mixed.csv", "--out", f"r{number}", *ARGUMENTS, *more,
                      "--formats", "csv", cwd=tmp_path,
                      env={"SOURCELIGHT_CACHE_DIR": None, **environment})
        assert outcome.code == 0, outcome
    assert {path: path.stat().st_ino for path in kept(moved)} == before
    assert not (tmp_path / "relative").exists()
