// SPDX-License-Identifier: Apache-2.0
// How this was made: method, limits, data with edition and licence, and the facts that repeat the run.
import type { DatasetInfo } from '../data';
import { licenceName, whole } from '../format';
import { gradeMeaning } from '../scale';
import { useShared } from '../state';
import { Listing, type Column } from './Listing';
import { Link } from './Source';
import { Spread } from './Spread';
import { Glossary } from './Word';

const datasetColumns: Column<DatasetInfo>[] = [
  {
    label: 'Dataset',
    head: true,
    cell: (d) => (
      <>
        <Link url={d.url}>{d.title}</Link>
        <span class="quiet note">{d.attribution}</span>
      </>
    ),
  },
  { label: 'Publisher', cell: (d) => d.publisher },
  { label: 'Edition', cell: (d) => d.edition },
  { label: 'Published', class: 'nowrap', cell: (d) => d.published },
  {
    label: 'Licence',
    cell: (d) => (
      <>
        <Link url={d.licence_url}>{licenceName(d.licence)}</Link>
        {d.restricted ? ' (read from your own copy, restricted)' : ''}
      </>
    ),
  },
];

export function Method() {
  const { model } = useShared();
  const { run, method, limits, datasets } = model.data;
  return (
    <section id="method" aria-labelledby="method-title">
      <h2 id="method-title">How this was made</h2>
      <div class="columns">
        <div>
          {method.map((m) => (
            <div key={m.heading}>
              <h3>{m.heading}</h3>
              {m.paragraphs.map((p) => (
                <p key={p}>{p}</p>
              ))}
            </div>
          ))}
          <Spread />
          <h3>How to read an interval</h3>
          <p>
            The thin line holds 90 % of the draws of the method, the thick one 50 %, the tick is the median.
            All probabilities are drawn on one log-odds axis, so that 0.1 and 0.5 % lie as visibly apart as 10
            and 30 %.
          </p>
        </div>
        <div>
          <h3>Limits</h3>
          <ul>
            {limits.map((l) => (
              <li key={l}>{l}</li>
            ))}
          </ul>
          <h3>Evidence grades</h3>
          <ul>
            {Object.entries(gradeMeaning).map(([g, m]) => (
              <li key={g}>
                <b>{g}</b> {m}
              </li>
            ))}
          </ul>
          <Glossary />
          <h3>Repeating this run</h3>
          <dl class="facts">
            {(
              [
                ['Version', run.version],
                ['As of', run.as_of],
                ['Methodology', `${run.methodology.id} (${run.methodology.hash.slice(0, 12)})`],
                ['Seed', String(run.seed)],
                ['Draws', whole(run.draws)],
                ['Anchors', run.anchors.text],
              ] as const
            ).map(([k, v]) => (
              <div key={k}>
                <dt>{k}</dt>
                <dd>{v}</dd>
              </div>
            ))}
          </dl>
          <p class="quiet">
            {run.inputs
              .map(
                (f) =>
                  `${f.file}: ${whole(f.rows)} rows${f.sha256 ? `, SHA-256 ${f.sha256.slice(0, 16)}…` : ''}`,
              )
              .join('; ')}
            . run.json beside this file holds everything needed to repeat it.
          </p>
        </div>
      </div>
      <Listing caption="Data used" columns={datasetColumns} rows={datasets} first={200} />
      <p class="quiet">
        Boundaries: Natural Earth (public domain); drawing them takes no position on any claim. Drawn with
        MapLibre GL JS (BSD-3-Clause) and Preact (MIT). This page asks nothing of any network.
      </p>
    </section>
  );
}
