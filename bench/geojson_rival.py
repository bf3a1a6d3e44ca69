#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The usual way to show many points: all of them as GeoJSON in one page, clustered by MapLibre.

    geojson_rival.py suppliers.parquet MAPLIBRE_FOLDER OUT.html

The page draws nothing else (no areas, no table), so that the comparison favours it.
"""
import json
import pathlib
import sys

import pyarrow.parquet as pq

PAGE = """<!doctype html><meta charset="utf-8"><title>points</title><style>%(css)s
#map { width: 790px; height: 500px }</style><div id="map"></div><script>%(library)s</script>
<script type="application/json" id="points">%(points)s</script><script>
const map = new maplibregl.Map({ container: 'map', attributionControl: false, fadeDuration: 0,
  bounds: [-140, -45, 160, 65], style: { version: 8, sources: { points: { type: 'geojson',
    cluster: true, clusterRadius: 34, clusterMaxZoom: 10,
    data: JSON.parse(document.getElementById('points').textContent) } },
  layers: [{ id: 'sea', type: 'background', paint: { 'background-color': '#fbfaf7' } },
    { id: 'points', type: 'circle', source: 'points',
      paint: { 'circle-radius': ['case', ['has', 'point_count'], 14, 5] } }] } });
map.once('idle', () => performance.mark('map-painted'));
</script>
"""


def main():
    table = pq.read_table(sys.argv[1], columns=["sl_row", "sl_lon", "sl_lat"])
    rows = zip(*(table[name].to_pylist() for name in table.column_names))
    features = [{"type": "Feature", "properties": {"i": row},
                 "geometry": {"type": "Point", "coordinates": [round(lon, 4), round(lat, 4)]}}
                for row, lon, lat in rows if lon is not None]
    points = json.dumps({"type": "FeatureCollection", "features": features},
                        separators=(",", ":"))
    dist = pathlib.Path(sys.argv[2]) / "dist"
    text = {name: (dist / file).read_text(encoding="utf-8")
            for name, file in (("css", "maplibre-gl.css"), ("library", "maplibre-gl.js"))}
    pathlib.Path(sys.argv[3]).write_text(PAGE % {**text, "points": points}, encoding="utf-8")


if __name__ == "__main__":
    main()
