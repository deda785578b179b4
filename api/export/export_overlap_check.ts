import type { OverlapAnswer } from "../overlap/answer_overlap_check.ts";
import { cad_features, object_columns, object_rows, overlap_features } from "../overlap/overlap_features.ts";
import { overlap_report } from "../overlap/overlap_report.ts";
import type { ReportLanguage } from "../overlap/report_texts.ts";
import { make_pdf } from "./make_pdf.ts";
import { write_csv } from "./write_csv.ts";
import { write_gis_file } from "./write_gis_file.ts";

export const content_types = {
  pdf: "application/pdf",
  csv: "text/csv; charset=utf-8",
  geojson: "application/geo+json",
  gpkg: "application/geopackage+sqlite3",
  dxf: "image/vnd.dxf",
} as const;

export type OverlapFormat = keyof typeof content_types;

/**
 * The bytes of an overlap check's answer in a format: all that the answer holds, which is what its viewer
 * may see. GeoPackage and DXF are in the analysis CRS `srid`.
 */
export async function export_overlap_check(
  answer: OverlapAnswer,
  format: OverlapFormat,
  language: ReportLanguage,
  srid: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  switch (format) {
    case "pdf":
      return make_pdf(overlap_report(answer, language));
    case "csv":
      return write_csv(object_columns, object_rows(answer));
    case "geojson": {
      const features = overlap_features(answer).flatMap((layer) =>
        layer.features.map((feature) => ({
          ...feature,
          properties: { part: layer.name, ...feature.properties },
        })),
      );
      return new TextEncoder().encode(JSON.stringify({ type: "FeatureCollection", features }));
    }
    case "gpkg": {
      const layers = overlap_features(answer).filter(({ features }) => features.length > 0);
      return write_gis_file(layers, "GPKG", srid, signal);
    }
    default:
      return write_gis_file([{ name: "entities", features: cad_features(answer) }], "DXF", srid, signal);
  }
}
