import { createRoute, z } from "@hono/zod-openapi";
import { read_as_viewer, write_as_viewer } from "../context.ts";
import { problem } from "../errors.ts";
import {
  decide_finding,
  may_answer_finding,
  read_finding,
  read_talk,
  say_of_finding,
} from "../queries/finding.ts";
import { answers, router } from "../router.ts";
import { decision_input, finding, finding_talk, message_input } from "../schemas/finding.ts";
import { if_match, refuse_unwritten, stored_version, version_tag } from "../schemas/version.ts";
import type { Transaction } from "../store/open_store.ts";

const params = z.object({ id: z.guid({ error: "expected the id of a finding (a UUID)" }) });
const not_found = (id: string) =>
  problem("finding_not_found", `There is no finding ${id}; it may have gone with a newer analysis.`);

/** Throws where there is no such finding, or the viewer owns neither thing and is no planner. */
async function refuse_outsider(sql: Transaction, id: string): Promise<void> {
  if (await may_answer_finding(sql, id)) return;
  if (!(await read_talk(sql, id))) throw not_found(id);
  throw problem(
    "finding_not_yours",
    "Expected a planner, or a utility partner whose organisation delivered one of the two things.",
  );
}

export const finding_routes = router()
  .openapi(
    createRoute({
      method: "get",
      path: "/findings/{id}",
      tags: ["finding"],
      summary: "One finding with both things, the numbers and the rule",
      request: { params },
      responses: answers(200, finding, "The finding"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const row = await read_as_viewer(c, (sql) => read_finding(sql, id));
      if (!row) throw not_found(id);
      return c.json(row, 200);
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/findings/{id}/talk",
      tags: ["finding"],
      summary: "What was decided about a finding, and its conversation",
      description:
        "They belong to the finding's id and outlive every new analysis. A decision whose inputs have changed since is open again; `reopened` says why.",
      request: { params },
      responses: answers(200, finding_talk, "State and messages; the decision's version is the ETag"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const talk = await read_as_viewer(c, (sql) => read_talk(sql, id));
      if (!talk) throw not_found(id);
      return c.json(talk, 200, { etag: version_tag(talk.version) });
    },
  )
  .openapi(
    createRoute({
      method: "put",
      path: "/findings/{id}/decision",
      tags: ["finding"],
      summary: "Decide about a finding",
      request: {
        params,
        headers: if_match,
        body: { required: true, content: { "application/json": { schema: decision_input } } },
      },
      responses: answers(200, finding_talk, "State and messages as they are now"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const version = stored_version(c.req.valid("header"));
      const input = c.req.valid("json");
      const talk = await write_as_viewer(c, async (sql) => {
        await refuse_outsider(sql, id);
        refuse_unwritten(await decide_finding(sql, { id, version, ...input }), version, () => not_found(id));
        return read_talk(sql, id);
      });
      return c.json(talk!, 200, { etag: version_tag(talk!.version) });
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/findings/{id}/messages",
      tags: ["finding"],
      summary: "Say something about a finding",
      request: {
        params,
        body: { required: true, content: { "application/json": { schema: message_input } } },
      },
      responses: answers(201, finding_talk, "State and messages as they are now"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const { text } = c.req.valid("json");
      const talk = await write_as_viewer(c, async (sql) => {
        await refuse_outsider(sql, id);
        return (await say_of_finding(sql, id, text)) ? read_talk(sql, id) : undefined;
      });
      if (!talk) throw not_found(id);
      return c.json(talk, 201);
    },
  );
