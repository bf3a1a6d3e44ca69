// SPDX-License-Identifier: Apache-2.0
// Round marks of suppliers: points, gathered suppliers and ranks.
import { evidenceColour, inkColour } from '../scale';
import { canvas, fonts, pixels } from './images';

/** Round mark with a number: a cluster (white) or a rank (filled). */
function disc(
  text: string,
  radius: number,
  fill: string,
  ink: string,
  edge: string,
  dashed: boolean,
  width = 1.6,
): ImageData | null {
  const c = canvas(2 * radius + 4, 2 * radius + 4);
  if (!c) return null;
  c.beginPath();
  c.arc(radius + 2, radius + 2, radius, 0, 2 * Math.PI);
  c.fillStyle = fill;
  c.fill();
  c.lineWidth = width;
  c.strokeStyle = edge;
  if (dashed) c.setLineDash([3, 2.4]);
  c.stroke();
  c.font = `600 ${text.length > 3 ? 10 : text.startsWith('#') ? 10 : 11}px ${fonts}`;
  c.textAlign = 'center';
  c.textBaseline = 'middle';
  c.fillStyle = ink;
  c.fillText(text, radius + 2, radius + 2.5);
  return pixels(c);
}

/** A single supplier: filled where the site is known, else hollow. */
function point(exact: boolean, colour: string): ImageData | null {
  const radius = 5.5;
  const c = canvas(2 * radius + 4, 2 * radius + 4);
  if (!c) return null;
  c.beginPath();
  c.arc(radius + 2, radius + 2, radius, 0, 2 * Math.PI);
  c.fillStyle = exact ? colour : '#ffffff';
  c.fill();
  c.lineWidth = exact ? 1.2 : 1.8;
  c.strokeStyle = exact ? '#ffffff' : colour;
  c.stroke();
  return pixels(c);
}

/** Ring around the supplier that is open. */
function selected(): ImageData | null {
  const c = canvas(32, 32);
  if (!c) return null;
  c.beginPath();
  c.arc(16, 16, 13, 0, 2 * Math.PI);
  c.lineWidth = 3;
  c.strokeStyle = inkColour;
  c.stroke();
  return pixels(c);
}

/** "point-EXACT-EVIDENCE", "cluster-TEXT-EXACT-EVIDENCE-HEAVY-RADIUS", "rank-N-EXACT-EVIDENCE", "selected". */
export function supplierPicture(id: string): ImageData | null {
  if (id === 'selected') return selected();
  const [kind, ...rest] = id.split('-');
  const [text = '', exact, evidence, heavy, radius] = kind === 'point' ? ['', ...rest] : rest;
  const colour = evidence === '0' ? inkColour : evidenceColour;
  if (kind === 'point') return point(exact === '1', colour);
  if (kind === 'cluster')
    return disc(
      text,
      Number(radius),
      'rgba(255,255,255,0.92)',
      inkColour,
      colour,
      exact === '0',
      heavy === '1' ? 3.2 : 1.6,
    );
  if (kind === 'rank') {
    const size = text.length > 1 ? 12.5 : 11;
    return exact === '0'
      ? disc(`#${text}`, size, '#fff', colour, colour, true)
      : disc(`#${text}`, size, colour, '#fff', '#fff', false);
  }
  return null;
}
