import type { Amount, MeasureType, Parameter } from "../../data/catalog/types.ts";
import type { LinePart } from "./types.ts";

/** A measure type as the search lays it: its pipes or cables, and the parameters that say how deep. */
export interface LaidType {
  readonly type: MeasureType;
  readonly parts: readonly LinePart[];
  /** The cover of the shallowest part that its parameters allow. */
  readonly cover_least_m: number;
  readonly cover_most_m: number;
  /** The type's parameters with the shallowest part at this cover. */
  parameters_at(cover_m: number): Record<string, number | string | boolean>;
}

/** Room to work on either side of a pipe in its trench, as in the widths of DEP14 to DEP18 less the pipes. */
const WORKING_M = 0.15;

/**
 * What a line measure lays below ground with these parameters; null where the type is no line whose every
 * part is a pipe or cable with a diameter and a cover that a parameter sets.
 */
export function measure_parts(
  type: MeasureType,
  given: Readonly<Record<string, number | string | boolean>>,
): LaidType | null {
  if (type.geometry !== "line" || type.becomes.length === 0) return null;
  const values = {
    ...Object.fromEntries(type.parameters.map(({ id, default: value }) => [id, value])),
    ...given,
  };
  const amount = (one: Amount | undefined): number | null => {
    if (one === undefined || typeof one === "number") return one ?? null;
    const value = values[one.param];
    return typeof value === "number" ? value * (one.times ?? 1) : null;
  };
  const laid = type.becomes.map((entry) => {
    const diameter_m = amount(entry.diameter_m);
    const top_m = amount(entry.top_m);
    const bottom_m = amount(entry.bottom_m);
    const cover = typeof entry.top_m === "object" ? entry.top_m : null;
    const offset_m = entry.shape === "same" ? 0 : entry.shape === "offset" ? amount(entry.offset_m) : null;
    if (diameter_m === null || top_m === null || offset_m === null || !cover || (cover.times ?? 1) !== 1)
      return null;
    const height_m = (bottom_m ?? top_m + diameter_m) - top_m;
    return { layer: entry.layer, offset_m, radius_m: diameter_m / 2, top_m, height_m, cover: cover.param };
  });
  if (laid.some((part) => part === null)) return null;
  const parts = laid as NonNullable<(typeof laid)[number]>[];
  const shallowest_m = Math.min(...parts.map(({ top_m }) => top_m));
  const covers = [...new Set(parts.map(({ cover }) => cover))].map((id) => ({
    id,
    below_m: (values[id] as number) - shallowest_m,
    ...bounds_of(type.parameters.find((parameter) => parameter.id === id)),
  }));
  return {
    type,
    parts: parts.map(({ top_m, cover: _cover, ...part }) => ({ ...part, below_m: top_m - shallowest_m })),
    cover_least_m: Math.max(...covers.map(({ min, below_m }) => min - below_m)),
    cover_most_m: Math.min(...covers.map(({ max, below_m }) => max - below_m)),
    parameters_at: (cover_m) => ({
      ...given,
      ...Object.fromEntries(
        covers.map(({ id, below_m }) => [id, Math.round((cover_m + below_m) * 1000) / 1000]),
      ),
    }),
  };
}

const bounds_of = (parameter: Parameter | undefined): { min: number; max: number } => ({
  min: parameter?.min ?? 0,
  max: parameter?.max ?? 10,
});

/** The width of the trench that the parts need: their span and room to work. */
export function trench_width_m(parts: readonly LinePart[]): number {
  const left = Math.max(...parts.map(({ offset_m, radius_m }) => offset_m + radius_m));
  const right = Math.min(...parts.map(({ offset_m, radius_m }) => offset_m - radius_m));
  return left - right + 2 * WORKING_M;
}
