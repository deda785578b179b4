import { define_importer } from "./define_importer.ts";
import { open_with_gdal } from "./gdal_tables.ts";
import { feature_draft, own_fields, text } from "./map_row.ts";
import { head_has } from "./source_words.ts";

/**
 * 3D buildings of German land surveys (LoD2 as one row per surface): the ground surface becomes the
 * building, with its height; roofs, walls and closing surfaces are left out.
 */
export const lod2 = define_importer({
  id: "lod2",
  name: "LoD2 buildings",
  recognise: (source) => (head_has(source, "Geometr_3D", "H_Boden") ? 3 : 0),
  open: open_with_gdal,
  pick(table) {
    const names = new Set(table.fields.map((field) => field.name));
    if (!names.has("Geometr_3D")) return "guess";
    return {
      map(row) {
        if (row.fields.Geometr_3D !== "Ground")
          return [
            {
              kind: "left_out",
              code: "not_ground",
              reason: "roofs, walls and closing surfaces of buildings",
            },
          ];
        const { ID, H_Objekt } = row.fields;
        const own = own_fields(row, new Set(["ID", "path", "layer"]));
        const attributes = typeof H_Objekt === "number" ? { ...own, height_m: H_Objekt } : own;
        return [feature_draft("building", text(ID) ?? String(row.row), { attributes })];
      },
    };
  },
});
