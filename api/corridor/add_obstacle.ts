import { type Blocked, blocked_list } from "./blocked_list.ts";
import { aside_m, type CorridorGrid, is_judged } from "./corridor_grid.ts";
import { type CostField, places_within } from "./cost_field.ts";
import { distances_across, distances_along, type PlaceRow } from "./distance_rows.ts";
import { edges_of, inside_aside, is_inside } from "./edges.ts";
import {
  type Adding,
  add_everywhere,
  judge_end,
  judge_places,
  type PartRule,
  part_rule,
} from "./judge_place.ts";
import { aside_span, clipped_span, crossed_span, half_at, is_cut, past_end } from "./near_spans.ts";
import { type NearStations, nearby_stations } from "./nearby_stations.ts";
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

const blocked = blocked_list();

/** Numbers by place, written over station by station. */
let [axes_m2, ends_m2, walls_m, insides_m] = rows_of(0);
const row: PlaceRow = { first: 0, last: 0, base_m: 0, step_m: 0, offset_m: 0 };

function rows_of(wide: number): [Float64Array, Float64Array, Float64Array, Float64Array] {
  const made = () => new Float64Array(wide);
  return [made(), made(), made(), made()];
}

/** Adds what an obstacle costs the new line, place by place; answers where it blocks. */
export function add_obstacle(
  field: CostField,
  obstacle: Obstacle,
  parts: readonly LinePart[],
  weights: CorridorWeights,
): Blocked {
  const { grid } = field;
  if (walls_m.length < grid.wide) [axes_m2, ends_m2, walls_m, insides_m] = rows_of(grid.wide);
  row.base_m = grid.first_aside_m;
  row.step_m = grid.aside_step_m;
  const adding: Adding = { field, weights, obstacle, share: 1 / parts.length, blocked };
  const width_m = Math.max(-grid.first_aside_m, aside_m(grid, grid.wide - 1));
  const reach = reach_m(obstacle, parts);
  const of = (relation: ObstacleRule["relation"], part: LinePart): PartRule[] =>
    obstacle.rules
      .filter((rule) => rule.own_layer === part.layer && rule.relation === relation)
      .map((rule) => part_rule(field, obstacle, part, rule));
  if (obstacle.rules.some(({ relation }) => relation === "any" || relation === "overlap")) {
    const near = nearby_stations(edges_of(obstacle.parts), grid, width_m, reach);
    for (const part of parts)
      add_distance(adding, part, [...of("any", part), ...of("overlap", part)], near, null);
  }
  if (obstacle.rules.some(({ relation }) => relation === "parallel" || relation === "crossing")) {
    const asked = parts.map((part) => ({
      part,
      parallel: of("parallel", part),
      crossing: of("crossing", part),
    }));
    for (const run of obstacle.parts.flatMap((line) => split_runs(line, grid.frame, width_m + reach))) {
      const near = nearby_stations(run.edges, grid, width_m, reach);
      for (const { part, parallel, crossing } of asked) {
        add_distance(adding, part, parallel, near, run);
        add_crossing(adding, part, crossing, near, run);
      }
      // However many pipes the new line has, it passes the obstacle once.
      add_crossing(adding, { ...parts[0]!, offset_m: 0 }, null, near, run);
    }
  }
  return blocked.take();
}

/** How near the axis of a part may come before a rule could speak. */
export function reach_m(obstacle: Obstacle, parts: readonly LinePart[]): number {
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
  near: NearStations,
  run: Run | null,
): void {
  if (rules.length === 0) return;
  const { grid } = adding.field;
  const { obstacle } = adding;
  const radii_m = part.radius_m + obstacle.radius_m;
  const reach = reach_m(obstacle, [part]);
  const crossed = run?.lie === "across" ? crossed_span(near, grid) : null;
  const is_area = obstacle.dimension === 2;
  // Further off than this no rule says anything; one that asks for no distance always does.
  const asked_m = Math.max(
    ...rules.map(({ rule }) =>
      rule.relation === "overlap" ? 0 : (rule.horizontal_m ?? Number.POSITIVE_INFINITY),
    ),
  );
  row.offset_m = part.offset_m;
  for (let n = 0; n < near.count; n++) {
    const j = near.js[n]!;
    if (!is_judged(grid, j)) continue;
    const along = j % 2 === 1;
    const [from_m, to_m] = aside_span(near, n);
    const [first, last] = open_within(grid, j, from_m - reach - grid.aside_step_m, to_m + reach);
    if (first > last) continue;
    const half = half_at(grid, j);
    const slack_m = slack_at(grid, j);
    // Whoever steps aside over a line that runs along crosses it there.
    if (!along && run?.lie === "along" && is_cut(near, n)) continue;
    const cuts = is_area ? inside_aside(near.edges, near.starts[n]!, near.starts[n + 1]!) : null;
    row.first = first;
    row.last = last;
    if (along) distances_along(axes_m2, near, n, row, half, reach + slack_m);
    else distances_across(axes_m2, near, n, row, reach + slack_m);
    if (crossed) distances_along(ends_m2, near, n, row, 0, Number.POSITIVE_INFINITY);
    const end = j === 1 ? -1 : j === grid.frame.stations.length - 2 ? 1 : 0;
    for (let place = first; place <= last; place++) {
      const own_m = aside_m(grid, place) + part.offset_m;
      const over = crossed !== null && own_m > crossed[0] - radii_m && own_m < crossed[1] + radii_m;
      walls_m[place] = Number.NaN;
      // Who passes over it is judged by the gap between the two, not by how near they come.
      if (along && over && !past_end(near, n, half, own_m, end)) continue;
      if (over) {
        const wall_m = Math.max(Math.sqrt(ends_m2[place]!) - radii_m - slack_m, 0);
        for (const { rule } of rules) judge_end(adding, rule, { border: j >> 1, place, wall_m });
      }
      const axis_m = Math.sqrt(axes_m2[place]!);
      const inside = cuts !== null && is_inside(cuts, own_m);
      insides_m[place] = inside ? axis_m : 0;
      const wall_m = inside ? 0 : Math.max(axis_m - radii_m - slack_m, 0);
      if (wall_m === 0 || wall_m - obstacle.accuracy_m < asked_m) walls_m[place] = wall_m;
    }
    const amount_m = along ? grid.frame.step_m * grid.frame.shares[j >> 1]! : grid.aside_step_m;
    for (const rule of rules)
      judge_places(adding, rule, {
        j,
        first,
        last,
        walls_m,
        insides_m: is_area ? insides_m : null,
        amount_m,
      });
  }
}

/** The first and last place within a stretch aside in which the line may lie at a station; none where first > last. */
function open_within(grid: CorridorGrid, j: number, from_m: number, to_m: number): [number, number] {
  const cell = Math.min(j >> 1, grid.frame.cells - 1);
  const [first, last] = places_within(grid, from_m, to_m);
  return [Math.max(first, grid.first_open[cell]!), Math.min(last, grid.last_open[cell]!)];
}

const slack_at = (grid: CorridorGrid, j: number): number =>
  grid.slack_m[Math.min(j >> 1, grid.frame.cells - 1)]!;

/** Passing over or under a run; with rules null the crossing itself is what costs. */
function add_crossing(
  adding: Adding,
  part: LinePart,
  rules: readonly PartRule[] | null,
  near: NearStations,
  run: Run,
): void {
  if (rules !== null && rules.length === 0) return;
  const radii_m = rules === null ? 0 : part.radius_m + adding.obstacle.radius_m;
  const across = run.lie === "across";
  for (let n = 0; n < near.count; n++) {
    const j = near.js[n]!;
    if (!is_judged(adding.field.grid, j)) continue;
    if (j % 2 === 0 && rules !== null) add_touched_ends(adding, part, rules, near, n, radii_m);
    if ((j % 2 === 1) !== across) continue;
    const spans = across
      ? [places_over(adding, part, run, near, n, radii_m)]
      : steps_over(adding, part, near, n);
    for (const [first, last] of spans) {
      if (rules === null)
        for (let place = first; place <= last; place++)
          add_everywhere(adding, j, place, adding.weights.crossing);
      else if (first <= last) {
        walls_m.fill(0, first, last + 1);
        for (const rule of rules)
          judge_places(adding, rule, {
            ...{ j, first, last, walls_m },
            insides_m: null,
            amount_m: CROSSING_COUNTS_AS_M,
          });
      }
    }
  }
}

/** Where a piece ends within the walls of a line, both pieces cross it, each at its own depth. */
function add_touched_ends(
  adding: Adding,
  part: LinePart,
  rules: readonly PartRule[],
  near: NearStations,
  n: number,
  radii_m: number,
): void {
  const { grid } = adding.field;
  const j = near.js[n]!;
  const reach_m = radii_m + slack_at(grid, j);
  const [from_m, to_m] = aside_span(near, n);
  const [first, last] = open_within(
    grid,
    j,
    from_m - reach_m - part.offset_m,
    to_m + reach_m - part.offset_m,
  );
  if (first > last) return;
  row.first = first;
  row.last = last;
  row.offset_m = part.offset_m;
  distances_along(ends_m2, near, n, row, 0, Number.POSITIVE_INFINITY);
  for (let place = first; place <= last; place++)
    if (Math.sqrt(ends_m2[place]!) <= reach_m)
      for (const { rule } of rules) judge_end(adding, rule, { border: j >> 1, place, wall_m: 0 });
}

/** The places in a cell that lie over a run across. */
function places_over(
  adding: Adding,
  part: LinePart,
  run: Run,
  near: NearStations,
  n: number,
  radii_m: number,
): [number, number] {
  const { grid } = adding.field;
  const j = near.js[n]!;
  const span = clipped_span(near, n, half_at(grid, j));
  if (!span) return [0, -1];
  // A run's ends have walls; between two cells its line is shared out, so that it is met once.
  const from = span[0] <= run.from_aside_m + END_M ? span[0] - radii_m : span[0];
  const to = span[1] >= run.to_aside_m - END_M ? span[1] + radii_m : span[1] - 1e-6;
  return open_within(grid, j, from - part.offset_m, to - part.offset_m);
}

/** The steps aside that pass a run along, between two cells: in a hairpin it lies beside the same station twice. */
function steps_over(adding: Adding, part: LinePart, near: NearStations, n: number): [number, number][] {
  const { grid } = adding.field;
  const places = inside_aside(near.edges, near.starts[n]!, near.starts[n + 1]!).map((cut) =>
    Math.floor((cut - part.offset_m - grid.first_aside_m) / grid.aside_step_m + 1e-9),
  );
  return places
    .filter((place, k) => place >= 0 && place + 1 < grid.wide && place !== places[k - 1])
    .map((place) => [place, place]);
}
