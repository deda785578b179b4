import { ImportError, type Importer, type ImportInspection, type ImportNote } from "../types.ts";
import type { Dialect } from "./model.ts";
import { read_delivery, speaks } from "./read_delivery.ts";

const GEOMETRY = ["", "point", "line", "area", "point", "line", "area"];

/** The importer of one edition of IMKL; what differs between them is in `dialect`. */
export function make_importer(dialect: Dialect): Importer {
  return {
    id: dialect.id,
    name: dialect.name,
    // The namespace is the edition's own: nobody else can be surer.
    recognise: (source) => (source.members.some((member) => speaks(dialect, member.head)) ? 3 : 0),
    async inspect(source, options): Promise<ImportInspection> {
      const counts = new Map<string, { count: number; geometry: Set<string> }>();
      const notes: ImportNote[] = [];
      let srid: number | null = null;
      for await (const item of read_delivery(source, options, dialect)) {
        if (item.kind === "note") notes.push(item);
        if (item.kind !== "feature") continue;
        srid ??= item.srid;
        const layer = counts.get(item.layer) ?? { count: 0, geometry: new Set() };
        layer.count++;
        layer.geometry.add(GEOMETRY[Number.parseInt(item.geom_hex.slice(2, 4), 16)] ?? "unknown");
        counts.set(item.layer, layer);
      }
      return {
        importer: dialect.id,
        srid,
        notes,
        layers: [...counts].map(([name, { count, geometry }]) => ({
          name,
          feature_count: count,
          geometry: [...geometry].join(", "),
          fields: [],
        })),
        guess: { layers: [...counts.keys()].map((layer) => ({ source_layer: layer, layer, fields: {} })) },
        fixed: true,
      };
    },
    read(source, options) {
      if (!source.members.some((member) => speaks(dialect, member.head)))
        throw new ImportError(
          "format_unknown",
          `expected ${dialect.name} in ${source.file_name}, got none of its XML`,
        );
      return read_delivery(source, options, dialect);
    },
  };
}
