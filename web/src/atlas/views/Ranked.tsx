// SPDX-License-Identifier: Apache-2.0
// The map as a table: every place with its interval on one axis, its grade, its listing. And as a file.
import { useMemo, useState } from 'preact/hooks';
import { AxisLabels, Interval } from '../../charts/Interval';
import { saveCsv } from '../../csv';
import { count, whole } from '../../format';
import { gradeMeaning } from '../../scale';
import { csvOfSources, csvOfView } from '../download';
import { madeAt, type Made } from '../made';
import { forcedSince, goodOf, isCountry, placeName } from '../model';
import { useAtlas } from '../state';
import { formerOf, valueWords, type Row, type View } from '../view';

const first = 15;

/** Highest risk first; of listings, forced labour before child labour. Places without anything stay out. */
export function ranked(view: View, towardsWorst: boolean): Row[] {
  const sign = towardsWorst ? 1 : -1;
  const weight = (r: Row) => (r.value.median === null ? -Infinity : sign * r.value.median);
  return view.rows
    .filter(
      (r) =>
        !view.out.has(r.place) &&
        (r.value.median !== null ||
          r.listed.forced.length + r.listed.child.length + r.listed.former.length > 0),
    )
    .sort((a, b) => compare(weight(b), weight(a)) || b.class - a.class || a.place - b.place);
}

const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);

/** Lists name countries: a region says what its country is listed for, and which law names the region itself. */
function RegionListed({ row, view }: { row: Row; view: View }) {
  const { model, day } = useAtlas();
  const { code, country } = model.data.places[row.place] ?? { code: '', country: '' };
  const of = model.placeAt.get(country);
  const own = view.rows[of ?? -1];
  const laws = model.data.rules.filter(
    (r) => r.region === code && r.from <= day && (r.until === null || r.until > day),
  );
  return (
    <>
      {laws.map((r) => (
        <span key={r.rule} class="line" title={r.meaning}>
          this region: {r.rule}, since <time>{r.from}</time>
        </span>
      ))}
      {own && own.listed.forced.length + own.listed.child.length + own.listed.former.length > 0 && (
        <span class="line">
          {placeName(model, of ?? -1)}: <ListedWords row={own} />
        </span>
      )}
    </>
  );
}

function ListedWords({ row }: { row: Row }) {
  const { forced, child } = row.listed;
  const first = (days: string[]) => days.sort()[0];
  const former = formerOf(row.listed);
  if (forced.length)
    return (
      <>
        forced labour, since <time>{first(forced.map(forcedSince))}</time>
      </>
    );
  if (child.length)
    return (
      <>
        child labour, since <time>{first(child.map((l) => l.since))}</time>
      </>
    );
  return (
    former && (
      <>
        {former.what}, until <time>{former.until}</time>
      </>
    )
  );
}

function MadeCell({ words }: { words: Made }) {
  return (
    <td class={words.known ? 'made' : 'made quiet-cell'} title={words.note || undefined}>
      {words.words}
    </td>
  );
}

export function Ranked({ view }: { view: View }) {
  const { model, state, change, day } = useAtlas();
  const [all, setAll] = useState(false);
  const index = model.indexAt.get(state.measure);
  const rows = useMemo(() => ranked(view, !index || index.worst > index.best), [view, index]);
  const { axis, unit, label } = view.facts;
  const listed =
    state.measure === 'hazard'
      ? rows.filter((r) => r.value.median === null && r.listedSince !== null).length
      : 0;
  const order = axis
    ? index
      ? 'by risk.'
      : 'by the middle estimate. Where intervals overlap the order is not known.'
    : 'by listing.';
  const countries = rows.filter((r) => isCountry(model, r.place)).length;
  const good = goodOf(model, state.layer);
  const file = `atlas_${state.layer}_${state.measure}_${day}`;
  return (
    <section id="table" tabIndex={-1} aria-labelledby="table-title">
      <div class="section-head">
        <h2 id="table-title">The figures behind the map</h2>
        <div class="downloads screen-only">
          <button
            type="button"
            data-control="download"
            onClick={() => saveCsv(`${file}.csv`, csvOfView(model, state, rows))}
          >
            Download as CSV
          </button>
          <button
            type="button"
            class="plain"
            data-control="sources"
            onClick={() => saveCsv(`${file}_sources.csv`, csvOfSources(model, state))}
          >
            and its sources
          </button>
        </div>
      </div>
      <p>
        {whole(countries)} countries{rows.length > countries ? ` and ${rows.length - countries} regions` : ''}
        , highest first {order}{' '}
        {listed > 0 &&
          `${count(listed, 'place')} listed already ${listed === 1 ? 'stands' : 'stand'} at the end.`}
      </p>
      <table class="ranked">
        <caption class="hidden">
          {label} ({unit}) on {day}
        </caption>
        <thead>
          <tr>
            <th scope="col">Place</th>
            {axis && (
              <th scope="col" class="axis-head">
                <span class="hidden">Interval drawn on the axis: {axis.name}</span>
                <AxisLabels axis={axis} unit={state.measure === 'hazard' ? '\u202f%' : ''} />
              </th>
            )}
            {axis && (
              <th scope="col" class="number">
                {index ? 'Value, year' : 'Middle (90 % interval)'}
              </th>
            )}
            {!index && axis && <th scope="col">Grade</th>}
            {good && <th scope="col">Made here</th>}
            <th scope="col">On the official list</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, all ? rows.length : first).map((r) => (
            <tr key={r.place} class={model.data.places[r.place]?.code === state.place ? 'on' : ''}>
              <th scope="row">
                <button
                  type="button"
                  class="plain link"
                  onClick={() => change({ place: model.data.places[r.place]?.code ?? '' })}
                >
                  {placeName(model, r.place)}
                </button>
              </th>
              {axis && (
                <td class="bar">
                  {r.value.median !== null && <Interval value={r.value} axis={axis} height={16} />}
                </td>
              )}
              {axis && (
                <td class="number">
                  {r.value.median === null && state.measure === 'hazard' && r.listedSince !== null
                    ? 'listed already'
                    : valueWords(state.measure, r)}
                </td>
              )}
              {!index && axis && (
                <td>
                  <abbr title={gradeMeaning[r.grade] ?? ''}>{r.grade}</abbr>
                </td>
              )}
              {good && <MadeCell words={madeAt(model, good, r.place, r.listed)} />}
              <td class="evidence-text">
                {isCountry(model, r.place) ? <ListedWords row={r} /> : <RegionListed row={r} view={view} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > first && (
        <button type="button" class="screen-only" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? `Only the first ${first}` : `All ${whole(rows.length)} places`}
        </button>
      )}
    </section>
  );
}
