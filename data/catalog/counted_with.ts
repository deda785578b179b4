import { type MeasureCount, measure_counts } from "./measure_counts.ts";
import type { MeasureType } from "./types.ts";

/** A choice may be any item of its kind. */
const same_item = (a: MeasureCount, b: MeasureCount): boolean =>
  a.kind === b.kind && (typeof a.item !== "string" || typeof b.item !== "string" || a.item === b.item);

/**
 * Ids of the types whose measures count something of which the same place counts once with those of
 * `type`: itself where it counts anything, others where they share an item that counts once by place.
 */
export function counted_with(type: MeasureType, types: readonly MeasureType[]): readonly string[] {
  const counts = measure_counts(type);
  return types
    .filter((other) =>
      other.id === type.id
        ? counts.length > 0
        : counts.some(
            (one) =>
              one.once === "place" &&
              measure_counts(other).some((another) => another.once === "place" && same_item(one, another)),
          ),
    )
    .map(({ id }) => id);
}
