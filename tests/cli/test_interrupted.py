# SPDX-License-Identifier: Apache-2.0
"""A run that cannot end leaves the earlier result as it was and no half-written folder."""

import os
import resource
import signal
import subprocess
import time

import pytest

from conftest import PROGRAM, QUICK, leftovers, run, write

SMALL = "name,country,product\nOne,Uzbekistan,cotton\n"


@pytest.fixture
def earlier(tmp_path):
    """A folder with an earlier result (only what the program looks for) and a long list."""
    (tmp_path / "r").mkdir()
    write(tmp_path / "r", "run.json", "{}")
    write(tmp_path / "r", "suppliers.csv", "kept\n")
    lines = [f"Supplier {i},Brazil,cattle,Street {i}\n" for i in range(400_000)]
    write(tmp_path, "long.csv", "name,country,product,address\n" + "".join(lines))
    write(tmp_path, "list.csv", SMALL)
    return tmp_path


def start(folder):
    """A run over the long list, once its hidden folder stands."""
    process = subprocess.Popen(
        [str(PROGRAM), "assess", "long.csv", "--out", "r", "--force", "--draws", "16"],
        cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    end = time.monotonic() + 60
    while not leftovers(folder) and process.poll() is None and time.monotonic() < end:
        time.sleep(0.01)
    assert leftovers(folder), "the run made its hidden folder"
    return process


def assert_earlier_result(folder):
    assert sorted(path.name for path in (folder / "r").iterdir()) == ["run.json", "suppliers.csv"]
    assert (folder / "r/suppliers.csv").read_text() == "kept\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_the_run_without_traces(earlier, number):
    process = start(earlier)
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert b"interrupted" in said or b"stopped" in said
    assert_earlier_result(earlier)
    assert leftovers(earlier) == []


def test_what_a_killed_run_left_goes_with_the_next_run(earlier):
    process = start(earlier)
    process.kill()
    process.communicate(timeout=60)
    assert_earlier_result(earlier)
    assert leftovers(earlier), "nobody could clear up after kill -9"
    outcome = run("assess", "list.csv", "--out", "r", "--force", "--formats", "csv", *QUICK,
                  cwd=earlier)
    assert outcome.code == 0, outcome
    assert leftovers(earlier) == []
    assert not (earlier / "r/suppliers.csv").read_text().startswith("kept")


def limit_files_to(size):
    """For the child: no file may grow beyond, as if the disk were full."""
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return limit


@pytest.mark.parametrize(("size", "formats"), [
    (50, "csv"), (2_000, "parquet"), (5_000, "gpkg"), (5_000, "workbook"), (100_000, "report")])
def test_a_full_disk_is_exit_50_and_keeps_the_earlier_result(tmp_path, size, formats):
    (tmp_path / "r").mkdir()
    write(tmp_path / "r", "run.json", "{}")
    write(tmp_path / "r", "suppliers.csv", "kept\n")
    write(tmp_path, "list.csv", SMALL)
    outcome = run("assess", "list.csv", "--out", "r", "--force", "--formats", formats, *QUICK,
                  cwd=tmp_path, preexec_fn=limit_files_to(size))
    assert outcome.code == 50 and "free some space or choose another" in outcome.err, outcome
    assert_earlier_result(tmp_path)
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("out", ["list.csv/r", "/proc/sourcelight/r"])
def test_a_place_where_nothing_can_be_written_is_exit_50(tmp_path, out):
    write(tmp_path, "list.csv", SMALL)
    outcome = run("assess", "list.csv", "--out", out, cwd=tmp_path)
    assert outcome.code == 50 and out in outcome.err and "--out" in outcome.err
    assert leftovers(tmp_path) == [] and (tmp_path / "list.csv").read_text() == SMALL


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_exit_50(tmp_path):
    write(tmp_path, "list.csv", SMALL)
    (tmp_path / "closed").mkdir(mode=0o500)
    outcome = run("assess", "list.csv", "--out", "closed/r", cwd=tmp_path)
    assert outcome.code == 50 and "closed" in outcome.err


def test_a_file_under_the_name_of_the_result_is_exit_51(tmp_path):
    write(tmp_path, "list.csv", SMALL)
    outcome = run("assess", "list.csv", "--out", "list.csv", "--force", cwd=tmp_path)
    assert outcome.code == 51 and "is a file" in outcome.err
    assert (tmp_path / "list.csv").read_text() == SMALL


def test_the_current_folder_is_no_place_for_a_result(tmp_path):
    # It would be put in place of the folder in which the user's shell stands.
    write(tmp_path, "list.csv", SMALL)
    (tmp_path / "new").mkdir()
    outcome = run("assess", "../list.csv", "--out", ".", *QUICK, cwd=tmp_path / "new")
    assert outcome.code == 51 and "current folder" in outcome.err, outcome
    empty = run("assess", "list.csv", "--out", "", cwd=tmp_path)
    assert empty.code == 2 and "--out" in empty.err, empty


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
def test_an_answer_that_cannot_be_written_is_exit_50(tmp_path):
    write(tmp_path, "list.csv", SMALL)
    assert run("assess", "list.csv", "--out", "result", *QUICK, cwd=tmp_path).code == 0
    for call in (["data", "list"], ["explain", "result", "1"], ["--help"], ["--version"]):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([PROGRAM, *call], cwd=tmp_path, stdout=full,
                                  stderr=subprocess.PIPE, timeout=60, check=False)
        assert done.returncode == 50 and b"standard output" in done.stderr, (call, done)


def test_a_reader_that_has_had_enough_is_no_failure(tmp_path):
    process = subprocess.Popen([PROGRAM, "data", "list"], cwd=tmp_path, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE)
    process.stdout.close()
    said = process.stderr.read()
    assert process.wait(timeout=60) == 0 and said == b""
