import { expect } from "vitest";
import { add_package } from "../../api/queries/package.ts";
import { default_inputs, financing_kind_ids } from "../../data/catalog/financing/index.ts";
import { seeded } from "../sql/random_town.ts";
import type { TestApp } from "./open_test_app.ts";
import { restricted_dataset } from "./restricted_dataset.ts";

const DATASET = "Werken voor het bestand";
const SECRET = "Geheime werken";

/** Far from every street, so that no other test meets them. */
const AWAY = ["POINT(165950 195950)", "POINT(165951 195950)", "POINT(165952 195950)"];

/**
 * Gives a scenario limits of parties, random packages of its measures and of works (every fourth with works
 * that are restricted), and a financing sheet of each kind. Answers how many packages hold only what everybody may know.
 */
export async function add_random_plans(t: TestApp, scenario_id: number, seed: number) {
  const random = seeded(seed);
  const below = (count: number) => Math.floor(random() * count);
  const day = () => `${2030 + below(9)}-0${1 + below(9)}-1${below(10)}`;
  const price = () => ({ low: random() * 1e4, mid: random() * 2e4, high: random() * 1e5 });
  const figures = () => ({
    trench_eur: price(),
    paving_eur: price(),
    paving_m2: random() * 100,
    weeks: below(20),
  });
  const made = (key: string, access_class: string) =>
    restricted_dataset(t, {
      key,
      owner: `owner_of_${access_class}`,
      lines: AWAY,
      layer: "works",
      access_class,
    });
  const datasets = [await made(DATASET, "public"), await made(SECRET, "restricted")];
  const { sql } = t.test.store;
  const works = await sql<{ id: number; dataset_id: number }[]>`
    select id, dataset_id from feature where layer = 'works' and dataset_id = any (${datasets}::bigint[]) order by id`;
  const of = (n: number) => works.filter(({ dataset_id }) => dataset_id === datasets[n]).map(({ id }) => id);
  const [open, secret] = [of(0), of(1)];
  const measures = await sql<{ id: number; phase_id: number | null }[]>`
    select id, phase_id from measure where scenario_id = ${scenario_id} order by id`;
  const described = (kind: "works" | "measure", id: number) => ({
    ...{ kind, id, name: `Naam ${below(99)}`, what: kind, party: `Partij ${below(4)}` },
    lays: random() < 0.5 ? "gas_low" : null,
  });
  let shown = 0;
  for (let n = 0; n < 12; n++) {
    const hidden = n % 4 === 3;
    const chosen = [measures[below(measures.length)]!, measures[below(measures.length)]!];
    const things = [
      ...chosen.map(({ id }) => described("measure", id)),
      described("works", open[below(open.length)]!),
      ...(hidden ? [described("works", secret[0]!)] : []),
    ];
    const accepted = random() < 0.5;
    if (!hidden) shown++;
    const content = {
      ...{ streets: [{ id: "dorpsstraat", name: "Dorpsstraat" }], start: 24_400 + n, from: day(), to: day() },
      members: things.map((thing, order) => ({
        ...thing,
        ...{ order: order + 1, depth_m: random() * 3, weeks: random() * 9, weeks_assumed: random() < 0.5 },
        ...{
          from: day(),
          to: day(),
          planned_from: random() < 0.5 ? day() : null,
          moved_months: below(9) - 4,
        },
        outside_months: below(3),
      })),
      together: { ...figures(), shared_trench_m: random() * 50 },
      alone: figures(),
      parties: [{ party: "Partij 1", alone_eur: random() * 1e4, share_eur: random() * 1e3 }],
      ...(random() < 0.5 ? { changed: { clashes: [described("works", open[0]!)] } } : {}),
    };
    const before = chosen.map(({ id, phase_id }) => ({
      ...{ id, phase_id },
      ...{ from: random() < 0.5 ? day() : null, to: null },
    }));
    await t.test.store.as_viewer(t.test.viewer, (as) =>
      add_package(as, {
        ...{ scenario_id, viewer_id: t.test.viewer.id, content },
        ...(accepted ? { state: "accepted", before } : { state: "proposed", before: null }),
      }),
    );
  }
  const parties = ["Partij 0", "Partij 1"].map((name) => ({
    ...{ name, earlier_months: below(12), later_months: below(24), budgets: { "2031": below(100_000) } },
  }));
  expect((await t.ask("PUT", `/scenarios/${scenario_id}/parties`, { parties })).status).toBe(200);
  for (const kind of financing_kind_ids) {
    const inputs = {
      ...default_inputs(kind, 2024 + below(5)),
      participation_pct: { value: below(100), source: "Bevraging" },
    };
    const sheet = { kind, name: `Blad ${below(99)}`, inputs };
    expect((await t.ask("POST", `/scenarios/${scenario_id}/financing_sheets`, sheet)).status).toBe(201);
  }
  return {
    shown,
    secret: SECRET,
    secret_ids: secret,
    /** As in a store that has none of these works. */
    rename_works: () =>
      sql`update dataset set name = name || ' (elders)' where id = any (${datasets}::bigint[])`,
    async remove() {
      await sql`delete from feature where layer = 'works' and dataset_id = any (${datasets}::bigint[])`;
      await sql`delete from dataset where id = any (${datasets}::bigint[])`;
      await sql`delete from organisation where id in ('owner_of_public', 'owner_of_restricted')`;
    },
  };
}
