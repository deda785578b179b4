import { createRoute, z } from "@hono/zod-openapi";
import { answer_json } from "../answer_json.ts";
import { read_as_viewer, write_as_viewer } from "../context.ts";
import { problem } from "../errors.ts";
import { dataset_exists, list_datasets, read_dataset, remove_dataset } from "../queries/dataset.ts";
import { count_findings, list_findings } from "../queries/finding.ts";
import { answers, router } from "../router.ts";
import { bounds, iso_date, page_query, timestamp, verdict_query, whole_id } from "../schemas/common.ts";
import { finding_count, finding_page } from "../schemas/finding.ts";
import { layer_contents } from "../schemas/layer_contents.ts";

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
  .extend({
    layers: z.array(layer_contents),
    summary: z.array(finding_count),
    district_count: z.number(),
    street_segment_count: z.number(),
  })
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
      summary: "One delivery, what it holds, and the findings it has a part in, counted",
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
      method: "get",
      path: "/datasets/{id}/findings",
      tags: ["dataset", "finding"],
      summary: "The findings that a delivery has a part in, worst first",
      description: "Existing against existing, as last analysed; also away from any street.",
      request: { params, query: z.object({ verdict: verdict_query, ...page_query }) },
      responses: answers(200, finding_page, "A page of findings, and all of them counted"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const { verdict: verdicts, limit, offset } = c.req.valid("query");
      const of = { scenario_id: null, dataset_id: id, verdicts };
      const [exists, findings, summary] = await read_as_viewer(c, (sql) =>
        Promise.all([
          dataset_exists(sql, id),
          list_findings(sql, { ...of, limit, offset }),
          count_findings(sql, of),
        ]),
      );
      if (!exists) throw not_found(id);
      const total = summary.reduce((sum, part) => sum + part.findings, 0);
      return answer_json(c, { ...findings, total, summary });
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
