import { createRoute, z } from "@hono/zod-openapi";
import { answer_json } from "../answer_json.ts";
import { read_as_viewer, change_scenario as tell_change, write_as_viewer } from "../context.ts";
import { copy_packages } from "../dig/copy_packages.ts";
import { measure_not_found, scenario_not_found } from "../errors.ts";
import { copy_sheets } from "../queries/financing_sheet.ts";
import { count_findings, list_findings } from "../queries/finding.ts";
import { measure_exists } from "../queries/measure.ts";
import {
  add_scenario,
  change_scenario,
  copy_scenario,
  delete_scenario,
  list_scenarios,
  read_scenario,
  scenario_exists,
} from "../queries/scenario.ts";
import { answers, router } from "../router.ts";
import {
  client,
  number_or_null,
  page_query,
  text,
  timestamp,
  verdict_query,
  whole_id,
} from "../schemas/common.ts";
import { finding_page } from "../schemas/finding.ts";
import { if_match, refuse_unwritten, stored_version, version_tag } from "../schemas/version.ts";

export const scenario = z
  .object({
    id: z.number(),
    name: z.string(),
    description: z.string(),
    archived: z.boolean(),
    copy_of: number_or_null,
    is_branch: z.boolean().openapi({ description: "Changes of `copy_of` can be taken over" }),
    version: z.number(),
    created_at: timestamp,
    measure_count: z.number(),
  })
  .openapi("Scenario");
const scenario_input = z
  .strictObject({ name: text(200, 1), description: text(10_000).default("") })
  .openapi("ScenarioInput");
const scenario_change = scenario_input
  .extend({
    archived: z
      .boolean()
      .optional()
      .openapi({ description: "Put away, or taken up again; left out: stays as it is" }),
  })
  .openapi("ScenarioChange");
const copy_input = z
  .strictObject({
    name: text(200, 1),
    branch: z
      .boolean()
      .default(false)
      .openapi({ description: "true: later changes of this one can be taken over, measure by measure" }),
  })
  .openapi("ScenarioCopyInput");

const params = z.object({ id: whole_id });
const body = { required: true, content: { "application/json": { schema: scenario_input } } };

export const scenario_routes = router()
  .openapi(
    createRoute({
      method: "get",
      path: "/scenarios",
      tags: ["scenario"],
      summary: "The scenarios, newest first",
      request: {
        query: z.object({
          archived: z
            .enum(["yes", "no"], { error: "expected yes or no" })
            .default("no")
            .openapi({ description: "yes: those that were put away" }),
        }),
      },
      responses: answers(200, z.object({ scenarios: z.array(scenario) }), "The scenarios"),
    }),
    async (c) => {
      const archived = c.req.valid("query").archived === "yes";
      return c.json({ scenarios: await read_as_viewer(c, (sql) => list_scenarios(sql, archived)) }, 200);
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/scenarios",
      tags: ["scenario"],
      summary: "A new scenario",
      request: { body },
      responses: answers(201, scenario, "The scenario"),
    }),
    async (c) => {
      const input = c.req.valid("json");
      const row = await write_as_viewer(c, async (sql) => read_scenario(sql, await add_scenario(sql, input)));
      return c.json(row!, 201, { location: `/api/v1/scenarios/${row!.id}`, etag: version_tag(row!.version) });
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/scenarios/{id}",
      tags: ["scenario"],
      summary: "One scenario",
      request: { params },
      responses: answers(200, scenario, "The scenario; its version is the ETag"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const row = await read_as_viewer(c, (sql) => read_scenario(sql, id));
      if (!row) throw scenario_not_found(id);
      return c.json(row, 200, { etag: version_tag(row.version) });
    },
  )
  .openapi(
    createRoute({
      method: "put",
      path: "/scenarios/{id}",
      tags: ["scenario"],
      summary: "Change a scenario's name and description, put it away or take it up again",
      request: {
        params,
        headers: if_match.extend(client.shape),
        body: { required: true, content: { "application/json": { schema: scenario_change } } },
      },
      responses: answers(200, scenario, "The scenario as it is now"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const version = stored_version(c.req.valid("header"));
      const input = c.req.valid("json");
      const row = await tell_change(c, id, async (sql) => {
        refuse_unwritten(await change_scenario(sql, { id, version, ...input }), version, () =>
          scenario_not_found(id),
        );
        return { result: await read_scenario(sql, id), ids: [] };
      });
      return c.json(row!, 200, { etag: version_tag(row!.version) });
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/scenarios/{id}/copies",
      tags: ["scenario"],
      summary: "A new scenario with the same measures, packages and financing sheets",
      request: {
        params,
        body: { required: true, content: { "application/json": { schema: copy_input } } },
      },
      responses: answers(201, scenario, "The new scenario"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const input = c.req.valid("json");
      const row = await write_as_viewer(c, async (sql) => {
        const made = await copy_scenario(sql, id, input);
        if (made === null) throw scenario_not_found(id);
        await copy_sheets(sql, id, made);
        await copy_packages(sql, { from: id, to: made, viewer_id: c.var.viewer.id });
        return read_scenario(sql, made);
      });
      return c.json(row!, 201, { location: `/api/v1/scenarios/${row!.id}`, etag: version_tag(row!.version) });
    },
  )
  .openapi(
    createRoute({
      method: "delete",
      path: "/scenarios/{id}",
      tags: ["scenario"],
      summary: "Delete a scenario with its measures",
      request: { params, headers: if_match.extend(client.shape) },
      responses: { 204: { description: "It is gone" } },
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const version = stored_version(c.req.valid("header"));
      await tell_change(c, id, async (sql) => {
        refuse_unwritten(await delete_scenario(sql, id, version), version, () => scenario_not_found(id));
        return { result: null, ids: [] };
      });
      return c.body(null, 204);
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/scenarios/{id}/findings",
      tags: ["scenario", "finding"],
      summary: "The findings of a scenario's measures, worst first",
      description: "With `measure`: those that one of them takes part in, chances included.",
      request: {
        params,
        query: z.object({ measure: whole_id.optional(), verdict: verdict_query, ...page_query }),
      },
      responses: answers(200, finding_page, "A page of findings, and all of them counted"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const { measure: measure_id = null, verdict: verdicts, limit, offset } = c.req.valid("query");
      const of = { scenario_id: id, measure_id, verdicts };
      const [there, measure_there, findings, summary] = await read_as_viewer(c, (sql) =>
        Promise.all([
          scenario_exists(sql, id),
          measure_id === null ? true : measure_exists(sql, id, measure_id),
          list_findings(sql, { ...of, limit, offset }),
          count_findings(sql, of),
        ]),
      );
      if (!there) throw scenario_not_found(id);
      if (!measure_there) throw measure_not_found(id, measure_id as number);
      const total = summary.reduce((sum, part) => sum + part.findings, 0);
      return answer_json(c, { ...findings, total, summary });
    },
  );
