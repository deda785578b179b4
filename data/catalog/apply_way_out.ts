import type { ParameterValues } from "./measure_effects.ts";
import type { MeasureType, WayOut } from "./types.ts";

/** The way out as this type takes it; undefined where the type cannot take it by itself. */
export const way_out_of = (type: MeasureType, way_out: string): WayOut | undefined =>
  type.ways_out?.find((one) => one.way_out === way_out);

/**
 * A measure after a way out: the type and parameters to draw the same geometry with, or `"move"` where
 * the geometry itself must change. Another type starts from its own defaults. `{plus}` adds to the
 * present value (or the default), kept within the parameter's bounds and free of binary dust; given
 * parameters that the way out does not name stay. Pure.
 */
export function apply_way_out(
  type: MeasureType,
  parameters: ParameterValues,
  way_out: WayOut,
): { readonly measure_type: string; readonly parameters: ParameterValues } | "move" {
  if (way_out.move) return "move";
  if (way_out.becomes_type !== undefined) return { measure_type: way_out.becomes_type, parameters: {} };
  const changed = Object.entries(way_out.set ?? {}).map(([id, to]) => {
    if (typeof to !== "object") return [id, to] as const;
    const parameter = type.parameters.find((one) => one.id === id);
    const from = Number(parameters[id] ?? parameter?.default);
    const most = parameter?.max ?? Number.POSITIVE_INFINITY;
    const least = parameter?.min ?? Number.NEGATIVE_INFINITY;
    return [id, Number(Math.max(least, Math.min(most, from + to.plus)).toFixed(6))] as const;
  });
  return { measure_type: type.id, parameters: { ...parameters, ...Object.fromEntries(changed) } };
}
