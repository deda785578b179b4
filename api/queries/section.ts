import type { z } from "@hono/zod-openapi";
import type { InputGeometry } from "../schemas/geometry.ts";
import type { section } from "../schemas/section.ts";
import type { Transaction } from "../store/open_store.ts";
import { drawn_geometry } from "./drawn_geometry.ts";

/** Things this far beside a cutting line are still shown: a section is a slice of a metre. */
const NEAR_M = 0.5;
/** A long section looks this far to either side of the way, so that it shows what runs along it. */
const LONG_NEAR_M = 6;

type SectionAnswer = z.infer<typeof section>;

export interface SectionRow {
  readonly street_id: string | null;
  readonly street_name: string | null;
  readonly at_m: number | null;
  readonly street_length_m: number | null;
  readonly axis_m: number | null;
  readonly line: { readonly type: string };
  readonly length_m: number;
  readonly near_m: number;
  readonly scenario_id: number | null;
  readonly objects: SectionAnswer["objects"];
  readonly findings: SectionAnswer["findings"];
  readonly clearances: SectionAnswer["clearances"];
  readonly hidden: SectionAnswer["hidden"];
  readonly truncated: boolean;
}

/** Across a street at so many metres along it, or nearest to a place (neither: its middle); undefined where there is no such street. */
export async function street_section(
  sql: Transaction,
  of: {
    street_id: string;
    at_m: number | null;
    near: { lon: number; lat: number } | null;
    scenario_id: number | null;
  },
): Promise<SectionRow | undefined> {
  const at_m = of.near
    ? sql`street_station(t.id, to_analysis(st_setsrid(st_makepoint(${of.near.lon}::float8, ${of.near.lat}::float8), 4326)))`
    : sql`${of.at_m}::float8`;
  const [row] = await sql<SectionRow[]>`
    select t.id as street_id, t.name as street_name, c.at_m, c.street_length_m, c.axis_m,
      st_asgeojson(st_transform(c.line, 4326), 10)::jsonb as line, st_length(c.line) as length_m, ${NEAR_M}::float8 as near_m,
      ${of.scenario_id}::bigint as scenario_id, s.*
    from street t cross join lateral street_cut(t.id, ${at_m}) c
    cross join lateral section(array[c.line], ${NEAR_M}::float8, ${of.scenario_id}::bigint) s
    where t.id = ${of.street_id}`;
  return row;
}

/** Along a whole street; undefined where there is no such street. */
export async function street_long_section(
  sql: Transaction,
  of: { street_id: string; scenario_id: number | null },
): Promise<SectionRow | undefined> {
  const [row] = await sql<SectionRow[]>`
    select t.id as street_id, t.name as street_name, null as at_m, p.length_m as street_length_m, null as axis_m,
      st_asgeojson(st_transform(st_collect(p.parts), 4326), 10)::jsonb as line, p.length_m, ${LONG_NEAR_M}::float8 as near_m,
      ${of.scenario_id}::bigint as scenario_id, s.*
    from street t
    cross join lateral (select array_agg(geom order by part) as parts, sum(st_length(geom)) as length_m from street_parts(t.id)) p
    cross join lateral section(p.parts, ${LONG_NEAR_M}::float8, ${of.scenario_id}::bigint, 4000) s
    where t.id = ${of.street_id} and p.length_m > 0`;
  return row;
}

/** Along one feature of lines, as far as the viewer may see it; undefined where it is none or hidden. */
export async function feature_long_section(
  sql: Transaction,
  of: { layer: string; id: number; scenario_id: number | null },
): Promise<SectionRow | undefined> {
  const [row] = await sql<SectionRow[]>`
    select null as street_id, null as street_name, null as at_m, null as street_length_m, null as axis_m,
      st_asgeojson(st_transform(st_collect(p.parts), 4326), 10)::jsonb as line, p.length_m, ${NEAR_M}::float8 as near_m,
      ${of.scenario_id}::bigint as scenario_id, s.*
    from feature f
    cross join lateral (
      select array_agg(d.geom order by d.path) as parts, sum(st_length(d.geom)) as length_m from st_dump(f.geom) d where st_length(d.geom) > 0
    ) p
    cross join lateral section(p.parts, ${NEAR_M}::float8, ${of.scenario_id}::bigint, 4000) s
    where f.layer = ${of.layer} and f.id = ${of.id} and st_dimension(f.geom) = 1 and p.length_m > 0`;
  return row;
}

/** Along a drawn line (WGS 84). */
export async function line_section(
  sql: Transaction,
  of: { line: InputGeometry; scenario_id: number | null },
): Promise<SectionRow> {
  const [row] = await sql<SectionRow[]>`
    select null as street_id, null as street_name, null as at_m, null as street_length_m, null as axis_m,
      st_asgeojson(st_transform(l.line, 4326), 10)::jsonb as line, st_length(l.line) as length_m, ${NEAR_M}::float8 as near_m,
      ${of.scenario_id}::bigint as scenario_id, s.*
    from (select to_analysis(${drawn_geometry(sql, of.line)}) as line) l
    cross join lateral section(array[l.line], ${NEAR_M}::float8, ${of.scenario_id}::bigint) s`;
  return row!;
}

const MAX_LINES = 4000;

export interface BelowGround {
  readonly lines: {
    readonly kind: "feature" | "measure";
    readonly layer: string;
    readonly id: number;
    readonly part: number;
    readonly geometry: { readonly type: string };
    readonly top_m: number;
    readonly bottom_m: number;
    readonly diameter_m: number | null;
    readonly assumed: boolean;
  }[];
  readonly conflicts: {
    readonly id: string;
    readonly verdict: "violated" | "possible" | "unknown" | "clear";
    readonly geometry: { readonly type: string };
    readonly depth_m: number;
  }[];
  readonly truncated: boolean;
}

/** What lies below ground in a box (west, south, east, north in degrees) with its depth, and where it is in conflict. */
export async function read_below_ground(
  sql: Transaction,
  of: { bounds: readonly [number, number, number, number]; scenario_id: number | null },
): Promise<BelowGround> {
  const [west, south, east, north] = of.bounds;
  const box = sql`st_makeenvelope(${west}::float8, ${south}::float8, ${east}::float8, ${north}::float8, 4326)`;
  const [lines, conflicts] = await Promise.all([
    sql<BelowGround["lines"]>`
      select kind, layer, id, part, st_asgeojson(geom_wgs84, 7)::jsonb as geometry, top_m, bottom_m, diameter_m, assumed
      from below_ground(${box}, ${of.scenario_id}::bigint, ${MAX_LINES})`,
    sql<BelowGround["conflicts"]>`
      select id, verdict, st_asgeojson(geom_wgs84, 7)::jsonb as geometry, depth_m
      from below_ground_conflicts(${box}, ${of.scenario_id}::bigint)`,
  ]);
  return { lines, conflicts, truncated: lines.length >= MAX_LINES };
}
