import { createRoute, z } from "@hono/zod-openapi";
import { read_as_viewer, write_as_viewer } from "../context.ts";
import { party_defaults } from "../dig/dig_problem.ts";
import { read_openings } from "../dig/read_openings.ts";
import { scenario_not_found } from "../errors.ts";
import { list_parties, save_parties } from "../queries/package.ts";
import { scenario_exists } from "../queries/scenario.ts";
import { answers, router } from "../router.ts";
import { whole_id } from "../schemas/common.ts";
import { parties_input, party } from "../schemas/package.ts";
import type { Transaction } from "../store/open_store.ts";

const params = z.object({ id: whole_id });
const parties_answer = z.object({ parties: z.array(party) });

/** Everybody who opens streets in a scenario, and whoever has a row of its own. */
async function read_parties(sql: Transaction, scenario_id: number) {
  if (!(await scenario_exists(sql, scenario_id))) throw scenario_not_found(scenario_id);
  const [{ openings }, rows] = await Promise.all([
    read_openings(sql, scenario_id, null),
    list_parties(sql, scenario_id),
  ]);
  const names = [...new Set([...openings.map((one) => one.party), ...rows.map((row) => row.name)])];
  return {
    parties: names
      .sort((a, b) => a.localeCompare(b, "nl"))
      .map((name) => {
        const row = rows.find((one) => one.name === name);
        return {
          name,
          ...(row ?? { ...party_defaults, budgets: {} }),
          opening_count: openings.filter((one) => one.party === name).length,
          usual: row === undefined,
        };
      }),
  };
}

export const party_routes = router()
  .openapi(
    createRoute({
      method: "get",
      path: "/scenarios/{id}/parties",
      tags: ["party"],
      summary: "Who opens streets in a scenario: how far each can move its works and what it can spend",
      request: { params },
      responses: answers(200, parties_answer, "The parties by name"),
    }),
    async (c) => c.json(await read_as_viewer(c, (sql) => read_parties(sql, c.req.valid("param").id)), 200),
  )
  .openapi(
    createRoute({
      method: "put",
      path: "/scenarios/{id}/parties",
      tags: ["party"],
      summary: "Set how far parties can move their works and what they can spend on digging per year",
      description: "Replaces what was set before; a party that is not named has the defaults and no budget.",
      request: {
        params,
        body: { required: true, content: { "application/json": { schema: parties_input } } },
      },
      responses: answers(200, parties_answer, "The parties as they are now"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const { parties } = c.req.valid("json");
      const answer = await write_as_viewer(c, async (sql) => {
        if (!(await scenario_exists(sql, id))) throw scenario_not_found(id);
        await save_parties(sql, id, parties as never);
        return read_parties(sql, id);
      });
      return c.json(answer, 200);
    },
  );
