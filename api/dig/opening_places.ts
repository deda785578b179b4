import { dig_choices } from "../../data/catalog/trenches.ts";
import type { OpeningRow } from "../queries/opening.ts";
import type { Place } from "./types.ts";

/** What is broken up around a point of which nobody gave the area: less than GIPOD's smallest category, 3 m². */
const POINT_M2 = 2.25;

/** Larger is no square around a point any more, whatever the source says. */
const POINT_MAX_M2 = 400;

/**
 * The parts of works or a measure as stretches of streets, each as wide as what is broken up: an area by
 * its m² over its length, a line by its trench with a margin, a point by a small square. Parts of one street that
 * overlap or all but touch become one.
 */
export function opening_places(
  rows: readonly OpeningRow[],
  trench_width_m: number,
  point_m2: number = POINT_M2,
): readonly Place[] {
  const places = rows.map((row): Place => {
    const middle_m = (row.right_m + row.left_m) / 2;
    if (row.dimension === 0) {
      const half_m = Math.sqrt(Math.min(Math.max(point_m2, 0.25), POINT_MAX_M2)) / 2;
      return {
        street_id: row.street_id,
        from_m: row.from_m - half_m,
        to_m: row.to_m + half_m,
        right_m: row.right_m - half_m,
        left_m: row.left_m + half_m,
      };
    }
    const length_m = Math.max(row.to_m - row.from_m, 0.5);
    const widest_m = row.left_m - row.right_m;
    const beside_m = trench_width_m / 2 + dig_choices.paving_margin_m;
    const half_m =
      row.dimension === 2
        ? Math.min(widest_m, row.size / length_m) / 2
        : Math.min(widest_m / 2, 5) + beside_m;
    return {
      street_id: row.street_id,
      from_m: row.from_m,
      to_m: Math.max(row.to_m, row.from_m + length_m),
      right_m: middle_m - half_m,
      left_m: middle_m + half_m,
    };
  });
  return merge_places(places);
}

/** Closer than this along the street, two parts are one site. */
const SAME_SITE_M = 5;

function merge_places(places: readonly Place[]): readonly Place[] {
  const merged: Place[] = [];
  const sorted = [...places].sort((a, b) =>
    a.street_id < b.street_id ? -1 : a.street_id > b.street_id ? 1 : a.from_m - b.from_m,
  );
  for (const place of sorted) {
    const last = merged.at(-1);
    if (last && last.street_id === place.street_id && place.from_m <= last.to_m + SAME_SITE_M)
      merged[merged.length - 1] = {
        street_id: last.street_id,
        from_m: last.from_m,
        to_m: Math.max(last.to_m, place.to_m),
        right_m: Math.min(last.right_m, place.right_m),
        left_m: Math.max(last.left_m, place.left_m),
      };
    else merged.push(place);
  }
  return merged;
}
