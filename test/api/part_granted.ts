import { expect } from "vitest";
import type { TestApp } from "./open_test_app.ts";
import { at_town } from "./small_town.ts";

type Ask = TestApp["ask"];
interface Told {
  readonly id: string;
  readonly rule_id: string;
  readonly distance_m: number | null;
  readonly a: { readonly visible: boolean };
  readonly b: { readonly visible: boolean };
}

/**
 * Of a line in pieces, judged before anything of it was granted: from the moment of a grant, its withdrawal or its last
 * day on, whoever was granted a part is told of those pieces as they are, and of what there is beside them once per rule;
 * nothing is judged anew in between (finding_is_told, hidden_piece).
 */
export async function part_granted(
  t: TestApp,
  scenario_id: number,
  of: { gas: (ask: Ask) => Promise<readonly unknown[]>; planner: Ask; owner: Ask },
): Promise<void> {
  const { sql } = t.test.store;
  const [dataset] = await sql<{ id: number }[]>`select id from dataset where key = 'pieces'`;
  await sql`insert into organisation (authority_id, id, name) values ('testdorp', 'ander', 'Ander') on conflict do nothing`;
  const grant = async (west: number, east: number, organisation_id = "netbedrijf") => {
    const ring = [
      [west, 194590],
      [east, 194590],
      [east, 194610],
      [west, 194610],
      [west, 194590],
    ] as const;
    const made = await of.owner("POST", `/datasets/${dataset!.id}/grants`, {
      organisation_id,
      purpose: "Helft",
      until: "2100-01-01",
      area: {
        type: "Polygon",
        coordinates: [await Promise.all(ring.map(([x, y]) => at_town(t.test, x, y)))],
      },
    });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    return made.body.id as number;
  };
  const withdraw = async (...ids: readonly number[]) => {
    for (const id of ids)
      expect((await of.owner("DELETE", `/datasets/${dataset!.id}/grants/${id}`)).status).toBeLessThan(300);
  };
  const told = async () => {
    const all = (await of.gas(of.planner)) as readonly Told[];
    const veiled = all.filter(({ a, b }) => !a.visible || !b.visible);
    for (const { distance_m } of veiled) expect(distance_m).toBeNull();
    // No rule is told twice of what is hidden.
    expect(new Set(veiled.map((one) => one.rule_id)).size).toBe(veiled.length);
    return { seen: all.length - veiled.length, veiled: veiled.length };
  };
  const [stored] = await sql<{ seen: number; hidden: number; pieces: number }[]>`
    select count(*) filter (where veil = 'seen') as seen, count(*) filter (where veil = 'hidden') as hidden,
      min(cardinality(pieces)) filter (where veil = 'hidden') as pieces
    from finding n where n.scenario_id = ${scenario_id} and ${dataset!.id} in (n.a_dataset_id, n.b_dataset_id)`;
  expect(stored!.pieces).toBe(4);
  const nothing = { seen: 0, veiled: stored!.hidden };
  const west: readonly [number, number] = [165499, 165508.5];
  const east: readonly [number, number] = [165507.5, 165517];
  expect(await told()).toEqual(nothing);
  for (const half of [west, east]) {
    const id = await grant(...half);
    const part = await told();
    expect(part.veiled).toBe(stored!.hidden);
    expect(part.seen).toBeGreaterThan(0);
    expect(part.seen).toBeLessThan(stored!.seen);
    // Each piece granted to somebody, but not to him.
    const other = await grant(...(half === west ? east : west), "ander");
    expect(await told()).toEqual(part);
    await withdraw(id, other);
    expect(await told()).toEqual(nothing);
  }
  const both = [await grant(...west), await grant(...east)];
  expect(await told()).toEqual({ seen: stored!.seen, veiled: 0 });
  // One of the two has had its last day.
  await sql`update dataset_grant set until = current_date - 1 where id = ${both[0]!}`;
  const rest = await told();
  expect(rest.veiled).toBe(stored!.hidden);
  expect(rest.seen).toBeLessThan(stored!.seen);
  await withdraw(both[1]!);
  expect(await told()).toEqual(nothing);
}
