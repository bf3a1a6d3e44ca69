// SPDX-License-Identifier: Apache-2.0
// The lines of receipts; a part of the contract in data.ts.
import type { Num } from './data';

export type TermGroup =
  | 'place'
  | 'activity'
  | 'workers'
  | 'prevalence'
  | 'hazard'
  | 'evidence'
  | 'legal'
  | 'state'
  | 'company'
  | 'coverage';

/** One line of a receipt. */
export interface Term {
  group: TermGroup;
  what: string;
  value: number | string | null;
  unit?: string;
  lo?: Num;
  hi?: Num;
  /** contribution to the log-odds of S; absent = the line explains, but is no bar of the waterfall */
  log_odds?: Num;
  /** share of the variance of the log-odds by the draws behind the step, 0 to 1; shares overlap */
  spread?: Num;
  /** true: evidence (listing, order, report) rather than an estimate: drawn in the other hue */
  evidence?: boolean;
  sentence: string;
  /** the user's cells behind the line: names of fields, keys of SupplierReceipt.cells */
  fields?: string[];
  /** the user's evidence behind the line: "line 4 of evidence.csv: NGO report, public since ..." */
  stated?: string;
  /** index into datasets; -1 or absent = the user's own file, or an assumption of the methodology */
  source?: number;
  /** key of the row in that dataset */
  key?: string;
  /** date the fact became public */
  published?: string;
  /** the model computes it from the other lines */
  computed?: boolean;
}

export interface Rival {
  label: string;
  probability: Num;
  how: string;
}

/** A cell of the user's file: its headers (none = the mapping gives one text for every row) and text. */
export interface StatedCell {
  columns: string[];
  text: string;
}

/** What is known about one supplier beyond its cell. */
export interface SupplierReceipt {
  /** "near line 14 of list.csv" */
  where: string;
  /** what the file says of the supplier, by field */
  cells: Record<string, StatedCell>;
  /** indices into the block `terms` */
  terms: number[];
  place_rivals?: Rival[];
  activity_rivals?: Rival[];
  /** the smallest single changes that move the band, each with the band and interval it leads to */
  moves_band?: string[];
  /** single changes that were tried; absent = none were */
  changes_tried?: number;
  /** plain sentences: what is not known and would be worth knowing */
  would_change?: string[];
}
