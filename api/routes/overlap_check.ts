import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { answer_json } from "../answer_json.ts";
import { type ApiEnv, read_as_viewer, write_as_viewer } from "../context.ts";
import { problem, scenario_not_found } from "../errors.ts";
import { content_types, export_overlap_check } from "../export/export_overlap_check.ts";
import { answer_overlap_check, type OverlapAnswer } from "../overlap/answer_overlap_check.ts";
import { drawn_amounts } from "../queries/drawn_geometry.ts";
import { add_overlap_check, delete_overlap_check, list_overlap_checks } from "../queries/overlap_check.ts";
import { scenario_exists } from "../queries/scenario.ts";
import { answers, router } from "../router.ts";
import { whole_id } from "../schemas/common.ts";
import type { InputGeometry } from "../schemas/geometry.ts";
import { check_measure } from "../schemas/measure.ts";
import { overlap_check, overlap_check_input, overlap_question } from "../schemas/overlap_check.ts";

const AREA_MAX_M2 = 1_000_000;
/** What one page shows; the exports hold all. */
const OBJECTS_MAX = 2000;
const FINDINGS_MAX = 300;

const params = z.object({ id: whole_id });
const not_found = (id: number) =>
  problem("overlap_check_not_found", `Expected the id of an overlap check, got ${id}.`);

const page_of = ({ list, ...answer }: OverlapAnswer) => ({
  ...answer,
  objects: answer.objects.slice(0, OBJECTS_MAX),
  ...list,
  findings: list.findings.slice(0, FINDINGS_MAX),
});

async function read_answer(c: Context<ApiEnv>, id: number): Promise<OverlapAnswer> {
  const answer = await read_as_viewer(c, (sql) => answer_overlap_check(sql, id));
  if (!answer) throw not_found(id);
  return answer;
}

export const overlap_check_routes = router()
  .openapi(
    createRoute({
      method: "get",
      path: "/overlap_checks",
      tags: ["overlap_check"],
      summary: "The overlap checks asked before, newest first",
      responses: answers(200, z.object({ overlap_checks: z.array(overlap_question) }), "The questions"),
    }),
    async (c) => answer_json(c, { overlap_checks: await read_as_viewer(c, list_overlap_checks) }),
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/overlap_checks",
      tags: ["overlap_check"],
      summary: "What lies in an area, along a trench or under a scenario, and what it clashes with",
      description:
        "The question is kept, the answer is worked out whenever it is read, for whoever reads it. Of objects that the viewer may not see only layer, owner and verdict are told.",
      request: {
        body: { required: true, content: { "application/json": { schema: overlap_check_input } } },
      },
      responses: answers(201, overlap_check, "The check with its answer"),
    }),
    async (c) => {
      const { geometry, trench_width_m, dig_depth_m, scenario_id, measure_type, ...input } =
        c.req.valid("json");
      if (measure_type && geometry) check_measure({ measure_type, geometry, ...input });
      const asked = {
        ...input,
        geometry: (geometry as InputGeometry | undefined) ?? null,
        trench_width_m: trench_width_m ?? null,
        dig_depth_m: dig_depth_m ?? null,
        scenario_id: scenario_id ?? null,
        measure_type: measure_type ?? null,
      };
      const id = await write_as_viewer(c, async (sql) => {
        if (asked.scenario_id !== null && !(await scenario_exists(sql, asked.scenario_id)))
          throw scenario_not_found(asked.scenario_id);
        if (asked.geometry) {
          const { area_m2, length_m } = await drawn_amounts(sql, asked.geometry);
          const ground_m2 = Math.round(area_m2 ?? (length_m ?? 0) * (asked.trench_width_m ?? 0));
          if (ground_m2 > AREA_MAX_M2)
            throw problem(
              "geometry_too_large",
              `Expected at most ${AREA_MAX_M2} m² of ground, got ${ground_m2} m².`,
            );
        }
        return add_overlap_check(sql, asked, c.var.viewer.id);
      });
      const answer = await read_answer(c, id);
      return c.json(page_of(answer), 201, { location: `/api/v1/overlap_checks/${id}` });
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/overlap_checks/{id}",
      tags: ["overlap_check"],
      summary: "An overlap check with its answer as it is now",
      request: { params },
      responses: answers(200, overlap_check, "The check with its answer"),
    }),
    async (c) => answer_json(c, page_of(await read_answer(c, c.req.valid("param").id))),
  )
  .openapi(
    createRoute({
      method: "delete",
      path: "/overlap_checks/{id}",
      tags: ["overlap_check"],
      summary: "Forgets an overlap check",
      request: { params },
      responses: { 204: { description: "Forgotten" } },
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      if (!(await write_as_viewer(c, (sql) => delete_overlap_check(sql, id)))) throw not_found(id);
      return c.body(null, 204);
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/overlap_checks/{id}/export",
      tags: ["overlap_check"],
      summary: "The answer of an overlap check as a file",
      description:
        "pdf: a report with selectable text; csv: one row an object; geojson (WGS 84), gpkg and dxf (the analysis CRS, metres): objects, ground, places for trial pits and stretches in conflict. What the viewer may not see is in none of them.",
      request: {
        params,
        query: z.object({
          format: z.enum(["pdf", "csv", "geojson", "gpkg", "dxf"], {
            error: "expected pdf, csv, geojson, gpkg or dxf",
          }),
          language: z.enum(["nl", "en", "fr"], { error: "expected nl, en or fr" }).default("nl"),
        }),
      },
      responses: {
        200: {
          description: "The file",
          content: Object.fromEntries(
            Object.values(content_types).map((type) => [
              type,
              { schema: { type: "string", format: "binary" } },
            ]),
          ),
        },
      },
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const { format, language } = c.req.valid("query");
      const bytes = await export_overlap_check(
        await read_answer(c, id),
        format,
        language,
        c.var.store.srid,
        c.req.raw.signal,
      );
      return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
        "content-type": content_types[format],
        "content-disposition": `attachment; filename="overlap_check_${id}.${format}"`,
      });
    },
  );
