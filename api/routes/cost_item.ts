import { createRoute, z } from "@hono/zod-openapi";
import { cost_units, costs } from "../../data/catalog/costs.ts";
import { answers, router } from "../router.ts";
import { number_or_null } from "../schemas/common.ts";

const cost_item = z
  .object({
    id: z.string(),
    item: z.object({ nl: z.string(), en: z.string(), fr: z.string() }),
    layer: z.string().nullable(),
    unit: z.enum(cost_units),
    low: z.number(),
    high: z.number(),
    currency: z.string().nullable(),
    price_year: number_or_null,
    region: z.string(),
    confidence: z.enum(["high", "medium", "low"]),
    source_title: z.string(),
    source_url: z.string(),
  })
  .openapi("CostItem", {
    description:
      "A price per unit as its source gives it: in its own currency and of its own year, not indexed",
  });

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
