// SPDX-License-Identifier: Apache-2.0
// What the colours and marks mean, with counts of places and of suppliers.
import { useMemo } from 'preact/hooks';
import { count, whole } from '../format';
import type { Marks } from '../cells';
import { beyond, leadingRanks, ranked } from '../marks';
import { layerById, layerValues, missingWords, repeatOf, type Model } from '../model';
import { classOf, measures, ramp, type Measure } from '../scale';
import { useShared } from '../state';
import { ClassLegend, type Tally } from './ClassLegend';

/** Countries in each class of the scale. */
function tally(model: Model, layer: string, measure: Measure): Tally {
  const info = layerById(model, layer);
  const values = info ? layerValues(model, info) : new Map();
  const result: Tally = { classes: ramp.map(() => 0), none: 0, listed: 0 };
  for (const { code } of model.data.map.countries) {
    const value = values.get(code);
    if (value?.listed) result.listed += 1;
    const index = value ? classOf(measure === 'prevalence' ? value.p.median : value.h.median, measure) : -1;
    if (index >= 0) result.classes[index] = (result.classes[index] ?? 0) + 1;
    else if (!(measure === 'hazard' && value?.listed)) result.none += 1;
  }
  return result;
}

/** Suppliers by how precisely they stand on the map. */
function tallyMarks(marks: Marks) {
  let exact = 0;
  let hollow = 0;
  let evidence = 0;
  for (let k = 0; k < marks.size; k += 1) {
    exact += marks.exact[k] ?? 0;
    hollow += (marks.n[k] ?? 0) - (marks.exact[k] ?? 0);
    evidence += marks.evidence[k] ?? 0;
  }
  return { exact, hollow, evidence };
}

export function Legend() {
  const { model, state, shown, marks } = useShared();
  const leading = leadingRanks(model);
  const info = measures[state.measure];
  const areas = useMemo(() => tally(model, state.layer, state.measure), [model, state.layer, state.measure]);
  const dots = useMemo(() => tallyMarks(marks), [marks]);
  const others = beyond(model, state.filters);
  const repeats = others.repeats + shown.filter((i) => repeatOf(model, i) !== null).length;
  const unplaced = shown.length + others.all - repeats - dots.exact - dots.hollow;
  return (
    <ClassLegend
      title={info.label}
      unit={info.unit}
      limits={info.limits}
      tally={areas}
      none={missingWords(model, state.measure === 'prevalence')}
      listedFull={state.measure === 'hazard'}
    >
      <ul class="classes marks">
        <li>
          <span class="mark" />
          place known <b>{whole(dots.exact)}</b>
        </li>
        <li>
          <span class="mark hollow" />
          only the city, region or country known <b>{whole(dots.hollow)}</b>
        </li>
        <li class="screen-only">
          <span class="mark cluster">9</span>so many suppliers, dashed where most are known by city, region or
          country only
        </li>
        <li class="screen-only">
          {leading > 0 && (
            <>
              <span class="mark cluster heavy">9</span>one of the first {leading} ranks among them;{' '}
            </>
          )}
          <span class="mark rank">#1</span>rank 1 to {ranked}
        </li>
        <li class="print-only inline">a larger dot gathers more suppliers</li>
        <li>
          <span class="mark evidence" />
          evidence about the site itself <b>{whole(dots.evidence)}</b>
        </li>
        {unplaced > 0 && (
          <li class="quiet">
            {count(unplaced, 'supplier')} could not be placed and {unplaced === 1 ? 'is' : 'are'} not on the
            map
          </li>
        )}
      </ul>
    </ClassLegend>
  );
}
