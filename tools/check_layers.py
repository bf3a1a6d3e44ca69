#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks that a stage includes only from the stages that tools/layers.json allows it.

An allowed entry is a stage, or one header of a stage ("resolve/types.hpp"). Also checked: Arrow
and GDAL headers appear in io/ only, Mapnik's in publish/maps/mapnik_*.cpp, and the library neither
prints, exits nor reads the environment.
"""
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "sourcelight"
INCLUDE = re.compile(r'^\s*#include\s+["<]([^">]+)[">]', re.MULTILINE)
ADAPTED = re.compile(r"^(arrow/|parquet/|gdal|ogr|cpl_)")
DRAWING = re.compile(r"^(mapnik/|cairo|ft2build)")
FORBIDDEN = re.compile(r"\bstd::(cout|cerr|clog|getenv|exit|abort)\b|\bprintf\(|\bfmt::print\(")
OTHER_THROW = re.compile(r"\bthrow\s+(?!Error\b)(std::\w+|[A-Z]\w*)")


def stage_of(path):
    parts = path.relative_to(SOURCE).parts
    return parts[0] if len(parts) > 1 else "pipeline"


def complaints(path, allowed):
    stage = stage_of(path)
    text = path.read_text(encoding="utf-8")
    for target in INCLUDE.findall(text):
        if target.startswith("sourcelight/"):
            inner = target.removeprefix("sourcelight/")
            other = inner.split("/")[0] if "/" in inner else "pipeline"
            if other != stage and other not in allowed[stage] and inner not in allowed[stage]:
                yield f"{stage} may not include {target}"
        if ADAPTED.match(target) and stage != "io":
            yield f"{target} belongs into io/"
        if DRAWING.match(target) and not path.match("publish/maps/mapnik_*.cpp"):
            yield f"{target} belongs into publish/maps/mapnik_*.cpp"
    code = re.sub(r"//.*", "", text)
    for found in FORBIDDEN.findall(code):
        yield f"the library may not use {found}: use a sink"
    for found in OTHER_THROW.findall(code):
        yield f"only Error is thrown: {found}"


def main():
    allowed = json.loads((ROOT / "tools" / "layers.json").read_text(encoding="utf-8"))
    problems = []
    for path in sorted(SOURCE.rglob("*.?pp")):
        stage = stage_of(path)
        if stage not in allowed:
            problems.append(f"{path.relative_to(ROOT)}: stage {stage} is not in tools/layers.json")
            continue
        problems += [f"{path.relative_to(ROOT)}: {what}" for what in complaints(path, allowed)]
    print("\n".join(problems) if problems else f"layers: {len(list(SOURCE.rglob('*.?pp')))} files sound")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
