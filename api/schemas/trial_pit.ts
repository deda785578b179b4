import { z } from "@hono/zod-openapi";
import { geojson, iso_date, timestamp } from "./common.ts";
import { geometry_kind, input_geometry } from "./geometry.ts";
import { calendar_date, name } from "./measure.ts";

const metres = (min: number, max: number) => {
  const error = `expected a number of metres from ${min} to ${max}`;
  return z.number({ error }).min(min, { error }).max(max, { error });
};

/** One place, as a person points at it. */
const place = input_geometry.refine(
  (geometry) => geometry_kind(geometry) === "point" && geometry.type === "Point",
  { error: "expected a Point", params: { problem: "geometry_kind" } },
);

export const trial_pit_input = z
  .strictObject({
    place: place.openapi({ description: "Where the middle of the object was found: a Point in WGS 84" }),
    position_accuracy_m: metres(0, 5).default(0.1),
    top_m: metres(-5, 30).openapi({ description: "Its top, metres below ground" }),
    depth_accuracy_m: metres(0, 2).default(0.05),
    measured_on: calendar_date,
    note: name,
  })
  .openapi("TrialPitInput");

export const trial_pit = z
  .object({
    id: z.number(),
    layer: z.string(),
    feature_id: z.number(),
    place: geojson,
    position_accuracy_m: z.number(),
    top_m: z.number(),
    depth_accuracy_m: z.number(),
    measured_on: iso_date,
    note: z.string(),
    organisation: z.string().nullable(),
    created_at: timestamp,
    withdrawn_at: timestamp.nullable(),
    photo: z.string().nullable().openapi({ description: "Content type of the photo; null: none" }),
    outside: z.array(z.enum(["position", "depth"])).openapi({
      description: "In what it contradicts the data of its object; empty where it fits",
    }),
    away_m: z.number().nullable().openapi({
      description: "From the drawn object; null where the object is no longer delivered",
    }),
  })
  .openapi("TrialPit", {
    description:
      "What was measured of a buried object in a trial pit. It holds within reach of the pit, ever less surely with distance; one that contradicts the data in place has no effect, one that contradicts them in depth makes both depths count.",
  });
