// SPDX-License-Identifier: Apache-2.0
// A row of counts as one bar, with its table in words below.
import { whole } from '../format';

export interface Part {
  key: string;
  label: string;
  count: number;
  fill: string;
  title?: string;
}

export function Distribution({ parts, label }: { parts: Part[]; label: string }) {
  const total = parts.reduce((sum, p) => sum + p.count, 0);
  if (total === 0) return null;
  return (
    <div class="distribution">
      <div
        class="stack"
        role="img"
        aria-label={`${label}: ${parts.map((p) => `${p.label} ${whole(p.count)}`).join(', ')}`}
      >
        {parts
          .filter((p) => p.count > 0)
          .map((p) => (
            <span
              key={p.key}
              class={p.fill === 'hatch' ? 'hatch' : ''}
              style={{ flexGrow: p.count, background: p.fill === 'hatch' ? undefined : p.fill }}
              title={`${p.label}: ${whole(p.count)}${p.title ? ` (${p.title})` : ''}`}
            />
          ))}
      </div>
      <ul class="keys">
        {parts.map((p) => (
          <li key={p.key} title={p.title}>
            <span
              class={p.fill === 'hatch' ? 'swatch hatch' : 'swatch'}
              style={{ background: p.fill === 'hatch' ? undefined : p.fill }}
            />
            {p.label} <b>{whole(p.count)}</b>
          </li>
        ))}
      </ul>
    </div>
  );
}
