import { createRoute, z } from "@hono/zod-openapi";
import type { LessonSubject } from "../../data/catalog/lesson/index.ts";
import { read_as_viewer, write_as_viewer } from "../context.ts";
import { problem } from "../errors.ts";
import {
  add_comment,
  add_lesson,
  change_lesson,
  delete_comment,
  delete_lesson,
  lesson_district,
  list_lessons,
  read_lesson,
  restricted_words,
  told_subject,
} from "../queries/lesson.ts";
import type { WriteState } from "../queries/scenario.ts";
import { answers, router } from "../router.ts";
import { text_id, whole_id } from "../schemas/common.ts";
import { about, comment_input, lesson, lesson_input, new_lesson_input } from "../schemas/lesson.ts";
import { if_match, refuse_unwritten, stored_version, version_tag } from "../schemas/version.ts";
import type { Transaction } from "../store/open_store.ts";

const params = z.object({ id: whole_id });
const not_found = (id: number) => problem("lesson_not_found", `Expected the id of a lesson, got ${id}.`);

/** Throws `lesson_restricted` where a text gives away what a restricted thing is called. */
async function refuse_restricted(
  sql: Transaction,
  texts: readonly string[],
  of: { about: LessonSubject; about_id: string },
) {
  const words = await restricted_words(sql, texts.join("\n"), of.about, of.about_id);
  if (words.length > 0)
    throw problem(
      "lesson_restricted",
      `Expected a text that may be printed and handed out, got one that names restricted things: ${words.slice(0, 3).join(", ")}.`,
    );
}

const not_yours = () =>
  problem("lesson_not_yours", "Expected whoever wrote this, or a planner; got somebody else.");

/** Throws where a lesson was not written. One that is still in the version sent is another's. */
function refuse_unwritten_lesson(state: WriteState, sent: number, id: number): void {
  if (state.state === "stale" && state.version === sent) throw not_yours();
  refuse_unwritten(state, sent, () => not_found(id));
}

/** The lesson; throws where there is none. */
async function found(sql: Transaction, id: number) {
  const row = await read_lesson(sql, id);
  if (!row) throw not_found(id);
  return row;
}

export const lesson_routes = router()
  .openapi(
    createRoute({
      method: "get",
      path: "/lessons",
      tags: ["lesson"],
      summary: "The lessons at a street, measure, finding or scenario, latest first",
      request: { query: z.object({ about, about_id: text_id }) },
      responses: answers(200, z.object({ lessons: z.array(lesson) }), "The lessons"),
    }),
    async (c) => {
      const { about, about_id } = c.req.valid("query");
      return c.json({ lessons: await read_as_viewer(c, (sql) => list_lessons(sql, about, about_id)) }, 200);
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/lessons",
      tags: ["lesson"],
      summary: "A new lesson or barrier",
      description:
        "Its text goes into a workbook that may be printed and handed out: where it names a restricted thing that it has findings with, it is refused (422 `lesson_restricted`).",
      request: {
        body: { required: true, content: { "application/json": { schema: new_lesson_input } } },
      },
      responses: answers(201, lesson, "The lesson"),
    }),
    async (c) => {
      const asked = c.req.valid("json");
      const row = await write_as_viewer(c, async (sql) => {
        const input = { ...asked, about_id: await told_subject(sql, asked.about, asked.about_id) };
        const district_id = await lesson_district(sql, input.about, input.about_id);
        if (district_id === null)
          throw problem(
            `${input.about}_not_found`,
            `Expected the id of a ${input.about}, got ${JSON.stringify(asked.about_id)}.`,
          );
        await refuse_restricted(sql, [input.what, input.what_helped], input);
        return found(sql, await add_lesson(sql, { ...input, district_id }, c.var.viewer.id));
      });
      return c.json(row, 201, { location: `/api/v1/lessons/${row.id}`, etag: version_tag(row.version) });
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/lessons/{id}",
      tags: ["lesson"],
      summary: "One lesson with its comments and decisions",
      request: { params },
      responses: answers(200, lesson, "The lesson; its version is the ETag"),
    }),
    async (c) => {
      const row = await read_as_viewer(c, (sql) => found(sql, c.req.valid("param").id));
      return c.json(row, 200, { etag: version_tag(row.version) });
    },
  )
  .openapi(
    createRoute({
      method: "put",
      path: "/lessons/{id}",
      tags: ["lesson"],
      summary: "Changes a lesson",
      request: {
        params,
        headers: if_match,
        body: { required: true, content: { "application/json": { schema: lesson_input } } },
      },
      responses: answers(200, lesson, "The lesson as it is now"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const version = stored_version(c.req.valid("header"));
      const input = c.req.valid("json");
      const row = await write_as_viewer(c, async (sql) => {
        await refuse_restricted(sql, [input.what, input.what_helped], await found(sql, id));
        refuse_unwritten_lesson(await change_lesson(sql, id, version, input), version, id);
        return found(sql, id);
      });
      return c.json(row, 200, { etag: version_tag(row.version) });
    },
  )
  .openapi(
    createRoute({
      method: "delete",
      path: "/lessons/{id}",
      tags: ["lesson"],
      summary: "Deletes a lesson with its comments",
      request: { params, headers: if_match },
      responses: { 204: { description: "Deleted" } },
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const version = stored_version(c.req.valid("header"));
      const state = await write_as_viewer(c, (sql) => delete_lesson(sql, id, version));
      refuse_unwritten_lesson(state, version, id);
      return c.body(null, 204);
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/lessons/{id}/comments",
      tags: ["lesson"],
      summary: "A comment on a lesson, or a decision about it",
      description:
        "Decisions go into the workbook and are shared with the lesson; comments stay within the authority.",
      request: {
        params,
        body: { required: true, content: { "application/json": { schema: comment_input } } },
      },
      responses: answers(201, lesson, "The lesson with the comment"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const input = c.req.valid("json");
      const row = await write_as_viewer(c, async (sql) => {
        await refuse_restricted(sql, [input.body], await found(sql, id));
        await add_comment(sql, id, input, c.var.viewer.id);
        return found(sql, id);
      });
      return c.json(row, 201);
    },
  )
  .openapi(
    createRoute({
      method: "delete",
      path: "/lessons/{id}/comments/{comment}",
      tags: ["lesson"],
      summary: "Deletes a comment or decision",
      request: { params: params.extend({ comment: whole_id }) },
      responses: { 204: { description: "Deleted" } },
    }),
    async (c) => {
      const { id, comment } = c.req.valid("param");
      await write_as_viewer(c, async (sql) => {
        if (await delete_comment(sql, id, comment)) return;
        const there = (await read_lesson(sql, id))?.comments.some((one) => one.id === comment);
        if (there) throw not_yours();
        throw problem("lesson_comment_not_found", `Lesson ${id} has no comment ${comment}.`);
      });
      return c.body(null, 204);
    },
  );
