import { box, type Place } from "./draft.ts";
import { type Edge, half_widths, type TownPlan } from "./town.ts";

/**
 * The frame of one edge: stations along it and offsets to either side, in the model plane.
 * Side 0 is left of the direction of travel (up for a row, left for a column), side 1 right.
 */
export class StreetFrame {
  /** Where the crossings' boxes end: the street's own surface runs from `from_m` to `to_m`. */
  readonly from_m: number;
  readonly to_m: number;
  /** Where cars come no further: `to_m`, or in a cul-de-sac about half way. */
  readonly car_to_m: number;
  /** The middles of the crossings. */
  readonly start_m: number;
  readonly end_m: number;
  readonly line_m: number;

  constructor(
    plan: TownPlan,
    readonly edge: Edge,
  ) {
    const along = edge.along_row ? plan.columns : plan.rows;
    const own = edge.along_row ? plan.rows[edge.line]! : plan.columns[edge.line]!;
    const before = along[edge.index]!;
    const after = along[edge.index + 1]!;
    this.line_m = own.at_m;
    this.start_m = before.at_m;
    this.end_m = after.at_m;
    // Seen along the street, the far side of the crossing before us and the near side of the one ahead.
    const ahead = edge.along_row ? 1 : 0;
    this.from_m = before.at_m + half_widths(before.profile).property[ahead]!;
    this.to_m = after.at_m - half_widths(after.profile).property[1 - ahead]!;
    this.car_to_m = edge.car_free ? this.from_m + 0.55 * (this.to_m - this.from_m) : this.to_m;
  }

  place(station_m: number, side: number, offset_m: number): Place {
    const across = this.across(side, offset_m);
    return this.edge.along_row ? [station_m, across] : [across, station_m];
  }

  rect(from_m: number, to_m: number, side: number, near_m: number, far_m: number): Place[] {
    const a = this.across(side, near_m);
    const b = this.across(side, far_m);
    return this.edge.along_row ? box(from_m, a, to_m, b) : box(a, from_m, b, to_m);
  }

  private across(side: number, offset_m: number): number {
    const up = this.edge.along_row === (side === 0);
    return this.line_m + (up ? offset_m : -offset_m);
  }
}

/** All edges of a plan, rows before columns, lazily. */
export function* edges_of(plan: TownPlan): Iterable<Edge> {
  for (let row = 0; row < plan.rows.length; row++)
    for (let column = 0; column < plan.columns.length - 1; column++) {
      const edge = plan.row_edge(row, column);
      if (edge) yield edge;
    }
  for (let column = 0; column < plan.columns.length; column++)
    for (let row = 0; row < plan.rows.length - 1; row++) {
      const edge = plan.column_edge(column, row);
      if (edge) yield edge;
    }
}

/** A short id of an edge, unique in its town. */
export function edge_id(edge: Edge): string {
  return `${edge.along_row ? "r" : "c"}${edge.line}_${edge.index}`;
}
