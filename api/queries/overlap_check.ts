import type { FindingList } from "../schemas/finding.ts";
import type { InputGeometry } from "../schemas/geometry.ts";
import type { Transaction } from "../store/open_store.ts";
import { drawn_geometry } from "./drawn_geometry.ts";
import { finding_texts, read_texts } from "./finding.ts";

type Geojson = { readonly type: string };

export interface OverlapQuestion {
  readonly id: number;
  readonly name: string;
  readonly created_at: string;
  readonly scenario_id: number | null;
  readonly trench_width_m: number | null;
  readonly dig_depth_m: number | null;
  readonly measure_type: string | null;
  readonly parameters: Readonly<Record<string, number | string | boolean>>;
  readonly geometry: Geojson | null;
}

export interface OverlapZone extends OverlapQuestion {
  readonly zone: Geojson | null;
  readonly zone_area_m2: number;
}

export type DigVerdict = "violated" | "possible" | "unknown" | "clear";

export interface OverlapObject {
  readonly layer: string;
  readonly id: number | null;
  readonly visible: boolean;
  readonly owner: string;
  readonly name: string | null;
  readonly status: string | null;
  readonly inside: boolean | null;
  readonly dig: DigVerdict | null;
  readonly length_m: number | null;
  readonly area_m2: number | null;
  readonly top_m: number | null;
  readonly bottom_m: number | null;
  readonly diameter_m: number | null;
  readonly position_accuracy_m: number | null;
  readonly position_assumed: boolean | null;
  readonly depth_accuracy_m: number | null;
  readonly depth_source: string | null;
  readonly dataset: string | null;
  readonly synthetic: boolean;
  readonly buried: boolean;
  readonly trial_pits: number;
  readonly geometry: Geojson | null;
}

/** What a trial pit at a place does for one open verdict. */
export interface PlaceChance {
  readonly place: number;
  readonly position: Geojson;
  readonly objects: { readonly layer: string; readonly id: number }[];
  readonly verdict_key: string;
  readonly chance: number;
}

export async function add_overlap_check(
  sql: Transaction,
  asked: {
    name: string;
    geometry: InputGeometry | null;
    trench_width_m: number | null;
    dig_depth_m: number | null;
    scenario_id: number | null;
    measure_type: string | null;
    parameters: Readonly<Record<string, unknown>>;
  },
  viewer_id: string,
): Promise<number> {
  const geom = asked.geometry ? sql`to_analysis(${drawn_geometry(sql, asked.geometry)})` : sql`null`;
  const [row] = await sql<{ id: number }[]>`
    insert into overlap_check (authority_id, name, geom, trench_width_m, dig_depth_m, scenario_id, measure_type, parameters, created_by, organisation_id)
    values (current_authority(), ${asked.name}, ${geom}, ${asked.trench_width_m}, ${asked.dig_depth_m}, ${asked.scenario_id}, ${asked.measure_type},
      ${sql.json(asked.parameters as never)}, ${viewer_id}, current_setting('straatlagen.organisation', true))
    returning id`;
  return row!.id;
}

/** The overlap checks of the authority, newest first. */
export async function list_overlap_checks(sql: Transaction): Promise<OverlapQuestion[]> {
  return sql<OverlapQuestion[]>`
    select id, name, to_jsonb(created_at) #>> '{}' as created_at, scenario_id, trench_width_m, dig_depth_m, measure_type, parameters, geometry from overlap_checks()`;
}

export async function read_overlap_zone(sql: Transaction, id: number): Promise<OverlapZone | undefined> {
  const [row] = await sql<OverlapZone[]>`
    select id, name, to_jsonb(created_at) #>> '{}' as created_at, scenario_id, trench_width_m, dig_depth_m, measure_type, parameters, geometry,
      zone, zone_area_m2 from overlap_checks(${id}::bigint)`;
  return row;
}

export async function delete_overlap_check(sql: Transaction, id: number): Promise<boolean> {
  const rows = await sql`delete from overlap_check where id = ${id}::bigint returning id`;
  return rows.length > 0;
}

/** The objects of a check, worst first, as far as the viewer may know of them. */
export async function list_overlap_objects(sql: Transaction, id: number): Promise<OverlapObject[]> {
  return sql<OverlapObject[]>`
    select layer, id, visible, owner, name, status, inside, dig, length_m, area_m2, top_m, bottom_m, diameter_m, position_accuracy_m,
      position_assumed, depth_accuracy_m, depth_source, dataset, synthetic, buried, trial_pits, st_asgeojson(geom_wgs84, 8)::jsonb as geometry
    from overlap_objects(${id}::bigint)`;
}

/** More findings of the state today than this are not looked at: the answer says so. */
export const MOST_FINDINGS = 5000;

/** The findings of a check with their things and rules, worst first. */
export async function list_overlap_findings(sql: Transaction, id: number): Promise<FindingList> {
  return read_texts(
    await finding_texts(sql, sql`overlap_findings(${id}::bigint, ${MOST_FINDINGS}::integer)`),
  );
}

/** What trial pits would do for the open verdicts of a check, those of the given findings among them. */
export async function list_trial_pit_places(
  sql: Transaction,
  id: number,
  { findings }: FindingList,
): Promise<PlaceChance[]> {
  const open = findings.filter(({ verdict }) => verdict === "possible" || verdict === "unknown");
  return sql<PlaceChance[]>`
    select place, st_asgeojson(place_wgs84, 8)::jsonb as position, objects, verdict_key, chance
    from trial_pit_places(${id}::bigint, ${sql.json(open as never)}::json) where chance > 0.05 order by place, verdict_key`;
}
