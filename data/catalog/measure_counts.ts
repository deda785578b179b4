import { indicators } from "./indicators.ts";
import type { Formula, MeasureType, Surface } from "./types.ts";

/** One thing that a measure counts for, as the store keeps it: evaluated there per district and scenario. */
export interface MeasureCount {
  readonly kind: "indicator" | "surface" | "cost";
  /** Indicator, use of the surface or cost item; a surface may be the value of a choice. */
  readonly item: string | { readonly param: string };
  /** The same place counts once among all measures (`place`) or among those of its type (`measure_type`). */
  readonly once: "place" | "measure_type";
  readonly formula: Formula;
  readonly at_least?: number;
}

/** The formulas of a measure type in one list. */
export function measure_counts(type: MeasureType): readonly MeasureCount[] {
  return [
    ...type.effects.map(({ indicator, formula, at_least }) => ({
      kind: "indicator" as const,
      item: indicator,
      once: indicators.find((one) => one.id === indicator)?.once ?? ("measure_type" as const),
      formula,
      ...(at_least === undefined ? {} : { at_least }),
    })),
    ...type.takes.map(({ surface, amount }) => ({
      kind: "surface" as const,
      item: surface as Surface | { readonly param: string },
      once: "place" as const,
      formula: amount,
    })),
    ...type.costs.map(({ item, quantity }) => ({
      kind: "cost" as const,
      item,
      once: "measure_type" as const,
      formula: quantity,
      at_least: 0,
    })),
  ];
}
