// SPDX-License-Identifier: Apache-2.0
// Where a number comes from, one click away: dataset, edition, date, licence, address, row.
import { licenceName } from '../../format';
import { Link } from '../../views/Source';
import type { Cite as Citation } from '../data';
import { useAtlas } from '../state';

function DatasetLine({ dataset, row }: { dataset: number; row: string }) {
  const { model } = useAtlas();
  const info = model.data.datasets[dataset];
  if (!info) return <>not recorded</>;
  return (
    <>
      <Link url={info.url}>
        {info.publisher}: {info.title}
      </Link>
      , edition {info.edition}, published {info.published},{' '}
      <Link url={info.licence_url}>{licenceName(info.licence)}</Link>
      {row && <>, row {row.replaceAll('|', ' · ')}</>}
    </>
  );
}

/** The document that a row of the project's own tables was read from. */
export interface Document {
  title: string;
  publisher: string;
  url: string | null;
  published: string;
}

export function Cite({ of, document }: { of: Citation; document?: Document | undefined }) {
  return (
    <details class="cite">
      <summary>source</summary>
      {document && (
        <span class="line">
          <Link url={document.url}>
            {document.publisher}: {document.title}
          </Link>
          , {document.published}
        </span>
      )}
      <span class="line">
        <DatasetLine dataset={of[0]} row={of[1]} />
      </span>
    </details>
  );
}

/** All tables that an estimate rests on. */
export function Sources({ of, label }: { of: number[]; label: string }) {
  return (
    <details class="cite wide">
      <summary>{label}</summary>
      <ul>
        {of.map((dataset) => (
          <li key={dataset}>
            <DatasetLine dataset={dataset} row="" />
          </li>
        ))}
      </ul>
    </details>
  );
}
