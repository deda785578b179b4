import { createRoute, z } from "@hono/zod-openapi";
import { read_as_viewer, write_as_viewer } from "../context.ts";
import { problem } from "../errors.ts";
import { organisation_exists } from "../queries/account.ts";
import { dataset_exists } from "../queries/dataset.ts";
import { district_exists } from "../queries/district.ts";
import { grant_dataset, list_grants, owns_dataset, withdraw_grant } from "../queries/grant.ts";
import { answers, router } from "../router.ts";
import { organisation_id } from "../schemas/account.ts";
import { geojson, text, timestamp, whole_id } from "../schemas/common.ts";
import { geometry_kind, type InputGeometry, input_geometry } from "../schemas/geometry.ts";
import { organisation_not_found } from "./account.ts";

const day = z.iso.date({ error: "expected a day like 2026-12-31" });
const grant = z
  .object({
    id: z.number(),
    dataset_id: z.number(),
    organisation_id: z.string(),
    organisation: z.string(),
    purpose: z.string(),
    until: day,
    state: z.enum(["in_force", "over", "withdrawn"]),
    created_at: timestamp,
    withdrawn_at: timestamp.nullable(),
    area: geojson.nullable(),
  })
  .openapi("Grant");
const grant_input = z
  .strictObject({
    organisation_id,
    purpose: text(500, 1),
    until: day.openapi({ description: "The last day on which it is seen" }),
    area: input_geometry
      .optional()
      .openapi({ description: "Only what lies wholly within it is seen; left out: everything" }),
    district_id: text(200, 1).optional().openapi({ description: "The same with a district as the area" }),
  })
  .refine(({ area, district_id }) => area === undefined || district_id === undefined, {
    path: ["district_id"],
    error: "expected an area or a district, not both",
  })
  .openapi("GrantInput");
const params = z.object({ id: whole_id });
const not_found = (id: number): Error =>
  problem("dataset_not_found", `Expected the id of a dataset, got ${id}.`);

export const grant_routes = router()
  .openapi(
    createRoute({
      method: "get",
      path: "/datasets/{id}/grants",
      tags: ["grant", "dataset"],
      summary: "Who else may see a dataset",
      description: "For whoever decides about it all grants, for others those that they got.",
      request: { params },
      responses: answers(
        200,
        z.object({ may_grant: z.boolean(), grants: z.array(grant) }),
        "The grants, newest first",
      ),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const [exists, may_grant, grants] = await read_as_viewer(c, (sql) =>
        Promise.all([dataset_exists(sql, id), owns_dataset(sql, id), list_grants(sql, id)]),
      );
      if (!exists) throw not_found(id);
      return c.json({ may_grant, grants } as never, 200);
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/datasets/{id}/grants",
      tags: ["grant", "dataset"],
      summary: "Let another organisation see a dataset",
      request: { params, body: { required: true, content: { "application/json": { schema: grant_input } } } },
      responses: answers(201, grant, "The grant"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const { organisation_id: to, purpose, until, area, district_id = null } = c.req.valid("json");
      const shape = (area as InputGeometry | undefined) ?? null;
      if (shape && geometry_kind(shape) !== "area")
        throw problem("geometry_kind", `area: expected a polygon, got a ${shape.type}.`);
      const row = await write_as_viewer(c, async (sql) => {
        if (!(await dataset_exists(sql, id))) throw not_found(id);
        if (!(await organisation_exists(sql, to))) throw organisation_not_found(to);
        if (district_id !== null && !(await district_exists(sql, district_id)))
          throw problem("district_not_found", `Expected the id of a district, got ${district_id}.`);
        const made = await grant_dataset(sql, {
          dataset_id: id,
          organisation_id: to,
          area: shape,
          district_id,
          purpose,
          until,
        });
        if (made === null)
          throw problem("dataset_not_yours", "Expected a dataset of your own organisation to grant.");
        return (await list_grants(sql, id)).find((one) => one.id === made);
      });
      return c.json(row as never, 201);
    },
  )
  .openapi(
    createRoute({
      method: "delete",
      path: "/datasets/{id}/grants/{gid}",
      tags: ["grant", "dataset"],
      summary: "Take a grant back, at once",
      request: { params: z.object({ id: whole_id, gid: whole_id }) },
      responses: { 204: { description: "It is withdrawn" } },
    }),
    async (c) => {
      const { id, gid } = c.req.valid("param");
      if (!(await write_as_viewer(c, (sql) => withdraw_grant(sql, id, gid))))
        throw problem("grant_not_found", `Dataset ${id} has no grant ${gid} in force that you decide about.`);
      return c.body(null, 204);
    },
  );
