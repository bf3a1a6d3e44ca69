// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'preact/hooks';
import { licenceName } from '../../format';
import { useAfterMap } from '../../later';
import { Link } from '../../views/Source';
import { answerOf } from '../answer';
import type { AtlasModel } from '../model';
import { AtlasContext, useAddress, useAtlas } from '../state';
import { viewOf } from '../view';
import { Compare } from './Compare';
import { DateSlider, Header, LayerSelect, MeasureSelect } from './Controls';
import { Dated } from './Dated';
import { LinkNotes } from './LinkNotes';
import { Multiples } from './Multiples';
import { Ranked } from './Ranked';
import { Side } from './Side';
import { WorldView } from './WorldView';

function Method() {
  const { model } = useAtlas();
  const { method, limits, datasets, run, dates } = model.data;
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
        </div>
        <div>
          <h3>Limits</h3>
          <ul>
            {limits.map((l) => (
              <li key={l}>{l}</li>
            ))}
          </ul>
          <h3>Editions</h3>
          <ul>
            {dates.map((d) => (
              <li key={d.date}>
                {d.date}, {d.label}. <span class="quiet">{d.anchors}</span>
              </li>
            ))}
          </ul>
          <p class="quiet">
            sourcelight {run.version}, methodology {run.methodology.id} {run.methodology.hash.slice(0, 12)},{' '}
            {run.draws} draws, seed {run.seed}, as of {run.as_of}.
          </p>
        </div>
      </div>
      <details>
        <summary>All {datasets.length} tables, with edition, date, licence and address</summary>
        <ul class="facts-list">
          {datasets.map((d) => (
            <li key={d.id}>
              <Link url={d.url}>
                {d.publisher}: {d.title}
              </Link>
              , edition {d.edition}, published {d.published},{' '}
              <Link url={d.licence_url}>{licenceName(d.licence)}</Link>.{' '}
              <span class="quiet">{d.attribution}</span>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

export function App({ model }: { model: AtlasModel }) {
  const { state, change, unread, dismiss } = useAddress(model);
  const view = useMemo(
    () => viewOf(model, state),
    [model, state.layer, state.measure, state.date, state.made],
  );
  const answer = useMemo(() => answerOf(model, state, view), [view]);
  const later = useAfterMap();
  const day = model.data.dates[state.date]?.date ?? model.data.run.as_of;
  return (
    <AtlasContext.Provider value={{ model, state, change, day }}>
      <a
        class="skip"
        href="#table"
        onClick={(e) => {
          // The address holds the choice, so the jump must not write there.
          e.preventDefault();
          document.getElementById('table')?.focus();
        }}
      >
        Go to the table
      </a>
      <Header />
      <main>
        <div class="atlas">
          <div class="lead-part">
            <LinkNotes unread={unread} dismiss={dismiss} />
            <div class="choices screen-only">
              <LayerSelect />
              <MeasureSelect />
              <DateSlider />
            </div>
            <div aria-live="polite">
              <p class="answer">
                <Dated text={answer.lead} />
              </p>
            </div>
            <div class="answer-more">
              {answer.names && (
                <p class="answer-names">
                  <Dated text={answer.names} />
                </p>
              )}
              <p class="answer-rest">{answer.rest}</p>
            </div>
            <WorldView view={view} />
          </div>
          {later && <Side />}
          <div class="below">
            {later && state.compare !== '' && <Compare />}
            {later && <Multiples view={view} />}
            {later && <Ranked view={view} />}
            {later && state.compare === '' && <Compare />}
            {later && <Method />}
          </div>
        </div>
      </main>
    </AtlasContext.Provider>
  );
}
