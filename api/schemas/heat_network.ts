import { z } from "@hono/zod-openapi";
import { assumed_demand_kwh_m2 } from "../../data/catalog/heat_demand.ts";
import { geojson, number_or_null } from "./common.ts";
import { position } from "./corridor.ts";
import { body_id } from "./measure.ts";

const amount = (min: number, max: number) =>
  z
    .number({ error: "expected a number" })
    .min(min, { error: `expected a number from ${min} to ${max}` })
    .max(max, { error: `expected a number from ${min} to ${max}` });

/** More buildings make no street plan but a town's. */
export const MOST_BUILDINGS = 400;

export const heat_network_input = z
  .strictObject({
    source: position,
    building_ids: z
      .array(body_id("building"))
      .min(1, { error: "expected at least one building" })
      .max(MOST_BUILDINGS, { error: `expected at most ${MOST_BUILDINGS} buildings` })
      .nullish()
      .openapi({ description: "Features of the layer building; all within reach where left out" }),
    reach_m: amount(10, 1500).default(300),
    least_mwh: amount(0, 100_000)
      .default(0)
      .openapi({ description: "Buildings that need less in a year are left out" }),
    demand_kwh_m2: amount(1, 1000).default(assumed_demand_kwh_m2).openapi({
      description:
        "Heat per m² of floor and year, for buildings whose demand is not given with them (attribute heat_demand_mwh). The default is an assumption of our own; floors are the height by 3 m, two where no height is known",
    }),
  })
  .openapi("HeatNetworkInput");

export const heat_network_answer = z
  .object({
    length_m: z.number(),
    demand_mwh: z.number().openapi({ description: "A year" }),
    density_mwh_m: number_or_null.openapi({
      description: "Linear heat density: MWh a year per metre of street line",
    }),
    stretches: z.array(
      z.object({
        geometry: geojson,
        street: z.object({ id: z.string(), name: z.string() }).nullable(),
        length_m: z.number(),
        building_count: z.number(),
        demand_mwh: z.number().openapi({ description: "Of the buildings that join along it" }),
        carried_mwh: z.number().openapi({ description: "Its own and all beyond" }),
        density_mwh_m: number_or_null.openapi({ description: "Demand along it per metre" }),
        carried_density_mwh_m: number_or_null.openapi({
          description: "Demand along it and beyond, per metre of all line from here on",
        }),
      }),
    ),
    connections: z.array(
      z.object({
        building_id: z.number(),
        address: z.string().nullable(),
        demand_mwh: z.number(),
        length_m: z.number(),
        geometry: geojson,
      }),
    ),
    connections_m: z.number(),
    left_out: z
      .array(z.number())
      .openapi({ description: "Buildings that no street connects with the source" }),
    estimated_count: z
      .number()
      .openapi({ description: "Buildings whose demand is an estimate from their floor area" }),
    demand_kwh_m2: z.number(),
  })
  .openapi("HeatNetwork");
