// SPDX-License-Identifier: Apache-2.0
// Every line behind a score, with its source.
import { Fragment } from 'preact';
import type { Cell, Rival, SupplierReceipt, Term, TermGroup } from '../data';
import { amount, estimated, percent, signed } from '../format';
import type { Model } from '../model';
import { Source } from './Source';

const groupNames: Record<TermGroup, string> = {
  place: 'Place',
  activity: 'Product',
  workers: 'Workers',
  prevalence: 'Prevalence',
  hazard: 'New finding',
  evidence: 'Evidence',
  legal: 'Law',
  state: 'State-imposed',
  company: 'Company',
  coverage: 'Coverage',
};

function valueText(term: Term): string {
  if (term.value === null) return 'not known';
  const { lo = null, hi = null } = term;
  const ranged = lo !== null && hi !== null;
  const digits = ranged ? estimated : amount;
  const value = typeof term.value === 'number' ? digits(term.value) : term.value;
  const range = ranged ? ` (${estimated(lo)}–${estimated(hi)})` : '';
  return `${value}${range}${term.unit && term.unit !== term.value ? ` ${term.unit}` : ''}`;
}

/** Terms of the supplier and of its cell, in the order of the chain of reasoning. */
export function allTerms(model: Model, receipt: SupplierReceipt | undefined, cell: Cell | undefined): Term[] {
  const of = (indices: number[] | undefined) => (indices ?? []).flatMap((k) => model.data.terms[k] ?? []);
  const own = of(receipt?.terms);
  const early = own.filter((t) => t.group === 'place' || t.group === 'activity');
  const late = own.filter((t) => t.group !== 'place' && t.group !== 'activity');
  // The step of a state programme depends on the site: where the supplier has it, it is that of the cell.
  const stated = own.some((t) => t.group === 'state');
  const shared = of(cell?.terms).filter((t) => !(stated && t.group === 'state'));
  return [...early, ...shared, ...late];
}

function StatedItem({ term }: { term: Term }) {
  return term.stated ? (
    <span class="source stated" dir="auto">
      your file, {term.stated}
    </span>
  ) : null;
}

function StatedCells({ term, receipt }: { term: Term; receipt: SupplierReceipt }) {
  const cells = (term.fields ?? []).flatMap((field) => receipt.cells[field] ?? []);
  if (cells.length === 0) return null;
  return (
    <span class="source stated">
      your file, {receipt.where}:{' '}
      {cells.map((cell, k) => (
        <Fragment key={k}>
          {k > 0 && '; '}
          {cell.columns.length > 0
            ? `column${cell.columns.length > 1 ? 's' : ''} ${cell.columns.map((c) => `\u201c${c}\u201d`).join(', ')}: `
            : 'your mapping, for every row: '}
          <q dir="auto">{cell.text}</q>
        </Fragment>
      ))}
    </span>
  );
}

export function ReceiptTable({
  model,
  terms,
  receipt,
}: {
  model: Model;
  terms: Term[];
  receipt: SupplierReceipt | undefined;
}) {
  return (
    <table class="receipt">
      <caption class="hidden">Receipt: every term with its source</caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Why and from where</th>
        </tr>
      </thead>
      <tbody>
        {terms.map((term, k) => (
          <tr key={k} class={term.evidence ? 'evidence' : ''}>
            <th scope="row">
              <span class="quiet">
                {groupNames[term.group] ?? term.group}: {term.what}
              </span>
              <span class="term-value">{valueText(term)}</span>
              {term.log_odds !== undefined && term.log_odds !== null && (
                <span class="quiet">{signed(term.log_odds)} log-odds</span>
              )}
            </th>
            <td>
              {term.sentence} {receipt && <StatedCells term={term} receipt={receipt} />}
              <StatedItem term={term} />{' '}
              {((!term.fields && !term.stated) || term.key || term.source !== undefined) && (
                <Source
                  model={model}
                  source={term.source}
                  rowKey={term.key}
                  published={term.published}
                  computed={term.computed}
                />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Rivals({ title, rivals }: { title: string; rivals: Rival[] | undefined }) {
  if (!rivals || rivals.length === 0) return null;
  return (
    <p class="quiet">
      {title}:{' '}
      {rivals
        .map((r) => `${r.label}${r.probability === null ? '' : ` (${percent(r.probability)}, ${r.how})`}`)
        .join('; ')}
      .
    </p>
  );
}
