import { createRoute, z } from "@hono/zod-openapi";
import { CRS_AREAS, type CrsArea } from "../../data/importers/crs_areas.ts";
import { read_as_viewer } from "../context.ts";
import { problem } from "../errors.ts";
import { position_wgs84 } from "../queries/position.ts";
import { answers, router } from "../router.ts";
import { position_trouble } from "../schemas/geometry.ts";

const coordinate = z
  .string({ error: "expected a number" })
  .regex(/^-?\d{1,8}(\.\d{1,20})?$/, { error: "expected a number like 181896.92" })
  .transform(Number)
  .openapi({ type: "number" });

const position = z
  .object({ lon: z.number(), lat: z.number(), srid: z.number(), crs_name: z.string() })
  .openapi("Position", {
    description: "A place in WGS 84 degrees, and the coordinate system that it was read in",
  });

const inside = ({ x, y, suggest }: CrsArea, [at_x, at_y]: readonly [number, number]): boolean =>
  suggest && at_x >= x[0] && at_x <= x[1] && at_y >= y[0] && at_y <= y[1];

export const position_routes = router().openapi(
  createRoute({
    method: "get",
    path: "/position",
    tags: ["position"],
    summary: "Coordinates as people type them, in WGS 84",
    description:
      "Without `srid` the numbers tell: Lambert 72, Lambert 2008 and RD do not share a range. As good as the re-projection of the store, about 0.2 m for Lambert without the national grid.",
    request: {
      query: z.object({
        x: coordinate,
        y: coordinate,
        srid: z
          .string()
          .regex(/^\d{4,6}$/, { error: "expected an EPSG code like 31370" })
          .transform(Number)
          .optional()
          .openapi({ type: "integer", example: 31370 }),
      }),
    },
    responses: answers(200, position, "The place"),
  }),
  async (c) => {
    const { x, y, srid } = c.req.valid("query");
    const area = CRS_AREAS.find((one) => (srid === undefined ? inside(one, [x, y]) : one.srid === srid));
    if (!area)
      throw problem(
        "srid_unknown",
        srid === undefined
          ? `Expected coordinates of Lambert 72, Lambert 2008 or another system in use here, got ${x}, ${y}.`
          : `Expected the EPSG code of a system in use here, got ${srid}.`,
      );
    const { lon, lat } = await read_as_viewer(c, (sql) => position_wgs84(sql, x, y, area.srid));
    const trouble = position_trouble(lon, lat);
    if (trouble) throw problem(trouble.code, trouble.message);
    return c.json({ lon, lat, srid: area.srid, crs_name: area.name }, 200);
  },
);
