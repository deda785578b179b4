import type { Agent } from "node:http";
import type { Bench } from "./bench.ts";
import { type City, city_store } from "./city_store.ts";
import { ask, keep_alive_client, post_json, read_json } from "./http.ts";
import { fill, type Spot, spots_of } from "./scenario.ts";
import { serve_city } from "./serve_city.ts";
import { ms, times } from "./table.ts";
import { median, percentile, timed } from "./timing.ts";

const SCENARIOS = 30;
const MEASURES = 300;
const ROUNDS = 40;

interface Edited {
  readonly id: number;
  version: number;
  readonly spot: Spot;
}

/** Twenty districts, five by four, over the streets of the town in place of those it came with. */
async function twenty_districts({ store, viewer }: City): Promise<void> {
  await store.sql`delete from district where authority_id = ${viewer.authority_id}`;
  await store.sql`
    insert into district (authority_id, id, dataset_id, name, inhabitants, dwellings, geom)
    select ${viewer.authority_id}, 'd' || x || '_' || y, (select min(id) from dataset where authority_id = ${viewer.authority_id}),
      'Wijk ' || x || '.' || y, 1000, 450,
      st_multi(st_setsrid(st_makeenvelope(st_xmin(e) + x * w, st_ymin(e) + y * h, st_xmin(e) + (x + 1) * w, st_ymin(e) + (y + 1) * h), st_srid(e)))
    from (select st_setsrid(st_extent(axis)::geometry, max(st_srid(axis))) as e from street) s,
      lateral (select (st_xmax(e) - st_xmin(e)) / 5 as w, (st_ymax(e) - st_ymin(e)) / 4 as h) size,
      generate_series(0, 4) x, generate_series(0, 3) y`;
}

/** Moves heat lines of a scenario to and fro, one edit a request: how long each takes. */
async function edits(client: Agent, api: string, id: number, edited: readonly Edited[]): Promise<number[]> {
  const took: number[] = [];
  // Plans and caches settle first, or the one that is measured first looks slow.
  const warm_up = 24;
  for (let round = -warm_up; round < ROUNDS; round++) {
    const measure = edited[(round + warm_up) % edited.length]!;
    const moved = Math.floor((round + warm_up) / edited.length) % 2 === 0;
    const geometry = moved ? measure.spot.moved : measure.spot.line;
    const put = {
      ...{ op: "put", id: measure.id, version: measure.version, measure_type: "heat_line", geometry },
    };
    const answer = await timed(() => post_json(client, `${api}/scenarios/${id}/changes`, { changes: [put] }));
    const { measures } = read_json<{ measures: { version: number }[] }>(answer.value);
    measure.version = measures[0]!.version;
    if (round >= 0) took.push(answer.ms);
  }
  return took;
}

/** What any comparison has to read at least: sums of what counts and counts of findings, for the whole town. */
async function least_sql({ store: { sql }, viewer }: City, ids: readonly number[]): Promise<number[]> {
  const took: number[] = [];
  for (let round = -2; round < 15; round++) {
    const one = await timed(
      () => sql`
        select scenario_id, district_id as part, kind, item, '' as verdict, sum(value) as value from measure_effect
        where authority_id = ${viewer.authority_id} and scenario_id = any (${ids as number[]}::bigint[]) group by 1, 2, 3, 4
        union all
        select scenario_id, '', kind, severity, verdict, count(*) from finding
        where authority_id = ${viewer.authority_id} and scenario_id = any (${ids as number[]}::bigint[]) group by 1, 2, 3, 4, 5`,
    );
    if (round >= 0) took.push(one.ms);
  }
  return took;
}

/**
 * Thirty scenarios of 300 measures over twenty districts: four compared, for the town and for one
 * district, and one edit with thirty scenarios against the same edit with one.
 */
export const compare: Bench = async (context) => {
  const town = await city_store(context, "town", 10_000);
  await twenty_districts(town);
  const api = `${await serve_city(context, town)}/api/v1`;
  const client = keep_alive_client(1);
  const count = Math.max(30, Math.round(MEASURES * context.scale));
  const scenarios = Math.max(4, Math.round(SCENARIOS * context.scale));
  const first = await fill(client, api, await spots_of(town, count));
  await town.store.sql`analyze`;
  const alone = await edits(client, api, first.id, first.edited);

  const ids = [first.id];
  while (ids.length < scenarios) {
    const made = await ask(client, `${api}/scenarios/${first.id}/copies`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: `Variant ${ids.length}` }),
    });
    ids.push(read_json<{ id: number }>(made).id);
  }
  context.say(`${ids.length} scenarios of ${count} measures`);
  await town.store.sql`analyze`;
  const among = await edits(client, api, first.id, first.edited);

  const compared = ids.slice(-4).join(",");
  const read = async (path: string): Promise<number[]> => {
    const took: number[] = [];
    for (let round = -2; round < 15; round++) {
      const one = await timed(() => ask(client, `${api}${path}`));
      if (one.value.status !== 200) throw new Error(`expected 200 of ${path}, got ${one.value.status}`);
      if (round >= 0) took.push(one.ms);
    }
    return took;
  };
  const whole = await read(`/comparison?scenarios=${compared}`);
  const floor = await least_sql(town, ids.slice(-4));
  const district = await read(`/comparison?scenarios=${compared}&district=d2_2`);
  const streets = await read(`/comparison/streets?scenarios=${compared}`);
  client.destroy();
  const shown = (all: readonly number[]) => `p50 ${ms(median(all))}, p95 ${ms(percentile(all, 0.95))}`;
  const of = `${ids.length} scenarios × 20 districts × ${count} measures, PostGIS`;
  const ratio = median(among) / median(alone);
  return [
    {
      what: `Four compared, whole town (${of})`,
      ours: shown(whole),
      reference: `${shown(floor)} (its sums and counts in bare SQL)`,
      ratio: times(median(whole) / median(floor)),
      target: "p95 ≤ 300 ms",
      met: percentile(whole, 0.95) <= 300,
    },
    {
      what: "The same for one district",
      ours: shown(district),
      target: "p95 ≤ 300 ms",
      met: percentile(district, 0.95) <= 300,
    },
    { what: "Parking, openings and clashes of every street", ours: shown(streets), met: null },
    {
      what: `One edit with ${ids.length} scenarios against one with a single scenario`,
      ours: shown(among),
      reference: shown(alone),
      ratio: times(ratio),
      target: "≤ 1.5 ×",
      met: ratio <= 1.5,
    },
  ];
};
