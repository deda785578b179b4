import type { InputGeometry } from "../schemas/geometry.ts";
import type { Transaction } from "../store/open_store.ts";

export interface GrantRow {
  readonly id: number;
  readonly dataset_id: number;
  readonly organisation_id: string;
  readonly organisation: string;
  readonly purpose: string;
  readonly until: string;
  readonly state: "in_force" | "over" | "withdrawn";
  readonly created_at: Date;
  readonly withdrawn_at: Date | null;
  readonly area: { readonly type: string } | null;
}

/** The grants of a dataset that the viewer gave or got, newest first. */
export async function list_grants(sql: Transaction, dataset_id: number): Promise<GrantRow[]> {
  return sql<GrantRow[]>`
    select g.id, g.dataset_id, g.to_organisation_id as organisation_id, o.name as organisation, g.purpose, g.until::text,
      case when g.withdrawn_at is not null then 'withdrawn' when g.until < current_date then 'over' else 'in_force' end as state,
      g.created_at, g.withdrawn_at, st_asgeojson(st_transform(g.area, 4326), 7)::json as area
    from dataset_grant g
    join organisation o on o.authority_id = g.authority_id and o.id = g.to_organisation_id
    where g.dataset_id = ${dataset_id} order by g.id desc`;
}

/** Lets an organisation see a dataset; null where the viewer does not decide about it. */
export async function grant_dataset(
  sql: Transaction,
  of: {
    dataset_id: number;
    organisation_id: string;
    area: InputGeometry | null;
    /** In place of an area of one's own; one that there is. */
    district_id: string | null;
    purpose: string;
    until: string;
  },
): Promise<number | null> {
  const area = of.area === null ? null : JSON.stringify(of.area);
  const [row] = await sql<{ id: number | null }[]>`
    select grant_dataset(${of.dataset_id}, ${of.organisation_id},
      coalesce(st_setsrid(st_geomfromgeojson(${area}::text), 4326), (select st_transform(geom, 4326) from district where id = ${of.district_id})), ${of.purpose}, ${of.until}::date) as id`;
  return row!.id;
}

/** Takes a grant of a dataset back; false where there is none in force that the viewer decides about. */
export async function withdraw_grant(sql: Transaction, dataset_id: number, id: number): Promise<boolean> {
  const [row] = await sql<{ done: boolean }[]>`
    select exists (select from dataset_grant where id = ${id} and dataset_id = ${dataset_id}) and withdraw_grant(${id}) as done`;
  return row!.done;
}

export async function owns_dataset(sql: Transaction, dataset_id: number): Promise<boolean> {
  const [row] = await sql<{ owns: boolean }[]>`select owns_dataset(${dataset_id}) as owns`;
  return row!.owns;
}
