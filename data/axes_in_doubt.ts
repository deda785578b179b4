import type postgres from "postgres";
import type { Viewer } from "../api/store/viewer.ts";

/** Nearer than this to what a town holds, data lie where one expects them. */
const NEAR_M = 3000;

/**
 * SQL expression on a column `box` (analysis CRS): true where it lies far from all other data that are public or of
 * the viewer's organisation (where others' lie is not told) and, with x and y changed, would lie among them. Where
 * both readings of a pair of numbers are in the country, as in much of Belgium, nothing but what is there already
 * tells them apart. False where there is nothing else.
 */
export function axes_in_doubt(
  sql: postgres.TransactionSql,
  { authority_id, organisation_id }: Pick<Viewer, "authority_id" | "organisation_id">,
  dataset_id: number,
): postgres.PendingQuery<never[]> {
  return sql`coalesce((
    select not bool_or(st_dwithin(o.extent, box, ${NEAR_M})) and bool_or(st_intersects(o.extent, st_flipcoordinates(box)))
    from dataset o where o.authority_id = ${authority_id} and o.id <> ${dataset_id} and o.extent is not null
      and (o.access_class = 'public' or o.owner_organisation_id = ${organisation_id}) and (o.expires is null or o.expires >= current_date)), false)` as never;
}
