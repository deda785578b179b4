import { z } from "@hono/zod-openapi";
import { text, text_id } from "./common.ts";
import { input_geometry } from "./geometry.ts";
import { body_id, days, in_order, name, order, parameters, phase_id } from "./measure.ts";

const put_change = z.strictObject({
  op: z.literal("put"),
  id: body_id("measure").nullable().openapi({ description: "null: a new measure" }),
  ref: text(100).optional().openapi({ description: "Comes back with the id of a new measure" }),
  version: z.int().min(1).nullable().openapi({
    description: "The version that was seen; null with an id: bring a deleted measure back under its old id",
  }),
  measure_type: text_id,
  name,
  geometry: input_geometry,
  parameters,
  ...days,
  phase_id: phase_id.nullish(),
});
const delete_change = z.strictObject({
  op: z.literal("delete"),
  id: body_id("measure"),
  version: z.int().min(1),
});

function twice<T>(values: readonly T[]): T | undefined {
  return values.find((value, place) => values.indexOf(value) !== place);
}

const MAX_CHANGES = 500;

export const changes_input = z
  .strictObject({
    changes: z
      .array(
        z.discriminatedUnion("op", [put_change.refine(in_order, order), delete_change], {
          error: "expected `op` to be put or delete",
        }),
      )
      .min(1, { error: "expected at least one change" })
      .max(MAX_CHANGES, { error: `expected at most ${MAX_CHANGES} changes` })
      .superRefine((changes, context) => {
        const id = twice(changes.flatMap((change) => change.id ?? []));
        if (id !== undefined)
          context.addIssue({ code: "custom", message: `expected each measure once, got ${id} twice` });
        const ref = twice(changes.flatMap((change) => (change.op === "put" && change.ref) || []));
        if (ref !== undefined)
          context.addIssue({
            code: "custom",
            message: `expected each ref once, got ${JSON.stringify(ref)} twice`,
          });
        changes.forEach((change, place) => {
          if (change.op === "put" && change.id === null && change.version !== null)
            context.addIssue({
              code: "custom",
              path: [place, "version"],
              message: "expected no version of a new measure",
            });
        });
      }),
  })
  .openapi("ChangesInput");

export const changes_answer = z
  .object({
    measures: z.array(
      z.object({
        id: z.number(),
        ref: z.string().nullable(),
        version: z.number(),
        deleted: z.boolean(),
      }),
    ),
    change_seq: z.number().openapi({ description: "Place in the history; the id of the event it makes" }),
  })
  .openapi("ChangesAnswer");
