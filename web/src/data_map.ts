// SPDX-License-Identifier: Apache-2.0
// The map part of the contract (data.ts): boundaries, and estimates of goods and sectors over places.
import type { Num } from './data';

/** One shape: code is ISO 3166-1 alpha-2 (country) or the region's code in suppliers.dict.region. */
export interface Shape {
  code: string;
  country: string;
  name: string;
  lon: number;
  lat: number;
  /** encoded rings, copied unread from datasets/sourcelight/display_boundaries (DATA.md says how) */
  geometry: string;
}

/** Estimates of one good or sector over places: parallel columns, places without a row are "no data". */
export interface MapLayer {
  id: string;
  label: string;
  group: 'all' | 'sector' | 'good';
  /** index into map.places */
  place: number[];
  p: Num[];
  p_lo: Num[];
  p_hi: Num[];
  /** null where the pair is listed already */
  h: Num[];
  h_lo: Num[];
  h_hi: Num[];
  /** first listing in force at the as-of date; null = not listed */
  listed: (string | null)[];
}

export interface MapData {
  countries: Shape[];
  /** only of countries in which suppliers are; in the file a block of its own */
  regions: Shape[];
  places: string[];
  layers: MapLayer[];
  /** id of the layer shown first */
  first_layer: string;
}
