import { createRoute, z } from "@hono/zod-openapi";
import { answer_json } from "../answer_json.ts";
import { change_scenario, read_as_viewer } from "../context.ts";
import { measure_not_found, scenario_not_found } from "../errors.ts";
import {
  delete_measure,
  list_measures,
  type MeasureDraft,
  read_measure,
  save_measure,
} from "../queries/measure.ts";
import { scenario_exists } from "../queries/scenario.ts";
import { answers, router } from "../router.ts";
import { client, whole_id } from "../schemas/common.ts";
import { check_measure, measure, measure_input } from "../schemas/measure.ts";
import { if_match, refuse_unwritten, stored_version, version_tag } from "../schemas/version.ts";

const of_scenario = z.object({ id: whole_id });
const params = z.object({ id: whole_id, mid: whole_id });
const body = { required: true, content: { "application/json": { schema: measure_input } } };

function draft_of(input: z.output<typeof measure_input>): MeasureDraft {
  check_measure(input);
  return { ...input, period: input.period ?? null, phase_id: input.phase_id ?? null };
}

export const measure_routes = router()
  .openapi(
    createRoute({
      method: "get",
      path: "/scenarios/{id}/measures",
      tags: ["measure"],
      summary: "The measures of a scenario",
      request: { params: of_scenario },
      responses: answers(
        200,
        z.object({ measures: z.array(measure) }),
        "The measures, in the order they were drawn",
      ),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const [there, measures] = await read_as_viewer(c, (sql) =>
        Promise.all([scenario_exists(sql, id), list_measures(sql, id)]),
      );
      if (!there) throw scenario_not_found(id);
      return answer_json(c, { measures });
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/scenarios/{id}/measures",
      tags: ["measure"],
      summary: "Save a drawn measure; its findings are made with it",
      request: { params: of_scenario, headers: client, body },
      responses: answers(201, measure, "The measure"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const draft = draft_of(c.req.valid("json"));
      const row = await change_scenario(c, id, async (sql) => {
        const saved = await save_measure(sql, { scenario_id: id, id: null, version: null, draft });
        refuse_unwritten(saved, 0, () => scenario_not_found(id));
        return { result: await read_measure(sql, id, saved.id!), ids: [saved.id!] };
      });
      return c.json(row!, 201, {
        location: `/api/v1/scenarios/${id}/measures/${row!.id}`,
        etag: version_tag(row!.version),
      });
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/scenarios/{id}/measures/{mid}",
      tags: ["measure"],
      summary: "One measure",
      request: { params },
      responses: answers(200, measure, "The measure; its version is the ETag"),
    }),
    async (c) => {
      const { id, mid } = c.req.valid("param");
      const row = await read_as_viewer(c, (sql) => read_measure(sql, id, mid));
      if (!row) throw measure_not_found(id, mid);
      return c.json(row, 200, { etag: version_tag(row.version) });
    },
  )
  .openapi(
    createRoute({
      method: "put",
      path: "/scenarios/{id}/measures/{mid}",
      tags: ["measure"],
      summary: "Change a measure; only its own findings are made anew",
      request: { params, headers: if_match.extend(client.shape), body },
      responses: answers(200, measure, "The measure as it is now"),
    }),
    async (c) => {
      const { id, mid } = c.req.valid("param");
      const version = stored_version(c.req.valid("header"));
      const draft = draft_of(c.req.valid("json"));
      const row = await change_scenario(c, id, async (sql) => {
        const saved = await save_measure(sql, { scenario_id: id, id: mid, version, draft });
        refuse_unwritten(saved, version, () => measure_not_found(id, mid));
        return { result: await read_measure(sql, id, mid), ids: [mid] };
      });
      return c.json(row!, 200, { etag: version_tag(row!.version) });
    },
  )
  .openapi(
    createRoute({
      method: "delete",
      path: "/scenarios/{id}/measures/{mid}",
      tags: ["measure"],
      summary: "Delete a measure with its findings",
      request: { params, headers: if_match.extend(client.shape) },
      responses: { 204: { description: "It is gone" } },
    }),
    async (c) => {
      const { id, mid } = c.req.valid("param");
      const version = stored_version(c.req.valid("header"));
      await change_scenario(c, id, async (sql) => {
        const deleted = await delete_measure(sql, { scenario_id: id, id: mid, version });
        refuse_unwritten(deleted, version, () => measure_not_found(id, mid));
        return { result: null, ids: [mid] };
      });
      return c.body(null, 204);
    },
  );
