import { randomBytes } from "node:crypto";
import { createRoute, z } from "@hono/zod-openapi";
import { notification_kinds } from "../../data/catalog/notification_kinds.ts";
import { read_as_viewer, write_as_viewer } from "../context.ts";
import { problem } from "../errors.ts";
import { literal_address_refused } from "../notification/public_address.ts";
import { add_webhook, list_webhooks, withdraw_webhook } from "../queries/webhook.ts";
import { answers, router } from "../router.ts";
import { text, timestamp, whole_id } from "../schemas/common.ts";

const kinds = z
  .array(z.enum(notification_kinds, { error: `expected ${notification_kinds.join(", ")}` }))
  .min(1, { error: "expected at least one kind" })
  .max(notification_kinds.length);
const webhook = z
  .object({
    id: z.number(),
    url: z.string(),
    kinds: z.array(z.enum(notification_kinds)),
    created_at: timestamp,
    last_state: z.enum(["waiting", "sending", "sent", "failed", "skipped"]).nullable(),
    last_error: z.string().nullable(),
  })
  .openapi("Webhook");
const address = text(2000, 1).refine(
  (value) => {
    if (!URL.canParse(value)) return false;
    const { protocol, username, password } = new URL(value);
    return /^https?:$/.test(protocol) && username === "" && password === "";
  },
  { error: "expected an address like https://example.be/straatlagen, without a name or password" },
);
const webhook_input = z.strictObject({ url: address, kinds }).openapi("WebhookInput");

export const webhook_routes = router()
  .openapi(
    createRoute({
      method: "get",
      path: "/webhooks",
      tags: ["webhook"],
      summary: "Where the notifications of one's organisation are sent to",
      responses: answers(200, z.object({ webhooks: z.array(webhook) }), "The webhooks"),
    }),
    async (c) => c.json({ webhooks: await read_as_viewer(c, list_webhooks) } as never, 200),
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/webhooks",
      tags: ["webhook"],
      summary: "Have notifications sent to an address, signed; the secret is shown this once",
      description:
        "POST with the notification as JSON. `straatlagen-signature: t=<seconds>,v1=<hex>` is HMAC-SHA256 of `<seconds>.<body>` with the secret; `straatlagen-delivery` stays the same when it is tried again.",
      request: { body: { required: true, content: { "application/json": { schema: webhook_input } } } },
      responses: answers(201, z.object({ id: z.number(), secret: z.string() }), "The webhook's secret"),
    }),
    async (c) => {
      const input = c.req.valid("json");
      const refused = literal_address_refused(new URL(input.url), c.var.deps.webhook_hosts ?? []);
      if (refused) throw problem("address_not_public", `url: ${refused}`);
      const secret = `whsec_${randomBytes(32).toString("base64url")}`;
      const id = await write_as_viewer(c, (sql) => add_webhook(sql, { ...input, secret }));
      return c.json({ id, secret }, 201);
    },
  )
  .openapi(
    createRoute({
      method: "delete",
      path: "/webhooks/{id}",
      tags: ["webhook"],
      summary: "Send nothing more to an address",
      request: { params: z.object({ id: whole_id }) },
      responses: { 204: { description: "It is withdrawn" } },
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      if (!(await write_as_viewer(c, (sql) => withdraw_webhook(sql, id))))
        throw problem("webhook_not_found", `Expected the id of a webhook of your organisation, got ${id}.`);
      return c.body(null, 204);
    },
  );
