import type postgres from "postgres";
import { analyse_extent } from "../../data/analyse_extent.ts";
import type { Bench } from "./bench.ts";
import { type LayerFacts, reference_queries } from "./city_reference.ts";
import { type City, city_store } from "./city_store.ts";
import { type Figure, seconds, times, whole } from "./table.ts";
import { median, timed } from "./timing.ts";

/** Runs the statements on as many connections as the store uses for its own analysis. */
async function share(city: City, statements: readonly string[]): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    const connection = await city.store.sql.reserve();
    try {
      await connection`select set_config('straatlagen.authority', ${city.viewer.authority_id}, false)`;
      for (let text = statements[next++]; text; text = statements[next++]) await connection.unsafe(text);
    } finally {
      connection.release();
    }
  };
  await Promise.all(Array.from({ length: city.store.features.parallel }, work));
}

/** The engine's own chunks, storing what the reference stores: which rule, which two, what verdict. */
async function our_statements(city: City): Promise<string[]> {
  const { store, viewer } = city;
  const chunks = await store.as_viewer(
    viewer,
    (sql) =>
      sql<{ layer: string; from_id: number; to_id: number }[]>`
        select layer, from_id, to_id from analysis_chunks(2000) order by chunk`,
  );
  return chunks.map(
    ({ layer, from_id, to_id }) => `
      insert into our_pair
      select p.rule_id, (p.a).id, (p.b).id, p.verdict
      from (select array_agg(feature_thing(f)) as things from feature f
        where f.authority_id = '${viewer.authority_id}' and f.layer = '${layer}' and f.id between ${from_id} and ${to_id}) t
      cross join lateral pair_findings(t.things, null, 'existing', false, '{}') p`,
  );
}

async function pair_set(sql: postgres.Sql, table: string): Promise<{ n: number; md5: string }> {
  const [set] = await sql<{ n: number; md5: string }[]>`
    select count(*) as n, md5(string_agg(md5(concat_ws(' ', rule_id, a_id, b_id, verdict)), '' order by rule_id, a_id, b_id, verdict)) as md5
    from ${sql(table)}`;
  return set!;
}

/** Existing against existing over the whole city, beside the same written by hand for it. */
export const city: Bench = async (context) => {
  const town = await city_store(context, "city", 1_000_000 * context.scale);
  const { sql } = town.store;
  for (const table of ["our_pair", "reference_pair"])
    await sql.unsafe(
      `create unlogged table if not exists ${table} (rule_id text, a_id bigint, b_id bigint, verdict text)`,
    );
  const facts = await sql<LayerFacts[]>`
    select layer, count(*) as features, max(margin_m) as margin_m, count(*) filter (where status = 'projected') as projected
    from feature group by layer`;
  const reference = reference_queries(facts, town.viewer.authority_id).map((query) => query.text);
  const ours = await our_statements(town);
  const ours_ms: number[] = [];
  const reference_ms: number[] = [];
  for (let round = 0; round < 3; round++) {
    await sql`truncate our_pair, reference_pair`;
    ours_ms.push((await timed(() => share(town, ours))).ms);
    reference_ms.push((await timed(() => share(town, reference))).ms);
    context.say(`pairs: ours ${seconds(ours_ms.at(-1)!)}, by hand ${seconds(reference_ms.at(-1)!)}`);
  }
  const our_set = await pair_set(sql, "our_pair");
  const reference_set = await pair_set(sql, "reference_pair");
  const identical = our_set.n === reference_set.n && our_set.md5 === reference_set.md5;
  await sql`drop table our_pair, reference_pair`;

  const full = await timed(() => analyse_extent(town.store, town.viewer, null));
  const ratio = median(ours_ms) / median(reference_ms);
  const figures: Figure[] = [
    {
      what: `Existing against existing, ${whole(town.features)} features: rule, pair and verdict stored, 2 connections`,
      ours: seconds(median(ours_ms)),
      reference: `${seconds(median(reference_ms))} (by hand, ${reference.length} statements)`,
      ratio: times(ratio),
      target: "≤ 1.3 ×",
      met: ratio <= 1.3,
    },
    {
      what: "The same set of findings",
      ours: `${whole(our_set.n)}, md5 ${our_set.md5.slice(0, 8)}`,
      reference: `${whole(reference_set.n)}, md5 ${reference_set.md5.slice(0, 8)}`,
      target: "identical",
      met: identical,
    },
    {
      what: "The whole run: findings with numbers, stretch, street and id in their indexes, then street summaries",
      ours: `${seconds(full.ms)} (${whole(full.value.findings)} findings)`,
      met: null,
    },
  ];
  return figures;
};
