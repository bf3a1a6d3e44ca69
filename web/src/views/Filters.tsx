// SPDX-License-Identifier: Apache-2.0
// Choices that apply to the map, the first list and the table alike.
import { useMemo } from 'preact/hooks';
import { amountInterval, count, whole } from '../format';
import { beyond } from '../marks';
import { rollupRow, sinceOf, text, type Model } from '../model';
import { isFiltered, onlyArea, useShared, type Filters as FilterSet } from '../state';

interface Option {
  value: string;
  label: string;
  count: number;
}

function tallied(
  values: string[],
  label: (value: string) => string,
  more: [string, number][] = [],
): Option[] {
  const counts = new Map<string, number>();
  for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  for (const [value, n] of more) if (value) counts.set(value, (counts.get(value) ?? 0) + n);
  return [...counts]
    .map(([value, n]) => ({ value, label: label(value), count: n }))
    .sort((a, b) => b.count - a.count || a.label.localeCompare(b.label));
}

function optionsOf(model: Model): Record<Exclude<keyof FilterSet, 'query' | 'region'>, Option[]> {
  const { columns } = model.data.suppliers;
  const all = columns.row.map((_, i) => i);
  return {
    country: tallied(
      all.map((i) => text(model, 'country', i)),
      model.placeName,
      model.data.suppliers.omitted.map(({ place, count: n }) => [place.slice(0, 2), n]),
    ),
    product: tallied(model.product, (v) => v),
    tier: tallied(
      all.map((i) => text(model, 'tier', i)),
      (v) => v,
    ),
    grade: tallied(
      columns.grade.map((g) => g || 'none'),
      (v) => (v === 'none' ? 'not scored' : v),
    ).sort((a, b) => (a.value === 'none' ? 'Z' : a.value).localeCompare(b.value === 'none' ? 'Z' : b.value)),
    band: tallied(
      all.map((i) => text(model, 'band', i)),
      (v) => v,
    ),
    since: tallied(
      all.map((i) => sinceOf(model, i)),
      (v) => v,
    ),
  };
}

function Select({ name, label, options }: { name: keyof FilterSet; label: string; options: Option[] }) {
  const { model, state, dispatch } = useShared();
  if (options.length === 0) return null;
  // Choosing a product also colours the map by it, where the map has it.
  const choose = (value: string) => {
    dispatch({ type: 'filter', name, value });
    const layer = name === 'product' && model.data.map.layers.find((l) => l.label === value);
    if (layer) dispatch({ type: 'layer', layer: layer.id });
  };
  return (
    <label>
      {label}
      <select value={state.filters[name]} data-filter={name} onChange={(e) => choose(e.currentTarget.value)}>
        <option value="">all</option>
        {options.map((o) => (
          <option key={o.value} value={o.value}>{`${o.label} (${whole(o.count)})`}</option>
        ))}
      </select>
    </label>
  );
}

/** What of the suppliers beyond the list is counted here: honest about what a filter cannot reach. */
function beyondWords(model: Model, filters: FilterSet): string {
  const { total, count: listed } = model.data.suppliers;
  if (total === listed) return '';
  const { all } = beyond(model, filters);
  if (!onlyArea(filters))
    return `; the ${whole(total - listed)} beyond the first ${whole(listed)} are left out, for of them only the place is held`;
  return ` and ${whole(all)} beyond the first ${whole(listed)}, counted on the map`;
}

/** Totals of a chosen area come from the joint draws of its roll-up; other choices only count. */
function Result() {
  const { model, state, shown } = useShared();
  const { filters } = state;
  const { total, count: listed } = model.data.suppliers;
  const areaOnly = onlyArea(filters);
  const row = filters.region
    ? rollupRow(model, 'region', filters.region)
    : filters.country
      ? rollupRow(model, 'country', filters.country)
      : undefined;
  const place = model.placeName(filters.region || filters.country);
  const listWords = isFiltered(filters)
    ? `${count(shown.length, 'supplier')} of ${whole(listed)}${beyondWords(model, filters)}`
    : `All ${count(total, 'supplier')}${total > listed ? `: the first ${whole(listed)} in the list below, all others counted on the map` : ''}`;
  return (
    <p class="result" role="status">
      {listWords}
      {areaOnly &&
        row &&
        ` · ${place}: ${amountInterval(row.sites)} sites likely affected, ${amountInterval(row.persons)} people`}
      {areaOnly && !row && filters.country && ` · ${place}`}
    </p>
  );
}

export function Filters() {
  const { model, state, dispatch } = useShared();
  const options = useMemo(() => optionsOf(model), [model]);
  const regions = useMemo(() => {
    const { columns } = model.data.suppliers;
    const own = columns.row
      .map((_, i) => i)
      .filter((i) => text(model, 'country', i) === state.filters.country);
    return state.filters.country
      ? tallied(
          own.map((i) => text(model, 'region', i)),
          model.placeName,
          model.data.suppliers.omitted
            .filter(({ place }) => place.startsWith(`${state.filters.country}-`))
            .map(({ place, count: n }) => [place, n]),
        )
      : [];
  }, [model, state.filters.country]);
  return (
    <div class="filters" role="group" aria-label="Filters of the list and the map">
      <Select name="country" label="Country" options={options.country} />
      <Select name="region" label="Region" options={regions} />
      <Select name="product" label="Product" options={options.product} />
      <Select name="tier" label="Tier" options={options.tier} />
      <Select name="grade" label="Grade" options={options.grade} />
      <Select name="band" label="Band" options={options.band} />
      {model.data.totals.since && (
        <Select name="since" label={`Since ${model.data.totals.since.as_of}`} options={options.since} />
      )}
      {isFiltered(state.filters) && (
        <button type="button" class="plain" onClick={() => dispatch({ type: 'clear' })}>
          Clear all
        </button>
      )}
      <Result />
    </div>
  );
}
