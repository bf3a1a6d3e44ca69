// SPDX-License-Identifier: Apache-2.0
// One field that finds goods, sectors and places by any of their names. Arrows move, Enter takes, Esc closes.
import type { RefObject } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { search, type SearchEntry } from '../model';
import { nearest } from '../nearest';
import { useAtlas } from '../state';

const most = 12;

export function Search({
  field,
  id,
  label,
  placeholder,
  kinds,
  onPick,
}: {
  field?: RefObject<HTMLInputElement | null>;
  id: string;
  label: string;
  placeholder: string;
  kinds?: SearchEntry['kind'][];
  onPick: (entry: SearchEntry) => void;
}) {
  const { model } = useAtlas();
  const [query, setQuery] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const found = useMemo(() => search(model, query, kinds), [model, query]);
  const shown = found.slice(0, most);
  const near = useMemo(
    () => (found.length === 0 && query.trim().length > 2 ? nearest(model, query, kinds) : undefined),
    [found],
  );
  const pick = (entry: SearchEntry | undefined) => {
    if (!entry) return;
    setQuery('');
    setOpen(false);
    onPick(entry);
  };
  const onKey = (e: KeyboardEvent) => {
    if (e.key === 'ArrowDown') setAt(Math.min(at + 1, shown.length - 1));
    else if (e.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else if (e.key === 'Enter') pick(shown[at]?.entry ?? near);
    else if (e.key === 'Escape') setOpen(false);
    else return;
    e.preventDefault();
  };
  const listed = open && query.trim() !== '';
  return (
    <div
      class="find"
      onFocusOut={(e) => !e.currentTarget.contains(e.relatedTarget as Node) && setOpen(false)}
    >
      <input
        ref={field ?? null}
        id={id}
        type="search"
        role="combobox"
        list={undefined}
        autoComplete="off"
        aria-label={label}
        aria-expanded={listed}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={listed && shown[at] ? `${id}-${at}` : undefined}
        placeholder={placeholder}
        value={query}
        onInput={(e) => {
          setQuery(e.currentTarget.value);
          setAt(0);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onKeyDown={onKey}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={label} hidden={!listed || shown.length === 0}>
        {shown.map(({ entry: e, by }, i) => (
          <li
            key={`${e.kind}${e.id}`}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === at}
            class={i === at ? 'at' : ''}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => pick(e)}
          >
            <span>
              {e.label}
              {by !== null && <span class="quiet by"> {by}</span>}
            </span>{' '}
            <span class="quiet">{e.note}</span>
          </li>
        ))}
      </ul>
      {listed && shown.length === 0 && (
        <p class="nothing">
          Nothing by this name.
          {near && (
            <>
              {' '}
              Did you mean{' '}
              <button type="button" class="plain link" onClick={() => pick(near)}>
                {near.label}
              </button>
              ?
            </>
          )}
        </p>
      )}
      <span class="hidden" role="status">
        {listed ? (near ? `Nothing by this name; nearest: ${near.label}` : `${found.length} found`) : ''}
      </span>
    </div>
  );
}
