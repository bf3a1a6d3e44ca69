// SPDX-License-Identifier: Apache-2.0
// The suppliers of report.html, by column. docs: web/DATA.md
import type { Num } from './data';

/** Five parallel columns of one question, one entry a supplier. */
export interface EstimateColumns {
  median: Num[];
  lo50: Num[];
  hi50: Num[];
  lo90: Num[];
  hi90: Num[];
}

export type Precision = 'coordinates' | 'address' | 'city' | 'region' | 'country' | 'none';

/** Columns hold an index into the dictionary of the same name, -1 = none. */
export interface SupplierDictionaries {
  country: string[];
  /** ISO 3166-2 */
  region: string[];
  /** names of `region`, in its order */
  region_name: string[];
  precision: Precision[];
  activity: { node: string; label: string }[];
  good: { id: string; label: string }[];
  listed_by: string[];
  /** comma separated rules, as sl_legal_flags */
  legal_flags: string[];
  band: string[];
  action: string[];
  reason: string[];
  /** comma separated finding codes */
  findings: string[];
  currency: string[];
  tier: string[];
  parent: string[];
  spend_band: string[];
  /** comma separated kinds of `actions` that apply to the row */
  advice?: string[];
  /** what suppliers answer, each with its day: "2026-03-02 (source): text"; no answer = no index */
  answer?: string[];
  /** site, company or cell */
  group_kind?: string[];
  /** new, changed or same since the earlier run */
  since?: string[];
}

export interface SupplierColumns {
  row: number[];
  name: string[];
  /** the list's own ID of the supplier, '' = none */
  own_id: string[];
  /** place text as the user wrote it */
  place_text: string[];
  country: number[];
  region: number[];
  lon: Num[];
  lat: Num[];
  precision: number[];
  radius_km: Num[];
  place_confidence: Num[];
  activity: number[];
  good: number[];
  activity_confidence: Num[];
  p: EstimateColumns;
  s: EstimateColumns;
  h: EstimateColumns;
  residual: EstimateColumns;
  persons: EstimateColumns;
  listed_since: (string | null)[];
  listed_by: number[];
  legal_flags: number[];
  state_imposed: Num[];
  band: number[];
  /** 'A'..'E', '' = not scored */
  grade: string[];
  coverage: Num[];
  /** 1 = look here first; null = not scored, or a repeat */
  priority: Num[];
  /** the row that has the rank of a supplier which the list names more than once */
  repeat_of: Num[];
  /** near-duplicates have one number here and one kind, null = none */
  group?: Num[];
  group_kind?: number[];
  since?: number[];
  p_top10: Num[];
  action: number[];
  reason: number[];
  findings: number[];
  matches: number[];
  workers: Num[];
  spend: Num[];
  spend_band: number[];
  currency: number[];
  tier: number[];
  parent: number[];
  advice?: number[];
  /** absent where no supplier of the list has answered */
  answer?: number[];
  /** index into cells, -1 = none */
  cell: number[];
}

export interface Suppliers {
  /** rows of the input */
  total: number;
  /** entries in every column; smaller than total above the embedding limit */
  count: number;
  dict: SupplierDictionaries;
  columns: SupplierColumns;
  /** what was left out of the columns, by place; empty when count == total */
  omitted: OmittedPlace[];
}

/** Rows beyond the columns, by region (country where no region is known, "" where none). */
export interface OmittedPlace {
  place: string;
  count: number;
  scored: number;
  /** of count: rows that repeat a supplier, which stand nowhere */
  repeats: number;
  /** of the others: those with a point, which are in the cells of `points` */
  pointed: number;
}

/** The omitted suppliers with a point, as counts of equal-area cells; DATA.md says how to read `text`. */
export interface Points {
  suppliers: number;
  /** cells are 2^-level of the square on a side */
  level: number;
  cells: number;
  text: string;
}
