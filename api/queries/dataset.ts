import type { Transaction } from "../store/open_store.ts";

export interface DatasetRow {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly importer: string;
  readonly source_file: string;
  readonly owner: string;
  readonly access_class: "public" | "restricted";
  readonly licence: string | null;
  readonly purpose: string | null;
  readonly dated: string | null;
  readonly expires: string | null;
  readonly expired: boolean;
  readonly srid: number;
  readonly outside_area_of_use: boolean;
  readonly synthetic: boolean;
  readonly attachments: { readonly name: string; readonly bytes: number; readonly kind: string }[];
  readonly imported_at: Date;
  readonly version: number;
  readonly bounds_wgs84: number[] | null;
}

function datasets(sql: Transaction) {
  return sql`
    select d.id, d.key, d.name, d.importer, d.source_file, o.name as owner, d.access_class, d.licence, d.purpose,
      d.dated::text, d.expires::text, coalesce(d.expires < current_date, false) as expired, d.srid,
      d.outside_area_of_use, d.synthetic, d.attachments, d.imported_at, d.version,
      (select array[st_xmin(e), st_ymin(e), st_xmax(e), st_ymax(e)]
       from (select st_transform(d.extent, 4326) as e) b where e is not null) as bounds_wgs84
    from dataset d
    join organisation o on o.authority_id = d.authority_id and o.id = d.owner_organisation_id`;
}

/** The deliveries of the authority, newest first. */
export async function list_datasets(sql: Transaction): Promise<DatasetRow[]> {
  return sql<DatasetRow[]>`${datasets(sql)} order by d.imported_at desc, d.id desc`;
}

/** One delivery with the number of its features per layer that the viewer may see. */
export async function read_dataset(
  sql: Transaction,
  id: number,
): Promise<(DatasetRow & { layers: { layer: string; feature_count: number }[] }) | undefined> {
  const [[row], layers] = await Promise.all([
    sql<DatasetRow[]>`${datasets(sql)} where d.id = ${id}`,
    sql<{ layer: string; feature_count: number }[]>`
      select layer, count(*) as feature_count from feature
      where authority_id = current_authority() and dataset_id = ${id} group by layer order by layer`,
  ]);
  return row && { ...row, layers: [...layers] };
}

/** Deletes a delivery with everything in it; false where there is none. */
export async function remove_dataset(sql: Transaction, id: number): Promise<boolean> {
  const [row] = await sql<{ removed: boolean }[]>`select remove_dataset(${id}::bigint) as removed`;
  return row?.removed ?? false;
}
