import { createRoute, z } from "@hono/zod-openapi";
import { costs } from "../../data/catalog/costs.ts";
import { answers, router } from "../router.ts";
import { cost_item } from "../schemas/cost_item.ts";

export const cost_item_routes = router().openapi(
  createRoute({
    method: "get",
    path: "/cost_items",
    tags: ["cost_item"],
    summary: "The unit prices that measures are reckoned with, each with its source",
    responses: answers(200, z.object({ cost_items: z.array(cost_item) }), "The cost items"),
  }),
  (c) => c.json({ cost_items: [...costs] as z.output<typeof cost_item>[] }, 200),
);
