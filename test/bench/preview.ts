import type { Bench } from "./bench.ts";
import { type City, city_store } from "./city_store.ts";
import { demo_product } from "./demo_product.ts";
import { keep_alive_client, post_json, read_json } from "./http.ts";
import { serve_city } from "./serve_city.ts";
import { type Figure, ms, times, whole } from "./table.ts";
import { percentile, seeded, timed } from "./timing.ts";

type Line = { readonly type: "LineString"; readonly coordinates: number[][] };

const LENGTH_M = 200;
const METRES_PER_DEGREE = 111_320;

/** Draws 200 m lines that start in random streets and run in the direction of the street. */
async function lines_of(city: City, count: number): Promise<Line[]> {
  const rows = await city.store.sql<{ line: Line }[]>`
    select st_asgeojson(st_transform(st_makeline(here, st_translate(here, ${LENGTH_M} * sin(direction), ${LENGTH_M} * cos(direction))), 4326), 7)::json as line
    from (
      select st_startpoint(geom) as here, st_azimuth(st_startpoint(geom), st_pointn(geom, 2)) as direction
      from street_segment order by md5(id::text) limit ${count}
    ) s`;
  return rows.map((row) => row.line);
}

/** The same where only the API is at hand: from random places of the streets that it lists. */
async function lines_over_http(url: string, count: number): Promise<Line[]> {
  const answer = await fetch(`${url}/api/v1/streets?limit=100`);
  const { streets } = (await answer.json()) as { streets: { bounds_wgs84: number[] }[] };
  const random = seeded(1);
  return Array.from({ length: count }, () => {
    const bounds = streets[Math.floor(random() * streets.length)]!.bounds_wgs84;
    const [west, south, east, north] = bounds as [number, number, number, number];
    const along = random() * 2 * Math.PI;
    const lon = west + (east - west) * random();
    const lat = south + (north - south) * random();
    const reach = LENGTH_M / METRES_PER_DEGREE;
    const end = [
      lon + (reach * Math.sin(along)) / Math.cos((lat * Math.PI) / 180),
      lat + reach * Math.cos(along),
    ];
    return { type: "LineString", coordinates: [[lon, lat], end] };
  });
}

interface Target {
  readonly name: string;
  readonly url: string;
  readonly lines: readonly Line[];
  /** What exists is described too, as when the shape rests; under a moving pointer the page asks for it to be named. */
  readonly resting?: boolean;
}

/** Asks each target in turn, so that what disturbs the machine disturbs all of them. */
async function measure(
  targets: readonly Target[],
  rounds: number,
): Promise<Map<string, { times: number[]; findings: number[] }>> {
  const client = keep_alive_client(2);
  const out = new Map(targets.map(({ name }) => [name, { times: [] as number[], findings: [] as number[] }]));
  // As the page has it: rules of earlier answers are not sent again while the pointer moves.
  const known = new Map(targets.map(({ name }) => [name, new Set<string>()]));
  const warm_up = 25;
  for (let round = -warm_up; round < rounds; round++) {
    for (const { name, url, lines, resting = false } of targets) {
      const geometry = lines[(round + warm_up) % lines.length]!;
      const { ms: took, value } = await timed(() =>
        post_json(client, `${url}/api/v1/preview`, {
          measure_type: "heat_line",
          geometry,
          brief: !resting,
          known_rules: resting ? [] : [...known.get(name)!],
        }),
      );
      const { findings, rules } = read_json<{ findings: unknown[]; rules: { id: string }[] }>(value);
      for (const { id } of rules) known.get(name)!.add(id);
      if (round < 0) continue;
      out.get(name)!.times.push(took);
      out.get(name)!.findings.push(findings.length);
    }
  }
  client.destroy();
  return out;
}

/** POST /api/v1/preview of a 200 m heat line as it is drawn, over loopback, on one kept connection. */
export const preview: Bench = async (context) => {
  const city = await city_store(context, "city", 1_000_000 * context.scale);
  const town = await city_store(context, "town", 10_000);
  const rounds = 300;
  const of_the_city = { url: await serve_city(context, city), lines: await lines_of(city, 400) };
  const server = await measure(
    [
      { name: "city", ...of_the_city },
      { name: "resting", ...of_the_city, resting: true },
      { name: "town", url: await serve_city(context, town), lines: await lines_of(town, 400) },
    ],
    rounds,
  );
  const demo = await demo_product(context);
  const embedded = await measure([{ name: "demo", url: demo, lines: await lines_over_http(demo, 150) }], 150);
  const [of_city, of_town, of_demo] = [server.get("city")!, server.get("town")!, embedded.get("demo")!];
  const resting = server.get("resting")!;
  const shown = ({ times: all, findings }: typeof of_city): string =>
    `p50 ${ms(percentile(all, 0.5))}, p95 ${ms(percentile(all, 0.95))} (${whole(percentile(findings, 0.5))} findings)`;
  const p95 = (of: typeof of_city): number => percentile(of.times, 0.95);
  const ratio = p95(of_city) / p95(of_town);
  const figures: Figure[] = [
    {
      what: `Preview of a 200 m heat line, PostGIS, ${whole(city.features)} features`,
      ours: shown(of_city),
      target: "p95 ≤ 25 ms",
      met: p95(of_city) <= 25,
    },
    {
      what: "The same with what lies there described, as when the shape rests",
      ours: shown(resting),
      reference: shown(of_city),
      ratio: times(p95(resting) / p95(of_city)),
      met: null,
    },
    {
      what: `Its p95 against that with ${whole(town.features)} features`,
      ours: ms(p95(of_city)),
      reference: shown(of_town),
      ratio: times(ratio),
      target: "≤ 1.5 ×",
      met: ratio <= 1.5,
    },
    {
      what: "The same on the embedded store with the demo district",
      ours: shown(of_demo),
      target: "p95 ≤ 80 ms",
      met: p95(of_demo) <= 80,
    },
  ];
  return figures;
};
