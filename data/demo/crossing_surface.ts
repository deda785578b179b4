import type { ImportedFeature } from "../importers/types.ts";
import type { Drafter, Place } from "./draft.ts";
import { type Edge, half_widths, type TownPlan } from "./town.ts";

/**
 * The surface where streets meet: one carriageway with rounded corners and the footways around it,
 * filling the box between the property lines of the two lines. Nothing where no street comes.
 */
export function* crossing_surface(
  drafter: Drafter,
  plan: TownPlan,
  column: number,
  row: number,
): Iterable<ImportedFeature> {
  const id = `x${column}_${row}`;
  const c = plan.columns[column]!;
  const r = plan.rows[row]!;
  const across = half_widths(c.profile);
  const along = half_widths(r.profile);
  const [left, right] = [c.at_m - across.property[0], c.at_m + across.property[1]];
  const [top, bottom] = [r.at_m + along.property[0], r.at_m - along.property[1]];
  const [hard_left, hard_right] = [c.at_m - across.hard[0], c.at_m + across.hard[1]];
  const [hard_top, hard_bottom] = [r.at_m + along.hard[0], r.at_m - along.hard[1]];
  // Counter-clockwise from the east; each arm with the two places where its edges leave the box.
  const arms: { open: boolean; first: Place; last: Place }[] = [
    { open: plan.row_edge(row, column) !== null, first: [right, hard_bottom], last: [right, hard_top] },
    { open: plan.column_edge(column, row) !== null, first: [hard_right, top], last: [hard_left, top] },
    { open: drives_in(plan.row_edge(row, column - 1)), first: [left, hard_top], last: [left, hard_bottom] },
    {
      open: drives_in(plan.column_edge(column, row - 1)),
      first: [hard_left, bottom],
      last: [hard_right, bottom],
    },
  ];
  const corners: Place[] = [
    [right, top],
    [left, top],
    [left, bottom],
    [right, bottom],
  ];
  const hard_corners: Place[] = [
    [hard_right, hard_top],
    [hard_left, hard_top],
    [hard_left, hard_bottom],
    [hard_right, hard_bottom],
  ];
  const count = arms.filter((arm) => arm.open).length;
  if (count === 0) return;
  const road: Place[] = [];
  for (let i = 0; i < 4; i++) {
    if (!arms[i]!.open) continue;
    road.push(arms[i]!.first, arms[i]!.last);
    let next = i + 1;
    while (!arms[next % 4]!.open) next++;
    const turn = next - i;
    const from = arms[i]!.last;
    const to = arms[next % 4]!.first;
    // The pavement between this arm and the next: their edges of the road inside, the box's corners outside.
    const kerb: Place[] = turn === 1 ? fillet(from, corners[i]!, to) : [];
    for (let k = i + 1; k <= next - 2; k++) kerb.push(hard_corners[k % 4]!);
    road.push(...kerb);
    const outside: Place[] = [];
    for (let k = i; k < next; k++) outside.unshift(corners[k % 4]!);
    yield drafter.area("footway", `${id}_${i}`, [from, ...kerb, to, ...outside], { surface: "betontegels" });
  }
  yield drafter.area("carriageway", `${id}_road`, road, {
    surface: count > 2 ? r.profile.surface : c.profile.surface,
    category: "junction",
  });
}

/** Whether cars come out of an edge at its far end. */
function drives_in(edge: Edge | null): boolean {
  return edge !== null && !edge.car_free;
}

/** A quarter round from one place to another about the corner that both see at a right angle. */
function fillet(from: Place, centre: Place, to: Place): Place[] {
  const out: Place[] = [];
  for (let k = 1; k < 6; k++) {
    const angle = (k * Math.PI) / 12;
    const a = Math.cos(angle);
    const b = Math.sin(angle);
    out.push([
      centre[0] + (from[0] - centre[0]) * a + (to[0] - centre[0]) * b,
      centre[1] + (from[1] - centre[1]) * a + (to[1] - centre[1]) * b,
    ]);
  }
  return out;
}
