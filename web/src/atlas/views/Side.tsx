// SPDX-License-Identifier: Apache-2.0
// The page of the good or the place. Beside the map where there is room; else a place opens as a sheet over the foot
// of the screen, so that the answer stands next to the tap that asked for it.
import { useEffect, useRef, useState } from 'preact/hooks';
import { placeName } from '../model';
import { useAtlas } from '../state';
import { GoodPage } from './GoodPage';
import { PlacePage } from './PlacePage';

const narrow = '(max-width: 1100px)';

/** Whether the page is folded to one column, followed as the window changes. */
function useNarrow(): boolean {
  const [is, setIs] = useState(() => window.matchMedia(narrow).matches);
  useEffect(() => {
    const list = window.matchMedia(narrow);
    const follow = () => setIs(list.matches);
    list.addEventListener('change', follow);
    return () => list.removeEventListener('change', follow);
  }, []);
  return is;
}

/** Pixels a finger moves before it is a pull and no tap. */
const pull = 24;

/** Opens and closes the sheet: by tap, key or pull. */
function Handle({
  name,
  open,
  onOpen,
  onClose,
}: {
  name: string;
  open: boolean;
  onOpen: (open: boolean) => void;
  onClose: () => void;
}) {
  const from = useRef<number | null>(null);
  const pulled = useRef(false);
  const end = (y: number) => {
    const way = from.current === null ? 0 : y - from.current;
    from.current = null;
    pulled.current = Math.abs(way) > pull;
    if (way < -pull) onOpen(true);
    else if (way > pull && open) onOpen(false);
    else if (way > pull) onClose();
  };
  return (
    <div class="handle">
      <button
        type="button"
        aria-expanded={open}
        data-control="sheet"
        onPointerDown={(e) => {
          from.current = e.clientY;
          e.currentTarget.setPointerCapture(e.pointerId);
        }}
        onPointerUp={(e) => end(e.clientY)}
        onPointerCancel={() => (from.current = null)}
        onClick={() => {
          if (!pulled.current) onOpen(!open);
          pulled.current = false;
        }}
      >
        <span class="grip" aria-hidden="true" />
        <b>{name}</b> <span class="more">{open ? 'show less' : 'show more'}</span>
      </button>
      <button type="button" class="plain" onClick={onClose}>
        Close
      </button>
    </div>
  );
}

/** Brings the map above the sheet, when the reader is at the map. */
function liftMap(): void {
  const map = document.querySelector('.atlas-map');
  const box = map?.getBoundingClientRect();
  if (!map || !box || box.bottom < 0 || box.top > window.innerHeight) return;
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  map.scrollIntoView({ block: 'start', behavior: calm ? 'auto' : 'smooth' });
}

/** Both pages as tabs: the place that was chosen, and the good. */
function Tabs({ name, good, onGood }: { name: string; good: boolean; onGood: (good: boolean) => void }) {
  const { model, state, change } = useAtlas();
  return (
    <div class="tabs screen-only">
      <button type="button" aria-pressed={!good} onClick={() => onGood(false)}>
        {name}
      </button>
      <button type="button" aria-pressed={good} onClick={() => onGood(true)}>
        {model.layerAt.get(state.layer)?.label ?? ''}
      </button>
      <button type="button" class="plain" onClick={() => change({ place: '' })}>
        Close the place
      </button>
    </div>
  );
}

export function Side() {
  const { model, state, change } = useAtlas();
  const place = model.placeAt.get(state.place);
  const [good, setGood] = useState(place === undefined);
  const [open, setOpen] = useState(false);
  const isNarrow = useNarrow();
  useEffect(() => {
    setGood(place === undefined);
    setOpen(false);
  }, [state.place]);
  const name = place === undefined ? '' : placeName(model, place);
  const sheet = isNarrow && place !== undefined;
  useEffect(() => {
    // What stands below the sheet stays within reach.
    document.body.classList.toggle('with-sheet', sheet);
    if (sheet) liftMap();
  }, [sheet, state.place]);
  const close = () => {
    change({ place: '' });
    document.querySelector<HTMLElement>('.map-frame canvas')?.focus({ preventScroll: true });
  };
  const onKey = (e: KeyboardEvent) => {
    if (!sheet || e.key !== 'Escape') return;
    if (open) setOpen(false);
    else close();
  };
  return (
    <>
      <span class="hidden" role="status">
        {name && `The page of ${name} is open${sheet ? ' at the foot of the screen' : ''}.`}
      </span>
      {sheet && (
        <aside class="aside" aria-label="About the good">
          <GoodPage />
        </aside>
      )}
      <aside
        class={sheet ? `aside sheet-page ${open ? 'open' : ''}` : 'aside'}
        data-about="choice"
        tabIndex={-1}
        aria-label="About the choice"
        onKeyDown={onKey}
      >
        {sheet && <Handle name={name} open={open} onOpen={setOpen} onClose={close} />}
        {!sheet && place !== undefined && <Tabs name={name} good={good} onGood={setGood} />}
        <div class="about">
          {place === undefined || (good && !sheet) ? <GoodPage /> : <PlacePage place={place} />}
        </div>
      </aside>
    </>
  );
}
