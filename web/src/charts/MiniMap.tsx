// SPDX-License-Identifier: Apache-2.0
// Where one site lies and how far off it may be: country, regions and the 90 % circle.
import { path, polygonsOf, mainBounds } from '../geometry';
import { amount } from '../format';
import { drawPoint, text, type Model } from '../model';

const size = { width: 380, height: 210 };
const kmPerDegree = 111.32;

/** Half the width of the view in degrees of latitude: the country, or the circle if that is larger. */
function reach(model: Model, i: number, radius: number): number {
  const region = model.shapes.get(text(model, 'region', i)) ?? model.shapes.get(text(model, 'country', i));
  const bounds = region ? mainBounds(polygonsOf(region)) : ([0, 0, 8, 8] as const);
  const extent = Math.max(bounds[3] - bounds[1], (bounds[2] - bounds[0]) * 0.5);
  return Math.min(30, Math.max(1.2, extent * 0.75, (radius / kmPerDegree) * 1.3));
}

export function MiniMap({ model, i }: { model: Model; i: number }) {
  const point = drawPoint(model, i);
  if (!point) return <p class="quiet">No place is known, so there is no map.</p>;
  const radius = model.data.suppliers.columns.radius_km[i] ?? null;
  const degrees = reach(model, i, radius ?? 0);
  const scale = size.height / (2 * degrees);
  const squeeze = Math.cos((point.lat * Math.PI) / 180);
  const project = (lon: number, lat: number): [number, number] => [
    size.width / 2 + (lon - point.lon) * squeeze * scale,
    size.height / 2 - (lat - point.lat) * scale,
  ];
  const near = (lon: number, lat: number) =>
    Math.abs(lat - point.lat) < degrees * 12 && Math.abs(lon - point.lon) < (degrees * 20) / squeeze + 25;
  const country = text(model, 'country', i);
  const countries = model.data.map.countries.filter((s) => s.code === country || near(s.lon, s.lat));
  const regions = model.data.map.regions.filter((s) => s.country === country && near(s.lon, s.lat));
  const r = radius === null ? 0 : (radius / kmPerDegree) * scale;
  const [x, y] = project(point.lon, point.lat);
  const words =
    radius === null ? 'how far off is not known' : `within ${amount(radius)} km with probability 90 %`;
  return (
    <figure class="mini">
      <svg viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={`Map of the place; ${words}`}>
        {countries.map((s) => (
          <path
            key={s.code}
            d={path(polygonsOf(s), project)}
            class={s.code === country ? 'land own' : 'land'}
          />
        ))}
        {regions.map((s) => (
          <path key={s.code} d={path(polygonsOf(s), project)} class="border" />
        ))}
        {r > 5 && <circle cx={x} cy={y} r={r} class="radius" />}
        <circle cx={x} cy={y} r="5" class={point.exact ? 'dot' : 'dot hollow'} />
      </svg>
      <figcaption>{words}</figcaption>
    </figure>
  );
}
