import type { QueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { review } from "../../api/schemas/review.ts";
import { send } from "../client.ts";

export type Review = z.infer<typeof review>;
export type Answered = Review["answers"][number];
export const answers = ["agreed", "agreed_with_conditions", "objection", "not_concerned"] as const;
export type AnswerWord = (typeof answers)[number];

const tag = (version: number) => ({ "if-match": `"${version}"` });

/** The calls of requests to check a scenario. Reject with `Problem`. */
export const review_api = {
  list: (scenario_id: number) => send<{ reviews: Review[] }>("GET", `/scenarios/${scenario_id}/reviews`),
  ask: (scenario_id: number, body: { text: string; due: string; organisation_ids: readonly string[] }) =>
    send<Review>("POST", `/scenarios/${scenario_id}/reviews`, { body }),
  change: (
    { id, version }: Review,
    body: { text: string; due: string; organisation_ids: readonly string[] },
  ) => send<Review>("PUT", `/reviews/${id}`, { body, headers: tag(version) }),
  withdraw: ({ id, version }: Review) => send<unknown>("DELETE", `/reviews/${id}`, { headers: tag(version) }),
  answer: (id: number, version: number, body: { answer: AnswerWord; text: string }) =>
    send<Review>("PUT", `/reviews/${id}/answer`, { body, headers: tag(version) }),
  organisations: () => send<{ organisations: { id: string; name: string }[] }>("GET", "/organisations"),
};

/** After a request or an answer was changed: the lists that show it are asked for again. */
export const renew_reviews = (cache: QueryClient): Promise<unknown> =>
  Promise.all(["reviews", "to_do"].map((key) => cache.invalidateQueries({ queryKey: [key] })));
