import { z } from "@hono/zod-openapi";
import { review_answers } from "../queries/review.ts";
import { text, timestamp } from "./common.ts";

export const day = z.iso.date({ error: "expected a day like 2026-12-31" });

export const review = z
  .object({
    id: z.number(),
    scenario_id: z.number(),
    scenario: z.string(),
    text: z.string(),
    due: day,
    asked_by: z.string(),
    organisation_id: z.string(),
    organisation: z.string(),
    version: z.number(),
    created_at: timestamp,
    withdrawn_at: timestamp.nullable(),
    answers: z
      .array(
        z.object({
          organisation_id: z.string(),
          organisation: z.string(),
          answer: z.enum(review_answers).nullable(),
          text: z.string(),
          answered_by: z.string().nullable(),
          answered_at: timestamp.nullable(),
          overdue: z.boolean(),
          own: z.boolean().openapi({ description: "Of the organisation that reads this" }),
          version: z.number(),
        }),
      )
      .openapi({ description: "Of each organisation asked; a partner gets its own alone" }),
  })
  .openapi("Review");

const words = text(5000, 1);
export const review_input = z
  .strictObject({
    text: words,
    due: day.openapi({ description: "The last day to answer" }),
    organisation_ids: z
      .array(text(100, 1))
      .min(1, { error: "expected at least one organisation" })
      .max(100, { error: "expected at most 100 organisations" }),
  })
  .openapi("ReviewInput");
export const review_change = review_input.partial({ organisation_ids: true }).openapi("ReviewChange", {
  description: "Without organisations the same stay asked; who has answered always does",
});
export const answer_input = z
  .strictObject({
    answer: z.enum(review_answers, { error: `expected ${review_answers.join(", ")}` }),
    text: text(5000).default(""),
  })
  .refine(({ answer, text: said }) => said !== "" || answer === "agreed" || answer === "not_concerned", {
    path: ["text"],
    error: "expected the conditions or the objection in words",
  })
  .openapi("ReviewAnswerInput");
