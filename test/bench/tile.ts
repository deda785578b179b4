import type { Agent } from "node:http";
import { run_product } from "../e2e/run_product.ts";
import type { Bench } from "./bench.ts";
import { build_page } from "./built_page.ts";
import { type City, city_store } from "./city_store.ts";
import { ask, keep_alive_client } from "./http.ts";
import { type Figure, kilobytes, ms, times, whole } from "./table.ts";
import { reference_tile, type TilePlace } from "./tile_reference.ts";
import { median, percentile, timed } from "./timing.ts";

const ZOOMS = [14, 16, 18] as const;
const TILES = 24;
const SECONDS = 5;
const CONNECTIONS = 4;

/** Different tiles of one zoom that hold streets, in a random order that is the same every time. */
async function places_of(city: City, z: number): Promise<TilePlace[]> {
  return city.store.sql<TilePlace[]>`
    select ${z}::int as z, x, y from (
      select distinct floor((st_x(p) + 180) / 360 * 2 ^ ${z}::int)::int as x,
        floor((1 - asinh(tan(radians(st_y(p)))) / pi()) / 2 * 2 ^ ${z}::int)::int as y
      from (select st_transform(st_startpoint(geom), 4326) as p from street_segment) s
    ) t
    order by md5(x || ' ' || y) limit ${TILES}`;
}

/** Requests per second that a few kept connections get answered, over the given addresses in turn. */
async function rate(
  agent: Agent,
  requests: readonly { url: string; etag: string | null }[],
  expected: number,
): Promise<number> {
  let answered = 0;
  const until = performance.now() + SECONDS * 1000;
  const work = async (offset: number): Promise<void> => {
    for (let i = offset; performance.now() < until; i++) {
      const { url, etag } = requests[i % requests.length]!;
      const headers = { "accept-encoding": "gzip", ...(etag ? { "if-none-match": etag } : {}) };
      const { status } = await ask(agent, url, { headers });
      if (status !== expected) throw new Error(`${url}: expected ${expected}, got ${status}`);
      answered++;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, (_, offset) => work(offset * 7)));
  return answered / SECONDS;
}

/** Tiles of the city over HTTP, beside the bare query for the same tile; then from the cache. */
export const tile: Bench = async (context) => {
  build_page();
  const city = await city_store(context, "city", 1_000_000 * context.scale);
  const product = await run_product({
    DATABASE_URL: city.database_url,
    STRAATLAGEN_DEMO: "no",
    STRAATLAGEN_JOBS: "no",
  });
  context.at_end(() => product.stop());
  const agent = keep_alive_client(CONNECTIONS);
  context.at_end(() => agent.destroy());
  const get = async (path: string): ReturnType<typeof ask> =>
    ask(agent, `${product.url}/api/v1/tiles/${path}`, { headers: { "accept-encoding": "gzip" } });

  const figures: Figure[] = [];
  const cached: { url: string; etag: string | null }[] = [];
  for (const z of ZOOMS) {
    const places = await places_of(city, z);
    for (const group of ["above", "below"] as const) {
      const bare = (place: TilePlace): Promise<Uint8Array> =>
        reference_tile(city.store.sql, city.viewer.authority_id, city.store.srid, group, place);
      // The first tile of a server pays for its connections and plans; both sides find the pages in memory.
      const [first, ...measured] = places;
      await get(`${group}/${z}/${first!.x}/${first!.y}`);
      const ours_ms: number[] = [];
      const bare_ms: number[] = [];
      const ratios: number[] = [];
      const sizes: number[] = [];
      for (const [index, place] of measured.entries()) {
        await bare(place);
        const path = `${group}/${z}/${place.x}/${place.y}`;
        const [ours, theirs] =
          index % 2 === 0
            ? [await timed(() => get(path)), await timed(() => bare(place))]
            : await (async () => {
                const reference = await timed(() => bare(place));
                return [await timed(() => get(path)), reference] as const;
              })();
        if (ours.value.status === 204) continue;
        ours_ms.push(ours.ms);
        bare_ms.push(theirs.ms);
        ratios.push(ours.ms / theirs.ms);
        sizes.push(ours.value.body.byteLength);
        const version = ours.value.headers["x-data-version"];
        cached.push({
          url: `${product.url}/api/v1/tiles/${path}?v=${version}`,
          etag: String(ours.value.headers.etag),
        });
      }
      if (ratios.length === 0) continue;
      const ratio = median(ratios);
      figures.push({
        what: `Tile z ${z} ${group}, not cached (${kilobytes(percentile(sizes, 0.5))}, p95 ${kilobytes(percentile(sizes, 0.95))} gzip)`,
        ours: `p50 ${ms(median(ours_ms))}, p95 ${ms(percentile(ours_ms, 0.95))}`,
        reference: `p50 ${ms(median(bare_ms))}, p95 ${ms(percentile(bare_ms, 0.95))} (bare ST_AsMVT)`,
        ratio: times(ratio),
        target: "≤ 1.2 ×",
        met: ratio <= 1.2,
      });
    }
  }
  const plain = await rate(
    agent,
    cached.map(({ url }) => ({ url, etag: null })),
    200,
  );
  const unchanged = await rate(agent, cached, 304);
  figures.push(
    {
      what: `Cached tiles, ${CONNECTIONS} connections, one API process`,
      ours: `${whole(plain)} requests/s`,
      met: null,
    },
    { what: "The same with If-None-Match (304)", ours: `${whole(unchanged)} requests/s`, met: null },
  );
  return figures;
};
