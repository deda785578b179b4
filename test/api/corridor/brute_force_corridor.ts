import type { ObstacleRule, Severity } from "../../../api/corridor/types.ts";
import type { StreetCase } from "./case_question.ts";

/** Places and depths of the grid under test. */
export interface BruteGrid {
  readonly asides_m: readonly number[];
  readonly covers_m: readonly number[];
}

/** A box from x1, y1 to x2, y2: lines along or across, trunks and areas of the random streets are all such. */
type Box = readonly [number, number, number, number];

const factor: Record<Severity, number> = { block: 4, mitigate: 1, inform: 0.1 };

interface Judged {
  readonly cost: number;
  readonly blocks: boolean;
}

/**
 * The least cost of a straight street by trying every way: each place and depth in each metre, with its
 * clearances worked out from boxes. Null where no way violates nothing. Knows nothing of the search.
 */
export function brute_force_corridor(of: StreetCase, grid: BruteGrid, free_only: boolean): number | null {
  const { length_m } = of.street;
  const states = grid.asides_m.flatMap((_, place) => grid.covers_m.map((_, depth) => ({ place, depth })));
  const lies = (x: number, state: { place: number; depth: number }): Judged => {
    const y = grid.asides_m[state.place]!;
    const own = judged(of, [x, y, x + 1, y], grid.covers_m[state.depth]!, "along");
    return { cost: own.cost + 1, blocks: own.blocks };
  };
  const aside = (x: number, place: number, depth: number): Judged => {
    const [from, to] = [grid.asides_m[place]!, grid.asides_m[place + 1]!];
    const own = judged(of, [x, from, x, to], grid.covers_m[depth]!, "across");
    return { cost: own.cost + (to - from), blocks: own.blocks };
  };
  const table = Array.from({ length: length_m }, (_, x) => states.map((state) => lies(x, state)));
  let best = Number.POSITIVE_INFINITY;
  const go = (x: number, before: number, cost: number): void => {
    if (cost >= best) return;
    if (x === length_m) {
      best = cost;
      return;
    }
    for (const [index, state] of states.entries()) {
      const here = table[x]![index]!;
      if (free_only && here.blocks) continue;
      let step = here.cost;
      if (before >= 0) {
        const last = states[before]!;
        let barred = false;
        if (last.depth !== state.depth) {
          step += 2 * of.weights.bend + Math.abs(grid.covers_m[last.depth]! - grid.covers_m[state.depth]!);
          const end = ended(of, x, grid.asides_m[last.place]!);
          step += end.cost;
          barred ||= end.blocks;
        }
        if (last.place !== state.place) step += 2 * of.weights.bend;
        for (let p = Math.min(last.place, state.place); p < Math.max(last.place, state.place); p++) {
          const passed = aside(x, p, state.depth);
          step += passed.cost;
          barred ||= passed.blocks;
        }
        if (free_only && barred) continue;
      }
      go(x + 1, index, cost + step);
    }
  };
  go(0, -1, 0);
  return best === Number.POSITIVE_INFINITY ? null : best;
}

/**
 * Is there a way that violates nothing, with stations `step_m` apart: from each place and depth to every other, station
 * after station. Knows nothing of the search.
 */
export function brute_force_way_exists(of: StreetCase, grid: BruteGrid, step_m: number): boolean {
  const { asides_m, covers_m } = grid;
  const states = asides_m.flatMap((_, place) => covers_m.map((_, depth) => ({ place, depth })));
  const cells = Math.round(of.street.length_m / step_m);
  let reached = states;
  for (let cell = 0; cell < cells && reached.length > 0; cell++) {
    const x = cell * step_m;
    const comes_from = (one: (typeof states)[number], to: (typeof states)[number]): boolean => {
      if (cell === 0) return one === to;
      if (one.depth !== to.depth && ended(of, x, asides_m[one.place]!).blocks) return false;
      for (let p = Math.min(one.place, to.place); p < Math.max(one.place, to.place); p++)
        if (judged(of, [x, asides_m[p]!, x, asides_m[p + 1]!], covers_m[to.depth]!, "across").blocks)
          return false;
      return true;
    };
    reached = states.filter((to) => {
      const y = asides_m[to.place]!;
      if (judged(of, [x, y, x + step_m, y], covers_m[to.depth]!, "along").blocks) return false;
      return reached.some((one) => comes_from(one, to));
    });
  }
  return reached.length > 0;
}

/** A piece that ends at (x, y): what it does not cross there it runs beside, what it touches both pieces cross. */
function ended(of: StreetCase, x: number, y: number): Judged {
  let cost = 0;
  let blocks = false;
  for (const { parts, radius_m, accuracy_m: u, depth_accuracy_m, rules } of of.obstacles) {
    const [first, last] = [parts[0]![0]!, parts[0]!.at(-1)!];
    const across = first[0] === last[0];
    if (parts[0]!.length < 2) continue;
    for (const part of of.parts) {
      const [own_y, radii] = [y + part.offset_m, part.radius_m + radius_m];
      const [from, to] = [Math.min(first[1], last[1]), Math.max(first[1], last[1])];
      const ahead = Math.max(Math.min(first[0], last[0]) - x, x - Math.max(first[0], last[0]), 0);
      const away = Math.hypot(ahead, Math.max(from - own_y, own_y - to, 0));
      for (const { relation, severity, horizontal_m, vertical_m } of rules) {
        const over = own_y > from - radii && own_y < to + radii;
        if (relation === "parallel" ? !(across && over) : away > radii) continue;
        const [gap, R, u_m] =
          relation === "parallel"
            ? [Math.max(away - radii, 0), horizontal_m!, u]
            : [0, vertical_m!, depth_accuracy_m];
        if (gap - u_m >= R) continue;
        const sure = gap + u_m < R;
        cost += ((sure ? of.weights.violated : of.weights.possible) * factor[severity]) / of.parts.length;
        if (sure && severity !== "inform") blocks = true;
      }
    }
  }
  return { cost, blocks };
}

function judged(of: StreetCase, own: Box, cover_m: number, way: "along" | "across"): Judged {
  let cost = 0;
  let blocks = false;
  const add = (rule: ObstacleRule, verdict: string, amount_m: number, share: number): void => {
    if (verdict === "clear") return;
    const weight = verdict === "violated" ? of.weights.violated : of.weights.possible;
    cost += weight * factor[rule.severity] * amount_m * share;
    if (verdict === "violated" && rule.severity !== "inform") blocks = true;
  };
  for (const obstacle of of.obstacles) {
    const [first, last] = [obstacle.parts[0]![0]!, obstacle.parts[0]!.at(-1)!];
    const box: Box = [
      Math.min(first[0], last[0]),
      Math.min(first[1], last[1]),
      Math.max(first[0], last[0]),
      Math.max(first[1], last[1]),
    ];
    const lie = obstacle.dimension !== 1 ? null : box[1] === box[3] ? "along" : "across";
    if (lie !== null && lie !== way && meets(box, own, 0)) cost += of.weights.crossing;
    for (const part of of.parts) {
      const shifted: Box = [own[0], own[1] + part.offset_m, own[2], own[3] + part.offset_m];
      const radii = part.radius_m + obstacle.radius_m;
      const share = 1 / of.parts.length;
      const top = cover_m + part.below_m;
      const gap =
        obstacle.top_m === null || obstacle.bottom_m === null
          ? null
          : Math.max(top - obstacle.bottom_m, obstacle.top_m - top - part.height_m, 0);
      const u = obstacle.accuracy_m;
      for (const rule of obstacle.rules) {
        if (rule.relation === "crossing") {
          if (lie === null || lie === way || !meets(box, shifted, radii)) continue;
          const R = rule.vertical_m!;
          const gu = obstacle.depth_accuracy_m;
          const verdict =
            gap === null ? "unknown" : gap + gu < R ? "violated" : gap - gu < R ? "possible" : "clear";
          add(rule, verdict, 5, share);
        } else {
          // A line that is crossed is not beside; one that ends before is.
          if (rule.relation === "parallel" && lie !== way && passes_over(box, shifted, radii, way)) continue;
          const wall = Math.max(apart(box, shifted) - radii, 0);
          const R = rule.horizontal_m!;
          const verdict = wall + u < R ? "violated" : wall - u < R ? "possible" : "clear";
          add(rule, verdict, way === "along" ? 1 : own[3] - own[1], share);
        }
      }
    }
  }
  return { cost, blocks };
}

/** Does the line pass within an obstacle's cell: once per line, whichever cell its middle falls in. */
function meets(box: Box, own: Box, radii: number): boolean {
  if (own[1] === own[3])
    return own[1] > box[1] - radii && own[1] < box[3] + radii && box[0] >= own[0] && box[0] < own[2];
  return own[0] >= box[0] && own[0] < box[2] && box[1] >= own[1] && box[1] < own[3];
}

/** Would the line, carried on straight, pass over the obstacle rather than past its end? */
function passes_over(box: Box, own: Box, radii: number, way: "along" | "across"): boolean {
  return way === "along"
    ? own[1] > box[1] - radii && own[1] < box[3] + radii
    : own[0] >= box[0] && own[0] < box[2];
}

const apart = (one: Box, other: Box): number =>
  Math.hypot(
    Math.max(one[0] - other[2], other[0] - one[2], 0),
    Math.max(one[1] - other[3], other[1] - one[3], 0),
  );
