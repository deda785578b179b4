import { createRoute, z } from "@hono/zod-openapi";
import { answer_json } from "../answer_json.ts";
import { read_as_viewer } from "../context.ts";
import { overdue_reviews, waiting_reviews } from "../queries/review.ts";
import { ending_grants, to_do_findings, town_to_do } from "../queries/to_do.ts";
import { answers, router } from "../router.ts";
import { finding_list } from "../schemas/finding.ts";
import { day, review } from "../schemas/review.ts";

const FINDINGS_MOST = 100;

const to_do = z
  .object({
    reviews: z.array(review).openapi({ description: "Requests without an answer of one's organisation" }),
    grants: z.array(
      z.object({
        id: z.number(),
        dataset_id: z.number(),
        dataset: z.string(),
        owner: z.string(),
        purpose: z.string(),
        until: day,
      }),
    ),
    answers_overdue: z.number(),
    overdue_reviews: z
      .array(review)
      .openapi({ description: "One's own requests that somebody has not answered in time" }),
    reactions_waiting: z.number(),
    ...finding_list,
    findings_total: z.number(),
  })
  .openapi("ToDo");

export const to_do_routes = router().openapi(
  createRoute({
    method: "get",
    path: "/to_do",
    tags: ["to_do"],
    summary: "What waits for one's organisation",
    description:
      "Requests to check a scenario, open conflicts of scenarios with one's own things (at most 100, worst first), and what one may see for a month or less.",
    responses: answers(200, to_do, "What is to be done"),
  }),
  async (c) => {
    const [reviews, overdue, grants, town, { findings, total }] = await read_as_viewer(c, (sql) =>
      Promise.all([
        waiting_reviews(sql),
        overdue_reviews(sql),
        ending_grants(sql),
        town_to_do(sql),
        to_do_findings(sql, FINDINGS_MOST),
      ]),
    );
    return answer_json(c, {
      reviews,
      overdue_reviews: overdue,
      grants,
      ...town,
      ...findings,
      findings_total: total,
    }) as never;
  },
);
