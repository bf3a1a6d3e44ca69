// SPDX-License-Identifier: Apache-2.0
// Round marks of suppliers: clusters and ranks.
import { whole } from '../format';
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
): ImageData | null {
  const c = canvas(2 * radius + 4, 2 * radius + 4);
  if (!c) return null;
  c.beginPath();
  c.arc(radius + 2, radius + 2, radius, 0, 2 * Math.PI);
  c.fillStyle = fill;
  c.fill();
  c.lineWidth = 1.6;
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

/** "cluster-N-EXACT-EVIDENCE", "rank-N-EXACT-EVIDENCE". */
export function supplierPicture(id: string): ImageData | null {
  const [kind, number = '', exact, evidence] = id.split('-');
  const colour = evidence === '0' ? inkColour : evidenceColour;
  if (kind === 'cluster') {
    const n = Number(number);
    const text = n >= 10000 ? `${Math.round(n / 1000)}k` : whole(n);
    return disc(
      text,
      Math.min(24, 9 + 1.9 * Math.log2(n)),
      'rgba(255,255,255,0.92)',
      inkColour,
      colour,
      exact === '0',
    );
  }
  if (kind === 'rank') {
    return exact === '0'
      ? disc(`#${number}`, number.length > 1 ? 12.5 : 11, '#fff', colour, colour, true)
      : disc(`#${number}`, number.length > 1 ? 12.5 : 11, colour, '#fff', '#fff', false);
  }
  return null;
}
