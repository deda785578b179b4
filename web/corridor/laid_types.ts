import { measure_types } from "../../data/catalog/measures/index.ts";
import type { MeasureType } from "../../data/catalog/types.ts";

const cover_ids = (type: MeasureType): string[] => [
  ...new Set(type.becomes.flatMap(({ top_m }) => (typeof top_m === "object" ? [top_m.param] : []))),
];

/** Measure types that lay pipes or cables along a line, whose depth a parameter says: those that a corridor is sought for. */
export const laid_types: readonly MeasureType[] = measure_types.filter(
  (type) =>
    type.geometry === "line" &&
    type.becomes.length > 0 &&
    type.becomes.every(
      ({ diameter_m, top_m, shape }) =>
        diameter_m !== undefined && typeof top_m === "object" && (shape === "same" || shape === "offset"),
    ),
);

/** The type without the parameters that the search finds itself: the covers. */
export function without_covers(type: MeasureType): MeasureType {
  const covers = cover_ids(type);
  return { ...type, parameters: type.parameters.filter(({ id }) => !covers.includes(id)) };
}

/** The usual cover of the shallowest pipe, and how far its parameters let it go. */
export function cover_range(type: MeasureType): { usual_m: number; min_m: number; max_m: number } {
  const covers = type.parameters.filter(({ id }) => cover_ids(type).includes(id));
  const usual_m = Math.min(...covers.map(({ default: value }) => Number(value)));
  const below = covers.map(({ default: value }) => Number(value) - usual_m);
  return {
    usual_m,
    min_m: Math.max(...covers.map(({ min = 0 }, k) => min - below[k]!)),
    max_m: Math.min(...covers.map(({ max = 6 }, k) => max - below[k]!)),
  };
}
