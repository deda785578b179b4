import type { WorksReference } from "../dig/package_content.ts";
import type { Transaction } from "../store/open_store.ts";

/** A part of works or of a measure in the frame of one street; see the SQL function `openings`. */
export interface OpeningRow {
  readonly kind: "works" | "measure";
  readonly id: number;
  readonly part: number;
  /** Of a measure: what the part becomes. */
  readonly layer: string | null;
  readonly dimension: 0 | 1 | 2;
  readonly street_id: string;
  readonly from_m: number;
  readonly to_m: number;
  readonly right_m: number;
  readonly left_m: number;
  readonly size: number;
  readonly bottom_m: number | null;
}

/** What opens the ground in a street, or everywhere, in time to come, as far as the viewer may see. */
export function list_openings(
  sql: Transaction,
  scenario_id: number | null,
  street_id: string | null,
): Promise<OpeningRow[]> {
  return sql<OpeningRow[]>`
    select kind, id, part, layer, dimension, street_id, from_m, to_m, right_m, left_m, size, bottom_m
    from openings(${scenario_id}::bigint, ${street_id})`;
}

export interface WorksRow {
  readonly id: number;
  readonly dataset_id: number;
  readonly owner: string;
  readonly status: string;
  /** First and last day; null: open. */
  readonly from: string | null;
  readonly to: string | null;
  readonly blocked_until: string | null;
  readonly attributes: Readonly<Record<string, string | number | boolean | null>>;
}

/** Works by id, those that the viewer may see. */
export function works_by_id(sql: Transaction, ids: readonly number[]): Promise<WorksRow[]> {
  return sql<WorksRow[]>`
    select f.id, f.dataset_id, o.name as owner, f.status, lower(f.period)::text as "from", (upper(f.period) - 1)::text as "to",
      f.blocked_until::text, f.attributes
    from feature f
    join dataset d on d.authority_id = f.authority_id and d.id = f.dataset_id
    join organisation o on o.authority_id = d.authority_id and o.id = d.owner_organisation_id
    where f.layer = 'works' and f.id = any (${ids as number[]}::bigint[]) order by f.id`;
}

/** How works that everybody may see are named in a file. */
export async function works_references(
  sql: Transaction,
  ids: readonly number[],
): Promise<ReadonlyMap<number, WorksReference>> {
  const rows = await sql<(WorksReference & { id: number })[]>`
    select f.id, d.name as dataset, f.source_id
    from feature f join dataset d on d.authority_id = f.authority_id and d.id = f.dataset_id
    where f.layer = 'works' and f.id = any (${ids as number[]}::bigint[]) and d.access_class = 'public'`;
  return new Map(rows.map(({ id, ...reference }) => [id, reference]));
}

/** Which works, of those that everybody may see, a file means; those that are not stored here are left out. */
export function works_by_reference(
  sql: Transaction,
  references: readonly WorksReference[],
): Promise<(WorksReference & { id: number })[]> {
  return sql<(WorksReference & { id: number })[]>`
    select max(f.id) as id, d.name as dataset, f.source_id
    from feature f join dataset d on d.authority_id = f.authority_id and d.id = f.dataset_id
    join unnest(${references.map(({ dataset }) => dataset)}::text[], ${references.map(({ source_id }) => source_id)}::text[])
      as r (dataset, source_id) on r.dataset = d.name and r.source_id = f.source_id
    where f.layer = 'works' and d.access_class = 'public' group by d.name, f.source_id`;
}

export interface PlannedMeasureRow {
  readonly id: number;
  readonly measure_type: string;
  readonly name: string;
  readonly parameters: Readonly<Record<string, string | number | boolean>>;
  /** Its own period, else the years of its phase. */
  readonly from: string | null;
  readonly to: string | null;
  readonly phase_id: number | null;
}

/** The measures of a scenario with the time they are carried out. */
export function planned_measures(sql: Transaction, scenario_id: number): Promise<PlannedMeasureRow[]> {
  return sql<PlannedMeasureRow[]>`
    select m.id, m.measure_type, m.name, m.parameters, lower(p.period)::text as "from", (upper(p.period) - 1)::text as "to", m.phase_id
    from measure m, lateral (select measure_period(m) as period) p
    where m.scenario_id = ${scenario_id} order by m.id`;
}

/** Per layer who would lay such a thing here; layers that nobody delivered are left out. */
export async function layer_owners(sql: Transaction): Promise<ReadonlyMap<string, string>> {
  const rows = await sql<{ layer: string; owner: string }[]>`
    select layer, owner from layer_owners() where owner is not null`;
  return new Map(rows.map(({ layer, owner }) => [layer, owner]));
}

/** Whose works lie in a street that the viewer may not see. */
export async function hidden_works_owners(sql: Transaction, street_id: string): Promise<string[]> {
  const rows = await sql<{ owner: string }[]>`select owner from hidden_works_owners(${street_id}) owner`;
  return rows.map(({ owner }) => owner);
}

/** Names of streets by id, and of the authority. */
export async function names_for_openings(
  sql: Transaction,
  street_ids: readonly string[],
): Promise<{ streets: ReadonlyMap<string, string>; authority: string; today: string }> {
  const rows = await sql<{ id: string; name: string }[]>`
    select id, name from street where id = any (${street_ids as string[]})`;
  const [authority] = await sql<{ name: string; today: string }[]>`
    select name, current_date::text as today from authority where id = current_authority()`;
  return {
    streets: new Map(rows.map(({ id, name }) => [id, name])),
    authority: authority!.name,
    today: authority!.today,
  };
}
