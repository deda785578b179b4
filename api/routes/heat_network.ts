import { createRoute } from "@hono/zod-openapi";
import { answer_json } from "../answer_json.ts";
import { read_as_viewer } from "../context.ts";
import { heat_network } from "../corridor/heat_network.ts";
import { length_of } from "../corridor/street_network.ts";
import { problem } from "../errors.ts";
import { near_segments, street_names, to_analysis, to_wgs84 } from "../queries/corridor.ts";
import { heat_buildings } from "../queries/heat_network.ts";
import { answers, router } from "../router.ts";
import { heat_network_answer, heat_network_input, MOST_BUILDINGS } from "../schemas/heat_network.ts";

/** Streets are looked at this far beyond the buildings. */
const AROUND_M = 150;

const per_m = (mwh: number, length_m: number): number | null => (length_m > 0 ? mwh / length_m : null);

export const heat_network_routes = router().openapi(
  createRoute({
    method: "post",
    path: "/heat_networks",
    tags: ["heat_network"],
    summary: "A heat network of little length from a source to buildings",
    description:
      "Over the street network (a Steiner-tree heuristic, at most twice the shortest there is), with the linear heat density of each stretch. Lines follow the centre lines: `POST /corridors` finds their place in the street.",
    request: { body: { required: true, content: { "application/json": { schema: heat_network_input } } } },
    responses: answers(200, heat_network_answer, "The network, from the source outwards"),
  }),
  async (c) => {
    const input = c.req.valid("json");
    const answer = await read_as_viewer(c, async (sql) => {
      const [source] = await to_analysis(sql, [input.source]);
      const buildings = await heat_buildings(sql, {
        ids: input.building_ids ?? null,
        source: source!,
        reach_m: input.reach_m,
        demand_kwh_m2: input.demand_kwh_m2,
        least_mwh: input.least_mwh,
      });
      if (buildings.length === 0)
        throw problem("heat_network_empty", "Expected at least one building with that demand, got none.");
      if (buildings.length > MOST_BUILDINGS)
        throw problem(
          "heat_network_too_large",
          `Expected at most ${MOST_BUILDINGS} buildings, got ${buildings.length}: ask for a shorter reach or a higher demand.`,
        );
      const places = [source!, ...buildings.map(({ middle }) => middle)];
      const network = heat_network(await near_segments(sql, places, AROUND_M), source!, buildings);
      if (!network) throw problem("corridor_off_street", "Expected a source in or beside a street.");
      const { stretches, connections, left_out } = network;
      const lines = await to_wgs84(
        sql,
        [...stretches, ...connections].map(({ line }) => line),
      );
      const names = await street_names(sql, [
        ...new Set(stretches.flatMap(({ street_id }) => street_id ?? [])),
      ]);
      const geometry = (k: number) => ({ type: "LineString", coordinates: lines[k]! });
      const length_m = stretches.reduce((sum, stretch) => sum + stretch.length_m, 0);
      const demand_mwh = connections.reduce((sum, connection) => sum + connection.demand_mwh, 0);
      const joined = new Set(connections.map(({ building_id }) => building_id));
      return {
        length_m,
        demand_mwh,
        density_mwh_m: per_m(demand_mwh, length_m),
        stretches: stretches.map(({ line: _line, street_id, beyond_m, ...stretch }, k) => ({
          ...stretch,
          geometry: geometry(k),
          street: names.find(({ id }) => id === street_id) ?? null,
          density_mwh_m: per_m(stretch.demand_mwh, stretch.length_m),
          carried_density_mwh_m: per_m(stretch.carried_mwh, stretch.length_m + beyond_m),
        })),
        connections: connections.map(({ line, building_id, demand_mwh: own_mwh }, k) => ({
          building_id,
          address: buildings.find(({ id }) => id === building_id)?.address ?? null,
          demand_mwh: own_mwh,
          length_m: length_of(line),
          geometry: geometry(stretches.length + k),
        })),
        connections_m: connections.reduce((sum, { line }) => sum + length_of(line), 0),
        left_out: [...left_out],
        estimated_count: buildings.filter(({ id, source: from }) => joined.has(id) && from === "estimate")
          .length,
        demand_kwh_m2: input.demand_kwh_m2,
      };
    });
    return answer_json(c, answer);
  },
);
