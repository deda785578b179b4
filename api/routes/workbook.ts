import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { answer_json } from "../answer_json.ts";
import { type ApiEnv, read_as_viewer } from "../context.ts";
import { workbook_markdown } from "../export/workbook_markdown.ts";
import { read_workbook, type WorkbookFilter, type WorkbookRow } from "../queries/workbook.ts";
import { answers, router } from "../router.ts";
import { cost_figures } from "../scenario_figures.ts";
import { page_query, text, text_id } from "../schemas/common.ts";
import {
  lesson_kind,
  lesson_status,
  lesson_theme,
  type WorkbookEntry,
  workbook_answer,
} from "../schemas/lesson.ts";

/** A printed guide of more than this is no guide. */
const EXPORT_MAX = 2000;

const filters = z.object({
  q: text(200).optional().openapi({ description: "Words that all have to occur" }),
  theme: lesson_theme.optional(),
  status: lesson_status.optional(),
  kind: lesson_kind.optional(),
  district: text_id.optional().openapi({ description: "Of the own authority" }),
  authority: text_id.optional(),
});
type Filters = z.output<typeof filters>;

const filter_of = (of: Filters, limit: number, offset: number): WorkbookFilter => ({
  words: (of.q ?? "").split(/\s+/).filter(Boolean),
  ...{ theme: of.theme ?? null, status: of.status ?? null, kind: of.kind ?? null },
  ...{ district: of.district ?? null, authority: of.authority ?? null, limit, offset },
});

/** A row with its case in full: what does not apply is null, costs are added up with the years of their prices. */
function entry({ numbers, total: _total, ...row }: WorkbookRow): WorkbookEntry {
  if (numbers === null) return { ...row, numbers: null };
  const { effects = [], finding, ...rest } = numbers;
  const sums = effects.map((effect) => ({
    ...effect,
    ...{ scenario_id: 0, district_id: "", left_out: 0, measure_count: 0 },
  }));
  const cost = cost_figures(sums);
  const { low_eur, high_eur, price_years } = cost;
  const none = { name: null, measure_type: null, scenario: null, scenario_id: null };
  return {
    ...row,
    numbers: {
      ...{ ...none, length_m: null, area_m2: null, measure_count: null, findings: null },
      ...(rest as object),
      indicators: effects
        .filter(({ kind }) => kind === "indicator")
        .map(({ item, value }) => ({ id: item, value })),
      cost: high_eur > 0 ? { low_eur, high_eur, price_years } : null,
      finding: (finding as NonNullable<WorkbookEntry["numbers"]>["finding"]) ?? null,
    },
  };
}

async function read_entries(c: Context<ApiEnv>, filter: WorkbookFilter) {
  const rows = await read_as_viewer(c, (sql) => read_workbook(sql, filter));
  return { lessons: rows.map(entry), total: rows[0]?.total ?? 0 };
}

export const workbook_routes = router()
  .openapi(
    createRoute({
      method: "get",
      path: "/workbook",
      tags: ["workbook"],
      summary: "The lessons over districts and authorities, by theme, with the numbers of their cases",
      description:
        "Those of the own authority and those that others share. Holds only what anybody may know, whoever asks.",
      request: { query: filters.extend(page_query) },
      responses: answers(200, workbook_answer, "The lessons"),
    }),
    async (c) => {
      const { limit, offset, ...of } = c.req.valid("query");
      return answer_json(c, await read_entries(c, filter_of(of, limit, offset))) as never;
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/workbook/export",
      tags: ["workbook"],
      summary: "The workbook as Markdown",
      request: {
        query: filters.extend({
          language: z.enum(["nl", "en", "fr"], { error: "expected nl, en or fr" }).default("nl"),
        }),
      },
      responses: {
        200: { description: "The guide", content: { "text/markdown": { schema: z.string() } } },
      },
    }),
    async (c) => {
      const { language, ...of } = c.req.valid("query");
      const { lessons } = await read_entries(c, filter_of(of, EXPORT_MAX, 0));
      return c.body(new TextEncoder().encode(workbook_markdown(lessons, language)) as never, 200, {
        "content-type": "text/markdown; charset=utf-8",
        "content-disposition": 'attachment; filename="workbook.md"',
      }) as never;
    },
  );
