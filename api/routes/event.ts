import { createRoute, z } from "@hono/zod-openapi";
import { write_as_viewer } from "../context.ts";
import { scenario_not_found } from "../errors.ts";
import { history_place, measures_changed_since } from "../queries/change.ts";
import { scenario_exists } from "../queries/scenario.ts";
import { router } from "../router.ts";
import { scenario_events } from "../scenario_events.ts";
import { whole_id } from "../schemas/common.ts";

export const event_routes = router().openapi(
  createRoute({
    method: "get",
    path: "/scenarios/{id}/events",
    tags: ["event", "scenario"],
    summary: "What others save in a scenario, as server-sent events",
    description:
      'An event `change` with `{"ids": […], "client": …}` after each commit: the measures saved or deleted (none: the scenario itself) and the `X-Client-Id` of the writer. Whoever comes back with `Last-Event-ID`, as browsers do, first gets one event with all that changed meanwhile. A comment every 20 seconds keeps the connection open; it ends when the session, token or link of whoever listens does.',
    request: {
      params: z.object({ id: whole_id }),
      headers: z.object({
        "last-event-id": z
          .string()
          .regex(/^\d{1,15}$/, { error: "expected the id of an event" })
          .optional(),
      }),
    },
    responses: {
      200: { description: "The events", content: { "text/event-stream": { schema: z.string() } } },
    },
  }),
  async (c) => {
    const { id } = c.req.valid("param");
    const last = c.req.valid("header")["last-event-id"];
    const { authority_id } = c.var.viewer;
    const events = scenario_events({ authority_id, scenario_id: id });
    // Listening begins before the history is read, so that nothing falls between the two.
    const stop_hearing = await c.var.store.scenario_changes.listen(events.listener);
    const stop_watching = c.var.deps.accounts?.()?.open_streams.watch(c.var.caller, events.listener.end);
    events.stop_listening = () => {
      stop_hearing();
      stop_watching?.();
    };
    try {
      // Not from a replica, which may be behind what was just told.
      const { there, seq, missed } = await write_as_viewer(c, async (sql) => ({
        there: await scenario_exists(sql, id),
        seq: await history_place(sql, id),
        missed: last === undefined ? null : await measures_changed_since(sql, id, Number(last)),
      }));
      if (!there) throw scenario_not_found(id);
      return events.answer(c, { seq, missed }) as never;
    } catch (error) {
      events.listener.end();
      throw error;
    }
  },
);
