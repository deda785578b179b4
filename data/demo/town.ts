import { renewal_years } from "./mains.ts";
import { StreetNames } from "./names.ts";
import { type Profile, profiles, type StreetKind } from "./profile.ts";
import { hash_numbers, Random } from "./random.ts";

/** A row or column of the model plane that streets lie on. All streets on it share one cross profile. */
export interface TownLine {
  readonly at_m: number;
  readonly profile: Profile;
}

/** The piece of a street between two neighbouring crossings. */
export interface Edge {
  /** True: along a row, from column `index` to the next. False: along a column, from row `index` to the next. */
  readonly along_row: boolean;
  /** Which row (or column) it lies on, and where it begins on it. */
  readonly line: number;
  readonly index: number;
  readonly street_name: string;
  readonly street_number: number;
  /** Year of the last full reconstruction: decides sewers, materials and accuracies. */
  readonly renewed: number;
  /** Cars come in from its start only: the far half is a green path, so the street is a cul-de-sac for them. */
  readonly car_free: boolean;
}

export interface TownPlan {
  readonly seed: number;
  readonly columns: readonly TownLine[];
  readonly rows: readonly TownLine[];
  /** The edge on a row or column, or null where the block goes on. */
  row_edge(row: number, column: number): Edge | null;
  column_edge(column: number, row: number): Edge | null;
}

const kinds: readonly { readonly kind: StreetKind; readonly weight: number }[] = [
  { kind: "residential", weight: 5 },
  { kind: "narrow", weight: 2 },
  { kind: "garden", weight: 2 },
  { kind: "collector", weight: 2 },
  { kind: "woonerf", weight: 1 },
];

/**
 * Plans a town on a grid of uneven rows and columns: some edges are left out, so that streets meet in T
 * junctions and blocks differ; the ground then bends it all. Names change every two or three blocks.
 * Columns and rows: at least 3. The same seed gives the same town.
 */
export function plan_town(seed: number, column_count: number, row_count: number): TownPlan {
  if (column_count < 3 || row_count < 3)
    throw new RangeError(`expected at least 3 columns and 3 rows, got ${column_count} and ${row_count}`);
  const random = new Random(hash_numbers(seed, 1));
  const names = new StreetNames(random);
  const columns = lines(random, column_count, 84, 112, 3, null);
  const rows = lines(random, row_count, 74, 98, 2, row_count - 1);
  let street_number = 0;

  const open = (along_row: boolean, line: number, index: number, line_count: number): boolean => {
    // The outer lines and main roads go through; of the others about one edge in nine is left out.
    const profile = (along_row ? rows : columns)[line]!.profile;
    if (line === 0 || line === line_count - 1 || profile.kind === "main" || profile.kind === "quay")
      return true;
    const chance = hash_numbers(seed, 2, along_row ? 1 : 0, line, index) / 4294967296;
    const before = hash_numbers(seed, 2, along_row ? 1 : 0, line, index - 1) / 4294967296;
    return !(chance < 0.11 && before >= 0.11);
  };
  /** Quiet side streets whose far end meets a street that goes on without them. */
  const car_free = (along_row: boolean, line: number, index: number): boolean => {
    const { kind } = (along_row ? rows : columns)[line]!.profile;
    const [own_count, other_count] = along_row ? [row_count, column_count] : [column_count, row_count];
    const inner = line > 0 && line < own_count - 1 && index + 1 < other_count - 1;
    if (!inner || !["residential", "garden", "narrow", "woonerf"].includes(kind)) return false;
    if (hash_numbers(seed, 6, along_row ? 1 : 0, line, index) % 100 >= 14) return false;
    return (
      open(!along_row, index + 1, line - 1, other_count) && open(!along_row, index + 1, line, other_count)
    );
  };
  const named = (along_row: boolean, line_count: number, length: number): (Edge | null)[][] =>
    Array.from({ length: line_count }, (_, line) => {
      const edges: (Edge | null)[] = [];
      let left = 0;
      let current = { street_name: "", street_number: 0, renewed: 0 };
      for (let index = 0; index < length; index++) {
        if (!open(along_row, line, index, line_count)) {
          edges.push(null);
          left = 0;
          continue;
        }
        if (left === 0) {
          left = random.whole(2, 3);
          if (length - index - left === 1) left++;
          current = {
            street_name: names.take((along_row ? rows : columns)[line]!.profile.kind === "quay"),
            street_number: street_number++,
            renewed: random.pick(renewal_years),
          };
        }
        left--;
        edges.push({ along_row, line, index, ...current, car_free: car_free(along_row, line, index) });
      }
      return edges;
    });
  const row_edges = named(true, row_count, column_count - 1);
  const column_edges = named(false, column_count, row_count - 1);
  return {
    seed,
    columns,
    rows,
    row_edge: (row, column) => row_edges[row]?.[column] ?? null,
    column_edge: (column, row) => column_edges[column]?.[row] ?? null,
  };
}

function lines(
  random: Random,
  count: number,
  near_m: number,
  far_m: number,
  main_every: number,
  quay: number | null,
): TownLine[] {
  const out: TownLine[] = [];
  let at_m = 0;
  for (let i = 0; i < count; i++) {
    const kind: StreetKind =
      i === quay ? "quay" : i % (main_every * 2) === main_every ? "main" : random.weighted(kinds).kind;
    out.push({ at_m, profile: random.pick(profiles[kind]) });
    at_m += Math.round(random.between(near_m, far_m));
  }
  return out;
}

/** Half widths of a profile: what vehicles ride on, and to the property line. Side 0 is left: up for a row, left for a column. */
export function half_widths(profile: Profile): {
  readonly hard: readonly [number, number];
  readonly property: readonly [number, number];
} {
  const [left, right] = profile.sides;
  return { hard: [left.hard_m, right.hard_m], property: [left.property_m, right.property_m] };
}
