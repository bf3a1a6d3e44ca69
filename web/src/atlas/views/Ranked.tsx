// SPDX-License-Identifier: Apache-2.0
// The map as a table: every place with its interval on one axis, its grade, its listing. And as a file.
import { useMemo, useState } from 'preact/hooks';
import { AxisLabels, Interval } from '../../charts/Interval';
import { saveCsv } from '../../csv';
import { count, whole } from '../../format';
import { gradeMeaning } from '../../scale';
import { csvOfView } from '../download';
import { isCountry, placeName } from '../model';
import { useAtlas } from '../state';
import { isFormer, valueWords, type Row, type View } from '../view';

const first = 15;

/** Highest risk first; of listings, forced labour before child labour. Places without anything stay out. */
export function ranked(view: View, towardsWorst: boolean): Row[] {
  const sign = towardsWorst ? 1 : -1;
  const weight = (r: Row) => (r.value.median === null ? -Infinity : sign * r.value.median);
  return view.rows
    .filter(
      (r) =>
        r.value.median !== null ||
        r.listed.forced.length + r.listed.child.length + r.listed.former.length > 0,
    )
    .sort((a, b) => compare(weight(b), weight(a)) || b.class - a.class || a.place - b.place);
}

const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);

function ListedCell({ row }: { row: Row }) {
  const { forced, child, former } = row.listed;
  const since = (list: typeof forced) => list.map((l) => l.since).sort()[0];
  if (forced.length) return <>forced labour, since {since(forced)}</>;
  if (child.length) return <>child labour, since {since(child)}</>;
  if (isFormer(row.listed))
    return (
      <>
        until{' '}
        {former
          .map((l) => l.until ?? '')
          .sort()
          .at(-1)}
      </>
    );
  return null;
}

export function Ranked({ view }: { view: View }) {
  const { model, state, change, day } = useAtlas();
  const [all, setAll] = useState(false);
  const index = model.indexAt.get(state.measure);
  const rows = useMemo(() => ranked(view, !index || index.worst > index.best), [view, index]);
  const { axis, unit, label } = view.facts;
  const listed =
    state.measure === 'hazard'
      ? rows.filter((r) => r.value.median === null && r.listed.forced.length > 0).length
      : 0;
  const order = axis
    ? index
      ? 'by risk.'
      : 'by the middle estimate. Where intervals overlap the order is not known.'
    : 'by listing.';
  const countries = rows.filter((r) => isCountry(model, r.place)).length;
  const download = () =>
    saveCsv(`atlas_${state.layer}_${state.measure}_${day}.csv`, csvOfView(model, state, rows));
  return (
    <section id="table" tabIndex={-1} aria-labelledby="table-title">
      <div class="section-head">
        <h2 id="table-title">The figures behind the map</h2>
        <button type="button" class="screen-only" data-control="download" onClick={download}>
          Download as CSV
        </button>
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
            <th scope="col">On the List of Goods</th>
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
                  {r.value.median === null && state.measure === 'hazard' && r.listed.forced.length
                    ? 'listed already'
                    : valueWords(state.measure, r)}
                </td>
              )}
              {!index && axis && (
                <td>
                  <abbr title={gradeMeaning[r.grade] ?? ''}>{r.grade}</abbr>
                </td>
              )}
              <td class="evidence-text">
                <ListedCell row={r} />
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
