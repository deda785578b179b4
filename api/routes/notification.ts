import { createRoute, z } from "@hono/zod-openapi";
import { notification_kinds } from "../../data/catalog/notification_kinds.ts";
import { read_as_viewer, write_as_viewer } from "../context.ts";
import { keep_choice, list_notifications, mark_read, read_choice } from "../queries/notification.ts";
import { answers, router } from "../router.ts";
import { timestamp } from "../schemas/common.ts";

const LIST_MOST = 100;

const notification = z
  .object({
    id: z.number(),
    kind: z.enum(notification_kinds),
    about: z.record(z.string(), z.unknown()).openapi({
      description:
        "Ids and names of scenario and request, the id of a finding, days and counts; never geometry, depth or features",
    }),
    created_at: timestamp,
    read: z.boolean(),
  })
  .openapi("Notification");
const ways = z.strictObject({ in_app: z.boolean(), email: z.boolean() });
const choice = z
  .strictObject({
    language: z.enum(["nl", "en", "fr"], { error: "expected nl, en or fr" }),
    choices: z.strictObject({
      review_asked: ways,
      review_answered: ways,
      finding_message: ways,
      reaction_received: ways,
      digest: ways,
    }),
  })
  .openapi("NotificationChoice");
const read_input = z
  .strictObject({
    ids: z.array(z.int().min(1)).max(1000).nullable().openapi({ description: "null: all" }),
    read: z.boolean(),
  })
  .openapi("NotificationRead");

export const notification_routes = router()
  .openapi(
    createRoute({
      method: "get",
      path: "/notifications",
      tags: ["notification"],
      summary: "What one was told",
      responses: answers(
        200,
        z.object({ notifications: z.array(notification), unread: z.number() }),
        "The last 100, newest first, and how many of all are not read",
      ),
    }),
    async (c) => c.json((await read_as_viewer(c, (sql) => list_notifications(sql, LIST_MOST))) as never, 200),
  )
  .openapi(
    createRoute({
      method: "put",
      path: "/notifications/read",
      tags: ["notification"],
      summary: "Mark notifications as read, or as not read",
      request: { body: { required: true, content: { "application/json": { schema: read_input } } } },
      responses: { 204: { description: "They are marked" } },
    }),
    async (c) => {
      const { ids, read } = c.req.valid("json");
      await write_as_viewer(c, (sql) => mark_read(sql, ids, read));
      return c.body(null, 204);
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/notification_choice",
      tags: ["notification"],
      summary: "What one wants to be told, here and by e-mail",
      responses: answers(200, choice, "By kind"),
    }),
    async (c) => c.json(await read_as_viewer(c, read_choice), 200),
  )
  .openapi(
    createRoute({
      method: "put",
      path: "/notification_choice",
      tags: ["notification"],
      summary: "Choose what one wants to be told",
      request: { body: { required: true, content: { "application/json": { schema: choice } } } },
      responses: answers(200, choice, "As it is now"),
    }),
    async (c) => {
      const input = c.req.valid("json");
      await write_as_viewer(c, (sql) => keep_choice(sql, input));
      return c.json(input, 200);
    },
  );
