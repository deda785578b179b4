import { createRoute, z } from "@hono/zod-openapi";
import { change_scenario, read_as_viewer } from "../context.ts";
import { problem, scenario_not_found } from "../errors.ts";
import {
  compared_measures,
  hold_scenario,
  parent_changes,
  take_parent_change,
} from "../queries/parent_change.ts";
import { read_scenario } from "../queries/scenario.ts";
import { answers, router } from "../router.ts";
import { client, number_or_null, whole_id } from "../schemas/common.ts";
import { body_id, measure } from "../schemas/measure.ts";
import type { Transaction } from "../store/open_store.ts";

const params = z.object({ id: whole_id });

const parent_change = z
  .object({
    parent_measure_id: z.number(),
    kind: z.enum(["added", "changed", "removed"]),
    conflict: z.boolean().openapi({ description: "This scenario changed or removed its own as well" }),
    parent_version: number_or_null.openapi({ description: "null: the parent removed it" }),
    theirs: measure.nullable(),
    mine: measure.nullable(),
  })
  .openapi("ParentChange");

const answer = z
  .object({
    parent: z.object({ id: z.number(), name: z.string() }).nullable(),
    changes: z.array(parent_change),
  })
  .openapi("ParentChanges", { description: "parent null: it is no branch, or its parent is gone" });

const decisions_input = z
  .strictObject({
    decisions: z
      .array(
        z.strictObject({
          parent_measure_id: body_id("measure"),
          parent_version: z
            .int()
            .min(1)
            .nullable()
            .openapi({ description: "The version that was seen; null: seen as removed" }),
          take: z.boolean().openapi({ description: "false: ours stays as it is" }),
        }),
      )
      .min(1, { error: "expected at least one decision" })
      .max(5_000)
      .refine((all) => new Set(all.map((one) => one.parent_measure_id)).size === all.length, {
        error: "expected one decision a measure",
      }),
  })
  .openapi("ParentDecisions");

async function differences(sql: Transaction, id: number): Promise<z.input<typeof answer>> {
  const scenario = await read_scenario(sql, id);
  if (!scenario) throw scenario_not_found(id);
  const parent =
    scenario.is_branch && scenario.copy_of !== null ? await read_scenario(sql, scenario.copy_of) : undefined;
  const changes = await parent_changes(sql, id);
  const pairs = await compared_measures(sql, id, scenario.copy_of, changes);
  return {
    parent: parent ? { id: parent.id, name: parent.name } : null,
    changes: changes.map(({ measure_id: _own, ...change }, place) => ({ ...change, ...pairs[place]! })),
  } as z.input<typeof answer>;
}

export const parent_change_routes = router()
  .openapi(
    createRoute({
      method: "get",
      path: "/scenarios/{id}/parent_changes",
      tags: ["parent_change"],
      summary: "What changed in the scenario that this one was branched from",
      description:
        "Measure by measure, since it was branched or the change was taken over or refused; `conflict` where both changed.",
      request: { params },
      responses: answers(200, answer, "The differences, in the order the parent's measures were drawn"),
    }),
    async (c) =>
      c.json(await read_as_viewer(c, (sql) => differences(sql, c.req.valid("param").id)), 200) as never,
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/scenarios/{id}/parent_changes",
      tags: ["parent_change"],
      summary: "Take over changes of the parent or refuse them, all or nothing",
      request: {
        params,
        headers: client,
        body: { required: true, content: { "application/json": { schema: decisions_input } } },
      },
      responses: answers(200, answer, "The differences that are left"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const { decisions } = c.req.valid("json");
      const left = await change_scenario(c, id, async (sql) => {
        await hold_scenario(sql, id);
        const changes = (await differences(sql, id)).changes;
        const unseen = decisions.filter(
          (one) =>
            !changes.some(
              (change) =>
                change.parent_measure_id === one.parent_measure_id &&
                change.parent_version === one.parent_version,
            ),
        );
        if (unseen.length > 0)
          throw problem(
            "measure_changed",
            `Expected differences as they are now, got others of measure ${unseen.map((one) => one.parent_measure_id).join(", ")}. Nothing was stored: read them again.`,
          );
        const ids: number[] = [];
        for (const { parent_measure_id, take } of decisions) {
          const own = await take_parent_change(sql, id, parent_measure_id, take);
          if (take && own !== null) ids.push(own);
        }
        return { result: await differences(sql, id), ids };
      });
      return c.json(left, 200) as never;
    },
  );
