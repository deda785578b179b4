import { createRoute, z } from "@hono/zod-openapi";
import { answer_json } from "../answer_json.ts";
import { read_as_viewer, write_as_viewer } from "../context.ts";
import { problem, street_not_found } from "../errors.ts";
import { list_street_features } from "../queries/feature.ts";
import { count_findings, list_findings } from "../queries/finding.ts";
import { scenario_exists } from "../queries/scenario.ts";
import {
  analyse_street,
  list_streets,
  read_street,
  street_at,
  street_exists,
  street_hidden,
  street_layers,
  street_summary,
} from "../queries/street.ts";
import { answers, router } from "../router.ts";
import {
  bounds,
  degrees,
  geojson,
  number_or_null,
  page_query,
  text,
  text_id,
  timestamp,
  verdict_query,
  whole_id,
} from "../schemas/common.ts";
import { feature } from "../schemas/feature.ts";
import { finding_count, finding_page, hidden_findings } from "../schemas/finding.ts";
import { position_trouble } from "../schemas/geometry.ts";
import { layer_contents } from "../schemas/layer_contents.ts";
import { check_layer } from "./feature.ts";

const street = z
  .object({
    id: z.string(),
    name: z.string(),
    named: z.boolean().openapi({ description: "false: the source has no name, a stable one was made" }),
    length_m: z.number(),
    bounds_wgs84: bounds,
    summary: z.object({ violated: z.number(), possible: z.number(), unknown: z.number() }),
    analysed_at: timestamp.nullable(),
    hidden: z.boolean().openapi({
      description: "Near it lies what the viewer may not see: never to be taken for fine",
    }),
  })
  .openapi("Street");

const street_detail = street
  .omit({ summary: true, hidden: true })
  .extend({
    area_m2: z.number(),
    width_m: number_or_null,
    zone_source: z.enum(["building", "parcel", "default_width"]),
    zone: geojson,
    axis: geojson.openapi({ description: "The centre line; lines drawn along the street follow it" }),
    layers: z.array(layer_contents),
    summary: z.array(finding_count),
  })
  .openapi("StreetDetail");

const params = z.object({ id: text_id });

export const street_routes = router()
  .openapi(
    createRoute({
      method: "get",
      path: "/streets",
      tags: ["street"],
      summary: "Find streets by name",
      request: { query: z.object({ q: text(200).default(""), district: text_id.optional(), ...page_query }) },
      responses: answers(
        200,
        z.object({ streets: z.array(street), total: z.number() }),
        "Names that begin with `q` first",
      ),
    }),
    async (c) => {
      const { q, district, limit, offset } = c.req.valid("query");
      const found = await read_as_viewer(c, (sql) =>
        list_streets(sql, { typed: q.trim(), district_id: district ?? null, limit, offset }),
      );
      return c.json(found, 200);
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/streets/at",
      tags: ["street"],
      summary: "The street at a place, or within 30 m of it",
      request: { query: z.object({ lon: degrees("a longitude", 180), lat: degrees("a latitude", 90) }) },
      responses: answers(200, street, "The street"),
    }),
    async (c) => {
      const { lon, lat } = c.req.valid("query");
      const trouble = position_trouble(lon, lat);
      if (trouble) throw problem(trouble.code, trouble.message);
      const row = await read_as_viewer(c, (sql) => street_at(sql, lon, lat));
      if (!row)
        throw problem("street_not_found", `No street within 30 m of longitude ${lon}, latitude ${lat}.`);
      return c.json(row, 200);
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/streets/{id}",
      tags: ["street"],
      summary: "A street: its zone, what lies in and under it, its findings counted",
      request: { params },
      responses: answers(200, street_detail, "The street"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const [row, layers, summary] = await read_as_viewer(c, (sql) =>
        Promise.all([read_street(sql, id), street_layers(sql, id), street_summary(sql, id)]),
      );
      if (!row) throw street_not_found(id);
      return c.json({ ...row, layers, summary }, 200);
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/streets/{id}/features",
      tags: ["street"],
      summary: "The features in and under a street",
      request: { params, query: z.object({ layer: text_id.optional(), ...page_query }) },
      responses: answers(
        200,
        z.object({ features: z.array(feature), total: z.number() }),
        "A page of features",
      ),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const { layer = null, limit, offset } = c.req.valid("query");
      if (layer !== null) check_layer(layer);
      const [exists, page] = await read_as_viewer(c, (sql) =>
        Promise.all([
          street_exists(sql, id),
          list_street_features(sql, { street_id: id, layer, limit, offset }),
        ]),
      );
      if (!exists) throw street_not_found(id);
      return c.json(page, 200);
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/streets/{id}/findings",
      tags: ["street", "finding"],
      summary: "The findings of a street, worst first",
      description:
        "Without `scenario`: existing against existing, as last analysed, between things that the viewer may see; what is hidden is told once per layer and owner.",
      request: {
        params,
        query: z.object({ scenario: whole_id.optional(), verdict: verdict_query, ...page_query }),
      },
      responses: answers(
        200,
        finding_page.extend({ hidden: z.array(hidden_findings) }),
        "A page of findings, and all of them counted; of today also what is hidden here",
      ),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const { scenario, verdict: verdicts, limit, offset } = c.req.valid("query");
      const of = { scenario_id: scenario ?? null, street_id: id, verdicts };
      const [exists, scenario_there, findings, summary, hidden] = await read_as_viewer(c, (sql) =>
        Promise.all([
          street_exists(sql, id),
          scenario === undefined ? true : scenario_exists(sql, scenario),
          list_findings(sql, { ...of, limit, offset }),
          count_findings(sql, of),
          scenario === undefined ? street_hidden(sql, id) : [],
        ]),
      );
      if (!exists) throw street_not_found(id);
      if (!scenario_there)
        throw problem("scenario_not_found", `Expected the id of a scenario, got ${scenario}.`);
      const total = summary.reduce((sum, part) => sum + part.findings, 0);
      return answer_json(c, { ...findings, total, summary, hidden });
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/streets/{id}/analysis",
      tags: ["street", "analysis"],
      summary: "Check a street: existing against existing",
      request: { params },
      responses: answers(
        200,
        z.object({ findings: z.number(), analysed_at: timestamp }),
        "How many findings it now has",
      ),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const done = await write_as_viewer(c, (sql) => analyse_street(sql, id));
      if (!done) throw street_not_found(id);
      return c.json(done, 200);
    },
  );
