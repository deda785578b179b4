import { createRoute, z } from "@hono/zod-openapi";
import { answer_json } from "../answer_json.ts";
import { read_as_viewer } from "../context.ts";
import { problem } from "../errors.ts";
import { preview_findings } from "../queries/finding.ts";
import { scenario_exists } from "../queries/scenario.ts";
import { answers, router } from "../router.ts";
import { finding } from "../schemas/finding.ts";
import { check_measure, preview_input } from "../schemas/measure.ts";

export const preview_routes = router().openapi(
  createRoute({
    method: "post",
    path: "/preview",
    tags: ["preview"],
    summary: "The findings of a measure that is not saved",
    description:
      "The same engine as for saved measures: against what exists and, with `scenario_id`, its other measures.",
    request: { body: { required: true, content: { "application/json": { schema: preview_input } } } },
    responses: answers(200, z.object({ findings: z.array(finding) }), "The findings, worst first"),
  }),
  async (c) => {
    const { measure_type, geometry, parameters, scenario_id = null } = c.req.valid("json");
    check_measure({ measure_type, geometry, parameters });
    const [there, findings] = await read_as_viewer(c, (sql) =>
      Promise.all([
        scenario_id === null ? true : scenario_exists(sql, scenario_id),
        preview_findings(sql, { measure_type, geometry, parameters, scenario_id }),
      ]),
    );
    if (!there) throw problem("scenario_not_found", `Expected the id of a scenario, got ${scenario_id}.`);
    return answer_json(c, { findings });
  },
);
