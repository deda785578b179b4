import { expect } from "vitest";
import type { TestApp } from "../open_test_app.ts";
import type { RouteTests } from "../route_tests.ts";
import { at_town } from "../small_town.ts";

type Found = { id: string; verdict: string; distance_m: number; gap_days: number | null };

/** A measure being dragged: its own stored version plays no part, and its findings keep their ids. */
async function previewed_as_changed({ ask, test }: Pick<TestApp, "ask" | "test">): Promise<void> {
  const { body: scenario } = await ask("POST", "/scenarios", { name: "Slepen" });
  const line = async (y: number) => ({
    type: "LineString",
    coordinates: [await at_town(test, 165050, y), await at_town(test, 165150, y)],
  });
  const base = `/scenarios/${scenario.id}/measures`;
  const sewer = { measure_type: "sewer_replacement", geometry: await line(195001) };
  const heat = { measure_type: "heat_line", geometry: await line(195002.6) };
  const { body: other } = await ask("POST", base, heat);
  const { body: dragged } = await ask("POST", base, sewer);
  const moved = { ...sewer, geometry: await line(195002), scenario_id: scenario.id };
  const shown = await ask("POST", "/preview", { ...moved, measure_id: dragged.id });
  const told = (findings: Found[]) =>
    findings.map((one) => [one.id, one.verdict, one.distance_m?.toFixed(6)]).sort();
  const of_measures = shown.body.findings.filter(
    (one: { a: { kind: string }; b: { kind: string } }) =>
      one.a.kind === "measure" && one.b.kind === "measure",
  );
  const pairs = of_measures.map((one: { a: { id: number }; b: { id: number } }) => [one.a.id, one.b.id]);
  // With the id that it has, also against the other measure.
  expect(new Set(pairs.flat())).toEqual(new Set([dragged.id, other.id]));
  // Without the id the stored version is another measure in the way.
  const beside = await ask("POST", "/preview", moved);
  expect(beside.body.findings.length).toBeGreaterThan(shown.body.findings.length);

  const { geometry, measure_type } = moved;
  await ask("PUT", `${base}/${dragged.id}`, { measure_type, geometry }, { "if-match": '"1"' });
  const saved = await ask("GET", `/scenarios/${scenario.id}/findings?measure=${dragged.id}`);
  expect(told(shown.body.findings)).toEqual(told(saved.body.findings));

  expect(await ask("POST", "/preview", { ...sewer, measure_id: dragged.id })).toMatchObject({
    status: 400,
    body: { code: "invalid_request" },
  });
  expect(await ask("POST", "/preview", { ...moved, measure_id: 987654321 })).toMatchObject({
    status: 404,
    body: { code: "measure_not_found" },
  });
  expect(await ask("POST", "/preview", { ...moved, from: "2027-03-02", until: "2027-03-01" })).toMatchObject({
    status: 422,
    body: { code: "period_invalid" },
  });
}

async function measured({ ask, test }: Pick<TestApp, "ask" | "test">): Promise<void> {
  const corner = (x: number, y: number) => at_town(test, x, y);
  const line = await ask("POST", "/preview", {
    measure_type: "heat_line",
    geometry: {
      type: "LineString",
      coordinates: [await corner(165300, 195100), await corner(165300, 195130)],
    },
  });
  expect(line.body.amounts).toEqual({
    length_m: expect.closeTo(30, 3),
    area_m2: null,
    point_count: 0,
  });
  const ring = [
    await corner(165300, 195100),
    await corner(165320, 195100),
    await corner(165320, 195110),
    await corner(165300, 195110),
  ];
  const area = await ask("POST", "/preview", {
    measure_type: "depaving",
    geometry: { type: "Polygon", coordinates: [[...ring, ring[0]]] },
  });
  expect(area.body.amounts).toEqual({
    length_m: null,
    area_m2: expect.closeTo(200, 2),
    point_count: 0,
  });
}

export const preview_tests: RouteTests = {
  "POST /preview": async ({ ask, test }) => {
    const near_gas = await at_town(test, 165150, 195004.5);
    const { status, body } = await ask("POST", "/preview", {
      measure_type: "tree",
      geometry: { type: "Point", coordinates: near_gas },
    });
    expect(status).toBe(200);
    const gas = body.findings.find((finding: { a: { layer: string }; b: { layer: string } }) =>
      [finding.a.layer, finding.b.layer].includes("gas_low"),
    );
    expect(gas).toMatchObject({ verdict: "violated", kind: "conflict" });
    expect(gas.distance_m).toBeCloseTo(0.5 - 0.055, 2);
    // Nothing is stored by asking.
    const [row] = await test.store.sql<
      { n: number }[]
    >`select count(*) as n from finding where a_kind = 'measure' or b_kind = 'measure'`;
    expect(row!.n).toBe(0);
    const far = await ask("POST", "/preview", {
      measure_type: "tree",
      geometry: { type: "Point", coordinates: [5.2, 51.2] },
    });
    expect(far.body).toEqual({
      findings: [],
      things: [],
      rules: [],
      amounts: { length_m: null, area_m2: null, point_count: 1 },
    });
    await previewed_as_changed({ ask, test });
    await measured({ ask, test });
  },
};
