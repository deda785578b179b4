import type { Agent } from "node:http";
import type { Bench } from "./bench.ts";
import { type City, city_store } from "./city_store.ts";
import { heard_changes } from "./heard_changes.ts";
import { ask, keep_alive_client, post_json, read_json } from "./http.ts";
import { serve_city } from "./serve_city.ts";
import { ms, times, whole } from "./table.ts";
import { median, percentile, timed } from "./timing.ts";

export const SMALL = 50;
export const LARGE = 5000;
const IN_ONE_REQUEST = 500;
const EDITED = 20;

export interface Spot {
  /** GeoJSON of a point, a line of 20 m and an area of 4 m by 4 m at this place. */
  readonly point: object;
  readonly line: object;
  readonly area: object;
  /** The same line half a metre to the side: where an edit moves it. */
  readonly moved: object;
}

interface Saved {
  readonly id: number;
  version: number;
  readonly spot: Spot;
}

/** Places spread evenly over all streets, those nearest to the middle of the town first. */
export async function spots_of(city: City, count: number): Promise<Spot[]> {
  return city.store.sql<Spot[]>`
    with middle as (select st_centroid(st_collect(axis)) as at from street),
    total as (select sum(st_length(geom)) as length_m from street_segment),
    place as (
      select st_lineinterpolatepoint(s.geom, d.share) as at, st_azimuth(st_startpoint(s.geom), st_endpoint(s.geom)) as direction
      from street_segment s cross join total t
      cross join lateral (
        select n / greatest(1, ceil(st_length(s.geom) / t.length_m * ${count * 1.1}::float8)) as share
        from generate_series(0, ceil(st_length(s.geom) / t.length_m * ${count * 1.1}::float8)::int) n
      ) d
      where d.share <= 1
    )
    select st_asgeojson(st_transform(at, 4326), 8)::json as point, st_asgeojson(st_transform(line, 4326), 8)::json as line,
      st_asgeojson(st_transform(st_envelope(st_buffer(at, 2)), 4326), 8)::json as area,
      st_asgeojson(st_transform(st_translate(line, 0.5 * cos(direction), -0.5 * sin(direction)), 4326), 8)::json as moved
    from (
      select p.at, p.direction, st_makeline(p.at, st_translate(p.at, 20 * sin(p.direction), 20 * cos(p.direction))) as line
      from place p cross join middle m
      order by st_distance(p.at, m.at), st_astext(p.at) limit ${count}
    ) q`;
}

/** One in four is a tree, a tree row, a heat line, ground without paving. */
const drawn = (spot: Spot, place: number) =>
  [
    { measure_type: "heat_line", geometry: spot.line },
    { measure_type: "tree", geometry: spot.point },
    { measure_type: "depaving", geometry: spot.area },
    { measure_type: "tree_row", geometry: spot.line },
  ][place % 4]!;

/** A scenario with a measure at each place: its id, and some heat lines to edit. */
export async function fill(client: Agent, api: string, spots: readonly Spot[]) {
  const made = await ask(client, `${api}/scenarios`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: `${spots.length} maatregelen` }),
  });
  const { id } = read_json<{ id: number }>(made);
  const saved: Saved[] = [];
  for (let from = 0; from < spots.length; from += IN_ONE_REQUEST) {
    const part = spots.slice(from, from + IN_ONE_REQUEST);
    const changes = part.map((spot, place) => ({
      op: "put",
      id: null,
      version: null,
      ...drawn(spot, place),
    }));
    const answer = read_json<{ measures: { id: number; version: number }[] }>(
      await post_json(client, `${api}/scenarios/${id}/changes`, { changes }),
    );
    answer.measures.forEach((measure, place) => {
      saved.push({ ...measure, spot: part[place]! });
    });
  }
  return { id, edited: saved.filter((_, place) => place % 4 === 0).slice(0, EDITED) };
}

/**
 * One edit (a heat line moved by half a metre, through POST /changes) in a scenario of 5,000 measures and
 * in one of 50, which are the same 50 in the same streets: the neighbourhood of the edit is the same.
 */
export const scenario: Bench = async (context) => {
  const town = await city_store(context, "town", 10_000);
  const api = `${await serve_city(context, town)}/api/v1`;
  const client = keep_alive_client(1);
  const count = Math.max(SMALL, Math.round(LARGE * context.scale));
  const spots = await spots_of(town, count);
  const small = await fill(client, api, spots.slice(0, SMALL));
  const large = await fill(client, api, spots);
  context.say(`${spots.length} measures drawn`);
  await town.store.sql`analyze`;

  const edits = [small, large].map(() => [] as number[]);
  const told: number[] = [];
  const others = await Promise.all(
    [small, large].map(({ id }) => heard_changes(keep_alive_client(1), `${api}/scenarios/${id}/events`)),
  );
  const warm_up = 10;
  for (let round = -warm_up; round < 100; round++)
    for (const [which, { id, edited }] of [small, large].entries()) {
      const measure = edited[(round + warm_up) % edited.length]!;
      const geometry =
        Math.floor((round + warm_up) / edited.length) % 2 === 0 ? measure.spot.moved : measure.spot.line;
      const put = {
        op: "put",
        id: measure.id,
        version: measure.version,
        measure_type: "heat_line",
        geometry,
      };
      const heard = others[which]!.next(measure.id);
      const start_ms = performance.now();
      const { ms: took, value } = await timed(() =>
        post_json(client, `${api}/scenarios/${id}/changes`, { changes: [put] }),
      );
      measure.version = read_json<{ measures: { version: number }[] }>(value).measures[0]!.version;
      const heard_ms = (await heard) - start_ms;
      if (round < 0) continue;
      edits[which]!.push(took);
      told.push(heard_ms);
    }
  for (const one of others) one.close();
  const reads: number[] = [];
  for (let round = 0; round < 10; round++)
    reads.push((await timed(() => ask(client, `${api}/scenarios/${large.id}/measures`))).ms);
  client.destroy();

  const [of_small, of_large] = edits as [number[], number[]];
  const shown = (all: readonly number[]): string =>
    `p50 ${ms(median(all))}, p95 ${ms(percentile(all, 0.95))}`;
  const ratio = median(of_large) / median(of_small);
  return [
    {
      what: `One edit in a scenario of ${whole(spots.length)} measures, PostGIS, against one of ${SMALL}`,
      ours: shown(of_large),
      reference: shown(of_small),
      ratio: times(ratio),
      target: "≤ 1.5 ×",
      met: ratio <= 1.5,
    },
    {
      what: "The same edits: from sending one until another planner's page hears of it",
      ours: `${shown(told)}, slowest ${ms(Math.max(...told))}`,
      target: "≤ 2 s",
      met: Math.max(...told) <= 2000,
    },
    {
      what: `All ${whole(spots.length)} measures of a scenario read`,
      ours: `p50 ${ms(median(reads))}`,
      met: null,
    },
  ];
};
