import { randomUUID } from "node:crypto";
import type { Transaction } from "../../api/store/open_store.ts";
import type { Viewer } from "../../api/store/viewer.ts";
import type { Bench } from "./bench.ts";
import { type City, city_store } from "./city_store.ts";
import { type Figure, ms, times, whole } from "./table.ts";
import { percentile, timed } from "./timing.ts";

const DATASETS = 200;
const GRANTS = 50;

/** Parts the city's restricted features over 200 datasets, of which 50 are granted to the town, some for an area. */
async function part_datasets({ store, viewer }: City): Promise<void> {
  const { authority_id } = viewer;
  const [count] = await store.sql<{ n: number }[]>`select count(*) as n from dataset`;
  await store.sql.begin(async (sql) => {
    await sql`select set_config('straatlagen.authority', ${authority_id}, true)`;
    await sql`
      insert into dataset (authority_id, key, name, importer, source_file, owner_organisation_id, access_class, srid, extent)
      select d.authority_id, d.key || n, d.name || n, 'demo', 'demo', d.owner_organisation_id, 'restricted', d.srid, d.extent
      from (select * from dataset where access_class = 'restricted' order by id limit 1) d, generate_series(1, ${DATASETS - count!.n}) n`;
    await sql`
      with parts as (select id, row_number() over (order by id) - 1 as n, count(*) over () as many from dataset where access_class = 'restricted')
      update feature f set dataset_id = p.id from parts p
      where f.dataset_id in (select id from parts) and p.n = f.id % p.many`;
    await sql`
      insert into dataset_grant (authority_id, dataset_id, to_organisation_id, area, purpose, until, created_by)
      select d.authority_id, d.id, 'bureau', case when d.id % 5 = 0 then st_multi(d.extent) end, 'Meting', '2100-01-01', 'x'
      from (select * from dataset where access_class = 'restricted' order by id limit ${GRANTS}) d`;
  });
  await store.sql`vacuum analyze`;
}

type Question = (sql: Transaction, round: number) => Promise<unknown>;

/** Median and p95 of the same questions by two askers in turn, so that what disturbs one disturbs the other. */
async function compare(
  askers: readonly ((work: (sql: Transaction) => Promise<unknown>) => Promise<unknown>)[],
  ask: Question,
  rounds: number,
) {
  const took = askers.map(() => [] as number[]);
  for (let round = -20; round < rounds; round++)
    for (const [n, asker] of askers.entries()) {
      const one = await timed(() => asker((sql) => ask(sql, round + 20)));
      if (round >= 0) took[n]!.push(one.ms);
    }
  return took;
}

/** What the rights cost: preview, tile and section as a member with 50 grants, as the application's role, against the owner of the store, who sees all. */
export const rights: Bench = async (context) => {
  const city = await city_store(context, "city", 1_000_000 * context.scale);
  const { store, viewer } = city;
  await store.sql`insert into organisation (authority_id, id, name) values (${viewer.authority_id}, 'bureau', 'Bureau') on conflict do nothing`;
  await part_datasets(city);
  const member: Viewer = {
    id: randomUUID(),
    authority_id: viewer.authority_id,
    organisation_id: "bureau",
    role: "planner",
  };
  const as_member = (work: (sql: Transaction) => Promise<unknown>) =>
    store.as_viewer(member, work, { read_only: true });
  const as_owner = (work: (sql: Transaction) => Promise<unknown>) =>
    store.sql.begin("read only", async (sql) => {
      await sql`select set_config('straatlagen.authority', ${viewer.authority_id}, true), set_config('straatlagen.role', 'administrator', true), set_config('max_parallel_workers_per_gather', '0', true)`;
      return work(sql);
    });
  const places = await store.sql<{ line: string; cut: string; wgs84: string; x: number; y: number }[]>`
    select st_astext(l.line) as line, st_astext(st_transform(l.line, 4326)) as wgs84,
      st_astext(st_makeline(st_translate(s.here, -10, 0), st_translate(s.here, 10, 0))) as cut,
      floor((st_x(w.at) + 180) / 360 * 65536)::int as x,
      floor((1 - ln(tan(radians(st_y(w.at))) + 1 / cos(radians(st_y(w.at)))) / pi()) / 2 * 65536)::int as y
    from (select st_lineinterpolatepoint(geom, 0.5) as here from street_segment order by md5(id::text) limit 200) s
    cross join lateral (select st_makeline(s.here, st_translate(s.here, 140, 140)) as line) l
    cross join lateral (select st_transform(s.here, 4326) as at) w`;
  const at = (round: number) => places[round % places.length]!;
  const questions: Readonly<Record<string, Question>> = {
    "Preview of a 200 m heat line": (sql, round) =>
      sql`select * from preview('heat_line', st_geomfromtext(${at(round).wgs84}, 4326), '{}')`,
    "Tile z 16 below": (sql, round) => sql`select tile_mvt('below', 16, ${at(round).x}, ${at(round).y})`,
    "Section of 20 m": (sql, round) =>
      sql`select * from section(array[st_geomfromtext(${at(round).cut}, ${store.srid})], 0.5)`,
    "Features of a box, under row-level security": (sql, round) =>
      sql`select count(*) from feature f where f.layer = 'water_main' and f.geom && st_expand(st_geomfromtext(${at(round).cut}, ${store.srid}), 100)`,
  };
  const figures: Figure[] = [];
  for (const [what, ask] of Object.entries(questions)) {
    const [ours, owners] = await compare([as_member, as_owner], ask, 150);
    const p50 = [percentile(ours!, 0.5), percentile(owners!, 0.5)] as const;
    const ratio = p50[0] / p50[1];
    figures.push({
      what: `${what}, ${whole(city.features)} features, ${DATASETS} datasets, ${GRANTS} grants`,
      ours: `p50 ${ms(p50[0])}, p95 ${ms(percentile(ours!, 0.95))}`,
      reference: `p50 ${ms(p50[1])}, p95 ${ms(percentile(owners!, 0.95))} (owner, who sees all of it)`,
      ratio: times(ratio),
      target: "≤ 1.2 ×",
      met: ratio <= 1.2,
    });
  }
  return figures;
};
