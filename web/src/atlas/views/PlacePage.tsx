// SPDX-License-Identifier: Apache-2.0
// The page of a country or region: estimates, listed goods, orders, tiers, ratifications, risk factors.
import { useState } from 'preact/hooks';
import { AxisLabels, Interval } from '../../charts/Interval';
import { estimated, sentence } from '../../format';
import { gradeMeaning, probabilityAxis } from '../../scale';
import { placeSentence } from '../answer';
import type { AtlasFact, AtlasIndex, PlacePage as Page } from '../data';
import { madeAt } from '../made';
import { goodOf, indexValue, isCountry, layerValues, listingState, placeName } from '../model';
import { useAtlas } from '../state';
import { indexShare, listedAt, prevalenceAxis, signedNumber, valueWords } from '../view';
import { Cite, Sources } from './Cite';
import { Series } from './Multiples';
import { Orders } from './Orders';
import { ProductFactors } from './ProductFactors';
import { Strip } from './Strip';
import { TierChart } from './TierChart';

/** P and H of the chosen layer here; a region without its own shows its country's and says so. */
function Estimates({ place }: { place: number }) {
  const { model, state, day } = useAtlas();
  const layer = model.layerAt.get(state.layer);
  if (!layer) return null;
  const values = layerValues(model, layer, state.date);
  const country = model.placeAt.get(model.data.places[place]?.country ?? '') ?? place;
  const at = values.p(place).median === null ? country : place;
  const grade = values.grade(at);
  const rows = [
    ['prevalence', 'people of 1,000 workers', values.p(at), prevalenceAxis],
    ['hazard', 'new public finding within 24 months', values.h(at), probabilityAxis],
  ] as const;
  const listed = values.listed(at);
  const countryName = placeName(model, country);
  const good = goodOf(model, state.layer);
  const made =
    good &&
    madeAt(
      model,
      good,
      country,
      listedAt(model, layer.id, day).get(country) ?? { forced: [], child: [], former: [] },
    );
  return (
    <>
      <h3>Estimates for {layer.label.toLowerCase()}</h3>
      {at !== place && <p class="quiet">The region has no estimate of its own; these are its country's.</p>}
      {rows.map(
        ([id, label, value, axis]) =>
          (value.median !== null || id === 'prevalence') && (
            <div key={id} class="estimate">
              <p>
                <b>{valueWords(id, { value, year: null })}</b> {label}
              </p>
              {value.median !== null && (
                <div>
                  <AxisLabels axis={axis} unit={id === 'hazard' ? '\u202f%' : ''} />
                  <Interval value={value} axis={axis} />
                </div>
              )}
            </div>
          ),
      )}
      {listed && (
        <p class="evidence-text">
          {at === country && place === country ? 'Listed' : `${countryName} is listed`} for forced labour
          since {listed}: there is no new finding left to predict.
        </p>
      )}
      {good && (
        <p>
          {good.label} made {place === country ? 'here' : `in ${countryName}`}:{' '}
          <b class={made?.known ? '' : 'none hatch'}>{made?.words}</b>
          {!made?.known && (
            <span class="quiet">
              {' '}
              {made?.note && `It is ${made.note}. `}Not knowing it does not mean that it is not made here.
            </span>
          )}
        </p>
      )}
      {grade && (
        <p class="quiet">
          Grade {grade}: {gradeMeaning[grade]}.
        </p>
      )}
      {values.p(at).median !== null && state.measure === 'prevalence' && (
        <Series place={at} axis={prevalenceAxis} />
      )}
      <Sources of={layer.sources} label="What the estimates rest on" />
    </>
  );
}

/** One index or part as a dot between least and most risk. */
function Factor({ index, place }: { index: AtlasIndex; place: number }) {
  const { model, state, change } = useAtlas();
  const at = indexValue(index, state.date, place);
  if (!at || at.value === null) return null;
  const percentOf = (v: number) => `${(100 * indexShare(index, v)).toFixed(1)}%`;
  const ends = at.lo90 !== null && at.hi90 !== null ? [at.lo90, at.hi90] : null;
  const [low, high] = ends ? [...ends].sort((a, b) => indexShare(index, a) - indexShare(index, b)) : [];
  const code = model.data.places[place]?.code ?? '';
  return (
    <li>
      <button
        type="button"
        class="plain link"
        title={index.explain}
        onClick={() => change({ measure: index.id })}
      >
        {index.label}
      </button>
      <span class="track" aria-hidden="true">
        {low !== undefined && high !== undefined && (
          <span
            class="range"
            style={{ left: percentOf(low), width: `calc(${percentOf(high)} - ${percentOf(low)})` }}
          />
        )}
        <span class="dot" style={{ left: percentOf(at.value) }} />
      </span>
      <span class="words">
        {at.lo90 !== null && at.hi90 !== null
          ? `${signedNumber(at.value)} (${signedNumber(at.lo90)} to ${signedNumber(at.hi90)})`
          : signedNumber(at.value)}
        <span class="quiet">
          {' '}
          {index.unit}
          {at.year === null ? '' : `, ${at.year}`}
        </span>{' '}
        <Cite
          of={[index.source[0], index.source[1] || `${code} ${at.year ?? ''}`.trim()]}
          composite={index.composite ? index.id : undefined}
        />
      </span>
    </li>
  );
}

const about = [
  ['place', 'The place'],
  ['people', 'The people'],
  ['response', 'The response'],
] as const;

function Factors({ place }: { place: number }) {
  const { model, state } = useAtlas();
  // Rules and ratifications stand in words further down.
  const known = model.data.indices.filter(
    (x) => !x.unit.startsWith('0 =') && indexValue(x, state.date, place) !== null,
  );
  if (known.length === 0) return <p>No index is held for this place on this date.</p>;
  return (
    <>
      <p class="quiet">Dots lie between least risk (left) and most risk (right).</p>
      {about.map(([id, label]) => {
        const some = known.filter((x) => x.about === id);
        return (
          some.length > 0 && (
            <div key={id}>
              <h4>{label}</h4>
              <ul class="factors">
                {[...some]
                  .sort((a, b) => Number(b.composite) - Number(a.composite))
                  .map((x) => (
                    <Factor key={x.id} index={x} place={place} />
                  ))}
              </ul>
            </div>
          )
        );
      })}
    </>
  );
}

const span = (f: AtlasFact): string =>
  f.from === null && f.to === null
    ? ''
    : f.to === null
      ? `, since ${f.from ?? ''}`
      : `, ${f.from ?? 'until'}–${f.to}`;

type PlaceFact = AtlasFact & { region?: string; good?: string; activity?: string };

/** Facts that differ only in the good or activity stand once. */
function gathered(facts: PlaceFact[]) {
  const groups = new Map<string, { fact: PlaceFact; about: string[] }>();
  for (const fact of facts) {
    const key = [fact.region, fact.label, fact.value, fact.from, fact.to, fact.url].join('|');
    const group = groups.get(key) ?? { fact, about: [] };
    const about = fact.activity ?? fact.good ?? '';
    if (about && !group.about.includes(about)) group.about.push(about);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function Facts({ facts, title }: { facts: PlaceFact[]; title: string }) {
  const { model, day, state } = useAtlas();
  const [all, setAll] = useState(false);
  const known = gathered(facts.filter((f) => f.published <= day));
  if (known.length === 0) return null;
  const named = (id: string) => model.data.goods[model.goodAt.get(id) ?? -1]?.label ?? id;
  const region = (code: string | undefined) => {
    const name = code && code !== state.place ? model.data.places[model.placeAt.get(code) ?? -1]?.name : '';
    return name ? `${name}: ` : '';
  };
  return (
    <>
      <h3>{title}</h3>
      <ul class="facts-list">
        {known.slice(0, all ? known.length : 6).map(({ fact: f, about }, i) => (
          <li key={i}>
            {region(f.region)}
            {f.label}: <b>{f.value}</b>
            {about.length > 0 && ` (${about.map(named).join(', ').toLowerCase()})`}
            <span class="quiet">
              {span(f)}
              {f.note && `; ${f.note}`}
            </span>{' '}
            <Cite of={f.source} document={f} />
          </li>
        ))}
      </ul>
      {known.length > 6 && (
        <button type="button" class="screen-only" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Only the first 6' : `All ${known.length}`}
        </button>
      )}
    </>
  );
}

function Ratifications({ page }: { page: Page }) {
  const { day } = useAtlas();
  if (page.ratifications.length === 0) return null;
  const year = Number(day.slice(0, 4));
  const done = page.ratifications.filter((r) => r.year !== null && r.year <= year);
  return (
    <>
      <h3>Conventions</h3>
      <p>
        {done.length} of {page.ratifications.length} ratified, as far as the shipped table goes.
      </p>
      <ul class="ratified">
        {page.ratifications.map((r) => (
          <li key={r.id} class={r.year !== null && r.year <= year ? 'yes' : 'no'}>
            {r.label} <b>{r.year !== null && r.year <= year ? r.year : 'not ratified'}</b>{' '}
            <Cite of={r.source} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Regions({ place }: { place: number }) {
  const { model, change } = useAtlas();
  const here = model.data.places[place];
  const others = model.data.places.filter(
    (p) => p.country === here?.country && p.code !== here.code && p.code !== p.country,
  );
  if (!here) return null;
  const isRegion = here.code !== here.country;
  return (
    <>
      {isRegion && (
        <button type="button" class="plain link" onClick={() => change({ place: here.country })}>
          {model.data.places[model.placeAt.get(here.country) ?? -1]?.name ?? here.country}
        </button>
      )}
      {!isRegion && others.length > 0 && (
        <label>
          Regions with evidence of their own
          <select
            value=""
            data-control="region"
            onChange={(e) => e.currentTarget.value && change({ place: e.currentTarget.value })}
          >
            <option value="">choose one of {others.length}</option>
            {others.map((p) => (
              <option key={p.code} value={p.code}>
                {p.name}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  );
}

/** Listed goods, orders and laws here. */
function Evidence({ place }: { place: number }) {
  const { model, state, change, day } = useAtlas();
  const { code, country } = model.data.places[place] ?? { code: '', country: '' };
  const listings = model.listingsOfPlace.get(place) ?? [];
  const here = <T extends { country: string; region: string | null }>(x: T) =>
    code === country ? x.country === code : x.region === code;
  return (
    <>
      <h3>Goods on the official list</h3>
      {listings.some((l) => listingState(l, day) !== 'future') ? (
        <Strip
          name="Listed goods"
          spans={listings.map((l) => ({
            listing: l,
            label: model.data.goods[l.good]?.label ?? '',
            pick: () => change({ layer: model.data.goods[l.good]?.layer ?? state.layer }),
          }))}
        />
      ) : (
        <p>
          {isCountry(model, place)
            ? `No good from here was on the list on ${day}; that clears nobody.`
            : 'The list names countries; what is listed stands on the page of the country.'}
        </p>
      )}
      <h3>Import bans and orders</h3>
      <Orders
        orders={model.data.orders.filter(here)}
        rules={model.data.rules.filter((r) => r.country === country || here(r))}
        about={placeName(model, place)}
      />
    </>
  );
}

export function PlacePage({ place }: { place: number }) {
  const { model, state, day } = useAtlas();
  const page = model.pageAt.get(place);
  const name = placeName(model, place);
  return (
    <article class="page" aria-label={name}>
      <h2>{name}</h2>
      <p>{placeSentence(model, state, place, day)}</p>
      <Regions place={place} />
      <Estimates place={place} />
      <Evidence place={place} />
      {page && page.tiers.length > 0 && <h3>Tier history</h3>}
      {page && page.tiers.length > 0 && <TierChart tiers={page.tiers} place={name} />}
      <h3>Risk factors</h3>
      <Factors place={place} />
      <ProductFactors place={place} />
      {page && <Ratifications page={page} />}
      {page && <Facts facts={page.regime} title="Rules for migrant workers" />}
      {page && <Facts facts={page.programmes} title="Programmes of the state" />}
      {page && <Facts facts={page.evidence} title="Evidence about regions" />}
      {page?.workers && (
        <p>
          {sentence(`${estimated(page.workers.thousand)} thousand workers in ${page.workers.year}`)}{' '}
          <Cite of={page.workers.source} />
        </p>
      )}
    </article>
  );
}
