import { createRoute, z } from "@hono/zod-openapi";
import { read_as_viewer, write_as_viewer } from "../context.ts";
import { problem, scenario_not_found } from "../errors.ts";
import { organisation_exists } from "../queries/account.ts";
import {
  answer_review,
  ask_review,
  change_review,
  list_reviews,
  read_review,
  withdraw_review,
} from "../queries/review.ts";
import { scenario_exists } from "../queries/scenario.ts";
import { answers, router } from "../router.ts";
import { whole_id } from "../schemas/common.ts";
import { answer_input, review, review_change, review_input } from "../schemas/review.ts";
import { if_match, refuse_unwritten, stored_version, version_tag } from "../schemas/version.ts";
import { organisation_not_found } from "./account.ts";

const params = z.object({ id: whole_id });
const json = <S extends z.ZodType>(schema: S) => ({
  required: true,
  content: { "application/json": { schema } },
});
const not_found = (id: number): Error =>
  problem("review_not_found", `Expected the id of a request that stands, got ${id}.`);

export const review_routes = router()
  .openapi(
    createRoute({
      method: "get",
      path: "/scenarios/{id}/reviews",
      tags: ["review", "scenario"],
      summary: "The requests to check a scenario, with the answers",
      request: { params },
      responses: answers(200, z.object({ reviews: z.array(review) }), "The requests, newest first"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const [there, reviews] = await read_as_viewer(c, (sql) =>
        Promise.all([scenario_exists(sql, id), list_reviews(sql, id)]),
      );
      if (!there) throw scenario_not_found(id);
      return c.json({ reviews } as never, 200);
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/scenarios/{id}/reviews",
      tags: ["review", "scenario"],
      summary: "Ask organisations to check a scenario before a day",
      request: { params, body: json(review_input) },
      responses: answers(201, review, "The request"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const input = c.req.valid("json");
      const row = await write_as_viewer(c, async (sql) => {
        for (const one of input.organisation_ids)
          if (!(await organisation_exists(sql, one))) throw organisation_not_found(one);
        const made = await ask_review(sql, { scenario_id: id, ...input });
        if (made === null) throw scenario_not_found(id);
        return read_review(sql, made);
      });
      return c.json(row as never, 201, { etag: version_tag(row!.version) });
    },
  )
  .openapi(
    createRoute({
      method: "put",
      path: "/reviews/{id}",
      tags: ["review"],
      summary: "Change what is asked, until when, or whom",
      request: { params, headers: if_match, body: json(review_change) },
      responses: answers(200, review, "The request as it is now"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const version = stored_version(c.req.valid("header"));
      const input = c.req.valid("json");
      const row = await write_as_viewer(c, async (sql) => {
        refuse_unwritten(await change_review(sql, { id, version, ...input } as never), version, () =>
          not_found(id),
        );
        return read_review(sql, id);
      });
      return c.json(row as never, 200, { etag: version_tag(row!.version) });
    },
  )
  .openapi(
    createRoute({
      method: "delete",
      path: "/reviews/{id}",
      tags: ["review"],
      summary: "Withdraw a request; what was answered stays",
      request: { params, headers: if_match },
      responses: { 204: { description: "It no longer stands" } },
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const version = stored_version(c.req.valid("header"));
      await write_as_viewer(c, async (sql) =>
        refuse_unwritten(await withdraw_review(sql, { id, version }), version, () => not_found(id)),
      );
      return c.body(null, 204);
    },
  )
  .openapi(
    createRoute({
      method: "put",
      path: "/reviews/{id}/answer",
      tags: ["review"],
      summary: "Answer for one's organisation; If-Match names the version of that answer",
      request: { params, headers: if_match, body: json(answer_input) },
      responses: answers(200, review, "The request with the answer"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const version = stored_version(c.req.valid("header"));
      const input = c.req.valid("json");
      const row = await write_as_viewer(c, async (sql) => {
        refuse_unwritten(await answer_review(sql, { id, version, ...input }), version, () => not_found(id));
        return read_review(sql, id);
      });
      return c.json(row as never, 200);
    },
  );
