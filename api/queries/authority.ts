import type { Transaction } from "../store/open_store.ts";

export interface AuthorityRow {
  readonly id: string;
  readonly name: string;
  readonly data_version: number;
  readonly pact_version: "1.0" | "2.0" | "2.1";
  readonly bounds_wgs84: number[] | null;
  readonly synthetic: boolean;
}

/** The viewer's authority with the bounds (WGS 84: west, south, east, north) of its streets, else of its datasets; undefined before the first import. */
export async function read_authority(sql: Transaction): Promise<AuthorityRow | undefined> {
  const [row] = await sql<AuthorityRow[]>`
    select a.id, a.name, a.data_version, a.pact_version,
      (select array[st_xmin(e), st_ymin(e), st_xmax(e), st_ymax(e)]
       from (select st_transform(st_setsrid(coalesce(
           (select st_extent(s.axis)::geometry from street s),
           (select st_extent(d.extent)::geometry from dataset d)), (select analysis_srid from setting)), 4326) as e) b
       where e is not null) as bounds_wgs84,
      coalesce((select bool_or(synthetic) from dataset), false) as synthetic
    from authority a where a.id = current_authority()`;
  return row;
}

/** Which version of the pact the authority signed: its targets are asked. */
export async function set_pact_version(
  sql: Transaction,
  pact_version: AuthorityRow["pact_version"],
): Promise<void> {
  await sql`update authority set pact_version = ${pact_version} where id = current_authority()`;
}
