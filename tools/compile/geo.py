# SPDX-License-Identifier: Apache-2.0
"""Compiles the geographic datasets: python3 tools/compile/geo.py REFERENCE_FOLDER

Needs what tools/compile/requirements.txt pins, beside the packages that `make setup` installs.
"""
import pathlib
import sys

import geo_hand
import geo_names
import geo_places
import geo_polygons


def main(reference):
    geo_polygons.compile_zones(reference)
    rows = geo_places.read_places(reference)
    regions = geo_polygons.compile_regions(reference, geo_places.as_points(rows))
    geo_places.correct_regions(rows, regions)
    geo_places.fill_regions(rows, regions)
    geo_places.keep_own_units(reference, rows, regions)
    places = geo_places.compile_places(rows)
    geo_places.compile_alternate_names(reference, places)
    geo_places.compile_region_population(rows, regions)
    geo_names.compile_subdivisions(reference, regions)
    names = geo_names.compile_admin1_names(reference, regions)
    geo_names.compile_geonames_admin1(reference, names, regions)
    geo_names.compile_disputed(reference)
    geo_hand.refresh()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: geo.py REFERENCE_FOLDER")
    main(pathlib.Path(sys.argv[1]))
