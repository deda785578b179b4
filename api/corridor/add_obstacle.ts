import { aside_m, type CorridorGrid } from "./corridor_grid.ts";
import { type CostField, places_within } from "./cost_field.ts";
import { distance_to, type Edges, edges_of, inside_aside, is_inside, turned } from "./edges.ts";
import {
  type Adding,
  add_everywhere,
  type Blocked,
  judge_end,
  judge_place,
  type PartRule,
  part_rule,
} from "./judge_place.ts";
import { type NearStation, nearby_stations } from "./nearby_stations.ts";
import { type Run, split_runs } from "./split_runs.ts";
import {
  type CorridorWeights,
  CROSSING_COUNTS_AS_M,
  type LinePart,
  type Obstacle,
  type ObstacleRule,
} from "./types.ts";

/** In a bend the same end is seen a little aside from different stations. */
const END_M = 0.05;

/** Adds what an obstacle costs the new line, place by place; answers where it blocks. */
export function add_obstacle(
  field: CostField,
  obstacle: Obstacle,
  parts: readonly LinePart[],
  weights: CorridorWeights,
): Blocked {
  const { frame, first_aside_m, wide } = field.grid;
  const adding: Adding = { field, weights, obstacle, share: 1 / parts.length, blocked: [] };
  const width_m = Math.max(-first_aside_m, aside_m(field.grid, wide - 1));
  const reach = reach_m(obstacle, parts);
  const { longest_half_m } = field.grid;
  const stations = (edges: Edges): NearStation[] =>
    nearby_stations(
      edges,
      frame,
      width_m + reach,
      (j) => half_at(field.grid, j) + reach,
      longest_half_m + reach,
    );
  const of = (relation: ObstacleRule["relation"], part: LinePart): PartRule[] =>
    obstacle.rules
      .filter((rule) => rule.own_layer === part.layer && rule.relation === relation)
      .map((rule) => part_rule(field, obstacle, part, rule));
  if (obstacle.rules.some(({ relation }) => relation === "any" || relation === "overlap")) {
    const near = stations(edges_of(obstacle.parts));
    for (const part of parts)
      add_distance(adding, part, [...of("any", part), ...of("overlap", part)], near, null);
  }
  if (obstacle.rules.some(({ relation }) => relation === "parallel" || relation === "crossing")) {
    const asked = parts.map((part) => ({
      part,
      parallel: of("parallel", part),
      crossing: of("crossing", part),
    }));
    for (const run of obstacle.parts.flatMap((line) => split_runs(line, frame, width_m + reach))) {
      const near = stations(run.edges);
      for (const { part, parallel, crossing } of asked) {
        add_distance(adding, part, parallel, near, run);
        add_crossing(adding, part, crossing, near, run);
      }
      // However many pipes the new line has, it passes the obstacle once.
      add_crossing(adding, { ...parts[0]!, offset_m: 0 }, null, near, run);
    }
  }
  return adding.blocked;
}

/** How near the axis of a part may come before a rule could speak. */
function reach_m(obstacle: Obstacle, parts: readonly LinePart[]): number {
  const own = Math.max(...parts.map((part) => Math.abs(part.offset_m) + part.radius_m));
  const asked = Math.max(0, ...obstacle.rules.map((rule) => rule.horizontal_m ?? 0));
  // A little more for what a bend adds.
  return own + obstacle.radius_m + obstacle.accuracy_m + asked + 0.1;
}

/** Rules about a distance in plan: every place near the pieces, along the route and across it. */
function add_distance(
  adding: Adding,
  part: LinePart,
  rules: readonly PartRule[],
  near: readonly NearStation[],
  run: Run | null,
): void {
  if (rules.length === 0) return;
  const { grid } = adding.field;
  const { obstacle } = adding;
  const radii_m = part.radius_m + obstacle.radius_m;
  const reach = reach_m(obstacle, [part]);
  const crossed = run?.lie === "across" ? crossed_span(near, grid) : null;
  // Further off than this no rule says anything; one that asks for no distance always does.
  const asked_m = Math.max(
    ...rules.map(({ rule }) =>
      rule.relation === "overlap" ? 0 : (rule.horizontal_m ?? Number.POSITIVE_INFINITY),
    ),
  );
  for (const { j, here } of near) {
    const along = j % 2 === 1;
    const span = aside_span(here);
    const [first, last] = open_within(grid, j, span[0] - reach - grid.aside_step_m, span[1] + reach);
    if (first > last) continue;
    const half = half_at(grid, j);
    const slack_m = slack_at(grid, j);
    const end = j === 1 ? -1 : j === grid.frame.stations.length - 2 ? 1 : 0;
    const cuts = obstacle.dimension === 2 || !along ? inside_aside(here) : null;
    // Whoever steps aside over a line that runs along crosses it there.
    if (!along && run?.lie === "along" && cuts!.length > 0) continue;
    const pieces = along ? here : turned(here);
    for (let place = first; place <= last; place++) {
      const own_m = aside_m(grid, place) + part.offset_m;
      const over = crossed && own_m > crossed[0] - radii_m && own_m < crossed[1] + radii_m;
      // Who passes over it is judged by the gap between the two, not by how near they come.
      if (along && over && !past_end(here, half, own_m, end)) continue;
      if (over) {
        const wall_m = Math.max(distance_to(here, 0, 0, own_m) - radii_m - slack_m, 0);
        for (const { rule } of rules) judge_end(adding, rule, { border: j >> 1, place, wall_m });
      }
      const axis_m = along
        ? distance_to(pieces, -half, half, own_m, reach + slack_m)
        : distance_to(pieces, own_m, own_m + grid.aside_step_m, 0, reach + slack_m);
      const inside = obstacle.dimension === 2 && is_inside(cuts!, own_m);
      const wall_m = inside ? 0 : Math.max(axis_m - radii_m - slack_m, 0);
      if (wall_m > 0 && wall_m - obstacle.accuracy_m >= asked_m) continue;
      const amount_m = along ? grid.frame.step_m : grid.aside_step_m;
      for (const rule of rules)
        judge_place(adding, rule, { j, place, wall_m, inside_m: inside ? axis_m : 0, amount_m });
    }
  }
}

/** Does a run that lies askew come to a place only before the first cell (end -1) or past the last one (1)? */
function past_end(here: Edges, half: number, own_m: number, end: -1 | 0 | 1): boolean {
  if (end === 0) return false;
  const cuts = inside_aside(turned(here).map((value, k) => (k % 2 === 0 ? value - own_m : value)));
  return cuts.length > 0 && cuts.every((a) => end * a > half);
}

/** The reach aside over which a run across lies on the route itself, not before its beginning or past its end. */
function crossed_span(near: readonly NearStation[], grid: CorridorGrid): [number, number] | null {
  let span: [number, number] | null = null;
  for (const { j, here } of near) {
    const own = j % 2 === 1 ? clipped_span(here, half_at(grid, j)) : null;
    if (own) span = span ? [Math.min(span[0], own[0]), Math.max(span[1], own[1])] : own;
  }
  return span;
}

/** The first and last place within a stretch aside in which the line may lie at a station; none where first > last. */
function open_within(grid: CorridorGrid, j: number, from_m: number, to_m: number): [number, number] {
  const cell = Math.min(j >> 1, grid.frame.cells - 1);
  const [first, last] = places_within(grid, from_m, to_m);
  return [Math.max(first, grid.first_open[cell]!), Math.min(last, grid.last_open[cell]!)];
}

const half_at = (grid: CorridorGrid, j: number): number =>
  grid.half_m[Math.min(j >> 1, grid.frame.cells - 1)]!;
const slack_at = (grid: CorridorGrid, j: number): number =>
  grid.slack_m[Math.min(j >> 1, grid.frame.cells - 1)]!;

/** Passing over or under a run; with rules null the crossing itself is what costs. */
function add_crossing(
  adding: Adding,
  part: LinePart,
  rules: readonly PartRule[] | null,
  near: readonly NearStation[],
  run: Run,
): void {
  if (rules !== null && rules.length === 0) return;
  const radii_m = rules === null ? 0 : part.radius_m + adding.obstacle.radius_m;
  const across = run.lie === "across";
  for (const { j, here } of near) {
    if (j % 2 === 0 && rules !== null) add_touched_ends(adding, part, rules, { j, here }, radii_m);
    if ((j % 2 === 1) !== across) continue;
    const [first, last] = across
      ? places_over(adding, part, run, { j, here }, radii_m)
      : place_stepping_over(adding, part, here);
    for (let place = first; place <= last; place++)
      if (rules === null) add_everywhere(adding, j, place, adding.weights.crossing);
      else
        for (const rule of rules)
          judge_place(adding, rule, {
            j,
            place,
            wall_m: 0,
            inside_m: 0,
            amount_m: CROSSING_COUNTS_AS_M,
          });
  }
}

/** Where a piece ends within the walls of a line, both pieces cross it, each at its own depth. */
function add_touched_ends(
  adding: Adding,
  part: LinePart,
  rules: readonly PartRule[],
  { j, here }: NearStation,
  radii_m: number,
): void {
  const { grid } = adding.field;
  const reach_m = radii_m + slack_at(grid, j);
  const span = aside_span(here);
  const [first, last] = open_within(
    grid,
    j,
    span[0] - reach_m - part.offset_m,
    span[1] + reach_m - part.offset_m,
  );
  for (let place = first; place <= last; place++)
    if (distance_to(here, 0, 0, aside_m(grid, place) + part.offset_m) <= reach_m)
      for (const { rule } of rules) judge_end(adding, rule, { border: j >> 1, place, wall_m: 0 });
}

/** The places in a cell that lie over a run across. */
function places_over(
  adding: Adding,
  part: LinePart,
  run: Run,
  { j, here }: NearStation,
  radii_m: number,
): [number, number] {
  const { grid } = adding.field;
  const span = clipped_span(here, half_at(grid, j));
  if (!span) return [0, -1];
  // A run's ends have walls; between two cells its line is shared out, so that it is met once.
  const from = span[0] <= run.from_aside_m + END_M ? span[0] - radii_m : span[0];
  const to = span[1] >= run.to_aside_m - END_M ? span[1] + radii_m : span[1] - 1e-6;
  return open_within(grid, j, from - part.offset_m, to - part.offset_m);
}

/** The step aside that passes a run along, between two cells. */
function place_stepping_over(adding: Adding, part: LinePart, here: Edges): [number, number] {
  const { grid } = adding.field;
  const [cut] = inside_aside(here);
  if (cut === undefined) return [0, -1];
  const place = Math.floor((cut - part.offset_m - grid.first_aside_m) / grid.aside_step_m + 1e-9);
  return place >= 0 && place + 1 < grid.wide ? [place, place] : [0, -1];
}

function aside_span(here: Edges): [number, number] {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (let k = 1; k < here.length; k += 2) {
    if (here[k]! < from) from = here[k]!;
    if (here[k]! > to) to = here[k]!;
  }
  return [from, to];
}

/** The reach aside of that part of the pieces that lies in the cell; null where none does. */
function clipped_span(here: Edges, half: number): [number, number] | null {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < here.length; k += 4) {
    const [a1, b1, a2, b2] = [here[k]!, here[k + 1]!, here[k + 2]!, here[k + 3]!];
    let [b_low, b_high] = [b1, b2];
    if (Math.abs(a2 - a1) < 1e-9) {
      // Exactly on a border: it belongs to the cell behind it.
      if (a1 < -half - 1e-9 || a1 >= half - 1e-9) continue;
    } else {
      const low = Math.max(Math.min(a1, a2), -half);
      const high = Math.min(Math.max(a1, a2), half);
      if (low >= high) continue;
      b_low = b1 + ((b2 - b1) * (low - a1)) / (a2 - a1);
      b_high = b1 + ((b2 - b1) * (high - a1)) / (a2 - a1);
    }
    from = Math.min(from, b_low, b_high);
    to = Math.max(to, b_low, b_high);
  }
  return from > to ? null : [from, to];
}
