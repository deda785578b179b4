import type { Text } from "../types.ts";
import { figure, of_input } from "./figure.ts";
import type { Figure, FinancingBase, FinancingInputs, FinancingKind, Operand } from "./types.ts";

/** One cost of the sheet with its source; `figure` null: not counted, `reason` says why. */
export interface FinancingLine {
  readonly id: string;
  /** The cost item's name, or that of whoever added it in all languages. */
  readonly name: Text;
  readonly measure_type: string | null;
  readonly figure: Figure | null;
  readonly reason: "left_out" | "currency" | null;
  readonly price_year: number | null;
  readonly region: string | null;
  readonly confidence: "high" | "medium" | "low" | null;
  readonly source: string;
  readonly source_url: string | null;
  readonly follows_participation: boolean;
}

interface Counts {
  readonly dwellings: Operand;
  readonly metres: Operand;
  readonly participation: Operand;
}

/** Prices are brought to the sheet's year by the yearly rise, either end; without a year they stay as they are. */
function index_operand(inputs: FinancingInputs, price_year: number | null): Operand | null {
  if (price_year === null) return null;
  const { low, high, source } = inputs.index_pct;
  const years = inputs.price_level_year - price_year;
  const ends = [(1 + low / 100) ** years, (1 + high / 100) ** years];
  return of_input("index", "factor", source, Math.min(...ends), Math.max(...ends));
}

const present = (operands: readonly (Operand | null)[]): Operand[] =>
  operands.filter((operand) => operand !== null);

/** The costs of a sheet: the scenario's cost items first, then one's own. */
export function cost_lines(
  kind: FinancingKind,
  inputs: FinancingInputs,
  base: FinancingBase,
  { dwellings, metres, participation }: Counts,
): FinancingLine[] {
  const of_catalogue = base.lines.map(({ measure_type, quantity, cost }): FinancingLine => {
    const follows = kind.participating.includes(measure_type);
    const reason = inputs.left_out.includes(cost.id)
      ? "left_out"
      : cost.currency === "EUR" || cost.currency === "GBP"
        ? null
        : "currency";
    const { low, high, source: rate_source } = inputs.eur_per_gbp;
    const price_source = `${cost.source_title}, ${cost.region}, ${cost.price_year ?? "?"}`;
    const operands = present([
      // A connection is one a dwelling in reach, also where the sheet says another number than is drawn.
      cost.unit === "connection" ? dwellings : of_input("quantity", "piece", "scenario", quantity),
      of_input("price", "eur", price_source, cost.low, cost.high),
      index_operand(inputs, cost.price_year),
      cost.currency === "GBP" ? of_input("exchange", "factor", rate_source, low, high) : null,
      follows ? participation : null,
    ]);
    return {
      id: `${measure_type}/${cost.id}`,
      name: cost.item,
      ...{ measure_type, reason, price_year: cost.price_year },
      figure: reason === null ? figure("eur", "product", operands) : null,
      ...{ region: cost.region, confidence: cost.confidence },
      ...{ source: cost.source_title, source_url: cost.source_url, follows_participation: follows },
    };
  });
  const own = inputs.own_lines.map((line, place): FinancingLine => {
    const count = line.per === "dwelling" ? dwellings : line.per === "street_m" ? metres : null;
    const operands = present([
      count,
      of_input("price", "eur", line.source, line.low_eur, line.high_eur),
      index_operand(inputs, line.price_year),
      line.follows_participation ? participation : null,
    ]);
    return {
      id: `own/${place}`,
      name: { nl: line.name, en: line.name, fr: line.name },
      ...{ measure_type: null, reason: null, price_year: line.price_year },
      figure: figure("eur", "product", operands),
      ...{ region: null, confidence: null },
      source: line.source,
      source_url: /^https?:\/\//.test(line.source) ? line.source : null,
      follows_participation: line.follows_participation,
    };
  });
  return [...of_catalogue, ...own];
}
