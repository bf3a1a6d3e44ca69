// SPDX-License-Identifier: Apache-2.0
// Where a fact comes from: publisher, edition, date, licence, address, row.
import type { ComponentChildren } from 'preact';
import { licenceName, safeUrl } from '../format';
import type { DatasetInfo } from '../data';
import type { Model } from '../model';

/** A link only for web addresses; anything else stays text. */
export function Link({ url, children }: { url: string | null | undefined; children: ComponentChildren }) {
  const href = safeUrl(url);
  return href ? (
    <a href={href} rel="noreferrer noopener" target="_blank">
      {children}
    </a>
  ) : (
    <>{children}</>
  );
}

/** The short form, for tables whose rows already carry list and date. */
export function ShortSource({ model, source }: { model: Model; source: number }) {
  const info = model.data.datasets[source];
  if (!info) return null;
  return (
    <span class="source" title={`${info.title}, edition ${info.edition}, ${licenceName(info.licence)}`}>
      <Link url={info.url}>{info.publisher}</Link>
    </span>
  );
}

/** A line without a dataset and without a cell of the file is an assumption. */
function ownSource(rowKey: string | undefined, computed: boolean | undefined): string {
  if (computed) return 'computed from the other lines of this receipt';
  return rowKey
    ? `assumption of the methodology: ${rowKey}`
    : 'from your file, or an assumption of the methodology';
}

/** Names and codes say what a word means, not what was known on a day. */
function dated(info: DatasetInfo, published: string | undefined): string {
  if (info.as_of_exempt)
    return `, names and codes as of ${published ?? info.published}, whatever the as-of date`;
  return published ? `, public since ${published}` : `, published ${info.published}`;
}

export function Source({
  model,
  source,
  rowKey,
  published,
  computed,
}: {
  model: Model;
  source: number | undefined;
  rowKey?: string | undefined;
  published?: string | undefined;
  computed?: boolean | undefined;
}) {
  const info = source === undefined || source < 0 ? undefined : model.data.datasets[source];
  if (!info) return <span class="source">{ownSource(rowKey, computed)}</span>;
  return (
    <span class="source">
      <Link url={info.url}>
        {info.publisher}: {info.title}
      </Link>
      , edition {info.edition}
      {dated(info, published)}, {licenceName(info.licence)}
      {rowKey ? `, row ${rowKey}` : ''}
    </span>
  );
}
