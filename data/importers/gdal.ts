import { define_importer } from "./define_importer.ts";
import { format_of } from "./formats.ts";
import { gdal_datasets, open_with_gdal } from "./gdal_tables.ts";

/**
 * The usual GIS formats, read by GDAL: GeoPackage, Shapefile, GeoJSON, GML, FlatGeobuf, CSV with
 * coordinates, DXF, KML and OpenStreetMap. Layers and fields go by the user's mapping, else by a guess.
 */
export const gdal = define_importer({
  id: "gis",
  name: "GIS file",
  recognise(source) {
    const { datasets } = gdal_datasets(source);
    if (datasets.length === 0) return 0;
    return datasets.some(({ main }) => format_of(main) !== "csv") ? 2 : 1;
  },
  open: open_with_gdal,
});
