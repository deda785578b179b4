import type { InputGeometry } from "../schemas/geometry.ts";
import type { Transaction } from "../store/open_store.ts";
import { drawn_geometry, period_of } from "./drawn_geometry.ts";
import type { WriteState } from "./scenario.ts";

export interface MeasureRow {
  readonly id: number;
  readonly scenario_id: number;
  readonly measure_type: string;
  readonly name: string;
  readonly geometry: { readonly type: string };
  readonly parameters: Readonly<Record<string, number | string | boolean>>;
  /** ISO dates, both inclusive, null where it is open; null where the measure has no period. */
  readonly period: { readonly from: string | null; readonly to: string | null } | null;
  /** The phase whose years are its days where it has no period. */
  readonly phase_id: number | null;
  readonly version: number;
}

export interface MeasureDraft {
  readonly measure_type: string;
  readonly name: string;
  readonly geometry: InputGeometry;
  /** Of the geometry; left out: WGS 84. */
  readonly srid?: number;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly period: { readonly from: string | null; readonly to: string | null } | null;
  readonly phase_id: number | null;
}

function measures(sql: Transaction) {
  return sql`
    select m.id, m.scenario_id, m.measure_type, m.name, st_asgeojson(st_transform(m.geom, 4326), 8)::jsonb as geometry,
      m.parameters, case when m.period is not null and not isempty(m.period) then
        jsonb_build_object('from', lower(m.period), 'to', upper(m.period) - 1) end as period, m.phase_id, m.version
    from measure m`;
}

/** The measures of a scenario in the order they were drawn. */
export async function list_measures(sql: Transaction, scenario_id: number): Promise<MeasureRow[]> {
  return sql<MeasureRow[]>`${measures(sql)} where m.scenario_id = ${scenario_id} order by m.id`;
}

export async function read_measure(
  sql: Transaction,
  scenario_id: number,
  id: number,
): Promise<MeasureRow | undefined> {
  const [row] = await sql<
    MeasureRow[]
  >`${measures(sql)} where m.scenario_id = ${scenario_id} and m.id = ${id}`;
  return row;
}

/** Those of the given measures that a scenario has. */
export async function read_measures(
  sql: Transaction,
  scenario_id: number,
  ids: readonly number[],
): Promise<MeasureRow[]> {
  return sql<MeasureRow[]>`
    ${measures(sql)} where m.scenario_id = ${scenario_id} and m.id = any (${ids as number[]}::bigint[])`;
}

/** A measure with its geometry as it is stored, so that it can be stored elsewhere unchanged. */
export interface ExactMeasureRow extends MeasureRow {
  readonly exact_coordinates: readonly unknown[];
}

/** The measures of a scenario in their order, with the coordinates of the analysis CRS as they are. */
export async function list_exact_measures(sql: Transaction, scenario_id: number): Promise<ExactMeasureRow[]> {
  return sql<ExactMeasureRow[]>`
    select given.*, st_asgeojson(m.geom, 15)::jsonb -> 'coordinates' as exact_coordinates
    from (${measures(sql)} where m.scenario_id = ${scenario_id}) given join measure m on m.id = given.id order by given.id`;
}

/** The ids of a scenario's measures in the order they were drawn. */
export async function measure_ids(sql: Transaction, scenario_id: number): Promise<number[]> {
  const rows = await sql<
    { id: number }[]
  >`select id from measure where scenario_id = ${scenario_id} order by id`;
  return rows.map(({ id }) => id);
}

/** The place of the first geometry whose exact coordinates lie more than a metre from where it lies in WGS 84; null where there is none. */
export async function first_misplaced(
  sql: Transaction,
  pairs: readonly { readonly geometry: InputGeometry; readonly exact: InputGeometry }[],
  srid: number,
): Promise<number | null> {
  const [row] = await sql<{ place: number | null }[]>`
    select min(p.place) - 1 as place
    from unnest(${pairs.map(({ geometry }) => JSON.stringify(geometry))}::text[],
      ${pairs.map(({ exact }) => JSON.stringify(exact))}::text[]) with ordinality p (wgs84, exact, place),
      lateral (select to_analysis(st_setsrid(st_geomfromgeojson(p.wgs84), 4326)) as a, st_setsrid(st_geomfromgeojson(p.exact), ${srid}::integer) as b) g
    where not st_dwithin(g.a, g.b, 1) or abs(st_xmin(g.a) - st_xmin(g.b)) + abs(st_ymin(g.a) - st_ymin(g.b))
      + abs(st_xmax(g.a) - st_xmax(g.b)) + abs(st_ymax(g.a) - st_ymax(g.b)) > 1`;
  return row?.place ?? null;
}

/** True where the scenario has that measure. */
export async function measure_exists(sql: Transaction, scenario_id: number, id: number): Promise<boolean> {
  const rows = await sql`select from measure where scenario_id = ${scenario_id} and id = ${id}`;
  return rows.length > 0;
}

export interface MeasureConflict {
  readonly id: number;
  /** As it is stored now; null where it is gone. */
  readonly stored: MeasureRow | null;
}

/**
 * The measures that are not stored in the version that the caller has seen (null: deleted). From here
 * on nobody else changes the scenario until the transaction ends.
 */
export async function measure_conflicts(
  sql: Transaction,
  scenario_id: number,
  seen: readonly { readonly id: number; readonly version: number | null }[],
): Promise<MeasureConflict[]> {
  const rows = await sql<{ id: number }[]>`
    select id from measure_conflicts(${scenario_id}::bigint, ${seen.map(({ id }) => id)}::bigint[],
      ${seen.map(({ version }) => version)}::bigint[]) id`;
  const stored = await read_measures(
    sql,
    scenario_id,
    rows.map(({ id }) => id),
  );
  return rows.map(({ id }) => ({ id, stored: stored.find((row) => row.id === id) ?? null }));
}

/**
 * Stores a measure: a new one where `id` is null; a deleted one under its old id where only `version` is;
 * else the stored one if it has that version. Its findings are evaluated anew in the same transaction.
 */
export async function save_measure(
  sql: Transaction,
  of: { scenario_id: number; id: number | null; version: number | null; draft: MeasureDraft },
): Promise<WriteState & { id: number | null }> {
  const { draft } = of;
  const [row] = await sql<{ id: number | null; version: number | null; state: string }[]>`
    select id, version, state from save_measure(${of.scenario_id}::bigint, ${of.id}::bigint, ${of.version}::bigint,
      ${draft.measure_type}, ${draft.name}, ${drawn_geometry(sql, draft.geometry, draft.srid)},
      ${sql.json(draft.parameters as never)},
      ${period_of(sql, draft.period?.from ?? null, draft.period?.to ?? null)}, ${draft.phase_id}::bigint)`;
  if (!row || row.state === "missing" || row.version === null) return { state: "missing", id: of.id };
  return { state: row.state === "saved" ? "saved" : "stale", version: row.version, id: row.id };
}

/** Deletes a measure of a scenario with its findings if `version` is the stored one. */
export async function delete_measure(
  sql: Transaction,
  of: { scenario_id: number; id: number; version: number },
): Promise<WriteState> {
  const [stored] = await sql<{ version: number; state: string }[]>`
    select m.version, delete_measure(m.id, ${of.version}::bigint) as state
    from measure m where m.scenario_id = ${of.scenario_id} and m.id = ${of.id}`;
  if (!stored || stored.state === "missing") return { state: "missing" };
  return { state: stored.state === "deleted" ? "saved" : "stale", version: stored.version };
}
