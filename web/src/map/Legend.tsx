// SPDX-License-Identifier: Apache-2.0
// What the colours and marks mean, with counts of places and of suppliers.
import { useMemo } from 'preact/hooks';
import { count, whole } from '../format';
import { drawPoint, layerById, layerValues, text, type Model } from '../model';
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

function markers(model: Model, shown: number[]) {
  let exact = 0;
  let hollow = 0;
  let unplaced = 0;
  for (const i of shown) {
    const point = drawPoint(model, i);
    if (!point) unplaced += 1;
    else if (point.exact) exact += 1;
    else hollow += 1;
  }
  return { exact, hollow, unplaced };
}

export function Legend() {
  const { model, state, shown } = useShared();
  const info = measures[state.measure];
  const areas = useMemo(() => tally(model, state.layer, state.measure), [model, state.layer, state.measure]);
  const dots = useMemo(() => markers(model, shown), [model, shown]);
  const withEvidence = useMemo(
    () =>
      shown.filter(
        (i) => 'AB'.includes(model.data.suppliers.columns.grade[i] || '-') && text(model, 'country', i),
      ).length,
    [shown],
  );
  return (
    <ClassLegend
      title={info.label}
      unit={info.unit}
      limits={info.limits}
      tally={areas}
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
          <span class="mark cluster">9</span>so many suppliers; <span class="mark rank">#1</span>rank 1 to 20
        </li>
        <li class="print-only inline">a larger dot gathers more suppliers</li>
        <li>
          <span class="mark evidence" />
          evidence about the site itself <b>{whole(withEvidence)}</b>
        </li>
        {dots.unplaced > 0 && (
          <li class="quiet">
            {count(dots.unplaced, 'supplier')} could not be placed and {dots.unplaced === 1 ? 'is' : 'are'}{' '}
            not on the map
          </li>
        )}
      </ul>
    </ClassLegend>
  );
}
