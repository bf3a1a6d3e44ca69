#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks what a compiler does not: file lengths, licence lines, listed sources, open ends.

A source file has at most 400 lines (tests 500), begins with its SPDX line, is named in a
CMakeLists.txt of its folder, and holds no TODO.
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
LIMITS = {"src": 400, "tests": 500, "tools": 400, "bench": 400, "web/src": 400}
SPDX = "SPDX-License-Identifier: Apache-2.0"
KINDS = {".cpp", ".hpp", ".py", ".ts"}


def tracked():
    out = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    for name in out.stdout.decode().split("\0"):
        path = ROOT / name
        if name and path.suffix in KINDS and path.is_file():
            yield path


def limit_of(name):
    for folder, limit in LIMITS.items():
        if name.startswith(folder + "/"):
            return limit
    return None


def listed(path):
    """Whether the CMakeLists.txt of the folder, or of a folder above, names the file."""
    for folder in path.parents:
        lists = folder / "CMakeLists.txt"
        if lists.exists():
            return path.relative_to(folder).as_posix() in lists.read_text(encoding="utf-8")
    return False


def complaints(path):
    name = path.relative_to(ROOT).as_posix()
    text = path.read_text(encoding="utf-8")
    lines = text.count("\n")
    limit = limit_of(name)
    if limit and lines > limit:
        yield f"{lines} lines; split it by concern (limit {limit})"
    if limit and SPDX not in text[:200]:
        yield f"the first lines lack {SPDX}"
    if re.search(r"\b(TODO|FIXME|XXX)\b", text) and path.name != "check_sources.py":
        yield "an open end is left in it; do it or file an issue"
    if name.startswith("src/") and path.suffix == ".cpp" and not listed(path):
        yield "no CMakeLists.txt names it"


def main():
    problems = [f"{path.relative_to(ROOT)}: {what}" for path in tracked()
                for what in complaints(path)]
    print("\n".join(problems) if problems else "sources: sound")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
