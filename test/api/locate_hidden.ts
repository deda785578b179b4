import { expect } from "vitest";
import { analyse_extent } from "../../data/analyse_extent.ts";
import type { TestApp } from "./open_test_app.ts";
import type { Person } from "./people.ts";
import { restricted_dataset } from "./restricted_dataset.ts";
import { at_town } from "./small_town.ts";

/** Where the two hidden lines meet: one runs east from here, the other north. */
const corner = { x: 165400, y: 194600 } as const;
const owner = "telecom";

/** A hidden corner of two gas lines, far from all else; the id of its dataset. */
export const hide_corner = (t: TestApp): Promise<number> =>
  restricted_dataset(t, {
    key: "corner",
    owner,
    lines: [
      `LINESTRING(${corner.x} ${corner.y},${corner.x + 40} ${corner.y})`,
      `LINESTRING(${corner.x} ${corner.y},${corner.x} ${corner.y + 40})`,
    ],
  });

interface Found {
  readonly id: string;
  readonly kind: string;
  readonly verdict: string;
  readonly rule_id: string;
  readonly street_id: string | null;
  readonly a: { readonly layer: string };
  readonly b: { readonly layer: string };
}
const of_gas = (findings: readonly Found[]): Found[] =>
  findings.filter((one) => one.kind === "conflict" && [one.a.layer, one.b.layer].includes("gas_low"));

/** Does a tree at this place conflict with gas, as somebody is told? */
async function conflicts(t: TestApp, ask: Person["ask"], x: number, y: number): Promise<boolean> {
  const { status, body } = await ask("POST", "/preview", {
    measure_type: "tree",
    geometry: { type: "Point", coordinates: await at_town(t.test, x, y) },
    parameters: {},
  });
  expect(status).toBe(200);
  return of_gas(body.findings).length > 0;
}

/** How far from a line, at one side of it, the verdict flips: by halving, to the centimetre. */
async function flip(free: number, conflict: number, conflicts_at: (at: number) => Promise<boolean>) {
  expect(await conflicts_at(free)).toBe(false);
  expect(await conflicts_at(conflict)).toBe(true);
  let [out, inside] = [free, conflict];
  while (Math.abs(out - inside) > 0.01) {
    const middle = (out + inside) / 2;
    if (await conflicts_at(middle)) inside = middle;
    else out = middle;
  }
  return (out + inside) / 2;
}

/**
 * The attack: moves a tree over each line from both sides and halves until the verdict flips; the line lies in the
 * middle, whatever distance is asked and however accurate it is. How far off the corner is found, in metres.
 */
export async function locate_corner(t: TestApp, ask: Person["ask"]): Promise<number> {
  const north = (y: number) => conflicts(t, ask, corner.x + 25, y);
  const east = (x: number) => conflicts(t, ask, x, corner.y + 25);
  const y = ((await flip(corner.y - 15, corner.y, north)) + (await flip(corner.y + 15, corner.y, north))) / 2;
  const x = ((await flip(corner.x - 15, corner.x, east)) + (await flip(corner.x + 15, corner.x, east))) / 2;
  return Math.hypot(x - corner.x, y - corner.y);
}

/** What somebody is told of a measure beside the corner, drawn and saved: the same. Of both the findings with gas. */
export async function told_of_measure(
  t: TestApp,
  ask: Person["ask"],
  measure: { measure_type: string; wkt: readonly (readonly [number, number])[] },
) {
  const places = await Promise.all(measure.wkt.map(([x, y]) => at_town(t.test, corner.x + x, corner.y + y)));
  const drawn = {
    measure_type: measure.measure_type,
    geometry:
      places.length === 1
        ? { type: "Point", coordinates: places[0] }
        : { type: "LineString", coordinates: places },
    parameters: {},
  };
  const { body: scenario } = await ask("POST", "/scenarios", { name: "Zoeken" });
  const shown = await ask("POST", "/preview", { ...drawn, scenario_id: scenario.id });
  await ask("POST", `/scenarios/${scenario.id}/measures`, { ...drawn, name: "" });
  const saved = await ask("GET", `/scenarios/${scenario.id}/findings?limit=500`);
  for (const answer of [shown, saved]) expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  const said = (findings: readonly Found[]) =>
    of_gas(findings)
      .map((one) => `${one.rule_id} ${one.verdict} ${one.street_id}`)
      .sort();
  return {
    scenario_id: scenario.id as number,
    shown: said(shown.body.findings),
    saved: said(saved.body.findings),
  };
}

/** finding_is_told: never less than what is; a conflict that there may be is told as one, drawn and saved alike, and counted so. */
export async function told_no_less(
  t: TestApp,
  ask: Readonly<Record<"administrator" | "planner", Person["ask"]>>,
): Promise<void> {
  for (const [measure_type, wkt] of [
    ["tree", [[20, 2.7]]],
    ["tree", [[20, 3.5]]],
    ["tree", [[-6, 10]]],
    [
      "heat_line",
      [
        [-20, 0.3],
        [60, 0.3],
      ],
    ],
    [
      "heat_line",
      [
        [-5, -5],
        [20, 20],
      ],
    ],
    [
      "heat_line",
      [
        [-0.4, 2],
        [-0.4, 30],
      ],
    ],
  ] as const) {
    const open = await told_of_measure(t, ask.administrator, { measure_type, wkt });
    const veiled = await told_of_measure(t, ask.planner, { measure_type, wkt });
    expect(open.saved).toEqual(open.shown);
    expect(veiled.saved).toEqual(veiled.shown);
    if (open.saved.length > 0) expect(veiled.saved.length, `${measure_type} ${wkt}`).toBeGreaterThan(0);
    for (const [other, told] of [
      [ask.administrator, veiled],
      [ask.planner, open],
    ] as const) {
      const { body } = await other("GET", `/scenarios/${told.scenario_id}/findings?limit=500`);
      expect(body.total).toBe(body.findings.length);
      const sum = body.findings.reduce((all: number, one: { stretch_m: number }) => all + one.stretch_m, 0);
      expect(
        body.summary.reduce((all: number, one: { stretch_m: number }) => all + one.stretch_m, 0),
      ).toBeCloseTo(sum, 3);
    }
  }
}

/** A tree that the planner's side delivered, and beside it a hidden line that may be moved: within the same squares. */
export async function plant_lure(t: TestApp) {
  const lure = await restricted_dataset(t, {
    key: "lure",
    owner: "netbedrijf",
    access_class: "public",
    layer: "tree",
    lines: ["POINT(165110 195010)"],
  });
  const bait = await restricted_dataset(t, {
    key: "bait",
    owner,
    lines: ["LINESTRING(165104 195010.4,165116 195010.4)"],
  });
  const { sql } = t.test.store;
  return {
    lure,
    bait,
    move: async (north_m: number) => {
      await sql`update feature set geom = st_translate(geom, 0, ${north_m}) where dataset_id = ${bait}`;
      await analyse_extent(t.test.store, t.test.viewer, null);
    },
  };
}

/** All that somebody is answered about the state today around the lure. */
export async function told_of_today(ask: Person["ask"], lure: number, check_id: number): Promise<unknown[]> {
  const said = [];
  for (const [method, path] of [
    ["POST", "/streets/dorpsstraat/analysis"],
    ["GET", "/streets/dorpsstraat/findings?limit=1000"],
    ["GET", "/streets/dorpsstraat"],
    ["GET", "/streets?q=dorp"],
    ["GET", `/datasets/${lure}/findings?limit=1000`],
    ["GET", "/streets/dorpsstraat/section?at=110"],
    ["GET", `/overlap_checks/${check_id}`],
    ["GET", "/workbook"],
    ["GET", "/analysis"],
  ] as const) {
    const { status, body } = await ask(method, path);
    const today = (one: { a: { kind: string }; b: { kind: string } }) =>
      [one.a.kind, one.b.kind].every((kind) => kind === "feature");
    // What is dug here is judged veiled, as a preview is: that may change.
    const answer = path.startsWith("/overlap_checks") ? body.findings.filter(today) : body;
    said.push([
      path,
      status,
      JSON.stringify(answer).replaceAll(/"(analysed|finished|started)_at":"[^"]*"/g, ""),
    ]);
  }
  return said;
}
