import { define_importer } from "./define_importer.ts";
import { format_of } from "./formats.ts";
import { open_with_gdal } from "./gdal_tables.ts";
import { osm_drafts } from "./osm_rows.ts";

/**
 * OpenStreetMap (.osm, .osm.pbf) with a ready mapping: streets as segments, carriageways, footways,
 * cycle paths, buildings, trees, hedges, green, water, parking, charge points, shared mobility,
 * street lamps, power lines and pipelines.
 */
export const osm = define_importer({
  id: "osm",
  name: "OpenStreetMap",
  recognise: (source) =>
    source.members.some((member) => ["osm_pbf", "osm_xml"].includes(format_of(member) ?? "")) ? 3 : 0,
  open: open_with_gdal,
  pick: (table) => ({ map: (row) => osm_drafts(row, table.name) }),
  dataset: (source) => ({
    kind: "dataset",
    key: null,
    name: source.file_name,
    owner: "OpenStreetMap",
    licence: "ODbL 1.0, © OpenStreetMap contributors",
    purpose: null,
    access_class: "public",
    dated: null,
    expires: null,
    attachments: [],
  }),
});
