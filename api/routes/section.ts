import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { answer_json } from "../answer_json.ts";
import { type ApiEnv, read_as_viewer } from "../context.ts";
import { problem, scenario_not_found, street_not_found } from "../errors.ts";
import { drawn_amounts } from "../queries/drawn_geometry.ts";
import { scenario_exists } from "../queries/scenario.ts";
import {
  feature_long_section,
  line_section,
  read_below_ground,
  type SectionRow,
  street_long_section,
  street_section,
} from "../queries/section.ts";
import { answers, router } from "../router.ts";
import { scale_error_pct } from "../scale_error_pct.ts";
import { text_id, whole_id } from "../schemas/common.ts";
import { position_trouble } from "../schemas/geometry.ts";
import {
  below_ground,
  below_ground_query,
  long_section_query,
  section,
  section_input,
  street_section_query,
} from "../schemas/section.ts";
import type { Transaction } from "../store/open_store.ts";
import { check_layer } from "./feature.ts";

const MAX_LINE_M = 2000;

/** A section as it is answered: with how wrong its measures are where the analysis CRS is not made for. */
function answer_section(c: Context<ApiEnv>, row: SectionRow) {
  const { type, coordinates } = row.line as { type: string; coordinates: unknown };
  const parts = (type === "LineString" ? [coordinates] : coordinates) as [number, number][][];
  const wrong_pct = scale_error_pct(c.var.store.srid, parts, row.length_m);
  return answer_json(c, { ...row, scale_error_pct: wrong_pct });
}

/** The section with the scenario it is asked for, which has to be there. */
async function with_scenario<T>(
  c: Context<ApiEnv>,
  scenario_id: number | null,
  read: (sql: Transaction) => Promise<T>,
): Promise<T> {
  const [there, row] = await read_as_viewer(c, (sql) =>
    Promise.all([scenario_id === null ? true : scenario_exists(sql, scenario_id), read(sql)]),
  );
  if (!there) throw scenario_not_found(scenario_id as number);
  return row;
}

const street_params = z.object({ id: text_id });

export const section_routes = router()
  .openapi(
    createRoute({
      method: "get",
      path: "/streets/{id}/section",
      tags: ["section", "street"],
      summary: "A cross-section of a street, facade to facade",
      description:
        "`at`: metres along the street, its parts in order from the western end. A place past the end answers the end. What the viewer may not see is named by layer and owner only.",
      request: { params: street_params, query: street_section_query },
      responses: answers(200, section, "Everything the section meets, above and below ground"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const { at = null, lon, lat, scenario = null } = c.req.valid("query");
      if ((lon === undefined) !== (lat === undefined) || (lon !== undefined && at !== null))
        throw problem("invalid_request", "Expected either `at`, or `lon` and `lat`, or none of them.");
      const trouble = lon === undefined ? null : position_trouble(lon, lat);
      if (trouble) throw problem(trouble.code, trouble.message);
      const near = lon === undefined || lat === undefined ? null : { lon, lat };
      const of = { street_id: id, at_m: at, near, scenario_id: scenario };
      const row = await with_scenario(c, scenario, (sql) => street_section(sql, of));
      if (!row) throw street_not_found(id);
      return answer_section(c, row);
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/streets/{id}/long_section",
      tags: ["section", "street"],
      summary: "A section along a whole street: depth against distance, with all crossings",
      request: { params: street_params, query: long_section_query },
      responses: answers(200, section, "What runs along the street's centre line and what crosses it"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const { scenario = null } = c.req.valid("query");
      const of = { street_id: id, scenario_id: scenario };
      const row = await with_scenario(c, scenario, (sql) => street_long_section(sql, of));
      if (!row) throw street_not_found(id);
      return answer_section(c, row);
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/features/{layer}/{id}/long_section",
      tags: ["section", "feature"],
      summary: "A section along a pipe or cable: its depth with all crossings",
      request: { params: z.object({ layer: text_id, id: whole_id }), query: long_section_query },
      responses: answers(200, section, "The line itself and what crosses or touches it"),
    }),
    async (c) => {
      const { layer, id } = c.req.valid("param");
      const { scenario = null } = c.req.valid("query");
      check_layer(layer);
      const of = { layer, id, scenario_id: scenario };
      const row = await with_scenario(c, scenario, (sql) => feature_long_section(sql, of));
      if (!row)
        throw problem("feature_not_found", `Expected the id of a line of the layer ${layer}, got ${id}.`);
      return answer_section(c, row);
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/below_ground",
      tags: ["section"],
      summary: "Cables and pipes in a box with their depth, to draw them in 3D",
      description: "The thickest 4,000; what has no depth or may not be seen is left out.",
      request: { query: below_ground_query },
      responses: answers(200, below_ground, "Lines with depth, and the stretches in conflict"),
    }),
    async (c) => {
      const { bounds, scenario = null } = c.req.valid("query");
      const [west, south, east, north] = bounds;
      const trouble = position_trouble(west, south) ?? position_trouble(east, north);
      if (trouble) throw problem(trouble.code, trouble.message);
      return answer_json(
        c,
        await with_scenario(c, scenario, (sql) => read_below_ground(sql, { bounds, scenario_id: scenario })),
      );
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/sections",
      tags: ["section"],
      summary: "A section along any drawn line",
      request: { body: { required: true, content: { "application/json": { schema: section_input } } } },
      responses: answers(200, section, "Everything the line meets"),
    }),
    async (c) => {
      const { line, scenario_id = null } = c.req.valid("json");
      if (line.type !== "LineString")
        throw problem("geometry_kind", `Expected a LineString, got ${line.type}.`);
      const row = await with_scenario(c, scenario_id, async (sql) => {
        const { length_m } = await drawn_amounts(sql, line);
        if ((length_m ?? 0) > MAX_LINE_M)
          throw problem(
            "geometry_too_large",
            `Expected a line of at most ${MAX_LINE_M} m, got ${Math.round(length_m ?? 0)} m.`,
          );
        return line_section(sql, { line, scenario_id });
      });
      return answer_section(c, row);
    },
  );
