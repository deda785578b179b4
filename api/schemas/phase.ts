import { z } from "@hono/zod-openapi";
import { text } from "./common.ts";

const year = z.int({ error: "expected a year" }).min(1900).max(2200);

/** Years of a phase, first and last included. */
export const phase_draft = z.strictObject({ name: text(200, 1), year_from: year, year_to: year });

const in_order = (phase: { year_from: number; year_to: number }) => phase.year_from <= phase.year_to;
const order = {
  error: "expected `year_to` on or after `year_from`",
  path: ["year_to"],
  params: { problem: "period_invalid" },
};

export const phase_input = phase_draft.refine(in_order, order).openapi("PhaseInput");

export const phase = z
  .object({
    id: z.number(),
    scenario_id: z.number(),
    name: z.string(),
    year_from: z.number(),
    year_to: z.number().openapi({ description: "The last year, included" }),
    version: z.number(),
    measure_count: z.number(),
  })
  .openapi("Phase");
