import type {
  Condition,
  Cost,
  Factor,
  Formula,
  MeasureType,
  Quantity,
  Surface,
  Term,
  Text,
  Unit,
} from "./types.ts";

/** Values of a measure's parameters by id; what is left out has the type's default. */
export type ParameterValues = Readonly<Record<string, number | string | boolean>>;

/**
 * What a drawn geometry measures in the analysis CRS. Null: it has no such measure (a point has no
 * length). `point_count`: points drawn; for a type that sets points along a line, 0 or null takes them from
 * the length, and a higher count (of a line in pieces, counted piece by piece) is taken as it is.
 */
export interface GeometryAmounts {
  readonly length_m: number | null;
  readonly area_m2: number | null;
  readonly point_count: number | null;
}

/** One term worked out: `amount` of a quantity times each factor; `holds` false where a condition left it out. */
export interface FormulaStep {
  readonly of: Quantity;
  readonly amount: number;
  readonly factors: readonly { readonly param: string | null; readonly value: number }[];
  readonly holds: boolean;
  readonly value: number;
}

export interface MeasureEffects {
  readonly effects: readonly {
    readonly indicator: string;
    readonly unit: Unit;
    readonly value: number;
    readonly steps: readonly FormulaStep[];
  }[];
  /** Growth of each use of the surface, negative where it shrinks; uses that stay as they are left out. */
  readonly surfaces: readonly { readonly surface: Surface; readonly area_m2: number }[];
  readonly costs: readonly MeasureCost[];
}

/** A cost item times its quantity. `low_eur` and `high_eur` are null where the source's currency is another. */
export interface MeasureCost {
  readonly item: string;
  readonly name: Text;
  readonly quantity: number;
  readonly unit: string;
  readonly currency: string | null;
  readonly low: number;
  readonly high: number;
  readonly low_eur: number | null;
  readonly high_eur: number | null;
  readonly price_year: number | null;
  readonly confidence: Cost["confidence"];
  readonly source_title: string;
  readonly source_url: string;
}

/**
 * What a measure does to the indicators, to the uses of the surface, and what it costs: the type's
 * formulas worked out for these parameters and amounts. Pure; the same in the browser and the API.
 *
 * `cost_table` holds the rows of `costs.csv`; without it no costs are given. Prices are as the source
 * gives them: years and countries differ, so that a sum must say so. An effect of 0 is given, a cost
 * or surface of 0 is not. Nothing drawn yet (null amounts) counts as 0. Throws RangeError where a
 * formula needs a number and the parameter is none, or the cost table lacks an item.
 */
export function measure_effects(
  type: MeasureType,
  parameters: ParameterValues,
  amounts: GeometryAmounts,
  cost_table: readonly Cost[] = [],
): MeasureEffects {
  const given = { type, values: with_defaults(type, parameters), amounts };
  const areas = new Map<Surface, number>();
  for (const change of type.takes) {
    const surface =
      typeof change.surface === "string"
        ? change.surface
        : (String(given.values[change.surface.param]) as Surface);
    areas.set(surface, (areas.get(surface) ?? 0) + sum(steps_of(change.amount, given)));
  }
  return {
    effects: type.effects.map(({ indicator, unit, formula, at_least }) => {
      const steps = steps_of(formula, given);
      return { indicator, unit, value: Math.max(sum(steps), at_least ?? Number.NEGATIVE_INFINITY), steps };
    }),
    surfaces: [...areas]
      .filter(([, area_m2]) => area_m2 !== 0)
      .map(([surface, area_m2]) => ({ surface, area_m2 })),
    costs: cost_table.length === 0 ? [] : costs_of(type, given, cost_table),
  };
}

/**
 * How many points stand along a line of this length, one every `spacing_m` from its start: as the store
 * sets them, so a line of just so many spacings keeps its last point. 0 for a line without length.
 */
export function points_along(length_m: number, spacing_m: number): number {
  return length_m > 0 ? Math.floor(length_m / spacing_m + 0.001) + 1 : 0;
}

interface Given {
  readonly type: MeasureType;
  readonly values: ParameterValues;
  readonly amounts: GeometryAmounts;
}

function with_defaults(type: MeasureType, parameters: ParameterValues): ParameterValues {
  return { ...Object.fromEntries(type.parameters.map((one) => [one.id, one.default])), ...parameters };
}

const sum = (steps: readonly FormulaStep[]): number => steps.reduce((total, step) => total + step.value, 0);

const steps_of = (formula: Formula, given: Given): FormulaStep[] =>
  formula.map((term) => step_of(term, given));

function step_of(term: Term, given: Given): FormulaStep {
  const amount = amount_of(term.of, given);
  const factors = [term.times].flat().map((factor) => factor_of(factor as Factor, given));
  const holds = (term.when ?? []).every((condition) => condition_holds(condition, given));
  const value = holds ? factors.reduce((product, factor) => product * factor.value, amount) : 0;
  return { of: term.of, amount, factors, holds, value };
}

function amount_of(of: Quantity, given: Given): number {
  if (of === "one") return 1;
  const amount = given.amounts[of] ?? 0;
  if (of !== "point_count" || amount > 0) return amount;
  const along = given.type.becomes.find((entry) => entry.shape === "points_along");
  if (!along?.spacing_m) return 0;
  return points_along(given.amounts.length_m ?? 0, factor_of(along.spacing_m, given).value);
}

function factor_of(factor: Factor, given: Given): { param: string | null; value: number } {
  if (typeof factor === "number") return { param: null, value: factor };
  if ("worth" in factor)
    return { param: factor.param, value: factor.worth[String(given.values[factor.param])] ?? 0 };
  return { param: factor.param, value: number_of(factor.param, given) * (factor.times ?? 1) };
}

function number_of(param: string, given: Given): number {
  const value = given.values[param];
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw new RangeError(`${given.type.id}.${param}: expected a number, got ${JSON.stringify(value)}`);
}

function condition_holds(condition: Condition, given: Given): boolean {
  if ("is" in condition) return condition.is.includes(given.values[condition.param] as string | boolean);
  const value = "of" in condition ? amount_of(condition.of, given) : number_of(condition.param, given);
  return (
    value >= (condition.from ?? Number.NEGATIVE_INFINITY) &&
    value < (condition.below ?? Number.POSITIVE_INFINITY)
  );
}

function costs_of(type: MeasureType, given: Given, cost_table: readonly Cost[]): MeasureCost[] {
  return type.costs.flatMap((entry) => {
    const cost = cost_table.find((row) => row.id === entry.item);
    if (!cost) throw new RangeError(`${type.id}: expected cost ${entry.item} in the cost table, got none`);
    // A formula of what is laid cannot cost less than nothing (a trench with its base above its top).
    const quantity = Math.max(0, sum(steps_of(entry.quantity, given)));
    if (quantity === 0) return [];
    const [low, high] = [cost.low * quantity, cost.high * quantity];
    const in_eur = cost.currency === "EUR";
    return [
      {
        item: cost.id,
        name: cost.item,
        quantity,
        unit: cost.unit,
        currency: cost.currency,
        low,
        high,
        low_eur: in_eur ? low : null,
        high_eur: in_eur ? high : null,
        price_year: cost.price_year,
        confidence: cost.confidence,
        source_title: cost.source_title,
        source_url: cost.source_url,
      },
    ];
  });
}
