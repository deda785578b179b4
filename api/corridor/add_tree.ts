import { aside_m, is_judged } from "./corridor_grid.ts";
import { along_index, type CostField, places_within } from "./cost_field.ts";
import { local } from "./street_frame.ts";
import type { LinePart, Obstacle, ObstacleRule } from "./types.ts";

/** The rule by which a tree would have to go: its trunk stands within a distance that blocks. */
export function felling_rule(obstacle: Obstacle, part: LinePart): ObstacleRule | undefined {
  if (obstacle.layer !== "tree" || obstacle.dimension !== 0) return undefined;
  return obstacle.rules.find(
    (rule) => rule.own_layer === part.layer && rule.severity === "block" && rule.relation === "any",
  );
}

/** Adds the price of a tree, once, where the line passes so near to its trunk that it would have to go. */
export function add_tree(
  field: CostField,
  obstacle: Obstacle,
  parts: readonly LinePart[],
  price: number,
): void {
  const part = parts.find((candidate) => felling_rule(obstacle, candidate));
  const position = obstacle.parts[0]?.[0];
  if (!part || !position) return;
  const { grid } = field;
  const { frame, aside_step_m, deep } = grid;
  const offsets = parts.map(({ offset_m, radius_m }) => Math.abs(offset_m) + radius_m);
  const reach_m = felling_rule(obstacle, part)!.horizontal_m! - obstacle.accuracy_m + Math.max(...offsets);
  // From further off than this no place of the grid comes near.
  const away_m = Math.max(-aside_m(grid, 0), aside_m(grid, grid.wide - 1)) + reach_m + frame.step_m;
  for (let j = 0; j < frame.stations.length; j++) {
    if (Math.abs(position[0] - frame.xs[j]!) > away_m || Math.abs(position[1] - frame.ys[j]!) > away_m)
      continue;
    if (!is_judged(grid, j)) continue;
    const [ahead, left] = local(frame.stations[j]!, position[0], position[1]);
    if (j % 2 === 1) {
      const half_m = (frame.step_m * frame.shares[j >> 1]!) / 2;
      if (ahead < -half_m || ahead >= half_m) continue;
      const [first, last] = places_within(grid, left - reach_m, left + reach_m);
      for (let place = first; place <= last; place++)
        charge(field.along, along_index(grid, j >> 1, place, 0));
    } else {
      const place = Math.floor((left - aside_m(grid, 0)) / aside_step_m);
      if (Math.abs(ahead) < reach_m && place >= 0 && place < grid.wide)
        charge(field.across, along_index(grid, j >> 1, place, 0));
    }
  }
  function charge(costs: Float32Array, start: number): void {
    for (let index = start; index < start + deep; index++) costs[index] = costs[index]! + price;
  }
}
