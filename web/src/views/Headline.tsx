// SPDX-License-Identifier: Apache-2.0
// The answer in one sentence, then the tiles.
import type { ComponentChildren } from 'preact';
import type { Estimate } from '../data';
import { Distribution, type Part } from '../charts/Distribution';
import {
  amountInterval,
  count,
  estimated,
  money,
  moneyInterval,
  percent,
  percentInterval,
  whole,
} from '../format';
import { scoredSites, unanchored, type Model } from '../model';
import { evidenceColour, gradeMeaning, ramp } from '../scale';
import { Word, type glossary } from './Word';

/** A number of sites: whole, and from a thousand on without digits that nobody knows. */
const sites = (n: number): string => (n < 10 ? whole(n) : estimated(n));

/** Sites of the whole list, rounded as the sentence above rounds them. */
export function sitesText(e: Estimate): string {
  if (e.median === null || (e.hi90 ?? 0) < 10) return amountInterval(e);
  return `${estimated(e.median)} (${sites(Math.round(e.lo90 ?? 0))}–${estimated(e.hi90)})`;
}

/** What most rows lack, from the findings that keep them from being scored. */
function commonest(model: Model): string {
  const grave = model.data.findings.filter((f) => f.severity !== 'note').sort((a, b) => b.count - a.count)[0];
  return grave ? ` Most often (${count(grave.count, 'row')}): ${grave.message} ${grave.fix}` : '';
}

/** Below this share of the people the first sites are not where the risk sits. */
const spreadBelow = 0.2;

export function headline(model: Model): string[] {
  const { counts, totals } = model.data;
  const { concentration } = totals;
  if (counts.assessed > 0 && unanchored(model)) {
    return [
      `${count(scoredSites(model), 'scored site')} in order; how many people that is, is not shown.`,
      model.data.run.anchors.text,
    ];
  }
  if (counts.assessed === 0 || totals.sites.median === null) {
    return [
      `None of the ${count(counts.rows, 'row')} could be scored.`,
      `What was missing, and how to mend it, stands under "Rows to fix".${commonest(model)}`,
    ];
  }
  const { median } = concentration.share;
  const many = concentration.count > 1;
  const carry = `${many ? 'they carry' : 'it carries'} ${percentInterval(concentration.share)} of the expected people`;
  const first =
    median === null || scoredSites(model) <= concentration.count
      ? ''
      : `Look at ${many ? `these ${whole(concentration.count)}` : 'this one'} first: ${carry}${
          median < spreadBelow ? '; risk is spread out' : ''
        }.`;
  const sentences = [
    `Someone in forced labour is expected at ${sitesText(totals.sites)} of your ${count(scoredSites(model), 'scored site')}.`,
  ];
  if (first) sentences.push(first);
  sentences.push(
    'Brackets hold 90\u202f% intervals of what is expected, as far as the stated assumptions hold.',
  );
  if (counts.activity_assumed > 0) {
    sentences.push(
      `${count(counts.activity_assumed, 'row')} ${counts.activity_assumed === 1 ? 'names' : 'name'} no product: manufacturing, or what the settings say, was assumed.`,
    );
  }
  if (counts.not_scored > 0) {
    sentences.push(
      `${count(counts.not_scored, 'row')} ${counts.not_scored === 1 ? 'is' : 'are'} not scored and not in these numbers; no data does not mean low.`,
    );
  }
  if (counts.duplicates > 0) {
    sentences.push(
      `${count(counts.duplicates, 'row')} ${counts.duplicates === 1 ? 'repeats' : 'repeat'} a supplier of another row; each supplier counts once.`,
    );
  }
  const { since } = totals;
  if (since) {
    sentences.push(
      `Since the run as of ${since.as_of}: ${count(since.new, 'supplier')} ${since.new === 1 ? 'is' : 'are'} new, ${whole(since.changed)} changed, ${whole(since.gone)} gone.`,
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

const bandSteps = ['very low', 'low', 'moderate', 'high', 'very high'];
const bandFills = [
  ramp[0],
  `color-mix(in srgb, ${ramp[0]}, ${ramp[1]})`,
  ramp[1],
  ramp[2],
  ramp[3],
  ramp[4],
  ramp[5],
  `color-mix(in srgb, ${ramp[5]}, ${ramp[6]})`,
  ramp[6],
];

/** Where a band lies on the scale, 0 to 8; a run of bands in its middle; unknown words last. */
function bandLevel(band: string): number {
  const ends = band.split(' to ').map((word) => bandSteps.indexOf(word));
  const [lo = -1] = ends;
  const hi = ends[ends.length - 1] ?? -1;
  return lo < 0 || hi < 0 ? bandFills.length : lo + hi;
}

/** From low to high, each run of bands between its ends. */
export function bandParts(model: Model): Part[] {
  return [...model.data.bands]
    .sort((a, b) => bandLevel(a.band) - bandLevel(b.band))
    .map((b) => ({
      key: b.band,
      label: b.band,
      count: b.count,
      fill: bandFills[bandLevel(b.band)] ?? 'hatch',
    }));
}

function Tile({
  label,
  value,
  note,
  children,
  hint,
  span = '',
}: {
  label: string;
  value?: string;
  note?: string;
  children?: ComponentChildren;
  hint?: keyof typeof glossary;
  span?: '' | 'wide' | 'wider';
}) {
  return (
    <div class={`tile ${span}`}>
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
    <Tile label={`Spend at risk, ${first.currency || 'currency not stated'}`}>
      <Figure text={moneyInterval(first.estimate)} />
      <p class="quiet">
        of {money(first.total)} in {count(first.rows, 'row')}
      </p>
      {others.length > 0 && (
        <details class="quiet">
          <summary>and {count(others.length, 'more currency', 'more currencies')}</summary>
          {others.map((s) => (
            <p key={s.currency}>
              {moneyInterval(s.estimate)} {s.currency || 'without currency'}, of {money(s.total)}
            </p>
          ))}
        </details>
      )}
    </Tile>
  );
}

export function Tiles({ model }: { model: Model }) {
  const { counts, totals } = model.data;
  const share = (n: number) => percent(counts.rows ? n / counts.rows : null);
  const figures = (
    <>
      <Tile
        label="Sites likely affected"
        note={`of ${whole(scoredSites(model))} scored; 90 % interval in brackets`}
      >
        <Figure text={sitesText(totals.sites)} />
      </Tile>
      <Tile label="At least one" note="probability that any of the sites is affected">
        <Figure text={percentInterval(totals.at_least_one)} />
      </Tile>
      <Tile label="People" hint="people" note="expected in forced labour at the scored sites">
        <Figure text={amountInterval(totals.persons)} />
      </Tile>
      <Spend model={model} />
    </>
  );
  const hidden = (
    <Tile label="Sites, people and spend at risk" value="not shown" note="this methodology has no anchors" />
  );
  return (
    <div class="tiles">
      {unanchored(model) ? hidden : figures}
      <Tile label="What was understood" span="wide">
        <p class="understood">
          <b>{whole(scoredSites(model))}</b> sites scored
          {counts.duplicates > 0 && ` (${whole(counts.assessed)} rows; each site counts once)`},{' '}
          <b>{whole(counts.not_scored)}</b> {counts.not_scored === 1 ? 'row' : 'rows'} not scored. Country{' '}
          <b>{share(counts.country_resolved)}</b>, region <b>{share(counts.region_resolved)}</b>, point on the
          map <b>{share(counts.point_resolved)}</b>, product or activity{' '}
          <b>{share(counts.activity_resolved)}</b>.
        </p>
      </Tile>
      <Tile label="How much is known (evidence grade, A best)" hint="grade" span="wide">
        <Distribution parts={gradeParts(model)} label="Evidence grades" />
      </Tile>
      {!unanchored(model) && (
        <Tile label="Band of the site probability" hint="band" span="wider">
          <Distribution parts={bandParts(model)} label="Bands" />
        </Tile>
      )}
    </div>
  );
}
