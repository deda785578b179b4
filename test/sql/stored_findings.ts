import type postgres from "postgres";
import { expect } from "vitest";
import type { PlainFinding } from "./brute_force.ts";

export interface StoredFinding extends PlainFinding {
  readonly id: string;
  readonly street_id: string | null;
  readonly stretch: string;
  readonly stretch_m: number;
}

/** What the finding table holds for a scenario (null: the state today), in a fixed order. */
export async function stored_findings(
  sql: postgres.Sql,
  authority_id: string,
  scenario_id: number | null,
): Promise<StoredFinding[]> {
  const rows = await sql<StoredFinding[]>`
    select id, rule_id, concat_ws('/', a_kind, a_layer, a_id, a_part) as a, concat_ws('/', b_kind, b_layer, b_id, b_part) as b,
      kind, severity, verdict, distance_m, uncertainty_m, required_m, vertical_m, vertical_uncertainty_m, required_vertical_m,
      run_m, gap_days, assumed, street_id, stretch::text, stretch_m
    from finding where authority_id = ${authority_id} and scenario_id is not distinct from ${scenario_id}::bigint`;
  return sorted(rows);
}

export function sorted<T extends PlainFinding>(findings: readonly T[]): T[] {
  const key = (f: PlainFinding): string => `${f.rule_id} ${f.a} ${f.b}`;
  return [...findings].sort((one, other) => (key(one) < key(other) ? -1 : 1));
}

/** Fails unless the stored findings are exactly the expected ones, numbers within 1e-9 m (a run, which the engine cuts on a grid of a micrometre, within 1e-5 m); answers how many. */
export function expect_same(stored: readonly StoredFinding[], expected: readonly PlainFinding[]): number {
  const name = (f: PlainFinding): string => `${f.rule_id} ${f.a} ${f.b} ${f.verdict}`;
  const wanted = sorted(expected);
  const have = new Set(stored.map(name));
  const want = new Set(wanted.map(name));
  expect({
    missing: wanted.map(name).filter((one) => !have.has(one)),
    too_many: stored.map(name).filter((one) => !want.has(one)),
  }).toEqual({ missing: [], too_many: [] });
  expect(new Set(stored.map((f) => f.id)).size).toBe(wanted.length);
  wanted.forEach((right, i) => {
    const row = stored[i] as unknown as Record<string, unknown>;
    for (const [column, value] of Object.entries(right)) {
      if (typeof value === "number" && typeof row[column] === "number")
        expect(
          Math.abs((row[column] as number) - value),
          `${name(right)}: ${column} ${row[column]} ${value}`,
        ).toBeLessThan(column === "run_m" ? 1e-5 : 1e-9);
      else expect(row[column], `${name(right)}: ${column}`).toEqual(value);
    }
  });
  return wanted.length;
}
