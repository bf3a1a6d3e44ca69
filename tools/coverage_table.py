#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints gcovr's summary a line a library and fails where too few lines are covered."""
import collections
import json
import pathlib
import sys

LIBRARIES = "src/sourcelight"
LEAST = 95.0
# What every number rests on.
WHOLE = ("core", "model")


def main(path):
    covered, lines = collections.Counter(), collections.Counter()
    for file in json.loads(pathlib.Path(path).read_text(encoding="utf-8"))["files"]:
        folder = pathlib.PurePosixPath(file["filename"]).parent.as_posix()
        for part in {folder, LIBRARIES} if folder.startswith(LIBRARIES) else {folder}:
            covered[part] += file["line_covered"]
            lines[part] += file["line_total"]
    wanted = {f"{LIBRARIES}/{name}": 100.0 for name in WHOLE} | {LIBRARIES: LEAST}
    short = []
    for part in sorted(lines):
        share = 100.0 * covered[part] / lines[part]
        print(f"{part:28} {covered[part]:6} of {lines[part]:6} lines  {share:5.1f} %")
        if share < wanted.get(part, 0.0):
            short.append(f"{part} has {share:.1f} %, {wanted[part]:.0f} % are wanted")
    print("\n".join(short) if short else "coverage: enough")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
