import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRoute, z } from "@hono/zod-openapi";
import { MOST_SHAPES, open_delivery, read_shapes } from "../../data/importers/index.ts";
import { answer_json } from "../answer_json.ts";
import { read_as_viewer } from "../context.ts";
import { problem } from "../errors.ts";
import { joined_shape } from "../queries/drawn_geometry.ts";
import { answers, router } from "../router.ts";
import { geojson } from "../schemas/common.ts";
import { upload_body } from "../schemas/import.ts";
import { discard_folder, receive_upload } from "../upload/receive_upload.ts";
import { srid_of } from "../upload/srid_of.ts";

const shape = z
  .object({
    geometry: geojson,
    kind: z.enum(["area", "line"]),
    count: z.number(),
    lines_left_out: z.number(),
  })
  .openapi("Shape", {
    description:
      "All areas of a file as one, in WGS 84; where it has none, its lines. `count`: the objects taken; `lines_left_out`: the lines beside areas, which are not",
  });

export const shape_routes = router().openapi(
  createRoute({
    method: "post",
    path: "/shapes",
    tags: ["shape"],
    summary: "The areas or lines of a file, to ask about; nothing is stored",
    description:
      "GeoPackage, zipped Shapefile, GeoJSON, GML, KML, DXF and the other formats that an import takes. `srid` where the file does not say its coordinate system; without it the analysis CRS is taken where the coordinates agree.",
    request: { body: upload_body },
    responses: answers(200, shape, "One geometry"),
  }),
  async (c) => {
    const upload = await receive_upload(c.req.raw, c.var.deps.upload_dir);
    const scratch_dir = await mkdtemp(join(tmpdir(), "straatlagen-shape-"));
    try {
      const srid = srid_of(upload.fields);
      const file = upload.files.find(({ path }) => path.toLowerCase().endsWith(".shp")) ?? upload.files[0]!;
      const source = await open_delivery(file.path, file.file_name, scratch_dir);
      const options = { srid, mapping: null, signal: c.req.raw.signal, scratch_dir };
      const { areas, lines, too_many } = await read_shapes(source, options, c.var.store.srid);
      if (too_many)
        throw problem(
          "shape_too_many",
          `Expected at most ${MOST_SHAPES} objects in ${file.file_name}, got more. Nothing was taken.`,
        );
      const kind: "area" | "line" = areas.length > 0 ? "area" : "line";
      const given = kind === "area" ? areas : lines;
      if (given.length === 0)
        throw problem("shape_missing", `Expected areas or lines in ${file.file_name}, got none.`);
      const geometry = await read_as_viewer(c, (sql) => joined_shape(sql, given, kind));
      return answer_json(c, {
        geometry,
        kind,
        count: given.length,
        lines_left_out: kind === "area" ? lines.length : 0,
      });
    } finally {
      await discard_folder(upload.dir);
      await rm(scratch_dir, { recursive: true, force: true });
    }
  },
);
