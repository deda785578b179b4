import { z } from "@hono/zod-openapi";
import { geojson, severity, text_id } from "./common.ts";
import { body_id, parameters } from "./measure.ts";

export const room_input = z
  .strictObject({
    measure_type: text_id,
    parameters,
    street_id: text_id,
    scenario_id: body_id("scenario").nullish().openapi({
      description: "Its measures take room as well",
    }),
    measure_id: body_id("measure").nullish().openapi({
      description: "A measure of the scenario that is looking for another place: it takes no room itself",
    }),
    severities: z
      .array(severity)
      .min(1, { error: "expected at least one severity" })
      .default(["block", "mitigate", "inform"])
      .openapi({ description: "Which conflicts count" }),
  })
  .openapi("RoomInput");

export const room_answer = z
  .object({
    band: geojson.nullable().openapi({ description: "A MultiPolygon; null where there is no room" }),
    area_m2: z.number(),
    blocked_by: z.array(z.object({ rule_id: z.string(), layer: z.string(), area_m2: z.number() })).openapi({
      description: "What each rule about each layer takes of the street's zone, most first; they overlap",
    }),
    hidden_layers: z.array(z.string()).openapi({
      description:
        "Layers with something near that the viewer may not see; it is left out of the band, so preview a place before choosing it",
    }),
  })
  .openapi("Room");
