import { createRoute, z } from "@hono/zod-openapi";
import { change_scenario, read_as_viewer } from "../context.ts";
import { phase_not_found, scenario_not_found } from "../errors.ts";
import { delete_phase, list_phases, read_phase, save_phase } from "../queries/phase.ts";
import { scenario_exists } from "../queries/scenario.ts";
import { answers, router } from "../router.ts";
import { client, whole_id } from "../schemas/common.ts";
import { phase, phase_input } from "../schemas/phase.ts";
import { if_match, refuse_unwritten, stored_version, version_tag } from "../schemas/version.ts";

const of_scenario = z.object({ id: whole_id });
const params = z.object({ id: whole_id, pid: whole_id });
const body = { required: true, content: { "application/json": { schema: phase_input } } };

export const phase_routes = router()
  .openapi(
    createRoute({
      method: "get",
      path: "/scenarios/{id}/phases",
      tags: ["phase"],
      summary: "The phases of a scenario, in the order of their years",
      request: { params: of_scenario },
      responses: answers(200, z.object({ phases: z.array(phase) }), "The phases"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const [there, phases] = await read_as_viewer(c, (sql) =>
        Promise.all([scenario_exists(sql, id), list_phases(sql, id)]),
      );
      if (!there) throw scenario_not_found(id);
      return c.json({ phases }, 200);
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/scenarios/{id}/phases",
      tags: ["phase"],
      summary: "A new phase of a scenario",
      request: { params: of_scenario, headers: client, body },
      responses: answers(201, phase, "The phase; its version is the ETag"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const draft = c.req.valid("json");
      const row = await change_scenario(c, id, async (sql) => {
        const saved = await save_phase(sql, { scenario_id: id, id: null, version: null, draft });
        refuse_unwritten(saved, 0, () => scenario_not_found(id));
        return { result: await read_phase(sql, id, saved.id!), ids: [] };
      });
      return c.json(row!, 201, {
        location: `/api/v1/scenarios/${id}/phases/${row!.id}`,
        etag: version_tag(row!.version),
      });
    },
  )
  .openapi(
    createRoute({
      method: "put",
      path: "/scenarios/{id}/phases/{pid}",
      tags: ["phase"],
      summary: "Change a phase; what depends on its years is judged anew",
      request: { params, headers: if_match.extend(client.shape), body },
      responses: answers(200, phase, "The phase as it is now"),
    }),
    async (c) => {
      const { id, pid } = c.req.valid("param");
      const version = stored_version(c.req.valid("header"));
      const draft = c.req.valid("json");
      const row = await change_scenario(c, id, async (sql) => {
        const saved = await save_phase(sql, { scenario_id: id, id: pid, version, draft });
        refuse_unwritten(saved, version, () => phase_not_found(id, pid));
        return { result: await read_phase(sql, id, pid), ids: saved.measure_ids };
      });
      return c.json(row!, 200, { etag: version_tag(row!.version) });
    },
  )
  .openapi(
    createRoute({
      method: "delete",
      path: "/scenarios/{id}/phases/{pid}",
      tags: ["phase"],
      summary: "Delete a phase; its measures stay, in no phase",
      request: { params, headers: if_match.extend(client.shape) },
      responses: { 204: { description: "It is gone" } },
    }),
    async (c) => {
      const { id, pid } = c.req.valid("param");
      const version = stored_version(c.req.valid("header"));
      await change_scenario(c, id, async (sql) => {
        const deleted = await delete_phase(sql, { scenario_id: id, id: pid, version });
        refuse_unwritten(deleted, version, () => phase_not_found(id, pid));
        return { result: null, ids: deleted.measure_ids };
      });
      return c.body(null, 204);
    },
  );
