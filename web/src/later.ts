// SPDX-License-Identifier: Apache-2.0
// What only the paper needs waits until the map stands on the screen.
import { useEffect, useState } from 'preact/hooks';

/** False until the map has been drawn or somebody prints, then true. */
export function useAfterMap(): boolean {
  const [ready, setReady] = useState(performance.getEntriesByName('map-painted').length > 0);
  useEffect(() => {
    if (ready) return undefined;
    const go = () => setReady(true);
    if (performance.getEntriesByName('map-painted').length > 0) {
      go();
      return undefined;
    }
    window.addEventListener('map-painted', go);
    window.addEventListener('beforeprint', go);
    return () => {
      window.removeEventListener('map-painted', go);
      window.removeEventListener('beforeprint', go);
    };
  }, [ready]);
  return ready;
}
