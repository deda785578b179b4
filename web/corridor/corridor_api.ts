import type { z } from "@hono/zod-openapi";
import type { corridor_answer } from "../../api/schemas/corridor.ts";
import type { heat_network_answer } from "../../api/schemas/heat_network.ts";
import { send } from "../client.ts";
import type { Draft } from "../draw/draft.ts";

export type Corridors = z.infer<typeof corridor_answer>;
export type Corridor = Corridors["corridors"][number];
export type NoCorridor = NonNullable<Corridors["no_corridor"]>;
export type HeatNetwork = z.infer<typeof heat_network_answer>;

export interface CorridorQuestion {
  readonly measure_type: string;
  readonly parameters: Draft["parameters"];
  readonly cover_min_m: number;
  readonly cover_max_m: number;
  readonly weights: Readonly<Record<string, number>>;
  readonly fixed_ends: boolean;
  readonly scenario_id: number | null;
}

type Place = readonly number[];

/** The calls of the search for a corridor and of heat networks. Rejects with {@link Problem}. */
export const corridor_api = {
  corridors: (question: CorridorQuestion, places: readonly Place[]) =>
    send<Corridors>("POST", "/corridors", {
      body: { ...question, from: places[0], via: places.slice(1, -1), to: places.at(-1) },
    }),
  heat_network: (question: {
    source: Place;
    reach_m: number;
    least_mwh: number;
    demand_kwh_m2: number;
    building_ids: readonly number[] | null;
  }) => send<HeatNetwork>("POST", "/heat_networks", { body: question }),
};
