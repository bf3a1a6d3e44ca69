// SPDX-License-Identifier: Apache-2.0
// The JSON contract between `sourcelight atlas` and atlas.html. Names are those of the JSON; `null` is "not known",
// never 0. Marker line, escaping, numbers and dates as in web/DATA.md. The same run gives the same bytes.
import type { DatasetInfo, MethodSection, Num, Shape } from '../data';

/** Version of this contract; the page refuses any other. */
export const ATLAS_FORMAT = 1;

/**
 * A row of a dataset: index into `datasets`, and the row's key as receipts cite it (values of the key
 * columns joined by "|"; "" = the dataset as a whole).
 */
export type Cite = [dataset: number, row: string];

/** Index into `places`. */
export type PlaceIndex = number;
/** Index into `goods`. */
export type GoodIndex = number;
/** Index into `atlas.texts`; -1 = nothing known at any place. */
export type TextIndex = number;

/** An as-of date of the slider. Everything of the edition is what was public on that day. */
export interface AtlasDate {
  date: string;
  /** what became public then, e.g. "List of Goods 2022" */
  label: string;
  /** the world anchors in force then, one sentence */
  anchors: string;
}

export interface AtlasPlace {
  /** ISO 3166-1 alpha-2, or the region's code (only regions with evidence of their own) */
  code: string;
  name: string;
  /** = code for countries */
  country: string;
  /** every other name to be found by, in any language; the three-letter code first; none for regions */
  names: string[];
}

/**
 * Values of one layer at one date. Each field is an index into `texts`. A text of P and H has two characters a
 * place, in the order of `places`: 12 bits in the alphabet A-Za-z0-9-_ (value = 64 * first + second);
 * 0 = none, n > 0 -> min * exp((n - 1) * step) with the constants of `codes`.
 */
export interface LayerAtDate {
  p: TextIndex;
  p_lo: TextIndex;
  p_hi: TextIndex;
  /** none where the pair is listed already, and for layers without a hazard */
  h: TextIndex;
  h_lo: TextIndex;
  h_hi: TextIndex;
  /** two characters a place: 0 = not listed, n -> days[n - 1], the first listing in force at the date */
  listed: TextIndex;
  /** one character a place: A..E, "-" = not scored */
  grade: TextIndex;
}

/** Order: all, sectors, ISIC groups, goods (each by id). */
export interface AtlasLayer {
  /** "all", "A" (ISIC section), "011" (ISIC group), or the good's id */
  id: string;
  label: string;
  group: 'all' | 'sector' | 'isic' | 'good';
  /** ISIC section that a group or good belongs to; "" for "all" */
  section: string;
  /** one a date, in the order of `dates` */
  at: LayerAtDate[];
  /** datasets that its estimates rest on */
  sources: number[];
}

/** A country index: a composite or one of its parts. Values stand as published or computed, in their own unit. */
export interface AtlasIndex {
  id: string;
  label: string;
  unit: string;
  /** one plain sentence: what it measures */
  explain: string;
  composite: boolean;
  /** what the risk factor is about */
  about: 'place' | 'people' | 'response';
  /** goalposts: the value that stands for least and for most risk; they give the direction */
  best: number;
  worst: number;
  log: boolean;
  /** id of the composites it is part of, with its weight */
  part_of: { index: string; weight: number }[];
  /** one a date; parallel lists, entry by entry */
  at: { place: PlaceIndex[]; value: number[]; lo90: Num[]; hi90: Num[]; year: Num[] }[];
  /** row "" : the page adds place and year */
  source: Cite;
}

/** A listing of a place and good, over time. Order: good, place, since. */
export interface AtlasListing {
  place: PlaceIndex;
  good: GoodIndex;
  /** name of the list, e.g. "List of Goods Produced by Child Labor or Forced Labor" */
  list: string;
  since: string;
  /** "day", "at the latest", ... as in the dataset */
  since_precision: string;
  until: string | null;
  forced: boolean;
  /** forced labour named since (may be later than `since`) */
  forced_since: string | null;
  child: boolean;
  forced_child: boolean;
  /** id and place of the input through which it is listed; null = listed itself */
  input: { good: GoodIndex; place: PlaceIndex | null } | null;
  source: Cite;
}

export interface AtlasOrder {
  id: string;
  /** "Withhold release order", "Finding", "UFLPA entity", ... */
  action: string;
  place: PlaceIndex | null;
  /** country as code even when it has no place */
  country: string;
  region: string | null;
  entity: string | null;
  products: string;
  goods: GoodIndex[];
  effective: string;
  ended: string | null;
  status: string;
  legal_basis: string;
  url: string | null;
  source: Cite;
}

/** A fact of a place in words and value, with its own source besides the dataset. */
export interface AtlasFact {
  /** "tied visa", "passport retention", ...; plain words */
  label: string;
  /** "partial", "yes", "87 persons" */
  value: string;
  from: Num;
  to: Num;
  title: string;
  publisher: string;
  url: string | null;
  published: string;
  note: string;
  source: Cite;
}

/** What the atlas knows of one place beyond layers, indices, listings and orders. */
export interface PlacePage {
  place: PlaceIndex;
  /** edition year, tier text as published ("1", "2", "2WL", "3", "SC", ...), date published; ascending */
  tiers: { year: number; tier: string; basis: string; published: string; source: Cite }[];
  /** conventions and treaties; year null = not ratified as far as the dataset goes; absent = not covered */
  ratifications: { id: string; label: string; year: Num; source: Cite }[];
  /** regime for migrant workers */
  regime: AtlasFact[];
  /** programmes of a state */
  programmes: (AtlasFact & { region: string; activity: string })[];
  /** evidence about regions (of a country: all of its regions) */
  evidence: (AtlasFact & { region: string; good: string })[];
  workers: { year: number; thousand: number; source: Cite } | null;
}

export interface AtlasGood {
  id: string;
  label: string;
  /** id of its layer, null when it has none */
  layer: string | null;
  sector: string;
  stage: 'raw' | 'intermediate' | 'finished';
  isic: { code: string; title: string; weight: number }[];
  hs: { code: string; title: string; weight: number }[];
  /** words it is found by, in any language */
  synonyms: string[];
  made_from: GoodIndex[];
  goes_into: GoodIndex[];
  /** id of the wider good it is part of, null = none */
  broader: GoodIndex | null;
  /** share of world exports, largest first; empty = no figures shipped for this good */
  producers: { place: PlaceIndex | null; country: string; share: number; year: number; source: Cite }[];
  /** `kind`s of `guidance` that suit it */
  guidance: string[];
}

export interface AtlasGuidance {
  kind: string;
  title: string;
  publisher: string;
  url: string;
  question: string;
  action: string;
  source: Cite;
}

/** A law that covers whole places, e.g. the presumption on goods from a region. */
export interface AtlasRule {
  rule: string;
  country: string;
  region: string | null;
  from: string;
  until: string | null;
  legal_basis: string;
  meaning: string;
  url: string;
  source: Cite;
}

export interface AtlasData {
  format: number;
  run: {
    version: string;
    as_of: string;
    seed: number;
    draws: number;
    methodology: { id: string; hash: string };
    /** true only in the fixture: estimates then are stand-ins and the page says so */
    sample?: boolean;
  };
  /** ascending; about 6 editions, the last = run.as_of */
  dates: AtlasDate[];
  /** countries by code, then regions by code */
  places: AtlasPlace[];
  /** as in the report: countries = all display boundaries; regions = those in `places` only */
  map: { countries: Shape[]; regions: Shape[] };
  codes: { p: { min: number; step: number }; h: { min: number; step: number } };
  /** ascending */
  days: string[];
  /** each coded text once */
  texts: string[];
  layers: AtlasLayer[];
  /** id of the good or layer shown first, e.g. "cotton" */
  first_layer: string;
  indices: AtlasIndex[];
  listings: AtlasListing[];
  /** by date effective, falling */
  orders: AtlasOrder[];
  rules: AtlasRule[];
  pages: PlacePage[];
  goods: AtlasGood[];
  guidance: AtlasGuidance[];
  method: MethodSection[];
  limits: string[];
  datasets: DatasetInfo[];
}
