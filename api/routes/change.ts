import { createRoute, z } from "@hono/zod-openapi";
import { change_scenario } from "../context.ts";
import { measure_not_found, Problem, problem, scenario_not_found } from "../errors.ts";
import { spend_probes } from "../guard_route.ts";
import { history_place, keep_answer, kept_answer } from "../queries/change.ts";
import { delete_measure, type MeasureDraft, measure_conflicts, save_measure } from "../queries/measure.ts";
import { scenario_exists } from "../queries/scenario.ts";
import { answers, router } from "../router.ts";
import { changes_answer, changes_input } from "../schemas/change.ts";
import { client, visible_ascii, whole_id } from "../schemas/common.ts";
import { check_measure } from "../schemas/measure.ts";
import type { Transaction } from "../store/open_store.ts";

type Change = z.output<typeof changes_input>["changes"][number];
type Answer = z.output<typeof changes_answer>;
type Put = Extract<Change, { op: "put" }>;

/** Throws the problem of the first change that cannot be, with its place. */
function check_changes(changes: readonly Change[]): void {
  changes.forEach((change, place) => {
    if (change.op !== "put") return;
    try {
      check_measure(change);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const path = `changes.${place}`;
      throw new Problem(error.code, `${path}: ${error.detail}`, {
        errors: [{ path, message: error.detail }],
      });
    }
  });
}

function draft_of({
  measure_type,
  name,
  geometry,
  parameters,
  from,
  until,
  phase_id = null,
}: Put): MeasureDraft {
  const period = from || until ? { from: from ?? null, to: until ?? null } : null;
  return { measure_type, name, geometry, parameters, period, phase_id };
}

/** One change, after nobody else can change the scenario any more. */
async function apply(sql: Transaction, scenario_id: number, change: Change) {
  if (change.op === "delete") {
    await delete_measure(sql, { scenario_id, id: change.id, version: change.version });
    return { id: change.id, ref: null, version: change.version, deleted: true };
  }
  const { id, version, ref = null } = change;
  const saved = await save_measure(sql, { scenario_id, id, version, draft: draft_of(change) });
  if (saved.state !== "saved") throw measure_not_found(scenario_id, id as number);
  return { id: saved.id as number, ref, version: saved.version, deleted: false };
}

export const change_routes = router().openapi(
  createRoute({
    method: "post",
    path: "/scenarios/{id}/changes",
    tags: ["change", "measure"],
    summary: "Save and delete measures of a scenario, all or nothing",
    description:
      "Only the findings of the measures named are made anew. Where one of them is not in the version that was seen, nothing is stored: 412 `measure_changed` with each of them as it is stored now (`conflicts`: `[{id, stored}]`, `stored` null where it is gone). Sent again with the same `Idempotency-Key`, as after a lost connection, the changes are not made twice: the answer is that of the first time.",
    request: {
      params: z.object({ id: whole_id }),
      headers: client.extend({
        "idempotency-key": visible_ascii
          .optional()
          .openapi({ description: "A new one for each set of changes, kept until it is answered" }),
      }),
      body: { required: true, content: { "application/json": { schema: changes_input } } },
    },
    responses: answers(200, changes_answer, "The measures as they are now, in the order of the changes"),
  }),
  async (c) => {
    const { id } = c.req.valid("param");
    const { changes } = c.req.valid("json");
    check_changes(changes);
    spend_probes(c, changes.filter(({ op }) => op === "put").length - 1);
    const key = c.req.valid("header")["idempotency-key"];
    const answer = await change_scenario(c, id, async (sql) => {
      const seen = changes.flatMap(({ id, version }) => (id === null ? [] : [{ id, version }]));
      const conflicts = await measure_conflicts(sql, id, seen);
      if (!(await scenario_exists(sql, id))) throw scenario_not_found(id);
      const kept = key === undefined ? undefined : await kept_answer<Answer>(sql, id, key);
      if (kept) return { result: kept, ids: null };
      if (conflicts.length > 0)
        throw problem(
          "measure_changed",
          `Expected the versions that are stored, got others of measure ${conflicts.map((one) => one.id).join(", ")}. Nothing was stored.`,
          { conflicts },
        );
      const measures: Answer["measures"] = [];
      for (const change of changes) measures.push(await apply(sql, id, change));
      const answer = { measures, change_seq: await history_place(sql, id) };
      if (key !== undefined) await keep_answer(sql, id, key, answer);
      return { result: answer, ids: measures.map((measure) => measure.id) };
    });
    return c.json(answer, 200);
  },
);
