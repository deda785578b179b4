import type { ImportedFeature } from "../../data/importers/types.ts";
import type { TestStore } from "../store/test_store.ts";

/** Extended WKB of a line, written here so that it may hold what no parser of text accepts. */
export function line_hex(points: readonly (readonly [number, number])[], srid = 31370): string {
  const view = new DataView(new ArrayBuffer(13 + 16 * points.length));
  view.setUint8(0, 1);
  view.setUint32(1, 2 + 0x20000000, true);
  view.setUint32(5, srid, true);
  view.setUint32(9, points.length, true);
  points.forEach(([x, y], i) => {
    view.setFloat64(13 + 16 * i, x, true);
    view.setFloat64(21 + 16 * i, y, true);
  });
  return Buffer.from(view.buffer).toString("hex");
}

/** A water main as an importer yields it. */
export const line_item = (
  source_id: string,
  geom_hex: string,
  more: Partial<ImportedFeature> = {},
): ImportedFeature => ({
  kind: "feature",
  layer: "water_main",
  source_id,
  geom_hex,
  srid: 31370,
  status: "in_use",
  top_m: null,
  bottom_m: null,
  diameter_m: null,
  position_accuracy_m: null,
  depth_accuracy_m: null,
  depth_source: "unknown",
  valid_from: null,
  valid_to: null,
  attributes: {},
  ...more,
});

/** What a dataset holds. */
export const features_of = ({ store }: TestStore, dataset_id: number) =>
  store.sql<Record<string, unknown>[]>`
      select *, st_astext(geom, 3) as wkt, st_area(geom) as area_m2, geom::text as geom_hex, lower(period)::text as first_day, (upper(period) - 1)::text as last_day
      from feature where dataset_id = ${dataset_id} order by source_id, id`;
/** Why rows of an import were refused. */
export const rejections_of = ({ store }: TestStore, import_id: number) =>
  store.sql<{ row_label: string; field: string; code: string; message: string }[]>`
      select row_label, field, code, message from import_rejection where import_id = ${import_id} order by position`;
