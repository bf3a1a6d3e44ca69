// SPDX-License-Identifier: Apache-2.0
// What of the link was not understood, what is shown instead, and what may have been meant.
import type { Unread } from '../address';
import { useAtlas } from '../state';

export function LinkNotes({ unread, dismiss }: { unread: Unread[]; dismiss: () => void }) {
  const { change } = useAtlas();
  if (unread.length === 0) return null;
  return (
    <div class="link-notes screen-only" role="alert">
      <p>
        <b>
          {unread.length === 1 ? 'One part of the link' : `${unread.length} parts of the link`} could not be
          understood; the rest is shown as it says.
        </b>
      </p>
      <ul>
        {unread.map(({ name, text, shown, offer }, i) => (
          <li key={i}>
            <code>
              {name}={text}
            </code>{' '}
            {shown}
            {offer && (
              <>
                {' '}
                Did it mean{' '}
                <button type="button" class="plain link" onClick={() => change(offer.change)}>
                  {offer.label}
                </button>
                ?
              </>
            )}
          </li>
        ))}
      </ul>
      <button type="button" class="plain" onClick={dismiss}>
        Leave it so
      </button>
    </div>
  );
}
