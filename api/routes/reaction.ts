import { createRoute, z } from "@hono/zod-openapi";
import { client_ip } from "../accounts/client_ip.ts";
import { limit_attempts } from "../accounts/limit_attempts.ts";
import { read_as_viewer, write_as_viewer } from "../context.ts";
import { problem, scenario_not_found } from "../errors.ts";
import {
  add_reaction,
  approved_reactions,
  moderate_reaction,
  moderated_reactions,
  type ReactionRow,
  reaction_states,
  read_reaction,
} from "../queries/reaction.ts";
import { scenario_exists } from "../queries/scenario.ts";
import { answers, router } from "../router.ts";
import { geojson, number_or_null, text, timestamp, whole_id } from "../schemas/common.ts";
import { geometry_kind, type InputGeometry, input_geometry } from "../schemas/geometry.ts";
import { if_match, refuse_unwritten, stored_version, version_tag } from "../schemas/version.ts";

/** Reactions that one address, and one link, may write in an hour. */
const of_address_most = 10;
const of_link_most = 200;
const HOUR_S = 3600;

const shown = {
  id: z.number(),
  scenario_id: z.number(),
  scenario: z.string(),
  measure_id: number_or_null,
  measure_type: z.string().nullable(),
  measure: z.string().nullable(),
  place: geojson.nullable(),
  text: z.string(),
  created_at: timestamp,
};
const reaction = z.object(shown).openapi("Reaction");
const moderated = z
  .object({
    ...shown,
    state: z.enum(reaction_states),
    reason: z.string(),
    moderated_by: z.string().nullable(),
    moderated_at: timestamp.nullable(),
    version: z.number(),
  })
  .openapi("ModeratedReaction");
const reaction_input = z
  .strictObject({
    text: text(2000, 1),
    measure_id: z.int().min(1).optional(),
    place: input_geometry.optional().openapi({ description: "A point" }),
  })
  .openapi("ReactionInput");
const decision = z
  .strictObject({
    state: z.enum(["approved", "refused"], { error: "expected approved or refused" }),
    reason: text(1000).default(""),
  })
  .refine(({ state, reason }) => state === "approved" || reason.trim() !== "", {
    path: ["reason"],
    error: "expected why it is refused",
  })
  .openapi("ReactionDecision");
const params = z.object({ id: whole_id });

/** What everybody may read of one: not who decided, nor what was said of it. */
const public_part = (row: ReactionRow) => {
  const { state: _state, reason: _reason, moderated_by: _by, moderated_at: _at, version: _v, ...open } = row;
  return open;
};

export const reaction_routes = router()
  .openapi(
    createRoute({
      method: "get",
      path: "/scenarios/{id}/reactions",
      tags: ["reaction", "scenario"],
      summary: "The reactions of residents that were approved",
      request: { params },
      responses: answers(200, z.object({ reactions: z.array(reaction) }), "The reactions, newest first"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const [there, rows] = await read_as_viewer(c, (sql) =>
        Promise.all([scenario_exists(sql, id), approved_reactions(sql, id)]),
      );
      if (!there) throw scenario_not_found(id);
      return c.json({ reactions: rows.map(public_part) } as never, 200);
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/scenarios/{id}/reactions",
      tags: ["reaction", "scenario"],
      summary: "React as a resident with a link; it shows once the town has approved it",
      request: {
        params,
        body: { required: true, content: { "application/json": { schema: reaction_input } } },
      },
      responses: answers(202, z.object({ state: z.literal("waiting") }), "It waits for approval"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const { text: said, measure_id = null, place } = c.req.valid("json");
      const shape = (place as InputGeometry | undefined) ?? null;
      if ((measure_id === null) === (shape === null))
        throw problem("invalid_request", "Expected a measure_id or a place, one of the two.");
      if (shape && shape.type !== "Point")
        throw problem("geometry_kind", `place: expected a Point, got a ${geometry_kind(shape)}.`);
      const { viewer } = c.var;
      const keys = [
        [`reaction ${client_ip(c)}`, of_address_most],
        [`reaction ${viewer.id}`, of_link_most],
      ] as const;
      await limit_attempts(c, keys, HOUR_S, "Expected fewer reactions. Wait an hour.");
      const of = { scenario_id: id, measure_id, place: shape, text: said };
      if ((await write_as_viewer(c, (sql) => add_reaction(sql, of))) === null) throw scenario_not_found(id);
      return c.json({ state: "waiting" } as const, 202);
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/reactions",
      tags: ["reaction"],
      summary: "The reactions that wait for approval, or were approved or refused",
      request: {
        query: z.object({
          state: z
            .enum(reaction_states, { error: `expected ${reaction_states.join(", ")}` })
            .default("waiting"),
        }),
      },
      responses: answers(200, z.object({ reactions: z.array(moderated) }), "The reactions, newest first"),
    }),
    async (c) => {
      const { state } = c.req.valid("query");
      const reactions = await read_as_viewer(c, (sql) => moderated_reactions(sql, state));
      return c.json({ reactions } as never, 200);
    },
  )
  .openapi(
    createRoute({
      method: "put",
      path: "/reactions/{id}",
      tags: ["reaction"],
      summary: "Approve a reaction, or refuse it with a reason",
      request: {
        params,
        headers: if_match,
        body: { required: true, content: { "application/json": { schema: decision } } },
      },
      responses: answers(200, moderated, "The reaction as it is now"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const version = stored_version(c.req.valid("header"));
      const input = c.req.valid("json");
      const row = await write_as_viewer(c, async (sql) => {
        refuse_unwritten(await moderate_reaction(sql, { id, version, ...input }), version, () =>
          problem(
            "reaction_not_found",
            `Expected the id of a reaction that the town may decide about, got ${id}.`,
          ),
        );
        return read_reaction(sql, id);
      });
      return c.json(row as never, 200, { etag: version_tag(row!.version) });
    },
  );
