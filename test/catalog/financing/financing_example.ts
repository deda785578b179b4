import { default_inputs } from "../../../data/catalog/financing/index.ts";
import type { FinancingBase, FinancingInputs } from "../../../data/catalog/financing/types.ts";
import type { Cost } from "../../../data/catalog/types.ts";

const cost = (id: string, more: Partial<Cost>): Cost => ({
  ...{ id, item: { nl: id, en: id, fr: id }, layer: null, unit: "m", low: 1, high: 1 },
  ...{ currency: "EUR", price_year: 2020, region: "NL", confidence: "high" },
  ...{ source_title: "A book", source_url: "https://example.org/" },
  ...more,
});

/** A heat network of 100 m and ten connections, reckoned by hand in the tests. */
export const heat_base: FinancingBase = {
  lines: [
    {
      measure_type: "heat_line",
      quantity: 100,
      cost: cost("pipe", { low: 500, high: 1100, currency: "GBP", price_year: 2011 }),
    },
    {
      measure_type: "heat_connection",
      quantity: 10,
      cost: cost("house", { unit: "connection", low: 10_080, high: 10_080, price_year: 2022 }),
    },
  ],
  drawn: { dwellings: 10, street_m: 80 },
  unpriced: [],
};

/** Nothing indexed, a pound at 1.2 euro, half of the dwellings, a loan of 30 % at 3 % over 20 years. */
export const heat_inputs = (): FinancingInputs => ({
  ...default_inputs("heat_network", 2025),
  index_pct: { low: 0, high: 0, source: "own_choice" },
  eur_per_gbp: { low: 1.2, high: 1.2, source: "the bank" },
  participation_pct: { value: 50, source: "own_choice" },
  loan: { interest_pct: 3, years: 20, repaid_by: "utility", source: "the bank" },
});
