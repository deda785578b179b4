import type { Bench } from "./bench.ts";
import { type City, city_store } from "./city_store.ts";
import { ask, keep_alive_client, read_json } from "./http.ts";
import { serve_city } from "./serve_city.ts";
import { type Figure, ms, whole } from "./table.ts";
import { percentile, seeded, timed } from "./timing.ts";

interface Street {
  readonly id: string;
  readonly length_m: number;
}

const streets_of = async (city: City, count: number): Promise<Street[]> =>
  city.store.sql<
    Street[]
  >`select id, length_m from street where length_m > 20 order by md5(id) limit ${count}`;

/** GET /api/v1/streets/{id}/section and /long_section of random streets at random places, over loopback on one kept connection. */
export const section: Bench = async (context) => {
  const city = await city_store(context, "city", 1_000_000 * context.scale);
  const url = await serve_city(context, city);
  const streets = await streets_of(city, 400);
  const random = seeded(1);
  const client = keep_alive_client(1);
  const headers = { "accept-encoding": "gzip" };
  const measured = async (path: string) => {
    const { ms: took, value } = await timed(() => ask(client, `${url}/api/v1${path}`, { headers }));
    if (value.status !== 200) throw new Error(`${path}: expected 200, got ${value.status}: ${value.body}`);
    return { took, objects: read_json<{ objects: unknown[] }>(value).objects.length };
  };
  const measure = async (rounds: number, path_of: (street: Street) => string) => {
    const all: { took: number; objects: number }[] = [];
    for (let round = -25; round < rounds; round++) {
      const one = await measured(path_of(streets[(round + 25) % streets.length]!));
      if (round >= 0) all.push(one);
    }
    const of = (share: number) =>
      percentile(
        all.map(({ took }) => took),
        share,
      );
    const objects = percentile(
      all.map((one) => one.objects),
      0.5,
    );
    return { p50: of(0.5), shown: `p50 ${ms(of(0.5))}, p95 ${ms(of(0.95))} (${whole(objects)} objects)` };
  };
  const across = await measure(
    300,
    ({ id, length_m }) => `/streets/${encodeURIComponent(id)}/section?at=${(random() * length_m).toFixed(1)}`,
  );
  const along = await measure(100, ({ id }) => `/streets/${encodeURIComponent(id)}/long_section`);
  client.destroy();
  const figures: Figure[] = [
    {
      what: `Section across a street, PostGIS, ${whole(city.features)} features`,
      ours: across.shown,
      target: "p50 ≤ 30 ms",
      met: across.p50 <= 30,
    },
    { what: "Section along a whole street", ours: along.shown, met: null },
  ];
  return figures;
};
