// SPDX-License-Identifier: Apache-2.0
// The answer in one sentence, then the tiles.
import type { ComponentChildren } from 'preact';
import type { Estimate } from '../data';
import { Distribution, type Part } from '../charts/Distribution';
import { amountInterval, count, money, moneyInterval, percent, percentInterval, whole } from '../format';
import type { Model } from '../model';
import { evidenceColour, gradeMeaning, ramp } from '../scale';
import { Word, type glossary } from './Word';

/** "Between 1 and 5 of your": whole sites; small numbers are rounded outwards, to claim nothing that is not known. */
function range(e: Estimate): string {
  const small = (e.hi90 ?? 0) < 10;
  const lo = small ? Math.floor(e.lo90 ?? 0) : Math.round(e.lo90 ?? 0);
  const hi = small ? Math.ceil(e.hi90 ?? 0) : Math.round(e.hi90 ?? 0);
  return lo === 0 ? `Up to ${whole(hi)} of your` : `Between ${whole(lo)} and ${whole(hi)} of your`;
}

/** What most rows lack, from the findings that keep them from being scored. */
function commonest(model: Model): string {
  const grave = model.data.findings.filter((f) => f.severity !== 'note').sort((a, b) => b.count - a.count)[0];
  return grave ? ` Most often (${count(grave.count, 'row')}): ${grave.message} ${grave.fix}` : '';
}

export function headline(model: Model): string[] {
  const { counts, totals } = model.data;
  const { concentration, sites } = totals;
  if (counts.assessed === 0 || sites.median === null) {
    return [
      `None of the ${count(counts.rows, 'row')} could be scored.`,
      `What was missing, and how to mend it, stands under "Rows to fix".${commonest(model)}`,
    ];
  }
  const concentrated =
    concentration.share.median !== null && counts.assessed > concentration.count
      ? `; ${whole(concentration.count)} sites carry ${percentInterval(concentration.share)} of the people`
      : '';
  const sentences = [
    `${range(sites)} ${count(counts.assessed, 'assessed site')} ${counts.assessed === 1 ? 'is' : 'are'} likely to have someone in forced labour${concentrated}.`,
  ];
  sentences.push('Intervals hold the true value with probability 90\u202f%.');
  if (counts.not_scored > 0) {
    sentences.push(
      `${count(counts.not_scored, 'row')} could not be placed or understood and ${counts.not_scored === 1 ? 'is' : 'are'} not in this number.`,
    );
  }
  return sentences;
}

const gradeFills: Record<string, string> = {
  A: '#8a3c05',
  B: evidenceColour,
  C: ramp[4],
  D: ramp[2],
  E: ramp[1],
};

export function gradeParts(model: Model): Part[] {
  const parts: Part[] = model.data.grades.map((g) => ({
    key: g.grade,
    label: g.grade,
    count: g.count,
    fill: gradeFills[g.grade] ?? ramp[0],
    title: gradeMeaning[g.grade] ?? '',
  }));
  return [
    ...parts,
    {
      key: 'none',
      label: 'not scored',
      count: model.data.counts.not_scored,
      fill: 'hatch',
      title: 'place or product not known',
    },
  ];
}

const bandFills: Record<string, string> = {
  'very low': ramp[0],
  low: ramp[1],
  moderate: ramp[3],
  high: ramp[5],
  'very high': ramp[6],
};

/** A band that runs over several takes the colour of its upper end. */
export function bandParts(model: Model): Part[] {
  return model.data.bands.map((b) => {
    const upper = b.band.split(' to ').pop() ?? b.band;
    return { key: b.band, label: b.band, count: b.count, fill: bandFills[upper] ?? 'hatch' };
  });
}

function Tile({
  label,
  value,
  note,
  children,
  hint,
  wide = false,
}: {
  label: string;
  value?: string;
  note?: string;
  children?: ComponentChildren;
  hint?: keyof typeof glossary;
  wide?: boolean;
}) {
  return (
    <div class={wide ? 'tile wide' : 'tile'}>
      <h3>{hint ? <Word of={hint}>{label}</Word> : label}</h3>
      {value !== undefined && <p class="value">{value}</p>}
      {children}
      {note && <p class="quiet">{note}</p>}
    </div>
  );
}

/** Number first, interval smaller: "41" "28–63". */
export function Figure({ text }: { text: string }) {
  const [main = '', rest] = text.split(' (');
  return (
    <p class="value">
      {main}
      {rest && <span class="interval-text"> ({rest}</span>}
    </p>
  );
}

/** One line a currency: amounts are never converted or added up. */
function Spend({ model }: { model: Model }) {
  const [first, ...others] = [...model.data.totals.spend_at_risk].sort((a, b) => b.rows - a.rows);
  if (!first) return <Tile label="Spend at risk" value="not known" note="no spend in the file" />;
  return (
    <Tile label={`Spend at risk, ${first.currency}`}>
      <Figure text={moneyInterval(first.estimate)} />
      <p class="quiet">
        of {money(first.total)} in {count(first.rows, 'row')}
      </p>
      {others.slice(0, 3).map((s) => (
        <p key={s.currency} class="quiet">
          {moneyInterval(s.estimate)} {s.currency}, of {money(s.total)}
        </p>
      ))}
      {others.length > 3 && (
        <p class="quiet">
          and {count(others.length - 3, 'more currency', 'more currencies')}, see totals.json
        </p>
      )}
    </Tile>
  );
}

export function Tiles({ model }: { model: Model }) {
  const { counts, totals } = model.data;
  const share = (n: number) => percent(counts.rows ? n / counts.rows : null);
  return (
    <div class="tiles">
      <Tile
        label="Sites likely affected"
        note={`of ${whole(counts.assessed)} assessed; 90 % interval in brackets`}
      >
        <Figure text={amountInterval(totals.sites)} />
      </Tile>
      <Tile label="At least one" note="probability that any of the sites is affected">
        <Figure text={percentInterval(totals.at_least_one)} />
      </Tile>
      <Tile label="People" hint="people" note="expected in forced labour at the assessed sites">
        <Figure text={amountInterval(totals.persons)} />
      </Tile>
      <Spend model={model} />
      <Tile label="What was understood" wide>
        <ul class="facts-list">
          <li>
            <b>{share(counts.country_resolved)}</b> country
          </li>
          <li>
            <b>{share(counts.region_resolved)}</b> region
          </li>
          <li>
            <b>{share(counts.point_resolved)}</b> point on the map
          </li>
          <li>
            <b>{share(counts.activity_resolved)}</b> activity
          </li>
          <li>
            <b>{whole(counts.assessed)}</b> assessed
          </li>
          <li>
            <b>{whole(counts.not_scored)}</b> not scored
          </li>
        </ul>
      </Tile>
      <Tile label="How much is known (evidence grade, A best)" hint="grade" wide>
        <Distribution parts={gradeParts(model)} label="Evidence grades" />
      </Tile>
      <Tile label="Band of the site probability" hint="band" wide>
        <Distribution parts={bandParts(model)} label="Bands" />
      </Tile>
    </div>
  );
}
