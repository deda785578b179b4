import { createRoute, z } from "@hono/zod-openapi";
import { read_as_viewer, write_as_viewer } from "../context.ts";
import { problem } from "../errors.ts";
import { add_organisation, list_organisations } from "../queries/account.ts";
import { answers, router } from "../router.ts";
import { organisation_id } from "../schemas/account.ts";
import { text } from "../schemas/common.ts";

const organisation = z
  .object({ id: z.string(), name: z.string(), datasets: z.number() })
  .openapi("Organisation");

export const organisation_routes = router()
  .openapi(
    createRoute({
      method: "get",
      path: "/organisations",
      tags: ["organisation"],
      summary: "Town, utilities and bureaus",
      responses: answers(200, z.object({ organisations: z.array(organisation) }), "The organisations"),
    }),
    async (c) => c.json({ organisations: await read_as_viewer(c, list_organisations) }, 200),
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/organisations",
      tags: ["organisation"],
      summary: "Add an organisation",
      request: {
        body: {
          required: true,
          content: {
            "application/json": {
              schema: z
                .strictObject({ id: organisation_id, name: text(200, 1) })
                .openapi("OrganisationInput"),
            },
          },
        },
      },
      responses: answers(201, organisation, "The organisation"),
    }),
    async (c) => {
      const input = c.req.valid("json");
      if (!(await write_as_viewer(c, (sql) => add_organisation(sql, input))))
        throw problem("organisation_taken", `There is an organisation ${input.id} already.`);
      return c.json({ ...input, datasets: 0 }, 201);
    },
  );
