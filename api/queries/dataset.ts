import type { Transaction } from "../store/open_store.ts";
import { count_findings, type FindingCount } from "./finding.ts";
import type { LayerContentsRow } from "./street.ts";

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

export interface DatasetDetail extends DatasetRow {
  readonly layers: LayerContentsRow[];
  readonly summary: FindingCount[];
  /** What of it is no feature of a layer: districts, and pieces of streets. */
  readonly district_count: number;
  readonly street_segment_count: number;
}

/** One delivery, what it holds per layer in the order of the legend, and the findings it has a part in, counted. */
export async function read_dataset(sql: Transaction, id: number): Promise<DatasetDetail | undefined> {
  const [[row], layers, summary, [besides]] = await Promise.all([
    sql<DatasetRow[]>`${datasets(sql)} where d.id = ${id}`,
    sql<LayerContentsRow[]>`
      select c.* from dataset_contents(${id}) c join layer l on l.id = c.layer order by l.draw_order desc`,
    count_findings(sql, { scenario_id: null, dataset_id: id }),
    sql<{ district_count: number; street_segment_count: number }[]>`
      select (select count(*) from district where dataset_id = ${id}) as district_count,
        (select count(*) from street_segment where dataset_id = ${id}) as street_segment_count`,
  ]);
  return row && { ...row, layers, summary, ...besides! };
}

export async function dataset_exists(sql: Transaction, id: number): Promise<boolean> {
  const rows = await sql`select from dataset where id = ${id}`;
  return rows.length > 0;
}

/** Deletes a delivery with everything in it; false where there is none. */
export async function remove_dataset(sql: Transaction, id: number): Promise<boolean> {
  const [row] = await sql<{ removed: boolean }[]>`select remove_dataset(${id}::bigint) as removed`;
  return row?.removed ?? false;
}
