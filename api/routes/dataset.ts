import { createRoute, z } from "@hono/zod-openapi";
import { read_as_viewer, write_as_viewer } from "../context.ts";
import { problem } from "../errors.ts";
import { list_datasets, read_dataset, remove_dataset } from "../queries/dataset.ts";
import { answers, router } from "../router.ts";
import { bounds, iso_date, timestamp, whole_id } from "../schemas/common.ts";

const dataset = z
  .object({
    id: z.number(),
    key: z.string(),
    name: z.string(),
    importer: z.string(),
    source_file: z.string(),
    owner: z.string(),
    access_class: z.enum(["public", "restricted"]),
    licence: z.string().nullable(),
    purpose: z.string().nullable(),
    dated: iso_date.nullable(),
    expires: iso_date.nullable(),
    expired: z.boolean(),
    srid: z.number(),
    outside_area_of_use: z.boolean(),
    synthetic: z.boolean(),
    attachments: z.array(z.object({ name: z.string(), bytes: z.number(), kind: z.string() })),
    imported_at: timestamp,
    version: z.number(),
    bounds_wgs84: bounds,
  })
  .openapi("Dataset");
const dataset_detail = dataset
  .extend({ layers: z.array(z.object({ layer: z.string(), feature_count: z.number() })) })
  .openapi("DatasetDetail");

const params = z.object({ id: whole_id });
const not_found = (id: number): Error =>
  problem("dataset_not_found", `Expected the id of a dataset, got ${id}.`);

export const dataset_routes = router()
  .openapi(
    createRoute({
      method: "get",
      path: "/datasets",
      tags: ["dataset"],
      summary: "The deliveries that are stored, newest first",
      responses: answers(200, z.object({ datasets: z.array(dataset) }), "The datasets"),
    }),
    async (c) => c.json({ datasets: await read_as_viewer(c, list_datasets) }, 200),
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/datasets/{id}",
      tags: ["dataset"],
      summary: "One delivery and what it holds",
      request: { params },
      responses: answers(200, dataset_detail, "The dataset"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const row = await read_as_viewer(c, (sql) => read_dataset(sql, id));
      if (!row) throw not_found(id);
      return c.json(row, 200);
    },
  )
  .openapi(
    createRoute({
      method: "delete",
      path: "/datasets/{id}",
      tags: ["dataset"],
      summary: "Delete a delivery with everything in it; streets are rebuilt",
      request: { params },
      responses: { 204: { description: "It is gone" } },
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      if (!(await write_as_viewer(c, (sql) => remove_dataset(sql, id)))) throw not_found(id);
      return c.body(null, 204);
    },
  );
