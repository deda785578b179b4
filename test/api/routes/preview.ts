import { expect } from "vitest";
import { put_dataset, put_features } from "../../sql/put_features.ts";
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
  // Under a moving pointer the same, with things named and known rules left out.
  const { findings, things, rules } = shown.body;
  const [kept, ...known] = rules.map(({ id }: { id: string }) => id);
  const brief = await ask("POST", "/preview", {
    ...moved,
    measure_id: dragged.id,
    brief: true,
    known_rules: known,
  });
  expect(known.length).toBeGreaterThan(0);
  expect(things.filter((thing: { kind: string }) => thing.kind === "feature").length).toBeGreaterThan(0);
  expect(brief.body).toMatchObject({ things: [], rules: [{ id: kept }] });
  expect(brief.body.findings).toEqual(
    findings.map((one: { a: object; b: object }) => ({
      ...one,
      a: { ...one.a, thing: null },
      b: { ...one.b, thing: null },
    })),
  );
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

type Chance = {
  kind: string;
  verdict: string;
  gap_days: number | null;
  stretch_m: number;
  rule_id: string;
  things: string[];
};

/** What is planned near an old sewer and near somebody's works: chances, with the length they share. */
async function chances({ ask, test }: Pick<TestApp, "ask" | "test">): Promise<void> {
  const { sql } = test.store;
  const year = new Date().getFullYear();
  const dataset = await put_dataset(sql, test.viewer.authority_id);
  const sewer = (y: number, year_built: number) => ({
    layer: "sewer_combined",
    wkt: `LINESTRING(165300 ${y},165400 ${y})`,
    diameter_m: 0.4,
    top_m: 2,
    bottom_m: 2.4,
    position_accuracy_m: 0.1,
    attributes: { year_built },
  });
  const put = [
    ...(await put_features(sql, test.viewer.authority_id, dataset, [
      sewer(195300, year - 41),
      { ...sewer(195400, year - 39), source_id: "young" },
      {
        layer: "works",
        source_id: "works",
        wkt: "POLYGON((165300 195490,165400 195490,165400 195500,165300 195500,165300 195490))",
        period: ["2027-03-01", "2027-04-30"],
      },
    ])),
  ];
  const line = async (y: number) => ({
    type: "LineString",
    coordinates: [await at_town(test, 165300, y), await at_town(test, 165400, y)],
  });
  const found = async (body: object): Promise<Chance[]> => {
    const answer = await ask("POST", "/preview", body);
    expect(answer.status).toBe(200);
    return answer.body.findings.map((one: Chance & { a: { layer: string }; b: { layer: string } }) => ({
      ...one,
      things: [one.a.layer, one.b.layer].sort(),
    }));
  };
  const renewal = (all: Chance[]) => all.filter(({ rule_id }) => /^DEF_renewal/.test(rule_id));

  const heat = await found({ measure_type: "heat_line", geometry: await line(195301) });
  // The nearer pipe of the heat line tells of both: beside the old sewer over its whole length.
  for (const one of renewal(heat)) {
    expect(one).toMatchObject({ kind: "synergy", things: ["heat_network", "sewer_combined"] });
    expect(one.stretch_m).toBeCloseTo(100, 0);
  }
  expect(renewal(heat)).toHaveLength(1);
  expect(renewal(await found({ measure_type: "heat_line", geometry: await line(195401) }))).toEqual([]);

  const ring = await Promise.all(
    [
      [165310, 195298],
      [165330, 195298],
      [165330, 195302],
      [165310, 195302],
    ].map(([x, y]) => at_town(test, x!, y!)),
  );
  const paving = {
    measure_type: "depaving",
    geometry: { type: "Polygon", coordinates: [[...ring, ring[0]]] },
  };
  const under = renewal(await found(paving));
  expect(under).toMatchObject([{ kind: "synergy", things: ["paving", "sewer_combined"] }]);
  expect(under[0]!.stretch_m).toBeCloseTo(20, 1);
  // The heat line and the depaving in one scenario: a chance of each with the other's street, too.
  const { body: scenario } = await ask("POST", "/scenarios", { name: "Kansen" });
  await ask("POST", `/scenarios/${scenario.id}/measures`, {
    measure_type: "heat_line",
    geometry: await line(195301),
  });
  const both = await found({ ...paving, scenario_id: scenario.id });
  expect(both.filter(({ kind }) => kind === "synergy").map(({ things }) => things.join())).toContain(
    "heat_network,paving",
  );

  const with_works = async (period: object) =>
    (await found({ measure_type: "heat_line", geometry: await line(195495), ...period })).filter(
      ({ things, kind }) => kind === "synergy" && things.includes("works"),
    );
  const during = await with_works({ from: "2027-04-01", until: "2027-05-31" });
  expect(during.length).toBeGreaterThan(0);
  for (const one of during) expect(one).toMatchObject({ gap_days: 0 });
  expect(await with_works({ from: "2029-04-01", until: "2029-05-31" })).toEqual([]);
  // Open at its end it still meets the works; nobody knows where no day is given.
  expect((await with_works({ from: "2027-04-01" })).map(({ gap_days }) => gap_days)).toContain(0);
  for (const one of await with_works({})) expect(one.verdict).toBe("unknown");
  await sql`delete from feature where id = any (${put}::bigint[])`;
  await sql`delete from dataset where id = ${dataset}`;
}

export const preview_tests: RouteTests = {
  "POST /preview": async ({ ask, test }) => {
    const stored = async () => {
      const [row] = await test.store.sql<
        { n: number }[]
      >`select count(*) as n from finding where a_kind = 'measure' or b_kind = 'measure'`;
      return row!.n;
    };
    const before = await stored();
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
    expect(await stored()).toBe(before);
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
    await chances({ ask, test });
  },
};
