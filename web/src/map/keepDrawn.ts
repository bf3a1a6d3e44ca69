// SPDX-License-Identifier: Apache-2.0
// Keeps the picture of a map: browsers take drawing contexts away when memory is short or many maps are open, and
// some drop the picture of a canvas that was scrolled out of sight.
import type { Map as LibreMap } from 'maplibre-gl';

/** Draws again whenever the map comes back into sight or has got another size. Returns what stops it. */
export function drawWhenSeen(map: LibreMap): () => void {
  const frame = map.getContainer();
  const again = () => {
    const canvas = map.getCanvas();
    // The map follows its frame by itself, except for what changed while it was out of sight.
    if (canvas.clientWidth !== frame.clientWidth || canvas.clientHeight !== frame.clientHeight) map.resize();
    else map.triggerRepaint();
  };
  const seen = new IntersectionObserver((entries) => {
    if (entries.some((e) => e.isIntersecting)) again();
  });
  const back = () => document.visibilityState === 'visible' && again();
  seen.observe(frame);
  document.addEventListener('visibilitychange', back);
  return () => {
    seen.disconnect();
    document.removeEventListener('visibilitychange', back);
  };
}
