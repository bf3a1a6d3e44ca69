// SPDX-License-Identifier: Apache-2.0
// What the map says in words when something is pointed at.
import { estimated, percentInterval } from '../format';
import { estimate, placeLabel, text, type Model, type PlaceValue } from '../model';

export function supplierWords(model: Model, i: number): string[] {
  const { columns } = model.data.suppliers;
  const precision = text(model, 'precision', i);
  const how =
    precision === 'coordinates' || precision === 'address' ? '' : ` (only the ${precision} is known)`;
  return [
    columns.name[i] ?? '',
    `${placeLabel(model, i)}${how}`,
    `at this site: ${percentInterval(estimate(model, 's', i))}`,
  ];
}

/** Value of one place: "12 of 1,000 workers (4–33)". */
export function prevalenceWords(value: PlaceValue): string {
  const { median, lo90, hi90 } = value.p;
  if (median === null) return 'prevalence: no data';
  return `${estimated(median)} of 1,000 workers (${estimated(lo90)}–${estimated(hi90)})`;
}

export function hazardWords(value: PlaceValue): string {
  if (value.listed) return `listed since ${value.listed}`;
  return value.h.median === null
    ? 'new finding: no data'
    : `new finding within 24 months: ${percentInterval(value.h)}`;
}

/** The region's own value where it has one, else its country's, and it says which. */
export function areaWords(
  model: Model,
  values: Map<string, PlaceValue>,
  label: string,
  country: string,
  region?: string,
): string[] {
  const own = region ? values.get(region) : undefined;
  const value = own ?? values.get(country);
  const title =
    region && own ? `${model.placeName(region)}, ${model.placeName(country)}` : model.placeName(country);
  if (!value) return [title, `${label}: no data`];
  return [title, `${label}: ${prevalenceWords(value)}`, hazardWords(value)];
}
