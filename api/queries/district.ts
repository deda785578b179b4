import type { Transaction } from "../store/open_store.ts";

export interface DistrictRow {
  readonly id: string;
  readonly name: string;
  readonly inhabitants: number | null;
  readonly dwellings: number | null;
  readonly bounds_wgs84: number[] | null;
}

/** The planning areas of the authority by name, with their bounds in WGS 84. */
export async function list_districts(sql: Transaction): Promise<DistrictRow[]> {
  return sql<DistrictRow[]>`
    select d.id, d.name, d.inhabitants, d.dwellings, array[st_xmin(e), st_ymin(e), st_xmax(e), st_ymax(e)] as bounds_wgs84
    from district d cross join lateral (select st_transform(st_envelope(d.geom), 4326) as e) b
    order by d.name, d.id`;
}

export async function district_exists(sql: Transaction, id: string): Promise<boolean> {
  const rows = await sql`select from district where id = ${id}`;
  return rows.length > 0;
}
