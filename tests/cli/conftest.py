# SPDX-License-Identifier: Apache-2.0
"""Runs the program as a user would, in a folder of its own."""

import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data" / "cli"
PROGRAM = pathlib.Path(
    os.environ.get("SOURCELIGHT_PROGRAM", ROOT / "build" / "release" / "bin" / "sourcelight")
).resolve()
# Fewer joint draws than the default: the tests look at forms and orderings, not at digits.
QUICK = ("--draws", "16", "--quiet")


class Outcome:
    """What a run said: exit code and both streams as text."""

    def __init__(self, done):
        self.code = done.returncode
        self.out = done.stdout.decode("utf-8")
        self.err = done.stderr.decode("utf-8")

    def __repr__(self):
        return f"exit {self.code}\nstdout: {self.out}\nstderr: {self.err}"


def run(*arguments, cwd, env=None, timeout=120, program=PROGRAM, **options):
    """One call of the program; arguments may be paths. None as value takes a variable away."""
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"}
    if "SOURCELIGHT_DATA" in os.environ:
        environment["SOURCELIGHT_DATA"] = os.environ["SOURCELIGHT_DATA"]
    environment.update(env or {})
    environment = {name: value for name, value in environment.items() if value is not None}
    done = subprocess.run([str(program), *map(str, arguments)], cwd=cwd, env=environment,
                          capture_output=True, timeout=timeout, stdin=subprocess.DEVNULL,
                          check=False, **options)
    return Outcome(done)


def write(folder, name, content):
    """A file with this text or these bytes; returns its path."""
    path = pathlib.Path(folder) / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def too_wide(text):
    """Lines beyond 80 columns; what is to be pasted may hang over, alone on its line."""
    return [line for line in text.splitlines() if len(line) > 80
            and not line.startswith(("  sourcelight ", "      sourcelight "))
            and not ("://" in line and " " not in line.strip())]


def leftovers(folder):
    """Names of hidden files and folders, which a run must not leave behind."""
    return sorted(path.name for path in pathlib.Path(folder).iterdir()
                  if path.name.startswith("."))


@pytest.fixture(scope="session")
def mixed(tmp_path_factory):
    """The result folder of the list with everything odd in it, all formats."""
    folder = tmp_path_factory.mktemp("mixed")
    outcome = run("assess", DATA / "mixed.csv", "--out", "result", "--threads", "1",
                  "--draws", "64", cwd=folder)
    assert outcome.code == 0, outcome
    return folder / "result"
