import { z } from "@hono/zod-openapi";
import {
  comment_kinds,
  lesson_kinds,
  lesson_statuses,
  lesson_subjects,
  lesson_themes,
} from "../../data/catalog/lesson/index.ts";
import { number_or_null, text, text_id, timestamp, verdict } from "./common.ts";

/** Written and shown as plain text. */
const prose = (max: number, min = 0) =>
  text(max, min).refine((value) => min === 0 || value.trim() !== "", { error: "expected more than spaces" });

export const about = z.enum(lesson_subjects, {
  error: `expected ${lesson_subjects.join(", ")}`,
});
export const lesson_kind = z.enum(lesson_kinds);
export const lesson_theme = z.enum(lesson_themes);
export const lesson_status = z.enum(lesson_statuses);

export const lesson_input = z
  .strictObject({
    kind: lesson_kind,
    theme: lesson_theme,
    what: prose(4000, 1).openapi({ description: "What stood in the way, or what was learnt" }),
    what_helped: prose(4000).default(""),
    status: lesson_status.default("open"),
    shared: z.boolean().default(false).openapi({
      description: "Other authorities may read it, with its decisions and the numbers of its case",
    }),
  })
  .openapi("LessonInput");
export type LessonInput = z.output<typeof lesson_input>;

export const new_lesson_input = lesson_input
  .extend({
    about,
    about_id: text_id.openapi({ description: "Of the street, measure, finding or scenario" }),
  })
  .openapi("NewLessonInput");

export const comment_input = z
  .strictObject({ kind: z.enum(comment_kinds).default("comment"), body: prose(4000, 1) })
  .openapi("LessonCommentInput");

export const lesson = z
  .object({
    id: z.number(),
    about,
    about_id: z.string(),
    kind: lesson_kind,
    theme: lesson_theme,
    what: z.string(),
    what_helped: z.string(),
    status: lesson_status,
    shared: z.boolean(),
    version: z.number(),
    may_change: z.boolean().openapi({ description: "May the reader change or delete it?" }),
    created_at: timestamp,
    changed_at: timestamp,
    comments: z.array(
      z.object({
        id: z.number(),
        kind: z.enum(comment_kinds),
        body: z.string(),
        created_by: z.string(),
        created_at: timestamp,
        may_change: z.boolean(),
      }),
    ),
  })
  .openapi("Lesson");
export type LessonRow = z.output<typeof lesson>;

const counts = z.partialRecord(verdict, z.number());
const lesson_case = z
  .object({
    name: z.string().nullable(),
    measure_type: z.string().nullable(),
    scenario: z.string().nullable(),
    scenario_id: number_or_null.openapi({
      description: "Of a measure of the own authority: the scenario in which it is drawn",
    }),
    length_m: number_or_null,
    area_m2: number_or_null,
    measure_count: number_or_null,
    findings: counts.nullable().openapi({ description: "Conflicts by verdict" }),
    indicators: z.array(z.object({ id: z.string(), value: z.number() })),
    cost: z
      .object({
        low_eur: z.number(),
        high_eur: z.number(),
        price_years: z.array(z.number()).length(2).nullable(),
      })
      .nullable(),
    finding: z
      .object({
        hidden: z.boolean(),
        verdict,
        owners: z.array(z.string()),
        layers: z.array(z.string()).optional(),
        distance_m: number_or_null.optional(),
        required_m: number_or_null.optional(),
        uncertainty_m: number_or_null.optional(),
        vertical_m: number_or_null.optional(),
        required_vertical_m: number_or_null.optional(),
        street: z.string().nullable().optional(),
      })
      .nullable()
      .openapi({ description: "Where something of it is not public: its owner and the verdict only" }),
  })
  .openapi("LessonCase");

export const workbook_entry = z
  .object({
    id: z.number(),
    authority_id: z.string(),
    authority: z.string(),
    own: z.boolean(),
    about,
    about_id: z.string().nullable().openapi({
      description: "null: another authority's, or a finding of which not everything is public",
    }),
    kind: lesson_kind,
    theme: lesson_theme,
    what: z.string(),
    what_helped: z.string(),
    status: lesson_status,
    shared: z.boolean(),
    district: z.string().nullable(),
    changed_at: timestamp,
    decisions: z.array(z.object({ body: z.string(), on: z.string() })),
    numbers: lesson_case.nullable().openapi({ description: "null: what it is about is gone" }),
  })
  .openapi("WorkbookEntry");

export const workbook_answer = z
  .object({ lessons: z.array(workbook_entry), total: z.number() })
  .openapi("Workbook");
export type WorkbookEntry = z.output<typeof workbook_entry>;
