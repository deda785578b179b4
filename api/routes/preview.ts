import { createRoute, z } from "@hono/zod-openapi";
import { answer_json } from "../answer_json.ts";
import { read_as_viewer } from "../context.ts";
import { measure_not_found, scenario_not_found } from "../errors.ts";
import { extent_m } from "../extent_m.ts";
import { merge_findings } from "../merge_findings.ts";
import { drawn_amounts } from "../queries/drawn_geometry.ts";
import { preview_findings } from "../queries/finding.ts";
import { measure_exists } from "../queries/measure.ts";
import { scenario_exists } from "../queries/scenario.ts";
import { answers, router } from "../router.ts";
import { previewed_list } from "../schemas/finding.ts";
import { amounts, check_measure, preview_input } from "../schemas/measure.ts";

/**
 * A smaller shape is not divided: each part looks up the rules and opens the layers anew, so that two parts of a
 * zone of 15 m took 7.8 ms of the processors and the whole of it 4.4.
 */
const shared_from_m = 100;

export const preview_routes = router().openapi(
  createRoute({
    method: "post",
    path: "/preview",
    tags: ["preview"],
    summary: "The findings of a measure that is not saved",
    description:
      "The same engine as for saved measures: against what exists and, with `scenario_id`, its other measures. With `measure_id` the drawn measure stands in for the stored one, and its findings have the ids that they will have once it is saved.",
    request: { body: { required: true, content: { "application/json": { schema: preview_input } } } },
    responses: answers(
      200,
      z.object({ ...previewed_list, amounts }),
      "The findings, worst first, and what was drawn",
    ),
  }),
  async (c) => {
    const {
      measure_type,
      geometry,
      parameters,
      scenario_id = null,
      measure_id = null,
      from = null,
      until = null,
      phase_id = null,
      brief,
      known_rules,
    } = c.req.valid("json");
    check_measure({ measure_type, geometry, parameters });
    const draft = {
      measure_type,
      geometry,
      parameters,
      scenario_id,
      measure_id,
      from,
      until,
      phase_id,
      brief,
      known_rules,
    };
    // Under a pointer the answer has to be there at once: a server's cores share the work.
    const shares = extent_m(geometry) < shared_from_m ? 1 : c.var.store.features.parallel;
    const [[there, measure_there, amounts, findings], ...others] = await Promise.all([
      read_as_viewer(c, (sql) =>
        Promise.all([
          scenario_id === null ? true : scenario_exists(sql, scenario_id),
          scenario_id === null || measure_id === null ? true : measure_exists(sql, scenario_id, measure_id),
          drawn_amounts(sql, geometry),
          preview_findings(sql, draft, 0, shares),
        ]),
      ),
      ...Array.from({ length: shares - 1 }, (_, other) =>
        read_as_viewer(c, (sql) => preview_findings(sql, draft, other + 1, shares)),
      ),
    ]);
    if (!there) throw scenario_not_found(scenario_id as number);
    if (!measure_there) throw measure_not_found(scenario_id as number, measure_id as number);
    return shares === 1
      ? answer_json(c, { ...findings, amounts })
      : answer_json(c, { ...merge_findings([findings, ...others]), amounts });
  },
);
