import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { pact_targets } from "../../data/catalog/pact_targets.ts";
import { answer_json } from "../answer_json.ts";
import { type ApiEnv, read_as_viewer } from "../context.ts";
import { problem, scenario_not_found } from "../errors.ts";
import {
  type CountedDistrict,
  count_findings_by_district,
  counted_measures,
  read_pact,
  sum_effects,
  surfaces_today,
} from "../queries/indicator.ts";
import { scenario_exists } from "../queries/scenario.ts";
import { answers, router } from "../router.ts";
import {
  cost_figures,
  denominators,
  finding_figures,
  indicator_figures,
  surface_figures,
} from "../scenario_figures.ts";
import { text_id, whole_id } from "../schemas/common.ts";
import { indicators_answer, surfaces_answer } from "../schemas/indicator.ts";

const query = z.object({
  scenario: whole_id.optional().openapi({ description: "Left out: today, of which the pact counts nothing" }),
});

/** The district asked for among those there are; null where none was asked for. Throws `district_not_found`. */
export function chosen_district(
  districts: readonly CountedDistrict[],
  id: string | null,
): CountedDistrict | null {
  const found = districts.find((one) => one.id === id) ?? null;
  if (id !== null && !found)
    throw problem(
      "district_not_found",
      `Expected the id of a district (see /api/v1/districts), got ${JSON.stringify(id)}.`,
    );
  return found;
}

async function figures_of(c: Context<ApiEnv>, scenario_id: number | null, district_id: string | null) {
  const ids = scenario_id === null ? [] : [scenario_id];
  const [pact, there, sums, measures, findings] = await read_as_viewer(c, (sql) =>
    Promise.all([
      read_pact(sql),
      scenario_id === null || scenario_exists(sql, scenario_id),
      sum_effects(sql, ids, district_id),
      counted_measures(sql, ids, district_id),
      count_findings_by_district(sql, ids),
    ]),
  );
  const district = chosen_district(pact.districts, district_id);
  if (!there) throw scenario_not_found(scenario_id as number);
  const targets = pact_targets(pact.pact_version);
  return {
    scenario_id,
    district,
    pact_version: pact.pact_version,
    targets: targets.map(({ pillar: _pillar, ...target }) => target),
    indicators: indicator_figures(sums, targets, denominators(district ? [district] : pact.districts)),
    measures: measures.map(({ scenario_id: _of, same_as: _same, ...measure }) => measure),
    surfaces: surface_figures(sums),
    costs: cost_figures(sums),
    findings: finding_figures(
      findings.filter((row) => district_id === null || row.district_id === district_id),
    ),
  };
}

export const indicator_routes = router()
  .openapi(
    createRoute({
      method: "get",
      path: "/districts/{id}/indicators",
      tags: ["indicator"],
      summary: "What a scenario's measures bring and cost in a district",
      description:
        "Net, clipped to the district, what lies at one place counted once; `measures` opens every number: what counts, and what was left out for which reason.",
      request: { params: z.object({ id: text_id }), query },
      responses: answers(200, indicators_answer, "The indicators, costs and findings"),
    }),
    async (c) =>
      answer_json(
        c,
        await figures_of(c, c.req.valid("query").scenario ?? null, c.req.valid("param").id),
      ) as never,
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/indicators",
      tags: ["indicator"],
      summary: "What a scenario's measures bring and cost in the whole town",
      description: "The districts together, and what lies outside them.",
      request: { query },
      responses: answers(200, indicators_answer, "The indicators, costs and findings"),
    }),
    async (c) => answer_json(c, await figures_of(c, c.req.valid("query").scenario ?? null, null)) as never,
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/surfaces",
      tags: ["indicator"],
      summary: "The street's surface as it lies today, per use, with the parking spaces",
      request: { query: z.object({ district: text_id.optional() }) },
      responses: answers(200, surfaces_answer, "The uses of the surface that sources give"),
    }),
    async (c) => {
      const district_id = c.req.valid("query").district ?? null;
      const [pact, surfaces] = await read_as_viewer(c, (sql) =>
        Promise.all([read_pact(sql), surfaces_today(sql, district_id)]),
      );
      chosen_district(pact.districts, district_id);
      return answer_json(c, { surfaces }) as never;
    },
  );
