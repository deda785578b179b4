import { createRoute, type z } from "@hono/zod-openapi";
import { answer_json } from "../answer_json.ts";
import { read_as_viewer } from "../context.ts";
import { agreed_corridors } from "../corridor/agreed_corridors.ts";
import { APART_M, APART_SHARE } from "../corridor/alternatives.ts";
import { corridor_checker } from "../corridor/check_corridors.ts";
import { find_corridors } from "../corridor/find_corridors.ts";
import { ASIDE_STEP_M, COVER_STEP_M } from "../corridor/lay_field.ts";
import { type LaidType, measure_parts, trench_width_m } from "../corridor/measure_parts.ts";
import { ALONG_STEP_M } from "../corridor/search_corridors.ts";
import type { Read } from "../corridor/send_off.ts";
import { problem, scenario_not_found } from "../errors.ts";
import { scenario_exists } from "../queries/scenario.ts";
import { answers, router } from "../router.ts";
import { corridor_answer, corridor_input } from "../schemas/corridor.ts";
import { check_type } from "../schemas/measure.ts";

type Input = z.output<typeof corridor_input>;

/** The type as a line below ground and the covers to search. Throws `corridor_type` or `corridor_cover`. */
function check_corridor(input: Input): { laid: LaidType; cover_min_m: number; cover_max_m: number } {
  const type = check_type(input.measure_type, input.parameters);
  const laid = measure_parts(type, input.parameters);
  if (!laid)
    throw problem(
      "corridor_type",
      `Expected a measure type that lays pipes or cables along a line, got ${type.id}.`,
    );
  const { cover_least_m: least, cover_most_m: most } = laid;
  const cover_min_m = input.cover_min_m ?? least;
  const cover_max_m = input.cover_max_m ?? most;
  if (cover_min_m < least - 1e-9 || cover_max_m > most + 1e-9 || cover_min_m > cover_max_m)
    throw problem(
      "corridor_cover",
      `Expected covers from ${least} to ${most} m, the least first, got ${cover_min_m} to ${cover_max_m} m.`,
    );
  return { laid, cover_min_m, cover_max_m };
}

export const corridor_routes = router().openapi(
  createRoute({
    method: "post",
    path: "/corridors",
    tags: ["corridor"],
    summary: "Room for a new pipe or cable along streets",
    description:
      "The best alignments from one place to another through the free space below the streets, at every metre over their whole width and depth, with the rules in force. Clearly different ones side by side, each checked by the engine (`preview`); where none fits, what is in the way and what moving or deepening it would free. Slopes are not looked at, nor what lies between two depths where the line goes down.",
    request: { body: { required: true, content: { "application/json": { schema: corridor_input } } } },
    responses: answers(200, corridor_answer, "The corridors, the cheapest first"),
  }),
  async (c) => {
    const input = c.req.valid("json");
    const { laid, cover_min_m, cover_max_m } = check_corridor(input);
    const scenario_id = input.scenario_id ?? null;
    const trench = input.trench_width_m ?? trench_width_m(laid.parts);
    const shares = c.var.store.features.parallel;
    const read: Read = (work) => read_as_viewer(c, work);
    if (scenario_id !== null && !(await read((sql) => scenario_exists(sql, scenario_id))))
      throw scenario_not_found(scenario_id);
    const checker = corridor_checker(read, { laid, scenario_id, shares });
    const wanted = {
      laid,
      parameters: input.parameters,
      places: [input.from, ...input.via, input.to],
      cover_min_m,
      cover_max_m,
      trench_width_m: trench,
      weights: input.weights,
      fixed_ends: input.fixed_ends,
      count: input.alternatives,
      scenario_id,
    };
    const found = await find_corridors(read, wanted, { begin: checker.begin, ahead: shares > 1 });
    const agreed = await agreed_corridors(checker, found, wanted);
    return answer_json(c, {
      free: agreed.free,
      corridors: agreed.checked.map(({ corridor }) => corridor),
      no_corridor: agreed.no_corridor,
      measure_type: input.measure_type,
      cover_min_m,
      cover_max_m,
      trench_width_m: trench,
      different: { apart_m: APART_M, share: APART_SHARE },
      grid: { along_m: ALONG_STEP_M, aside_m: ASIDE_STEP_M, cover_m: COVER_STEP_M },
    });
  },
);
