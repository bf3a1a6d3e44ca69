// SPDX-License-Identifier: Apache-2.0
// What to do, by kind of issue; and the rows that need the user.
import { cell, saveCsv } from '../csv';
import type { UnresolvedRow } from '../data';
import { count, sentence, whole } from '../format';
import type { Model } from '../model';
import { useShared } from '../state';
import { Listing, type Column } from './Listing';
import { RowLinks } from './RowLinks';
import { Link } from './Source';

/** How many suppliers have which next step, the most pressing first. */
function nextSteps(model: Model): string {
  const pressing = ['suspend-with-remedy', 'escalate', 'investigate', 'engage'];
  const { columns, dict } = model.data.suppliers;
  const counts = dict.action.map((step, k) => ({
    step,
    suppliers: columns.action.filter((c) => c === k).length,
  }));
  return counts
    .filter((c) => c.step && c.suppliers > 0)
    .sort((a, b) => pressing.indexOf(a.step) - pressing.indexOf(b.step))
    .map((c) => `${c.step} ${whole(c.suppliers)}`)
    .join(', ');
}

export function Actions() {
  const { model } = useShared();
  const { actions } = model.data;
  const steps = nextSteps(model);
  return (
    <section id="todo" aria-labelledby="todo-title">
      <h2 id="todo-title">What to do</h2>
      <p>
        {actions.length === 0
          ? 'No finding about this list calls for a step of its own. Begin where "Look here first" begins: ask who recruits the workers, what they pay for the job, and who holds their papers.'
          : `${count(actions.length, 'kind')} of issue ${actions.length === 1 ? 'occurs' : 'occur'} in this list.`}{' '}
        {steps && `Next step by supplier: ${steps}.`} Staying and mending usually helps the people more than
        leaving does.
      </p>
      <div class="cards">
        {actions.map((a) => (
          <article key={a.kind} class="card">
            <h3>
              {a.title} <span class="quiet">{count(a.suppliers, 'supplier')}</span>
            </h3>
            <p>{a.why}</p>
            <p>
              <b>Do:</b> {a.action}
            </p>
            <p>
              <b>Ask:</b> <q>{a.question}</q>
            </p>
            <p class="quiet">
              Guidance:{' '}
              <Link url={a.guidance_url}>
                {a.guidance_publisher}, {a.guidance_title}
              </Link>
            </p>
            <p class="quiet">
              Rows <RowLinks rows={a.rows} total={a.suppliers} />
            </p>
          </article>
        ))}
      </div>
    </section>
  );
}

export function csvOf(rows: UnresolvedRow[]): string {
  const names: (keyof UnresolvedRow)[] = [
    'row',
    'file',
    'name',
    'code',
    'severity',
    'column',
    'value',
    'message',
    'fix',
  ];
  return [names.join(','), ...rows.map((r) => names.map((n) => cell(r[n])).join(','))].join('\r\n');
}

const download = (rows: UnresolvedRow[]): void => saveCsv('rows_to_fix.csv', csvOf(rows));

/** Rows in which the same things are to be mended. */
interface UnreadGroup {
  name: string;
  findings: UnresolvedRow[];
  rows: number[];
}

/** Entries of the same row follow each other. */
export function unreadGroups(entries: UnresolvedRow[]): UnreadGroup[] {
  const byRow = new Map<number, UnresolvedRow[]>();
  for (const entry of entries) byRow.set(entry.row, [...(byRow.get(entry.row) ?? []), entry]);
  const groups = new Map<string, UnreadGroup>();
  for (const [row, findings] of byRow) {
    const key = findings.map((f) => [f.code, f.column, f.value, f.message, f.fix].join('\n')).join('\n');
    const group = groups.get(key);
    if (group) group.rows.push(row);
    else groups.set(key, { name: findings[0]?.name ?? '', findings, rows: [row] });
  }
  return [...groups.values()];
}

/** What is the matter with one cell, and the way out. */
function Matter({ finding }: { finding: UnresolvedRow }) {
  return (
    <li>
      {finding.column && (
        <>
          <b>{finding.column}</b>: {finding.value ? <q dir="auto">{finding.value}</q> : '(empty)'}.{' '}
        </>
      )}
      {sentence(finding.message)} <span class="way-out">{sentence(finding.fix)}</span>{' '}
      <span class="quiet">{finding.severity}</span>
    </li>
  );
}

const unreadColumns: Column<UnreadGroup>[] = [
  {
    label: 'Supplier',
    head: true,
    class: 'name-cell',
    cell: ({ name, rows }) => (rows.length === 1 ? name || '(no name)' : count(rows.length, 'supplier')),
  },
  { label: 'Row', cell: (g) => <RowLinks rows={g.rows} total={g.rows.length} /> },
  {
    label: 'Column and value read, what is the matter, how to mend it',
    cell: (g) => (
      <ul class="matters">
        {g.findings.map((f) => (
          <Matter key={`${f.code} ${f.column}`} finding={f} />
        ))}
      </ul>
    ),
  },
];

export function Unread() {
  const { model } = useShared();
  const { rows, total } = model.data.unresolved;
  const { findings, file_findings } = model.data;
  const shown = new Set(rows.map((r) => r.row)).size;
  return (
    <section id="unread" aria-labelledby="unread-title">
      <h2 id="unread-title">Rows to fix</h2>
      <p>
        {total === 0
          ? 'Every row could be read, placed and scored.'
          : `${count(total, 'row')} ${total === 1 ? 'needs' : 'need'} you: what was read, what was expected and how to mend it. None was dropped.`}
      </p>
      {total > 0 && (
        <>
          <Listing
            caption="Rows to fix"
            quietCaption
            columns={unreadColumns}
            rows={unreadGroups(rows)}
            first={12}
            most={500}
          />
          <p>
            <button type="button" onClick={() => download(rows)}>
              Download as CSV
            </button>
            {total > shown && (
              <span class="quiet"> The first {whole(shown)} rows; all stand in findings.csv.</span>
            )}
          </p>
        </>
      )}
      {file_findings.length > 0 && (
        <>
          <h3>About the list as a whole</h3>
          <ul class="findings file-findings">
            {file_findings.map((f, k) => (
              <li key={k}>
                {f.file && <b>{f.file}: </b>}
                {sentence(f.message)} {sentence(f.fix)}{' '}
                <span class="quiet">
                  {f.severity}, {f.code}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {findings.length > 0 && (
        <details>
          <summary>All findings by kind ({whole(findings.reduce((n, f) => n + f.count, 0))})</summary>
          <ul class="findings">
            {findings.map((f) => (
              <li key={f.code}>
                <b>{count(f.count, 'row')}</b> {sentence(f.message)} {sentence(f.fix)}{' '}
                <span class="quiet">
                  {f.severity}, {f.code}
                </span>{' '}
                <RowLinks rows={f.rows} total={f.count} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
