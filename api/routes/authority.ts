import { createRoute, z } from "@hono/zod-openapi";
import { read_as_viewer, write_as_viewer } from "../context.ts";
import { problem } from "../errors.ts";
import { read_authority, set_pact_version } from "../queries/authority.ts";
import { answers, router } from "../router.ts";
import { bounds } from "../schemas/common.ts";
import { pact_version } from "../schemas/indicator.ts";

const authority = z
  .object({
    id: z.string(),
    name: z.string(),
    data_version: z.number(),
    pact_version,
    bounds_wgs84: bounds,
    synthetic: z.boolean(),
    store: z.enum(["embedded", "postgis"]),
    analysis_srid: z.number(),
  })
  .openapi("Authority");

export const authority_routes = router()
  .openapi(
    createRoute({
      method: "get",
      path: "/authority",
      tags: ["authority"],
      summary: "The municipality, where its data lie and how fresh they are",
      responses: answers(200, authority, "The authority"),
    }),
    async (c) => {
      const row = await read_as_viewer(c, read_authority);
      if (!row) throw problem("store_opening", "The authority is not set up yet.");
      return c.json({ ...row, store: c.var.store.kind, analysis_srid: c.var.store.srid }, 200);
    },
  )
  .openapi(
    createRoute({
      method: "put",
      path: "/authority/pact",
      tags: ["authority"],
      summary: "Choose the version of the climate pact whose targets are asked",
      request: {
        body: {
          required: true,
          content: { "application/json": { schema: z.strictObject({ pact_version }).openapi("PactInput") } },
        },
      },
      responses: answers(200, z.object({ pact_version }), "The version that holds from now on"),
    }),
    async (c) => {
      const input = c.req.valid("json");
      await write_as_viewer(c, (sql) => set_pact_version(sql, input.pact_version));
      return c.json(input, 200);
    },
  );
