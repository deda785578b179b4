import { gunzipSync } from "node:zlib";
import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { layers_of_group } from "../../data/catalog/index.ts";
import type { ApiEnv } from "../context.ts";
import { read_as_viewer } from "../context.ts";
import { problem } from "../errors.ts";
import { read_tile_cover } from "../queries/tile.ts";
import { answers, router } from "../router.ts";
import { bounds } from "../schemas/common.ts";
import { get_tile, type TileGroup, tile_groups } from "../tiles/get_tile.ts";

// One unit of a tile of this zoom is 2 cm in Belgium: finer than any survey that comes in.
const MAX_ZOOM = 18;

const group = z.enum(tile_groups, { error: `expected ${tile_groups.join(", ")}` });
const whole = z
  .string()
  .regex(/^\d{1,8}$/, { error: "expected a whole number" })
  .transform(Number)
  .openapi({ type: "integer" });
const place = { z: whole, x: whole, y: whole };
const v = z
  .string()
  .regex(/^\d{1,15}$/, { error: "expected the data version" })
  .transform(Number)
  .optional()
  .openapi({
    type: "integer",
    description: "The data version of the TileJSON: then the tile may be kept for ever",
  });

const mvt = "application/vnd.mapbox-vector-tile";
const tile_answers = {
  200: {
    description: "A vector tile",
    content: { [mvt]: { schema: { type: "string" as const, format: "binary" } } },
  },
  204: { description: "Nothing lies in this tile" },
  304: { description: "The tile is still the one with the ETag sent" },
};

const tilejson = z
  .object({
    tilejson: z.string(),
    name: z.string(),
    tiles: z.array(z.string()),
    minzoom: z.number(),
    maxzoom: z.number(),
    bounds: bounds.unwrap().optional(),
    vector_layers: z.array(
      z.object({ id: z.string(), minzoom: z.number(), fields: z.record(z.string(), z.string()) }),
    ),
  })
  .openapi("TileJSON");

const feature_fields = {
  status: "String",
  synthetic: "Boolean",
  diameter_m: "Number",
  top_m: "Number",
  crown_m: "Number",
  height_m: "Number",
  label: "String",
};
const street_fields = {
  street: "String",
  name: "String",
  worst: "String",
  violated: "Number",
  possible: "Number",
  unknown: "Number",
  length_m: "Number",
};

function vector_layers(of: TileGroup): z.infer<typeof tilejson>["vector_layers"] {
  if (of === "street")
    return [
      { id: "street_axis", minzoom: 0, fields: street_fields },
      { id: "street_zone", minzoom: 14, fields: street_fields },
      { id: "district", minzoom: 0, fields: { district: "String", name: "String" } },
    ];
  if (of === "finding") {
    const fields = {
      finding: "String",
      verdict: "String",
      kind: "String",
      severity: "String",
      rule: "String",
    };
    return [{ id: "finding", minzoom: 14, fields }];
  }
  return layers_of_group(of).map(({ id, min_zoom }) => ({ id, minzoom: min_zoom, fields: feature_fields }));
}

/** The address that the browser used: behind a proxy that ends TLS, `X-Forwarded-Proto` knows it. */
function origin(c: Context): string {
  const url = new URL(c.req.url);
  const protocol = c.req.header("x-forwarded-proto")?.split(",")[0]?.trim();
  return `${protocol === "https" || protocol === "http" ? protocol : url.protocol.slice(0, -1)}://${url.host}`;
}

async function answer_tile(
  c: Context<ApiEnv>,
  address: { group: TileGroup; z: number; x: number; y: number },
  version: number | undefined,
): Promise<Response> {
  const side = 2 ** address.z;
  if (address.z > 22 || address.x >= side || address.y >= side)
    throw problem(
      "invalid_request",
      `Expected z from 0 to 22 and x, y from 0 to 2^z - 1, got ${address.z}/${address.x}/${address.y}.`,
    );
  const { store, viewer, deps } = c.var;
  const tile = await get_tile(store, deps.tiles, viewer, address, version ?? null);
  const zipped = /\bgzip\b/.test(c.req.header("accept-encoding") ?? "");
  // Strong: one tag per representation of the bytes.
  const etag = `"${tile.hash}${zipped ? "-gz" : ""}"`;
  const headers: Record<string, string> = {
    etag,
    vary: "accept-encoding, cookie, authorization",
    "x-data-version": String(tile.data_version),
    "cache-control":
      // With accounts, what a viewer may see can end while a browser keeps the tile: it asks again, for a 304.
      tile.data_version === version && c.var.caller.by === "try_out"
        ? "private, max-age=31536000, immutable"
        : "private, no-cache",
  };
  const known = (c.req.header("if-none-match") ?? "").split(",").map((tag) => tag.trim());
  if (known.includes(etag) || known.includes("*")) return new Response(null, { status: 304, headers });
  if (tile.gzipped.byteLength === 0) return new Response(null, { status: 204, headers });
  headers["content-type"] = mvt;
  if (!zipped) return new Response(new Uint8Array(gunzipSync(tile.gzipped)), { headers });
  headers["content-encoding"] = "gzip";
  return new Response(tile.gzipped, { headers });
}

export const tile_routes = router()
  .openapi(
    createRoute({
      method: "get",
      path: "/tiles.json",
      tags: ["tile"],
      summary: "TileJSON of a group of layers, at the data version of now",
      request: { query: z.object({ group: group.default("above") }) },
      responses: answers(200, tilejson, "TileJSON 3.0"),
    }),
    async (c) => {
      const { group: of } = c.req.valid("query");
      const { data_version, bounds_wgs84 } = await read_as_viewer(c, read_tile_cover);
      const body = {
        tilejson: "3.0.0",
        name: of,
        tiles: [`${origin(c)}/api/v1/tiles/${of}/{z}/{x}/{y}?v=${data_version}`],
        minzoom: of === "finding" ? 14 : 0,
        maxzoom: MAX_ZOOM,
        ...(bounds_wgs84 ? { bounds: bounds_wgs84 } : {}),
        vector_layers: vector_layers(of),
      };
      return c.json(body, 200, { "cache-control": "no-cache" });
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/tiles/{group}/{z}/{x}/{y}",
      tags: ["tile"],
      summary: "A vector tile of a group of layers",
      request: { params: z.object({ group, ...place }), query: z.object({ v }) },
      responses: tile_answers,
    }),
    async (c) => answer_tile(c, c.req.valid("param"), c.req.valid("query").v),
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/tiles/{z}/{x}/{y}",
      tags: ["tile"],
      summary: "The same, the group as a parameter",
      request: { params: z.object(place), query: z.object({ group: group.default("above"), v }) },
      responses: tile_answers,
    }),
    async (c) => {
      const { group: of, v: version } = c.req.valid("query");
      return answer_tile(c, { group: of, ...c.req.valid("param") }, version);
    },
  );
