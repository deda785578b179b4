import { z } from "@hono/zod-openapi";
import { cost_units } from "../../data/catalog/costs.ts";
import { number_or_null } from "./common.ts";
import { text_of_languages } from "./indicator.ts";

export const cost_item = z
  .object({
    id: z.string(),
    item: text_of_languages,
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
