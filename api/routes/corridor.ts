import { createRoute, type z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { answer_json } from "../answer_json.ts";
import { type ApiEnv, read_as_viewer } from "../context.ts";
import { APART_M, APART_SHARE } from "../corridor/alternatives.ts";
import { corridor_of, no_corridor_of } from "../corridor/corridor_answer.ts";
import { type FoundCorridor, type FoundCorridors, find_corridors } from "../corridor/find_corridors.ts";
import { type LaidType, measure_parts, trench_width_m } from "../corridor/measure_parts.ts";
import type { LinePiece } from "../corridor/path_pieces.ts";
import { ALONG_STEP_M, ASIDE_STEP_M, COVER_STEP_M } from "../corridor/search_corridors.ts";
import { problem, scenario_not_found } from "../errors.ts";
import { corridor_findings, street_names, to_wgs84 } from "../queries/corridor.ts";
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
    const found = await read_as_viewer(c, async (sql) => {
      if (scenario_id !== null && !(await scenario_exists(sql, scenario_id)))
        throw scenario_not_found(scenario_id);
      return find_corridors(sql, {
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
      });
    });
    const corridors = await Promise.all(found.found.map((one) => checked(c, one, found, laid, scenario_id)));
    corridors.sort((one, other) => one.violated - other.violated || one.cost - other.cost);
    return answer_json(c, {
      free: found.free && corridors[0]!.violated === 0,
      corridors,
      no_corridor: no_corridor_of(found, ALONG_STEP_M),
      measure_type: input.measure_type,
      cover_min_m,
      cover_max_m,
      trench_width_m: trench,
      different: { apart_m: APART_M, share: APART_SHARE },
      grid: { along_m: ALONG_STEP_M, aside_m: ASIDE_STEP_M, cover_m: COVER_STEP_M },
    });
  },
);

/**
 * A corridor with what the engine says of its pieces; each in a transaction of its own, so that they run side by
 * side. The engine judges a piece as a whole: where one both crosses a line and runs beside it, its steps aside
 * are pieces of their own if that is found less violated.
 */
async function checked(
  c: Context<ApiEnv>,
  one: FoundCorridor,
  found: FoundCorridors,
  laid: LaidType,
  scenario_id: number | null,
) {
  return read_as_viewer(c, async (sql) => {
    const of = async (pieces: readonly LinePiece[]) => {
      const lines = await to_wgs84(
        sql,
        pieces.map(({ line }) => line),
      );
      const asked = pieces.map(({ cover_m }, k) => ({
        coordinates: lines[k]!,
        parameters: laid.parameters_at(cover_m),
      }));
      const findings = await corridor_findings(sql, laid.type.id, asked, scenario_id);
      return corridor_of(
        { ...one, pieces },
        { laid, obstacles: found.obstacles[one.route]!, streets, lines, findings },
      );
    };
    const streets = await street_names(sql, found.routes[one.route]!.street_ids);
    const whole = await of(one.pieces);
    // Only of what it touches can a line be said to cross it.
    const touches = whole.findings.some(
      ({ verdict, required_m, distance_m }) =>
        verdict === "violated" && required_m !== null && distance_m === 0,
    );
    if (!touches || one.cut_pieces.length === one.pieces.length) return whole;
    const cut = await of(one.cut_pieces);
    return cut.violated < whole.violated ? cut : whole;
  });
}
