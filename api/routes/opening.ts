import { createRoute, z } from "@hono/zod-openapi";
import { read_as_viewer } from "../context.ts";
import { dig_problem } from "../dig/dig_problem.ts";
import { opening_meetings } from "../dig/opening_meetings.ts";
import { read_openings } from "../dig/read_openings.ts";
import { street_opening } from "../dig/street_opening.ts";
import { scenario_not_found, street_not_found } from "../errors.ts";
import { hidden_works_owners } from "../queries/opening.ts";
import { list_packages, list_parties } from "../queries/package.ts";
import { scenario_exists } from "../queries/scenario.ts";
import { read_street } from "../queries/street.ts";
import { answers, router } from "../router.ts";
import { text_id, whole_id } from "../schemas/common.ts";
import { opened_streets, street_openings } from "../schemas/package.ts";
import type { Transaction } from "../store/open_store.ts";

const query = z.object({
  scenario: whole_id.optional().openapi({ description: "With the measures of this scenario that dig" }),
});

/** All that opens streets with where it meets; of one street or everywhere. Throws `scenario_not_found`. */
async function asked_openings(sql: Transaction, scenario_id: number | null, street_id: string | null) {
  if (scenario_id !== null && !(await scenario_exists(sql, scenario_id)))
    throw scenario_not_found(scenario_id);
  const [read, parties, packages] = await Promise.all([
    read_openings(sql, scenario_id, street_id),
    scenario_id === null ? [] : list_parties(sql, scenario_id),
    scenario_id === null ? [] : list_packages(sql, scenario_id),
  ]);
  const asked = dig_problem(read.openings, parties, packages, read.today);
  return { ...read, packages, asked, meetings: opening_meetings(asked) };
}

export const opening_routes = router()
  .openapi(
    createRoute({
      method: "get",
      path: "/openings",
      tags: ["opening"],
      summary: "Streets that will be opened, by works or by a scenario's measures",
      description: "How often, and how often openings meet, break a blocking period or could share a trench.",
      request: { query },
      responses: answers(200, opened_streets, "The streets, those where most could be shared first"),
    }),
    async (c) => {
      const { scenario = null } = c.req.valid("query");
      const { openings, streets, meetings } = await read_as_viewer(c, (sql) =>
        asked_openings(sql, scenario, null),
      );
      const by_key = new Map(openings.map((one) => [one.key, one]));
      const count = (id: string) => {
        const here = (key: string) => by_key.get(key)!.places.some(({ street_id }) => street_id === id);
        const met = meetings.filter(({ a, b }) => here(a) && here(b));
        return {
          opening_count: openings.filter(({ key }) => here(key)).length,
          meet_count: met.filter(({ time }) => time === "meet").length,
          blocked_count: met.filter(({ time }) => time === "blocked").length,
          shared_trench_count: met.filter((one) => one.joinable && one.shared_trench_m > 0).length,
        };
      };
      const list = [...streets]
        .map(([id, name]) => ({ id, name, ...count(id) }))
        .sort(
          (a, b) =>
            b.shared_trench_count +
              b.meet_count +
              b.blocked_count -
              (a.shared_trench_count + a.meet_count + a.blocked_count) ||
            b.opening_count - a.opening_count ||
            a.name.localeCompare(b.name, "nl"),
        );
      return c.json({ streets: list }, 200);
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/streets/{id}/openings",
      tags: ["opening", "street"],
      summary: "What opens a street, along time: works and a scenario's measures, and where they meet",
      request: { params: z.object({ id: text_id }), query },
      responses: answers(200, street_openings, "The openings by time"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const { scenario = null } = c.req.valid("query");
      const answer = await read_as_viewer(c, async (sql) => {
        const street = await read_street(sql, id);
        if (!street) throw street_not_found(id);
        const [found, hidden_owners] = await Promise.all([
          asked_openings(sql, scenario, id),
          hidden_works_owners(sql, id),
        ]);
        return {
          street: { id: street.id, name: street.name, length_m: street.length_m },
          today: found.today,
          openings: found.openings
            .map((one) => street_opening(one, id, found.packages, found.asked.left_out))
            .sort((a, b) => (a.from ?? "9999").localeCompare(b.from ?? "9999") || a.key.localeCompare(b.key)),
          meetings: [...found.meetings],
          hidden_owners,
        };
      });
      return c.json(answer, 200);
    },
  );
