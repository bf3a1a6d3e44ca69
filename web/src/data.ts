// SPDX-License-Identifier: Apache-2.0
// The JSON contract between the C++ publisher and the report. DATA.md says the same in words.
// Names are those of the JSON, so that nothing has to be mapped. `null` always means "not known".
import type { Points, Suppliers } from './data_suppliers';
import type { MapData } from './data_map';
import type { SupplierReceipt, Term } from './data_receipt';

export type {
  EstimateColumns,
  OmittedPlace,
  Points,
  Precision,
  SupplierColumns,
  SupplierDictionaries,
  Suppliers,
} from './data_suppliers';
export type { MapData, MapLayer, Shape } from './data_map';
export type { Rival, StatedCell, SupplierReceipt, Term, TermGroup } from './data_receipt';

/** Version of this contract; the report refuses any other. */
export const DATA_FORMAT = 4;

/** A number or "not known". */
export type Num = number | null;

/** An estimate: median, 50 % and 90 % interval, and the Monte-Carlo error of the median. */
export interface Estimate {
  median: Num;
  lo50: Num;
  hi50: Num;
  lo90: Num;
  hi90: Num;
  mc_error?: Num;
}

/** Facts of the run: enough to repeat it. No clock time, no path. */
export interface RunFacts {
  title: string;
  version: string;
  as_of: string;
  seed: number;
  draws: number;
  methodology: { id: string; hash: string };
  anchors: { id: string; text: string };
  inputs: { file: string; rows: number; sha256?: string }[];
  /** true only in the built-in sample: the page then says that every name is invented */
  sample?: boolean;
}

/** How many rows came in, and what became of them. All counts are rows of the input. */
export interface Counts {
  rows: number;
  assessed: number;
  not_scored: number;
  /** scored rows of a supplier that the list names before: each supplier is counted once */
  duplicates: number;
  country_resolved: number;
  region_resolved: number;
  point_resolved: number;
  activity_resolved: number;
  /** Rows of lists that say nothing of products. */
  activity_assumed: number;
  good_resolved: number;
}

export interface SpendAtRisk {
  currency: string;
  total: number;
  /** rows with a spend in this currency */
  rows: number;
  estimate: Estimate;
}

/** What one group of draws stands for of the variance of ln(persons), 0 to 1; null = held fixed. */
export interface SpreadGroup {
  label: string;
  held_fixed: string | null;
  first: Num;
  total: Num;
  error: Num;
}

/** How far places in the list move between draws; `groups` by how far one alone moves them, falling. */
export interface RankShift {
  suppliers: number;
  /** mean over suppliers of the places between a draw's order and the list's */
  places: Estimate;
  groups: { label: string; places: number }[];
}

export interface Totals {
  /** absent unless the run asked for it; `ranks` absent for a list without an order */
  uncertainty?: { draws: number; groups: SpreadGroup[]; ranks?: RankShift };
  sites: Estimate;
  /** probability that at least one site has someone in forced labour */
  at_least_one: Estimate;
  persons: Estimate;
  spend_at_risk: SpendAtRisk[];
  /** share (0..1) of the expected persons that the first `count` sites carry */
  concentration: { count: number; share: Estimate };
  /** suppliers by what became of them since the run named with --since; gone = rows of that run alone */
  since?: { as_of: string; new: number; changed: number; same: number; gone: number };
}

/** Place x activity. Terms shared by all suppliers of the cell. */
export interface Cell {
  label: string;
  country: string;
  region: string | null;
  activity: string;
  /** where the waterfall starts: the log-odds of S of an average site of the world */
  start: { label: string; log_odds: Num };
  p: Estimate;
  h: Estimate | null;
  grade: string;
  coverage: Num;
  /** indices into the block `terms` */
  terms: number[];
}

export interface Receipts {
  /** key: row number as text; the first 1,000 priorities */
  suppliers: Record<string, SupplierReceipt>;
}

export interface RollupRow {
  key: string;
  label: string;
  rows: number;
  scored: number;
  sites: Estimate;
  persons: Estimate;
  /** counts of A, B, C, D, E */
  grades: [number, number, number, number, number];
  /** mean coverage of the scored rows, 0..1 */
  coverage: Num;
  spend?: { currency: string; total: number; at_risk: Estimate }[];
}

export type RollupId = 'country' | 'region' | 'activity' | 'parent' | 'tier' | 'spend_band';

export interface Rollup {
  id: RollupId;
  label: string;
  rows: RollupRow[];
}

export interface ListedGood {
  country: string;
  region: string | null;
  good: string;
  label: string;
  /** name of the list */
  list: string;
  since: string;
  edition: string;
  /** e.g. "forced labour", "child labour" */
  kinds: string[];
  /** the supplier's product, or something it is made from */
  through_input: boolean;
  suppliers: number;
  rows: number[];
  source: number;
}

export interface TradeOrder {
  id: string;
  action: string;
  country: string;
  region: string | null;
  entity: string | null;
  products: string;
  effective: string;
  ended: string | null;
  status: string;
  legal_basis: string;
  url: string | null;
  suppliers: number;
  rows: number[];
  source: number;
}

export interface ScreeningMatch {
  row: number;
  supplier: string;
  list: string;
  entity_id: string;
  entity: string;
  alias: string;
  score: Num;
  probability: Num;
  tokens: string[];
  country_agrees: boolean | null;
  address_agrees: boolean | null;
  listed_on: string | null;
  legal_basis: string;
  state: 'auto' | 'review' | 'dismissed';
  reason: string;
  source: number;
}

export interface ActionAdvice {
  kind: string;
  title: string;
  why: string;
  action: string;
  guidance_title: string;
  guidance_publisher: string;
  guidance_url: string;
  question: string;
  suppliers: number;
  rows: number[];
}

export interface FindingGroup {
  code: string;
  severity: 'error' | 'warning' | 'note';
  count: number;
  message: string;
  fix: string;
  rows: number[];
}

/** Something about a whole file ("" = about the run), rather than a row. */
export interface FileFinding {
  file: string;
  code: string;
  severity: 'error' | 'warning' | 'note';
  column: string;
  value: string;
  message: string;
  fix: string;
}

export interface UnresolvedRow {
  row: number;
  file: string;
  name: string;
  code: string;
  severity: 'error' | 'warning' | 'note';
  column: string;
  value: string;
  message: string;
  fix: string;
}

export interface DatasetInfo {
  id: string;
  title: string;
  publisher: string;
  edition: string;
  published: string;
  licence: string;
  licence_url: string | null;
  url: string;
  attribution: string;
  sha256?: string;
  restricted?: boolean;
  /** of a name, code or boundary: held whatever the as-of date is */
  as_of_exempt?: boolean;
}

export interface MethodSection {
  heading: string;
  paragraphs: string[];
}

export interface ReportData {
  format: number;
  run: RunFacts;
  counts: Counts;
  totals: Totals;
  bands: { band: string; count: number }[];
  grades: { grade: string; count: number }[];
  points: Points;
  suppliers: Suppliers;
  cells: Cell[];
  receipts: Receipts;
  /** the lines of all receipts, each once */
  terms: Term[];
  rollups: Rollup[];
  legal: { listed_goods: ListedGood[]; orders: TradeOrder[]; matches: ScreeningMatch[] };
  actions: ActionAdvice[];
  findings: FindingGroup[];
  file_findings: FileFinding[];
  unresolved: { total: number; rows: UnresolvedRow[] };
  method: MethodSection[];
  limits: string[];
  datasets: DatasetInfo[];
  map: MapData;
}
