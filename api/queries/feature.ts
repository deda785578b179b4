import type { Transaction } from "../store/open_store.ts";

export interface FeatureRow {
  readonly id: number;
  readonly layer: string;
  readonly status: "in_use" | "disused" | "projected" | "under_construction";
  readonly source_id: string;
  readonly top_m: number | null;
  readonly bottom_m: number | null;
  readonly diameter_m: number | null;
  readonly position_accuracy_m: number | null;
  readonly depth_accuracy_m: number | null;
  readonly depth_source: "measured" | "network_default" | "typical" | "unknown";
  readonly length_in_street_m: number | null;
  readonly valid_from: string | null;
  readonly valid_to: string | null;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly dataset_id: number;
  readonly geometry: { readonly type: string };
}

function columns(sql: Transaction) {
  return sql`id, layer, status, source_id, top_m, bottom_m, diameter_m, position_accuracy_m, depth_accuracy_m, depth_source,
    length_in_street_m, valid_from::text, valid_to::text, attributes, dataset_id, geometry`;
}

/** A page of the features in and under a street's zone, of one layer or all, and how many there are. */
export async function list_street_features(
  sql: Transaction,
  of: { street_id: string; layer: string | null; limit: number; offset: number },
): Promise<{ features: FeatureRow[]; total: number }> {
  const [features, [counted]] = await Promise.all([
    sql<FeatureRow[]>`
      select ${columns(sql)} from street_features(${of.street_id}, ${of.layer}::text, ${of.limit}::int, ${of.offset}::int)`,
    sql<{ total: number }[]>`
      select count(*) as total
      from street s
      join feature f on f.authority_id = s.authority_id and f.geom && s.zone and st_intersects(f.geom, s.zone)
      where s.id = ${of.street_id} and (${of.layer}::text is null or f.layer = ${of.layer})`,
  ]);
  return { features, total: counted?.total ?? 0 };
}

/** One feature with its whole geometry; undefined where there is none or the viewer may not see it. */
export async function read_feature(
  sql: Transaction,
  layer: string,
  id: number,
): Promise<FeatureRow | undefined> {
  const [row] = await sql<FeatureRow[]>`select ${columns(sql)} from feature_by_id(${layer}, ${id}::bigint)`;
  return row;
}
