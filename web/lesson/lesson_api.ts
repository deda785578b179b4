import type { z } from "@hono/zod-openapi";
import type { lesson, lesson_input, workbook_answer } from "../../api/schemas/lesson.ts";
import type { CommentKind, LessonSubject } from "../../data/catalog/lesson/index.ts";
import { send } from "../client.ts";

export type Lesson = z.output<typeof lesson>;
export type LessonInput = z.output<typeof lesson_input>;
export type Workbook = z.output<typeof workbook_answer>;
export type WorkbookEntry = Workbook["lessons"][number];

/** What a lesson is about: the street, measure, finding or scenario that is shown. */
export interface About {
  readonly about: LessonSubject;
  readonly about_id: string;
}

/** The filters of the workbook as the address writes them; empty ones are left out. */
export function workbook_query(filters: Readonly<Record<string, string | null>>): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(filters)) if (value) query.set(key, value);
  return query.toString();
}

const version = ({ version: seen }: Lesson) => ({ "if-match": `"${seen}"` });

/** What lessons and the workbook ask of the API. Rejects with `Problem`. */
export const lesson_api = {
  lessons: ({ about, about_id }: About) =>
    send<{ lessons: Lesson[] }>("GET", `/lessons?about=${about}&about_id=${encodeURIComponent(about_id)}`),
  add: (of: About, input: LessonInput) => send<Lesson>("POST", "/lessons", { body: { ...of, ...input } }),
  change: (lesson: Lesson, input: LessonInput) =>
    send<Lesson>("PUT", `/lessons/${lesson.id}`, { body: input, headers: version(lesson) }),
  remove: (lesson: Lesson) => send<unknown>("DELETE", `/lessons/${lesson.id}`, { headers: version(lesson) }),
  comment: (id: number, kind: CommentKind, body: string) =>
    send<Lesson>("POST", `/lessons/${id}/comments`, { body: { kind, body } }),
  remove_comment: (id: number, comment: number) =>
    send<unknown>("DELETE", `/lessons/${id}/comments/${comment}`),
  workbook: (query: string) => send<Workbook>("GET", `/workbook?limit=1000&${query}`),
};
