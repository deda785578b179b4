import { createRoute, z } from "@hono/zod-openapi";
import { read_as_viewer, write_as_viewer } from "../context.ts";
import { problem } from "../errors.ts";
import { add_analysis, latest_analysis, request_analysis_cancel } from "../queries/analysis.ts";
import { answers, router } from "../router.ts";
import { number_or_null, timestamp } from "../schemas/common.ts";

const analysis = z
  .object({
    id: z.number(),
    state: z.enum(["waiting", "running", "done", "failed", "cancelled"]),
    fraction: number_or_null,
    chunks_done: z.number(),
    chunks_total: number_or_null,
    findings: z.number(),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
    created_at: timestamp,
    started_at: timestamp.nullable(),
    finished_at: timestamp.nullable(),
  })
  .openapi("Analysis");

export const analysis_routes = router()
  .openapi(
    createRoute({
      method: "post",
      path: "/analysis",
      tags: ["analysis"],
      summary: "Check the whole authority: existing against existing",
      description: "A job: `GET /analysis` follows it.",
      responses: answers(202, analysis, "The run"),
    }),
    async (c) => {
      const { deps, viewer } = c.var;
      const [id, row] = await write_as_viewer(c, async (sql) => [
        await add_analysis(sql, viewer.id),
        await latest_analysis(sql),
      ]);
      if (id === null)
        throw problem("analysis_running", `Run ${row?.id} is ${row?.state}; GET /analysis follows it.`);
      await deps.jobs()?.add("analysis", { authority_id: viewer.authority_id, id });
      return c.json(row!, 202);
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/analysis",
      tags: ["analysis"],
      summary: "The latest run: how far it is, or how it ended",
      responses: answers(200, analysis, "The run"),
    }),
    async (c) => {
      const row = await read_as_viewer(c, latest_analysis);
      if (!row)
        throw problem("analysis_not_found", "No city-wide run was started yet; POST /analysis starts one.");
      return c.json(row, 200);
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/analysis/cancel",
      tags: ["analysis"],
      summary: "Ask for the end of the run",
      responses: answers(202, analysis, "The run; its state tells when it has ended"),
    }),
    async (c) => {
      const { deps, viewer } = c.var;
      const [id, row] = await write_as_viewer(c, async (sql) => [
        await request_analysis_cancel(sql),
        await latest_analysis(sql),
      ]);
      if (!row)
        throw problem("analysis_not_found", "No city-wide run was started yet; POST /analysis starts one.");
      if (id === null) throw problem("analysis_finished", `Run ${row.id} had already ended (${row.state}).`);
      deps.jobs()?.cancel("analysis", { authority_id: viewer.authority_id, id });
      return c.json(row, 202);
    },
  );
