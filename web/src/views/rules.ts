// SPDX-License-Identifier: Apache-2.0
// The rules that sl_legal_flags names, in words.
import { repeatOf, text, type Model } from '../model';

export const ruleWords: Record<string, string> = {
  UFLPA:
    'Uyghur Forced Labor Prevention Act (US): goods from Xinjiang are presumed to be made with forced labour and may not be imported until shown otherwise.',
  CAATSA:
    "Countering America's Adversaries Through Sanctions Act, section 321 (US): work of North Korean nationals is presumed to be forced labour.",
  WRO: 'Withhold release order of US Customs (19 U.S.C. 1307): the goods are stopped at the border.',
  Finding: 'Finding of US Customs (19 U.S.C. 1307): the goods may be seized.',
  EO13126:
    'Executive Order 13126 (US): who sells the listed product to the federal government certifies having looked for forced child labour.',
  TVPRA: 'List of Goods Produced by Child Labor or Forced Labor (US): a public finding, not a ban.',
};

export interface RuleUse {
  rule: string;
  rows: number[];
}

/** Rules that touch suppliers of the page, the strictest first, with a row of each supplier. */
export function rulesOf(model: Model): RuleUse[] {
  const uses = new Map<string, Map<number, number>>();
  model.data.suppliers.columns.row.forEach((row, i) => {
    for (const flag of text(model, 'legal_flags', i).split(/,\s*/)) {
      if (!flag) continue;
      const rows = uses.get(flag) ?? new Map<number, number>();
      uses.set(flag, rows);
      const supplier = repeatOf(model, i) ?? row;
      if (!rows.has(supplier)) rows.set(supplier, row);
    }
  });
  const order = Object.keys(ruleWords);
  const place = (rule: string) => order.indexOf(rule) + 1 || order.length + 1;
  return [...uses]
    .map(([rule, rows]) => ({ rule, rows: [...rows.values()] }))
    .sort((a, b) => place(a.rule) - place(b.rule) || a.rule.localeCompare(b.rule));
}
