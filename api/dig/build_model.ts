import { candidate_groups, start_months } from "./candidate_groups.ts";
import { type DigIndex, type Group, year_of } from "./dig_index.ts";
import { over_budget_weight } from "./plan_weight.ts";
import type { Month, Plan } from "./types.ts";

/** A choice the solver may take: this group, beginning in this month. */
export interface ModelColumn {
  readonly group: Group;
  readonly start: Month;
}

/** The mixed-integer model in sparse rows, ready for HiGHS; the first columns are `columns`, all whole. */
export interface DigModel {
  readonly columns: readonly ModelColumn[];
  readonly costs: readonly number[];
  /** The first so many columns take 0 or 1 and nothing between. */
  readonly whole: number;
  readonly upper: readonly number[];
  readonly rows: readonly ModelRow[];
  /** The plan given to start from, as values of the columns; null where it is not among them. */
  readonly start_values: readonly number[] | null;
}
export interface ModelRow {
  readonly lower: number;
  readonly upper: number;
  readonly indices: readonly number[];
  readonly values: readonly number[];
}

export interface ModelSize {
  readonly most_members: number;
  readonly step_months: number;
}

/**
 * Choose groups so that every opening is in exactly one; two openings at one place whose groups clash
 * pay for it, and what a party pays in a year beyond its budget too. The least sum is the best plan of
 * this size: no group larger than `most_members`, starts every `step_months`. Null: too large.
 */
export function build_model(
  index: DigIndex,
  openings: readonly number[],
  size: ModelSize,
  clash_eur: number,
  from: Plan,
  most_columns: number,
): DigModel | null {
  const groups = candidate_groups(index, openings, size.most_members, most_columns);
  if (!groups) return null;
  const columns: ModelColumn[] = [];
  for (const group of groups) {
    const months = new Set(start_months(index, group, size.step_months));
    const known = from.find((one) => one.members.join(",") === group.members.join(","));
    if (known) months.add(known.start);
    for (const start of months) columns.push({ group, start });
    if (columns.length > most_columns) return null;
  }
  const costs = columns.map(({ group, start }) => index.weight_eur(group, start));
  const upper = columns.map(() => 1);
  const rows: ModelRow[] = [];
  const containing = new Map<number, number[]>(openings.map((n) => [n, []]));
  for (const [c, { group }] of columns.entries()) for (const n of group.members) containing.get(n)!.push(c);
  for (const n of openings) rows.push(row_of(containing.get(n)!, 1, 1));

  const inside = new Set(openings);
  for (const i of openings)
    for (const j of index.beside[i]!) {
      if (j < i || !inside.has(j)) continue;
      const found = clash_rows(index, columns, containing, i, j);
      if (found.length === 0) continue;
      const clash = costs.length;
      costs.push(clash_eur);
      upper.push(1);
      for (const indices of found)
        rows.push({
          lower: Number.NEGATIVE_INFINITY,
          upper: 1,
          indices: [...indices, clash],
          values: [...indices.map(() => 1), -1],
        });
    }
  for (const { party, year, most_eur } of index.problem.budgets) {
    const paid = columns.flatMap(({ group, start }, c) => {
      const share = group.shares.find((one) => one.party === party);
      return share && year_of(start) === year && share.share_eur > 0 ? [[c, share.share_eur] as const] : [];
    });
    if (paid.length === 0) continue;
    const over = costs.length;
    costs.push(over_budget_weight);
    upper.push(Number.POSITIVE_INFINITY);
    rows.push({
      lower: Number.NEGATIVE_INFINITY,
      upper: most_eur,
      indices: [...paid.map(([c]) => c), over],
      values: [...paid.map(([, eur]) => eur), -1],
    });
  }
  return {
    columns,
    costs,
    whole: columns.length,
    upper,
    rows,
    start_values: values_of(columns, from, costs.length, rows),
  };
}

const row_of = (indices: readonly number[], lower: number, upper: number): ModelRow => ({
  lower,
  upper,
  indices,
  values: indices.map(() => 1),
});

/**
 * For two openings at one place: per span of time that a group with the first may take, those groups and
 * all groups with the second that clash with that span. At most one of such a row holds without a clash.
 */
function clash_rows(
  index: DigIndex,
  columns: readonly ModelColumn[],
  containing: ReadonlyMap<number, readonly number[]>,
  i: number,
  j: number,
): readonly (readonly number[])[] {
  const without = (n: number, other: number) =>
    containing.get(n)!.filter((c) => !columns[c]!.group.members.includes(other));
  const of_i = without(i, j);
  const of_j = without(j, i);
  const spans = new Map<string, number[]>();
  for (const c of of_i) {
    const key = `${columns[c]!.start} ${columns[c]!.group.cost.weeks.toFixed(6)}`;
    spans.set(key, [...(spans.get(key) ?? []), c]);
  }
  const rows = new Map<string, number[]>();
  for (const same of spans.values()) {
    const { group, start } = columns[same[0]!]!;
    const others = of_j.filter((d) => index.clash(i, group, start, j, columns[d]!.group, columns[d]!.start));
    if (others.length === 0) continue;
    // Spans that clash with the same others are one row: only one of all their groups is chosen.
    const key = others.join(",");
    rows.set(key, [...(rows.get(key) ?? []), ...same]);
  }
  return [...rows].map(([key, same]) => [...same, ...key.split(",").map(Number)]);
}

/** A plan as values of all columns; null where a group of it is none of them. */
function values_of(
  columns: readonly ModelColumn[],
  plan: Plan,
  count: number,
  rows: readonly ModelRow[],
): readonly number[] | null {
  const at = new Map(columns.map(({ group, start }, c) => [`${group.members.join(",")}@${start}`, c]));
  const values = new Array<number>(count).fill(0);
  for (const { members, start } of plan) {
    const c = at.get(`${members.join(",")}@${start}`);
    if (c === undefined) return null;
    values[c] = 1;
  }
  // What is paid for a clash or beyond a budget stands last in its rows.
  for (const { indices, values: factors, upper } of rows) {
    const paid = indices.at(-1)!;
    if (paid < columns.length) continue;
    const held = indices.slice(0, -1).reduce((sum, c, n) => sum + values[c]! * factors[n]!, 0);
    values[paid] = Math.max(values[paid]!, held - upper);
  }
  return values;
}
