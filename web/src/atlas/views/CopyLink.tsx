// SPDX-License-Identifier: Apache-2.0
// The permanent link of the view to the clipboard. A page opened from a file may not be let in there: then the
// older way, and at last the link itself, marked, to be copied by hand.
import { useEffect, useRef, useState } from 'preact/hooks';
import { toAddress } from '../address';
import { useAtlas } from '../state';

/** The older way: from a field that is marked, out of sight. */
function copyMarked(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'hidden';
  field.setAttribute('aria-hidden', 'true');
  const before = document.activeElement;
  document.body.append(field);
  field.select();
  let done = false;
  try {
    done = document.execCommand('copy');
  } catch {
    // Forbidden: the link is shown instead.
  }
  field.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyMarked(text);
  }
}

type Done = 'idle' | 'copied' | 'by hand';

export function CopyLink() {
  const { model, state } = useAtlas();
  const [done, setDone] = useState<Done>('idle');
  const field = useRef<HTMLInputElement>(null);
  const link = `${location.href.replace(/#.*$/, '')}${toAddress(model, state)}`;
  useEffect(() => setDone('idle'), [link]);
  useEffect(() => {
    if (done === 'by hand') field.current?.select();
    if (done !== 'copied') return undefined;
    const later = setTimeout(() => setDone('idle'), 6000);
    return () => clearTimeout(later);
  }, [done]);
  const copy = async () => setDone((await copied(link)) ? 'copied' : 'by hand');
  const local = location.protocol === 'file:' ? ' It opens where this file lies; send the file with it.' : '';
  return (
    <div class="copy-link screen-only">
      <button type="button" data-control="copy-link" onClick={() => void copy()}>
        {done === 'copied' ? 'Link copied' : 'Copy link'}
      </button>
      <p class={done === 'idle' ? 'hidden' : 'note'} role="status">
        {done === 'copied' && `The link to this view is copied.${local}`}
        {done === 'by hand' &&
          'The browser does not let the page copy: the link is marked, copy it from here.'}
      </p>
      {done === 'by hand' && (
        <input ref={field} class="link-text" readOnly value={link} aria-label="Link to this view" />
      )}
    </div>
  );
}
