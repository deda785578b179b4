import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { type ApiEnv, read_as_viewer, write_as_viewer } from "../context.ts";
import { problem } from "../errors.ts";
import {
  add_finding_message,
  decide_finding,
  finding_states,
  read_conversation,
} from "../queries/conversation.ts";
import { answers, router } from "../router.ts";
import { text, timestamp } from "../schemas/common.ts";
import { if_match, refuse_unwritten, stored_version, version_tag } from "../schemas/version.ts";

const state = z.enum(finding_states, { error: `expected ${finding_states.join(", ")}` });
const conversation = z
  .object({
    state: state.openapi({ description: "As it holds now" }),
    reason: z.string(),
    decided_by: z.string().nullable(),
    decided_by_organisation: z.string().nullable(),
    decided_at: timestamp.nullable(),
    version: z.number(),
    reopened: z
      .object({ state, changed: z.array(z.string()) })
      .nullable()
      .openapi({ description: "What was decided, and which facts are others since: names, never values" }),
    messages: z.array(
      z.object({
        id: z.number(),
        organisation: z.string(),
        own: z.boolean(),
        text: z.string(),
        written_by: z.string(),
        at: timestamp,
      }),
    ),
  })
  .openapi("Conversation");
const decision = z
  .strictObject({ state, reason: text(5000).default("") })
  .refine((of) => of.state === "open" || of.state === "in_discussion" || of.reason.trim() !== "", {
    path: ["reason"],
    error: "expected the reason of the decision",
  })
  .openapi("FindingDecision");
const message = z.strictObject({ text: text(5000, 1) }).openapi("FindingMessage");
const params = z.object({ id: z.guid({ error: "expected the id of a finding" }) });
const not_found = (id: string): Error =>
  problem("finding_not_found", `Expected the id of a finding that you have a part in, got ${id}.`);

async function answer_conversation(c: Context<ApiEnv>, id: string) {
  const found = await read_as_viewer(c, (sql) => read_conversation(sql, id));
  if (!found) throw not_found(id);
  return c.json(found as never, 200, { etag: version_tag(found.version) });
}

export const conversation_routes = router()
  .openapi(
    createRoute({
      method: "get",
      path: "/findings/{id}/conversation",
      tags: ["conversation"],
      summary: "What town and owner decided and said about a finding",
      request: { params },
      responses: answers(200, conversation, "State and conversation; the state's version is the ETag"),
    }),
    async (c) => answer_conversation(c, c.req.valid("param").id) as never,
  )
  .openapi(
    createRoute({
      method: "put",
      path: "/findings/{id}/state",
      tags: ["conversation"],
      summary: "Decide about a finding; If-Match is the version of its state, 0 where it has none",
      request: {
        params,
        headers: if_match,
        body: { required: true, content: { "application/json": { schema: decision } } },
      },
      responses: answers(200, conversation, "State and conversation as they are now"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const version = stored_version(c.req.valid("header"));
      const input = c.req.valid("json");
      await write_as_viewer(c, async (sql) =>
        refuse_unwritten(await decide_finding(sql, { id, version, ...input }), version, () => not_found(id)),
      );
      return answer_conversation(c, id) as never;
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/findings/{id}/messages",
      tags: ["conversation"],
      summary: "Say something about a finding to its other parties",
      request: { params, body: { required: true, content: { "application/json": { schema: message } } } },
      responses: answers(200, conversation, "State and conversation as they are now"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const { text: said } = c.req.valid("json");
      if (!(await write_as_viewer(c, (sql) => add_finding_message(sql, id, said)))) throw not_found(id);
      return answer_conversation(c, id) as never;
    },
  );
