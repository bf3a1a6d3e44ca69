// SPDX-License-Identifier: Apache-2.0
// Tier history as steps; years of which the shipped table knows nothing stay empty.
import type { PlacePage } from '../data';
import { tierName } from '../answer';
import { useAtlas } from '../state';
import { Cite } from './Cite';

const [width, height, left, top, step] = [420, 112, 78, 12, 22];
const levels = ['1', '2', '2WL', '3'];
const names = ['tier 1', 'tier 2', 'watch list', 'tier 3'];

export function TierChart({ tiers, place }: { tiers: PlacePage['tiers']; place: string }) {
  const { model, day } = useAtlas();
  const known = tiers.filter((t) => t.published <= day);
  const last = known.at(-1);
  if (!last) return <p>No tier is held for {place}.</p>;
  const from = 2001;
  const to = Number((model.data.dates.at(-1)?.date ?? '2026').slice(0, 4));
  const x = (year: number) => left + ((width - left - 4) * (year - from)) / (to - from + 1);
  const y = (level: number) => top + step * level;
  const level = (tier: string) => levels.indexOf(tier);
  const first = known.findLastIndex((t) => t.tier !== last.tier) + 1;
  const since = known[first]?.year ?? last.year;
  const words = `tier ${tierName(last.tier)} in ${last.year}${since < last.year ? `, the same in all editions held since ${since}` : ''}`;
  return (
    <>
      <p>
        {place}: {words}. <Cite of={last.source} />
      </p>
      <svg
        class="tiers"
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={known.map((t) => `${t.year} ${tierName(t.tier)}`).join(', ')}
      >
        {names.map((name, i) => (
          <g key={name}>
            <line class="grid" x1={left} x2={width} y1={y(i)} y2={y(i)} />
            <text x={left - 8} y={y(i) + 4} text-anchor="end">
              {name}
            </text>
          </g>
        ))}
        {known.map((t, i) => {
          const next = known[i + 1];
          const at = level(t.tier);
          const title = `${t.year}: ${tierName(t.tier)}`;
          if (at < 0)
            return (
              <rect
                key={t.year}
                class="open-tier"
                x={x(t.year)}
                width={x(t.year + 1) - x(t.year)}
                y={t.tier === '1_or_2' ? y(0) : y(0) - 6}
                height={t.tier === '1_or_2' ? step : 3 * step + 12}
              >
                <title>{title}</title>
              </rect>
            );
          const joins = next && next.year === t.year + 1 && level(next.tier) >= 0;
          return (
            <g key={t.year}>
              <line class="tier" x1={x(t.year)} x2={x(t.year + 1)} y1={y(at)} y2={y(at)}>
                <title>{title}</title>
              </line>
              {joins && (
                <line
                  class="tier thin"
                  x1={x(t.year + 1)}
                  x2={x(t.year + 1)}
                  y1={y(at)}
                  y2={y(level(next.tier))}
                />
              )}
            </g>
          );
        })}
        {[2001, 2005, 2010, 2015, 2020, 2025]
          .filter((year) => year <= to)
          .map((year) => (
            <text key={year} x={x(year)} y={height - 4} text-anchor={year === 2001 ? 'start' : 'middle'}>
              {year}
            </text>
          ))}
      </svg>
      <p class="quiet">
        Trafficking in Persons Report, US Department of State. Empty years are not in the shipped table; a
        pale box: the table says only "1 or 2", or a special case.
      </p>
    </>
  );
}
