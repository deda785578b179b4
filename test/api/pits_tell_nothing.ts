import { expect } from "vitest";
import type { TestApp } from "./open_test_app.ts";
import { restricted_dataset } from "./restricted_dataset.ts";
import type { RightsTown } from "./rights_town.ts";
import { at_town } from "./small_town.ts";

/**
 * Where somebody dug lies on the line: what a measurement of a hidden line narrows, near the pit only, is not told to who
 * may not see the line, or he would find the pit by where a verdict changes (widened_thing).
 */
export async function pits_tell_nothing(t: TestApp, town: RightsTown): Promise<void> {
  const { sql } = t.test.store;
  const y = 194400;
  const dataset_id = await restricted_dataset(t, {
    key: "pitted",
    owner: "telecom",
    lines: [`LINESTRING(165700 ${y},165780 ${y})`],
  });
  // As drawn half a metre sideways and in depth: a measurement says much more.
  const [line] = await sql<{ id: number }[]>`
    update feature set position_accuracy_m = 1.5, depth_accuracy_m = 0.5 where dataset_id = ${dataset_id} returning id`;
  const told = async (ask: TestApp["ask"]) => {
    const out: string[] = [];
    for (const x of [165740, 165752])
      for (const off of [0.8, 2, 3.6, 4.3, 5, 5.7, 6.4, 7.1, 7.8, 8.5]) {
        const { status, body } = await ask("POST", "/preview", {
          measure_type: "tree",
          geometry: { type: "Point", coordinates: await at_town(t.test, x, y + off) },
          parameters: {},
        });
        expect(status).toBe(200);
        for (const { id: _id, ...one } of body.findings) out.push(`${x} ${off} ${JSON.stringify(one)}`);
      }
    return out;
  };
  const { planner, administrator } = town.ask;
  const before = [await told(planner), await told(administrator)] as const;
  const dug = await administrator("POST", `/features/gas_low/${line!.id}/trial_pits`, {
    place: { type: "Point", coordinates: await at_town(t.test, 165740, y + 0.3) },
    position_accuracy_m: 0.05,
    top_m: 0.9,
    depth_accuracy_m: 0.02,
    measured_on: "2026-11-01",
    note: "",
  });
  expect(dug.status, JSON.stringify(dug.body)).toBe(201);
  expect(await told(planner)).toEqual(before[0]);
  expect(await told(administrator)).not.toEqual(before[1]);
  await t.ask("DELETE", `/datasets/${dataset_id}`);
}
