import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { pact_targets } from "../../data/catalog/pact_targets.ts";
import { answer_json } from "../answer_json.ts";
import { comparison_sheets } from "../comparison_sheets.ts";
import { type ApiEnv, read_as_viewer } from "../context.ts";
import { deciding_measures } from "../deciding_measures.ts";
import { problem, scenario_not_found } from "../errors.ts";
import { write_csv } from "../export/write_csv.ts";
import { write_xlsx } from "../export/write_xlsx.ts";
import {
  count_findings_by_district,
  counted_measures,
  type EffectSum,
  read_pact,
  sum_effects,
  surfaces_today,
} from "../queries/indicator.ts";
import { scenarios_by_id } from "../queries/scenario.ts";
import {
  counted_streets,
  heat_reach,
  heat_reach_m,
  street_clashes,
  street_openings,
  street_parking,
} from "../queries/street_figure.ts";
import { answers, router } from "../router.ts";
import {
  cost_figures,
  denominators,
  finding_figures,
  indicator_figures,
  surface_figures,
} from "../scenario_figures.ts";
import { text_id, whole_id } from "../schemas/common.ts";
import { comparison_answer, decides_answer, streets_answer } from "../schemas/indicator.ts";
import { heat_figures, street_figures } from "../street_figures.ts";
import { chosen_district } from "./indicator.ts";

const expected_ids = "expected one to four different ids of scenarios, like 1,2";
const scenario_ids = z
  .string({ error: expected_ids })
  .regex(/^\d{1,15}(,\d{1,15}){0,3}$/, { error: expected_ids })
  .transform((value) => value.split(",").map(Number))
  .refine((ids) => new Set(ids).size === ids.length, { error: expected_ids })
  .openapi({ type: "string", example: "1,2" });
const district = text_id.optional();
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Each district's values, one a scenario, of the indicators that any of them moves. */
function by_district(sums: readonly EffectSum[], ids: readonly number[]) {
  const rows = sums.filter((row) => row.kind === "indicator" && row.value !== 0);
  return [...new Set(rows.map((row) => row.district_id))].map((district_id) => {
    const here = rows.filter((row) => row.district_id === district_id);
    return {
      district_id,
      values: [...new Set(here.map((row) => row.item))].map((indicator) => ({
        indicator,
        of: ids.map((id) => here.find((row) => row.scenario_id === id && row.item === indicator)?.value ?? 0),
      })),
    };
  });
}

/** One to four scenarios and today, side by side. */
export async function compare_scenarios(
  c: Context<ApiEnv>,
  ids: readonly number[],
  district_id: string | null,
) {
  const [pact, scenarios, sums, findings] = await read_as_viewer(c, (sql) =>
    Promise.all([
      read_pact(sql),
      scenarios_by_id(sql, ids),
      sum_effects(sql, ids, district_id),
      count_findings_by_district(sql, ids),
    ]),
  );
  const district = chosen_district(pact.districts, district_id);
  const targets = pact_targets(pact.pact_version);
  const of = denominators(district ? [district] : pact.districts);
  const found = findings.filter((row) => district_id === null || row.district_id === district_id);
  const column = (id: number | null) => {
    const own = sums.filter((row) => row.scenario_id === id);
    return {
      indicators: indicator_figures(own, targets, of),
      surfaces: surface_figures(own),
      costs: cost_figures(own),
      findings: finding_figures(found.filter((row) => row.scenario_id === id)),
    };
  };
  return {
    district,
    districts: pact.districts,
    pact_version: pact.pact_version,
    targets: targets.map(({ pillar: _pillar, ...target }) => target),
    scenarios: [
      { id: null, name: "", description: "", measure_count: 0, ...column(null) },
      ...ids.map((id) => {
        const scenario = scenarios.find((one) => one.id === id);
        if (!scenario) throw scenario_not_found(id);
        const { name, description, measure_count } = scenario;
        return { id, name, description, measure_count, ...column(id) };
      }),
    ],
    by_district: by_district(sums, ids),
  };
}

/** What the streets of a district have today and with each scenario, and how many dwellings heat reaches. */
export async function compare_streets(
  c: Context<ApiEnv>,
  ids: readonly number[],
  district_id: string | null,
) {
  const [pact, scenarios, streets, clashes, parking, openings, heat, reach_m] = await read_as_viewer(
    c,
    (sql) =>
      Promise.all([
        read_pact(sql),
        scenarios_by_id(sql, ids),
        counted_streets(sql, district_id),
        street_clashes(sql, ids),
        street_parking(sql, ids),
        street_openings(sql, ids),
        heat_reach(sql, ids, district_id),
        heat_reach_m(sql),
      ]),
  );
  chosen_district(pact.districts, district_id);
  for (const id of ids) if (!scenarios.some((one) => one.id === id)) throw scenario_not_found(id);
  return {
    heat_reach_m: reach_m,
    heat: heat_figures(ids, heat),
    streets: street_figures(streets, ids, parking, openings, clashes),
  };
}

export const comparison_routes = router()
  .openapi(
    createRoute({
      method: "get",
      path: "/comparison/streets",
      tags: ["comparison"],
      summary: "Parking spaces and openings of each street, and dwellings in reach of heat",
      request: { query: z.object({ scenarios: scenario_ids, district }) },
      responses: answers(200, streets_answer, "Today and with each scenario"),
    }),
    async (c) => {
      const { scenarios, district: district_id = null } = c.req.valid("query");
      return c.json(await compare_streets(c, scenarios, district_id), 200);
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/comparison",
      tags: ["comparison"],
      summary: "One to four scenarios and today, side by side",
      request: { query: z.object({ scenarios: scenario_ids, district }) },
      responses: answers(200, comparison_answer, "A column for today and one for each scenario"),
    }),
    async (c) => {
      const { scenarios, district: district_id = null } = c.req.valid("query");
      return answer_json(c, await compare_scenarios(c, scenarios, district_id)) as never;
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/comparison/table",
      tags: ["comparison"],
      summary: "All that a comparison shows, as CSV, or as XLSX with a sheet for each part",
      request: {
        query: z.object({
          scenarios: scenario_ids,
          district,
          language: z.enum(["nl", "en", "fr"], { error: "expected nl, en or fr" }).default("nl"),
          format: z.enum(["csv", "xlsx"], { error: "expected csv or xlsx" }).default("csv"),
        }),
      },
      responses: {
        200: {
          description: "One row a figure",
          content: { "text/csv": { schema: z.string() }, [XLSX]: { schema: z.string() } },
        },
      },
    }),
    async (c) => {
      const { scenarios, district: district_id = null, language, format } = c.req.valid("query");
      const comparison = await compare_scenarios(c, scenarios, district_id);
      const streets = await compare_streets(c, scenarios, district_id);
      const [surfaces, measures] = await read_as_viewer(c, (sql) =>
        Promise.all([surfaces_today(sql, district_id), counted_measures(sql, scenarios, district_id)]),
      );
      const sheets = comparison_sheets({ comparison, streets, surfaces, measures }, language);
      if (format === "xlsx")
        return c.body((await write_xlsx(sheets)) as never, 200, {
          "content-type": XLSX,
          "content-disposition": `attachment; filename="scenarios_${scenarios.join("_")}.xlsx"`,
        }) as never;
      const rows = sheets.flatMap((sheet) => sheet.rows);
      return c.body(write_csv(sheets[0]!.columns, rows) as never, 200, {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="scenarios_${scenarios.join("_")}.csv"`,
      }) as never;
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/comparison/decides",
      tags: ["comparison"],
      summary: "Which measures make one scenario better than another, per indicator",
      request: { query: z.object({ better: whole_id, than: whole_id, district }) },
      responses: answers(200, decides_answer, "The indicators on which it is better"),
    }),
    async (c) => {
      const { better, than, district: district_id = null } = c.req.valid("query");
      if (better === than)
        throw problem("invalid_request", `Expected two different scenarios, got ${better} twice.`);
      const [pact, scenarios, rows] = await read_as_viewer(c, (sql) =>
        Promise.all([
          read_pact(sql),
          scenarios_by_id(sql, [better, than]),
          counted_measures(sql, [better, than], district_id),
        ]),
      );
      chosen_district(pact.districts, district_id);
      for (const id of [better, than])
        if (!scenarios.some((one) => one.id === id)) throw scenario_not_found(id);
      return c.json({ indicators: deciding_measures(rows, better, than) }, 200);
    },
  );
