import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { measure_types } from "../../data/catalog/measures/index.ts";
import { brute_force } from "../sql/brute_force.ts";
import { drawn } from "../sql/drawn.ts";
import { put_dataset, put_features } from "../sql/put_features.ts";
import { ORIGIN, random_town } from "../sql/random_town.ts";
import { expect_same, stored_findings } from "../sql/stored_findings.ts";
import { store_kinds } from "../store/test_store.ts";
import { open_test_app, type TestApp } from "./open_test_app.ts";

interface Draft {
  readonly measure_type: string;
  readonly name: string;
  readonly geometry: { readonly type: string; readonly coordinates: unknown };
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly from: string | null;
  readonly until: string | null;
}

/** One measure in one command, as a page keeps it to undo and redo: null where there was, or is, none. */
interface Edit {
  readonly key: number;
  readonly before: Draft | null;
  readonly after: Draft | null;
}

interface Step {
  readonly action: "edit" | "undo" | "redo" | "stale";
  /** Each adds a measure, changes one or deletes one, by `pick`. */
  readonly touches: readonly { readonly type: number; readonly seed: number; readonly pick: number }[];
}

const touch = fc.record({ type: fc.nat(measure_types.length - 1), seed: fc.nat(), pick: fc.nat() });
const step: fc.Arbitrary<Step> = fc.record({
  action: fc.constantFrom("edit", "edit", "edit", "edit", "undo", "undo", "redo", "stale"),
  touches: fc.array(touch, { minLength: 1, maxLength: 3 }),
});

describe.each(store_kinds)("any sequence of edits, undo and redo on %s", (kind) => {
  let t: TestApp;
  let to_wgs84: (x: number, y: number) => [number, number];
  beforeAll(async () => {
    t = await open_test_app(kind);
    const { sql } = t.test.store;
    const dataset_id = await put_dataset(sql, t.test.viewer.authority_id);
    await put_features(sql, t.test.viewer.authority_id, dataset_id, random_town(7, 130, 110));
    const corners = await sql<{ lon: number; lat: number }[]>`
      select st_x(p) as lon, st_y(p) as lat
      from unnest(array[0, 100, 0]::float8[], array[0, 0, 100]::float8[]) with ordinality c (x, y, place)
      cross join lateral (select st_transform(st_setsrid(st_point(${ORIGIN.x} + x, ${ORIGIN.y} + y), 31370), 4326) as p) q
      order by place`;
    const [at, east, north] = corners as unknown as { lon: number; lat: number }[];
    // Over 100 m the projection is as good as linear.
    to_wgs84 = (x, y) => {
      const [dx, dy] = [(x - ORIGIN.x) / 100, (y - ORIGIN.y) / 100];
      return [
        at!.lon + dx * (east!.lon - at!.lon) + dy * (north!.lon - at!.lon),
        at!.lat + dx * (east!.lat - at!.lat) + dy * (north!.lat - at!.lat),
      ];
    };
  });
  afterAll(() => t.close());

  function draft({ type, seed }: { type: number; seed: number }): Draft {
    const what = drawn(measure_types[type]!, seed);
    const numbers = [...what.wkt.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) =>
      to_wgs84(Number(x), Number(y)),
    );
    const geometry = what.wkt.startsWith("POINT")
      ? { type: "Point", coordinates: numbers[0] }
      : what.wkt.startsWith("LINE")
        ? { type: "LineString", coordinates: numbers }
        : { type: "Polygon", coordinates: [numbers] };
    const [from = null, until = null] = what.period?.slice(1, -1).split(",") ?? [];
    return {
      measure_type: what.measure_type,
      name: `nr ${seed}`,
      geometry: rounded(geometry),
      parameters: what.parameters,
      from: from || null,
      until: until || null,
    };
  }

  async function play(steps: readonly Step[]): Promise<number> {
    const { body: scenario } = await t.ask("POST", "/scenarios", { name: "Willekeurig" });
    const base = `/scenarios/${scenario.id}`;
    /** What should be stored, by key; a key keeps its id for good. */
    const wanted = new Map<number, Draft>();
    const ids = new Map<number, { id: number; version: number }>();
    const done: Edit[][] = [];
    let undone: Edit[][] = [];
    let keys = 0;

    async function send(edits: readonly Edit[]): Promise<void> {
      const changes = edits.map(({ key, before, after }) => {
        const known = ids.get(key);
        if (after === null) return { op: "delete", id: known!.id, version: known!.version };
        const version = known && before !== null ? known.version : null;
        return { op: "put", id: known?.id ?? null, version, ref: String(key), ...after };
      });
      const { status, body } = await t.ask("POST", `${base}/changes`, { changes });
      expect(status, JSON.stringify(body)).toBe(200);
      edits.forEach(({ key, after }, place) => {
        const { id, version, deleted } = body.measures[place];
        if (ids.has(key)) expect(id).toBe(ids.get(key)!.id);
        expect(deleted).toBe(after === null);
        ids.set(key, { id, version });
        if (after) wanted.set(key, after);
        else wanted.delete(key);
      });
    }
    const turned = (edits: readonly Edit[]) =>
      edits.map(({ key, before, after }) => ({ key, before: after, after: before }));

    for (const { action, touches } of steps) {
      if (action === "undo" || action === "redo") {
        const command = (action === "undo" ? done : undone).pop();
        if (!command) continue;
        await send(action === "undo" ? turned(command) : command);
        (action === "undo" ? undone : done).push(command);
        continue;
      }
      const edits: Edit[] = [];
      for (const one of touches) {
        const there = [...wanted.keys()].filter((key) => !edits.some((edit) => edit.key === key));
        const key = there[one.pick % (there.length + 2)];
        if (key === undefined) edits.push({ key: keys++, before: null, after: draft(one) });
        else edits.push({ key, before: wanted.get(key)!, after: one.pick % 3 === 0 ? null : draft(one) });
      }
      if (action === "edit") {
        await send(edits);
        done.push(edits);
        undone = [];
        continue;
      }
      // Somebody else was first: nothing of it may stay behind.
      const [key] = [...wanted.keys()];
      if (key === undefined) continue;
      const { id, version } = ids.get(key)!;
      const changes = [
        { op: "put", id: null, version: null, ...draft(touches[0]!) },
        { op: "delete", id, version: version + 1 },
      ];
      const refused = await t.ask("POST", `${base}/changes`, { changes });
      expect(refused).toMatchObject({ status: 412, body: { conflicts: [{ id, stored: { version } }] } });
    }

    const { measures } = (await t.ask("GET", `${base}/measures`)).body;
    const expected = [...wanted].map(([key, one]) => ({ ...one, ...ids.get(key)! }));
    expect(
      measures.map((measure: Draft & { period: { from: string; to: string } | null }) => ({
        ...measure,
        geometry: rounded(measure.geometry),
      })),
    ).toEqual(
      expected
        .sort((one, other) => one.id - other.id)
        .map(({ from, until, ...rest }) => ({
          ...rest,
          geometry: rounded(rest.geometry),
          scenario_id: scenario.id,
          phase_id: null,
          period: from || until ? { from, to: until } : null,
        })),
    );
    const { sql } = t.test.store;
    const { authority_id } = t.test.viewer;
    const incremental = await stored_findings(sql, authority_id, scenario.id);
    const compared = expect_same(incremental, await brute_force(sql, authority_id, scenario.id));
    await t.test.store.as_viewer(t.test.viewer, (tx) => tx`select evaluate_scenario(${scenario.id})`);
    expect(await stored_findings(sql, authority_id, scenario.id)).toEqual(incremental);
    expect(t.logged).toEqual([]);
    return compared;
  }

  it("leaves the scenario as the page has it, and findings as a full computation makes them", async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14, size: "max" }), async (steps) => {
        compared += await play(steps);
      }),
      { numRuns: kind === "embedded" ? 10 : 15, seed: 20261124, endOnFailure: true },
    );
    // A property over empty sets would prove nothing.
    expect(compared).toBeGreaterThan(150);
  });

  it("judges neighbours that two planners move at the same moment as they lie in the end", async () => {
    const { body: scenario } = await t.ask("POST", "/scenarios", { name: "Tegelijk" });
    const path = `/scenarios/${scenario.id}/changes`;
    const line = (measure_type: string, y: number) => ({
      op: "put",
      measure_type,
      geometry: {
        type: "LineString",
        coordinates: [to_wgs84(ORIGIN.x, ORIGIN.y + y), to_wgs84(ORIGIN.x + 80, ORIGIN.y + y)],
      },
    });
    const made = await t.ask("POST", path, {
      changes: [10, 11].map((y, n) => ({
        ...line(n ? "heat_line" : "sewer_replacement", y),
        id: null,
        version: null,
      })),
    });
    const [sewer, heat] = made.body.measures as { id: number }[];
    for (let round = 0; round < 8; round++) {
      const version = round + 1;
      const answers = await Promise.all([
        t.ask("POST", path, {
          changes: [{ ...line("sewer_replacement", 10 + round), id: sewer!.id, version }],
        }),
        t.ask("POST", path, { changes: [{ ...line("heat_line", 11 + round), id: heat!.id, version }] }),
      ]);
      expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
      const { sql } = t.test.store;
      const { authority_id } = t.test.viewer;
      const stored = await stored_findings(sql, authority_id, scenario.id);
      expect(expect_same(stored, await brute_force(sql, authority_id, scenario.id))).toBeGreaterThan(0);
    }
  });

  it("ends clean after everything is undone, and as before after everything is done again", async () => {
    const edit = (seed: number): Step => ({
      action: "edit",
      touches: [0, 1].map((n) => ({
        type: (seed * 5 + n * 7) % measure_types.length,
        seed: seed + n,
        pick: seed + n,
      })),
    });
    const edits = [1, 2, 3, 4, 5].map(edit);
    const undo: Step = { action: "undo", touches: [] };
    const redo: Step = { action: "redo", touches: [] };
    expect(await play([...edits, ...edits.map(() => undo)])).toBe(0);
    const once = await play(edits);
    expect(once).toBeGreaterThan(0);
    expect(await play([...edits, ...edits.map(() => undo), ...edits.map(() => redo)])).toBe(once);
  });
});

/** Coordinates to a decimetre, as they are drawn: there and back through the analysis CRS they move less. */
function rounded(geometry: Draft["geometry"]): Draft["geometry"] {
  return JSON.parse(
    JSON.stringify(geometry, (_, value) =>
      typeof value === "number" ? Math.round(value * 1e6) / 1e6 : value,
    ),
  );
}
