import { createRoute } from "@hono/zod-openapi";
import { answer_json } from "../answer_json.ts";
import { read_as_viewer } from "../context.ts";
import { measure_not_found, scenario_not_found, street_not_found } from "../errors.ts";
import { measure_exists } from "../queries/measure.ts";
import { find_room } from "../queries/room.ts";
import { scenario_exists } from "../queries/scenario.ts";
import { answers, router } from "../router.ts";
import { check_point_type } from "../schemas/measure.ts";
import { room_answer, room_input } from "../schemas/room.ts";

export const room_routes = router().openapi(
  createRoute({
    method: "post",
    path: "/room",
    tags: ["room", "preview"],
    summary: "Where in a street a tree or another point can go",
    description:
      "The places in the street's zone where no conflict is violated, by the same rules as a preview there. Duties and chances (attention, synergy) do not keep a place from being taken; nor does what is merely possible or unknown.",
    request: { body: { required: true, content: { "application/json": { schema: room_input } } } },
    responses: answers(200, room_answer, "The band of places, and what takes the rest"),
  }),
  async (c) => {
    const {
      measure_type,
      parameters,
      street_id,
      scenario_id = null,
      measure_id = null,
      severities,
    } = c.req.valid("json");
    check_point_type(measure_type, parameters);
    const of = { measure_type, parameters, street_id, scenario_id, measure_id, severities };
    const [there, measure_there, room] = await read_as_viewer(c, (sql) =>
      Promise.all([
        scenario_id === null ? true : scenario_exists(sql, scenario_id),
        scenario_id === null || measure_id === null ? true : measure_exists(sql, scenario_id, measure_id),
        find_room(sql, of),
      ]),
    );
    if (!there) throw scenario_not_found(scenario_id as number);
    if (!measure_there) throw measure_not_found(scenario_id as number, measure_id as number);
    if (!room) throw street_not_found(street_id);
    return answer_json(c, room);
  },
);
