// SPDX-License-Identifier: Apache-2.0
// Where a number comes from, one click away: dataset, edition, date, licence, address, row.
import { licenceName, percent } from '../../format';
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

/** A composite has no table of its own: it stands on its parts. */
function Parts({ index }: { index: string }) {
  const { model } = useAtlas();
  const parts = model.data.indices.flatMap((x) =>
    x.part_of.filter((p) => p.index === index).map((p) => ({ x, weight: p.weight })),
  );
  return (
    <ul>
      {parts.map(({ x, weight }) => (
        <li key={x.id}>
          {x.label}, weight {percent(weight)}: <DatasetLine dataset={x.source[0]} row="" />
        </li>
      ))}
    </ul>
  );
}

export function Cite({
  of,
  document,
  composite,
}: {
  of: Citation;
  document?: Document | undefined;
  /** id of the index when it is made of others */
  composite?: string | undefined;
}) {
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
      {composite ? (
        <Parts index={composite} />
      ) : (
        <span class="line">
          <DatasetLine dataset={of[0]} row={of[1]} />
        </span>
      )}
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
