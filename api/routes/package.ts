import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { dig_choices, paving_item, trench_share_item, trenches } from "../../data/catalog/trenches.ts";
import { type ApiEnv, change_scenario, read_as_viewer, write_as_viewer } from "../context.ts";
import { accept_package, release_package } from "../dig/accept_package.ts";
import { changed_package, type PackageChange } from "../dig/changed_package.ts";
import { dig_problem } from "../dig/dig_problem.ts";
import { open_solver } from "../dig/open_solver.ts";
import { packages_of, plan_content } from "../dig/package_answer.ts";
import { plan_packages } from "../dig/plan_packages.ts";
import { read_openings } from "../dig/read_openings.ts";
import { redact_package, redact_plan } from "../dig/redact_package.ts";
import { problem, scenario_not_found } from "../errors.ts";
import { works_by_id } from "../queries/opening.ts";
import {
  change_package,
  list_packages,
  list_parties,
  type PackageRow,
  read_package,
  read_package_plan,
  save_package_plan,
} from "../queries/package.ts";
import { scenario_exists } from "../queries/scenario.ts";
import { answers, router } from "../router.ts";
import { client, whole_id } from "../schemas/common.ts";
import { one_package, package_input, packages_answer, search_input } from "../schemas/package.ts";
import type { Transaction } from "../store/open_store.ts";

/** More would take the solver longer than anybody waits. */
const OPENINGS_MAX = 1000;

const params = z.object({ id: whole_id });
const of_package = z.object({ id: whole_id, package_id: whole_id });
const package_not_found = (scenario_id: number, id: number) =>
  problem("package_not_found", `Scenario ${scenario_id} has no package ${id}.`);

const assumptions = {
  choices: { ...dig_choices },
  cost_items: [
    { item: paving_item, for: ["paving"] },
    { item: trench_share_item, for: [] as string[] },
    ...[...new Set(trenches.flatMap(({ item }) => (item ? [item] : [])))].sort().map((item) => ({
      item,
      for: trenches.filter((one) => one.item === item).map(({ layer }) => layer),
    })),
  ],
};

/** The packages of a scenario as this viewer may read them: of hidden works only whose they are. */
async function read_packages(sql: Transaction, scenario_id: number) {
  if (!(await scenario_exists(sql, scenario_id))) throw scenario_not_found(scenario_id);
  const [packages, plan] = await Promise.all([
    list_packages(sql, scenario_id),
    read_package_plan(sql, scenario_id),
  ]);
  const named = [
    ...packages.flatMap(({ content }) => [...content.members, ...(content.changed?.clashes ?? [])]),
    ...(plan ? [...plan.content.left_out, ...plan.content.clashes.flatMap(({ a, b }) => [a, b])] : []),
  ];
  const ids = new Set([
    ...named.filter(({ kind }) => kind === "works").map(({ id }) => id),
    ...(plan?.content.works ?? []),
  ]);
  const visible = new Set((await works_by_id(sql, [...ids])).map(({ id }) => id));
  return {
    packages: packages.map((row) => redact_package(row, visible)),
    plan: plan ? { made_at: plan.made_at.toISOString(), ...redact_plan(plan.content, visible) } : null,
    assumptions,
  };
}

/** The package as somebody wants it, stored. */
async function change(
  sql: Transaction,
  scenario_id: number,
  row: PackageRow,
  wanted: PackageChange,
): Promise<PackageRow> {
  const [read, parties, packages] = await Promise.all([
    read_openings(sql, scenario_id, null),
    list_parties(sql, scenario_id),
    list_packages(sql, scenario_id),
  ]);
  const content = changed_package(wanted, {
    read,
    parties,
    others: packages.filter(({ id }) => id !== row.id),
  });
  await change_package(sql, row.id, content);
  return { ...row, content };
}

async function search(c: Context<ApiEnv>, scenario_id: number, time_limit_s: number): Promise<void> {
  const { asked, streets } = await read_as_viewer(c, async (sql) => {
    if (!(await scenario_exists(sql, scenario_id))) throw scenario_not_found(scenario_id);
    const [read, parties, packages] = await Promise.all([
      read_openings(sql, scenario_id, null),
      list_parties(sql, scenario_id),
      list_packages(sql, scenario_id),
    ]);
    return { asked: dig_problem(read.openings, parties, packages, read.today), streets: read.streets };
  });
  const count = asked.problem.openings.length;
  if (count > OPENINGS_MAX)
    throw problem("dig_too_large", `Expected at most ${OPENINGS_MAX} works and measures, got ${count}.`);
  // Outside any transaction: this takes seconds.
  const solver = open_solver(c.req.raw.signal);
  const found = await plan_packages(asked.problem, solver.solve, time_limit_s).finally(solver.close);
  await write_as_viewer(c, (sql) =>
    save_package_plan(sql, {
      scenario_id,
      packages: packages_of(asked, found, streets),
      content: plan_content(asked, found),
      viewer_id: c.var.viewer.id,
    }),
  );
}

export const package_routes = router()
  .openapi(
    createRoute({
      method: "get",
      path: "/scenarios/{id}/packages",
      tags: ["package"],
      summary: "Which works and measures could be done together, as last worked out",
      request: { params },
      responses: answers(200, packages_answer, "Accepted and proposed packages"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      return c.json(await read_as_viewer(c, (sql) => read_packages(sql, id)), 200) as never;
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/scenarios/{id}/packages",
      tags: ["package"],
      summary: "Search for the best packages: what to do together, when and in which order",
      description:
        "A mixed-integer model makes least what trenches, paving and weeks of closure come to, within what each party can move and spend. Replaces what was proposed before; accepted packages stay.",
      request: {
        params,
        body: { required: true, content: { "application/json": { schema: search_input } } },
      },
      responses: answers(200, packages_answer, "The packages found"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      await search(c, id, c.req.valid("json").time_limit_s);
      return c.json(await read_as_viewer(c, (sql) => read_packages(sql, id)), 200) as never;
    },
  )
  .openapi(
    createRoute({
      method: "put",
      path: "/scenarios/{id}/packages/{package_id}",
      tags: ["package"],
      summary: "Accept a package, take that back, or change what goes together and when",
      description:
        "A change is worked out at once: cost, order, who pays, whose limits it breaks (told, not refused). It is taken back first if it was accepted. Accepting gives each of its measures its days in the package as its period, and puts it in the phase of that year (made where there is none). Taken back, they have what they had before.",
      request: {
        params: of_package,
        headers: client,
        body: { required: true, content: { "application/json": { schema: package_input } } },
      },
      responses: answers(200, one_package, "The package as it is now"),
    }),
    async (c) => {
      const { id, package_id } = c.req.valid("param");
      const { state, change: wanted } = c.req.valid("json");
      const { srid } = c.var.store;
      const answer = await change_scenario(c, id, async (sql) => {
        if (!(await scenario_exists(sql, id))) throw scenario_not_found(id);
        let row = await read_package(sql, id, package_id);
        if (!row) throw package_not_found(id, package_id);
        const ids: number[] = [];
        if (row.state === "accepted" && (wanted || state === "proposed")) {
          ids.push(...(await release_package(sql, id, row, srid)));
          row = { ...row, state: "proposed", before: null };
        }
        if (wanted) row = await change(sql, id, row, wanted);
        if (state === "accepted" && row.state === "proposed")
          ids.push(...(await accept_package(sql, id, row, srid)));
        const { packages } = await read_packages(sql, id);
        return {
          result: packages.find((one) => one.id === package_id)!,
          ids: ids.length > 0 ? [...new Set(ids)] : null,
        };
      });
      return c.json(answer, 200) as never;
    },
  );
