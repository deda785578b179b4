import { createRoute, z } from "@hono/zod-openapi";
import { change_scenario, read_as_viewer } from "../context.ts";
import { problem, scenario_not_found } from "../errors.ts";
import { in_history, list_changes, list_history, restore_scenario } from "../queries/history.ts";
import { scenario_exists } from "../queries/scenario.ts";
import { answers, router } from "../router.ts";
import { client, number_or_null, page_query, text_id, timestamp, whole_id } from "../schemas/common.ts";
import { body_id } from "../schemas/measure.ts";

const params = z.object({ id: whole_id });

const history_state = z
  .object({
    name: z.string(),
    description: z.string().nullable(),
    archived: z.boolean().nullable(),
    measure_type: z.string().nullable(),
    parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    from: z.string().nullable(),
    until: z.string().nullable(),
    phase: z.string().nullable().openapi({ description: "The name of its phase" }),
    year_from: number_or_null,
    year_to: number_or_null,
    length_m: number_or_null,
    area_m2: number_or_null,
  })
  .openapi("HistoryState", {
    description: "What people set of a scenario, phase or measure; null is what it has not got",
  });

const history_entry = z
  .object({
    id: z.number(),
    at: timestamp,
    viewer: z.string().openapi({ description: "Who changed it" }),
    word: z.enum(["scenario", "scenario_phase", "measure", "restoration"]),
    thing_id: z.number(),
    action: z.enum(["insert", "update", "delete"]),
    measure_type: z.string().nullable(),
    name: z.string(),
    fields: z.array(z.string()).openapi({ description: "What of it changed" }),
    restored_to: number_or_null,
    before: history_state.nullable(),
    after: history_state.nullable().openapi({
      description: "`before` and `after`: null where it was not there, and of a restoration",
    }),
    moved_m: number_or_null.openapi({
      description: "How far the middle of its shape moved, in metres; null without two shapes",
    }),
  })
  .openapi("HistoryEntry");

const restoration_input = z
  .strictObject({ change_id: body_id("change") })
  .openapi("RestorationInput", { description: "The scenario becomes what it was right after this change" });

const change_entry = z
  .object({
    id: z.number(),
    at: timestamp,
    viewer: z.string().openapi({ description: "Who changed it" }),
    word: z.string().openapi({ description: "What was changed: the word of its table" }),
    thing_id: z.string(),
    action: z.enum(["insert", "update", "delete"]),
    changed: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })).openapi({
      description: "Each field that differs, as it is stored (geometry: GeoJSON in the analysis CRS)",
    }),
  })
  .openapi("ChangeEntry");

export const history_routes = router()
  .openapi(
    createRoute({
      method: "get",
      path: "/history",
      tags: ["history"],
      summary: "Every change: who, what, when, before and after, newest first",
      description:
        "Of scenarios, measures, phases, datasets, grants, findings' decisions and messages, trial pits, checks, lessons, requests, reactions, packages, sheets, members, links, tokens and webhooks. Of trial pits and packages, which hold parts of deliveries, only that they were changed. Nobody can change or delete it through the application; of a dataset that has expired what was in it is purged.",
      request: {
        query: z.object({
          word: text_id.optional(),
          thing_id: text_id.optional(),
          before: whole_id.optional(),
          limit: page_query.limit,
        }),
      },
      responses: answers(200, z.object({ changes: z.array(change_entry) }), "The changes"),
    }),
    async (c) => {
      const { word = null, thing_id = null, before = null, limit } = c.req.valid("query");
      const changes = await read_as_viewer(c, (sql) => list_changes(sql, { word, thing_id, before, limit }));
      return c.json({ changes }, 200) as never;
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/scenarios/{id}/history",
      tags: ["history"],
      summary: "Who changed what in a scenario, newest first",
      request: { params, query: z.object({ before: whole_id.optional(), limit: page_query.limit }) },
      responses: answers(200, z.object({ history: z.array(history_entry) }), "The changes"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const { before = null, limit } = c.req.valid("query");
      const [there, history] = await read_as_viewer(c, (sql) =>
        Promise.all([scenario_exists(sql, id), list_history(sql, { scenario_id: id, before, limit })]),
      );
      if (!there) throw scenario_not_found(id);
      return c.json({ history }, 200) as never;
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/scenarios/{id}/restorations",
      tags: ["history"],
      summary: "Bring a scenario's measures and phases back to a moment of its history",
      description: "A change itself: it can be undone by going back to the moment before it.",
      request: {
        params,
        headers: client,
        body: { required: true, content: { "application/json": { schema: restoration_input } } },
      },
      responses: answers(200, z.object({ measure_ids: z.array(z.number()) }), "The measures that changed"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const { change_id } = c.req.valid("json");
      const measure_ids = await change_scenario(c, id, async (sql) => {
        if (!(await scenario_exists(sql, id))) throw scenario_not_found(id);
        if (!(await in_history(sql, id, change_id)))
          throw problem(
            "history_entry_not_found",
            `Expected a change of scenario ${id} (see its history), got ${change_id}.`,
          );
        const ids = (await restore_scenario(sql, id, change_id)) ?? [];
        return { result: ids, ids };
      });
      return c.json({ measure_ids }, 200);
    },
  );
