# SPDX-License-Identifier: Apache-2.0
"""Boundaries and place names come built with the program and change nothing but the time."""

import json
import os
import pathlib
import shutil

import pytest

from conftest import DATA, PROGRAM, ROOT, run

ARGUMENTS = ("--draws", "64", "--threads", "1", "--quiet")
PREPARED = PROGRAM.parents[1] / "prepared"


@pytest.fixture(scope="session")
def bare(tmp_path_factory):
    """A copy of the program without the structures that were built with it."""
    folder = tmp_path_factory.mktemp("bare") / "bin"
    folder.mkdir()
    return pathlib.Path(shutil.copy(PROGRAM, folder))


@pytest.fixture
def copied(bare):
    """The same with a copy of the structures, for tests to damage; returns program and folder."""
    folder = bare.parents[1] / "prepared"
    shutil.copytree(PREPARED, folder)
    for path in folder.iterdir():
        path.chmod(0o644)
    yield bare, folder
    shutil.rmtree(folder)


def assess(folder, name, *more, program=PROGRAM, env=None, said=()):
    """A quiet run that says these lines on stderr, or nothing; returns the result folder."""
    outcome = run("assess", DATA / "mixed.csv", "--out", name, *ARGUMENTS, *more, cwd=folder,
                  env=env, program=program)
    assert outcome.code == 0, outcome
    lines = outcome.err.splitlines()
    assert len(lines) == len(said), outcome
    for line, words in zip(lines, said, strict=True):
        assert all(word in line for word in words), outcome
    return folder / name


def files_of(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def kept(cache):
    return sorted(cache.iterdir()) if cache.is_dir() else []


@pytest.fixture(scope="module")
def filled(tmp_path_factory, bare):
    """A cache that one run filled; tests copy it."""
    folder = tmp_path_factory.mktemp("filled")
    assess(folder, "result", "--cache", folder / "cache", program=bare)
    return folder / "cache"


@pytest.fixture
def cache(filled, tmp_path):
    return pathlib.Path(shutil.copytree(filled, tmp_path / "cache"))


def test_the_build_leaves_both_structures_read_only():
    assert [path.name.split("-")[0] for path in kept(PREPARED)] == ["names", "regions"]
    assert all(path.stat().st_mode & 0o222 == 0 for path in kept(PREPARED))


def test_results_are_the_same_bytes_prepared_built_and_kept(mixed, tmp_path, bare, cache):
    expected = files_of(mixed)
    assert files_of(assess(tmp_path, "built", program=bare)) == expected
    before = {path: path.stat().st_mtime_ns for path in kept(cache)}
    assert len(before) == 2
    assert files_of(assess(tmp_path, "kept", "--cache", cache, program=bare)) == expected
    assert {path: path.stat().st_mtime_ns for path in kept(cache)} == before


def test_another_as_of_date_is_served_and_right(tmp_path, bare, cache):
    date = ("--as-of", "2021-06-30", "--formats", "csv")
    built = files_of(assess(tmp_path, "built", *date, program=bare))
    assert files_of(assess(tmp_path, "prepared", *date)) == built
    names = [path.name for path in kept(cache)]
    assess(tmp_path, "kept", *date, "--cache", cache, program=bare)
    assert [path.name for path in kept(cache)] == names == [path.name for path in kept(PREPARED)]


def damaged_copies(folder):
    """Leaves, one after the other, files with a bit changed, cut, of another format, foreign."""
    sound = {path: path.read_bytes() for path in kept(folder)}
    for damage, said in (
            (lambda data: data[:5_000_000] + bytes([data[5_000_000] ^ 4]) + data[5_000_001:],
             "is damaged (its checksum does not fit)"),
            (lambda data: data[:1_000_000], "is cut short"),
            (lambda data: data[:8] + b"\2" + data[9:], "another version"),
            (lambda data: b"not a cache at all", "is no file of this cache"),
            (lambda data: b"%PDF-1.4 " + data, "is no file of this cache"),
            (lambda data: b"", "is empty")):
        for path, data in sound.items():
            path.write_bytes(damage(data))
        yield said


def test_a_damaged_cut_or_foreign_prepared_file_is_never_trusted(mixed, tmp_path, copied):
    program, folder = copied
    for number, said in enumerate(damaged_copies(folder)):
        found = {path: path.read_bytes() for path in kept(folder)}
        result = assess(tmp_path, f"r{number}", "--formats", "csv", program=program,
                        said=[(str(path), said, "done without, built anew for this run")
                              for path in kept(folder)])
        assert (result / "suppliers.csv").read_bytes() == (mixed / "suppliers.csv").read_bytes()
        assert {path: path.read_bytes() for path in kept(folder)} == found, "only read"


def test_a_prepared_file_that_others_may_write_is_not_trusted(mixed, tmp_path, copied):
    program, folder = copied
    cache = tmp_path / "cache"
    for path in kept(folder):
        path.chmod(0o666)
    for name, done in (("r", "built anew"), ("s", "the cache has it")):
        result = assess(tmp_path, name, "--formats", "csv", "--cache", cache, program=program,
                        said=[(str(path), "may be written by others", done)
                              for path in kept(folder)])
        assert (result / "suppliers.csv").read_bytes() == (mixed / "suppliers.csv").read_bytes()
        assert len(kept(cache)) == 2, "built anew"


def test_a_damaged_file_of_the_cache_is_built_anew(mixed, tmp_path, bare, cache):
    sizes = {path: path.stat().st_size for path in kept(cache)}
    for number, said in enumerate(damaged_copies(cache)):
        result = assess(tmp_path, f"r{number}", "--formats", "csv", "--cache", cache, program=bare,
                        said=[(str(path), said, "; rebuilt") for path in kept(cache)])
        assert (result / "suppliers.csv").read_bytes() == (mixed / "suppliers.csv").read_bytes()
        assert {path: path.stat().st_size for path in kept(cache)} == sizes


def test_the_tables_are_not_read_where_a_structure_serves(mixed, tmp_path, bare, cache):
    data = tmp_path / "datasets"
    shutil.copytree(pathlib.Path(os.environ.get("SOURCELIGHT_DATA", ROOT / "datasets")), data)
    for name in ("country_coder/zones", "natural_earth/admin1", "natural_earth/admin1_names",
                 "geonames/places", "geonames/alternate_names"):
        (data / name / "data.parquet").unlink()
    # Receipts cite rows of the tables; a run without them needs the built structures alone.
    for number, (program, more) in enumerate(((PROGRAM, ()), (bare, ("--cache", cache)))):
        result = assess(tmp_path, f"r{number}", "--data", data, "--formats", "csv", *more,
                        program=program)
        assert (result / "suppliers.csv").read_bytes() == (mixed / "suppliers.csv").read_bytes()


def test_what_was_wrong_with_the_cache_is_no_part_of_the_result(tmp_path, bare, cache):
    sound = assess(tmp_path, "sound", "--cache", cache, program=bare)
    for path in kept(cache):
        path.write_bytes(b"foreign")
    mended = assess(tmp_path, "mended", "--cache", cache, program=bare,
                    said=[(path.name, "rebuilt") for path in kept(cache)])
    assert files_of(mended) == files_of(sound)
    assess(tmp_path, "again", "--cache", cache, "--formats", "csv", program=bare)


def test_a_folder_that_cannot_be_used_is_done_without_and_said_once(mixed, tmp_path, bare):
    (tmp_path / "file").write_text("no folder")
    for place in (tmp_path / "file", tmp_path / "file/below", "/proc/none"):
        shutil.rmtree(tmp_path / "r", ignore_errors=True)
        result = assess(tmp_path, "r", "--cache", place, "--formats", "csv", program=bare,
                        said=[(str(place), "cannot be used as a cache (", "); done without")])
        assert ((result / "suppliers.csv").read_bytes()
                == (mixed / "suppliers.csv").read_bytes())


def test_a_cache_file_that_cannot_be_replaced_is_done_without(mixed, tmp_path, bare, cache):
    files = kept(cache)
    for path in files:
        path.unlink()
        path.mkdir()
    result = assess(tmp_path, "r", "--cache", cache, "--formats", "csv", program=bare,
                    said=[(str(path), "is no regular file, and cannot be replaced (",
                           "); done without") for path in files])
    assert (result / "suppliers.csv").read_bytes() == (mixed / "suppliers.csv").read_bytes()


def test_the_messages_are_json_lines_on_demand_and_a_surface_says_them_too(tmp_path, bare):
    (tmp_path / "file").write_text("no folder")
    arguments = ("--cache", tmp_path / "file", "--draws", "16")
    outcome = run("assess", DATA / "mixed.csv", "--out", "r", "--formats", "csv", "--json",
                  *arguments, cwd=tmp_path, program=bare)
    lines = [json.loads(line) for line in outcome.err.splitlines()]
    assert any("done without" in line.get("message", "") for line in lines), outcome
    outcome = run("map", "--good", "tin", "--out", "m.tif", "--quiet", *arguments, cwd=tmp_path,
                  program=bare)
    assert outcome.code == 0 and "done without" in outcome.err, outcome


def test_nothing_is_kept_unless_a_folder_is_named(tmp_path, bare):
    home = tmp_path / "home"
    home.mkdir()
    places = {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"),
              "SOURCELIGHT_CACHE_DIR": str(home / "named")}
    assess(tmp_path, "r", "--formats", "csv", program=bare, env=places)
    assert list(home.iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "r"]
    assess(tmp_path, "s", "--formats", "csv", "--set", f"cache={home}/set", program=bare)
    assert len(kept(home / "set")) == 2
