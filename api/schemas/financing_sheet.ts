import { z } from "@hono/zod-openapi";
import {
  bearers,
  check_inputs,
  financing_kind_ids,
  payers,
  town_roles,
} from "../../data/catalog/financing/index.ts";
import { number_or_null, text } from "./common.ts";
import { cost_item } from "./cost_item.ts";
import { text_of_languages } from "./indicator.ts";

const source = text(500, 1).openapi({
  description: "An address, a title, or own_choice: an assumption that whoever fills it in answers for",
});
const sourced = z.strictObject({ value: z.number(), source });
const sourced_range = z.strictObject({ low: z.number(), high: z.number(), source });
const per = z.enum(["dwelling", "street_m", "once"]);
const bearer = z.enum(bearers);

const own_line = z.strictObject({
  name: text(200, 1),
  per,
  low_eur: z.number(),
  high_eur: z.number(),
  price_year: z.int().nullable(),
  source,
  follows_participation: z.boolean(),
});

/** As the catalogue declares it; what the numbers may be is said by `check_inputs` alone. */
export const financing_inputs = z
  .strictObject({
    price_level_year: z.int(),
    index_pct: sourced_range,
    eur_per_gbp: sourced_range,
    dwellings: sourced.nullable().openapi({ description: "null: as the scenario draws them" }),
    street_m: sourced.nullable().openapi({ description: "null: as the scenario draws them" }),
    participation_pct: sourced,
    shares_pct: z.strictObject(
      Object.fromEntries(bearers.map((one) => [one, z.number()])) as Record<
        (typeof bearers)[number],
        z.ZodNumber
      >,
    ),
    shares_source: source,
    loan: z.strictObject({
      interest_pct: z.number(),
      years: z.int(),
      repaid_by: z.enum(payers),
      source,
    }),
    town_roles: z.array(z.enum(town_roles)).max(4),
    own_lines: z.array(own_line).max(50),
    left_out: z.array(text(50, 1)).max(100),
  })
  .superRefine((inputs, context) => {
    for (const { path, message } of check_inputs(inputs))
      context.addIssue({
        code: "custom",
        path: path.split("."),
        message,
        params: { problem: "financing_invalid" },
      });
  })
  .openapi("FinancingInputs", {
    description: "The shares of who pays add up to 100 %, in at most two decimals each",
  });

export const sheet_input = z
  .strictObject({ name: text(200, 1), inputs: financing_inputs })
  .openapi("FinancingSheetInput");

export const new_sheet_input = z
  .strictObject({
    kind: z.enum(financing_kind_ids),
    name: text(200, 1),
    inputs: financing_inputs
      .optional()
      .openapi({ description: "Left out: assumptions of our own, marked so, to start from" }),
  })
  .openapi("NewFinancingSheetInput");

const unit = z.enum(["eur", "eur_per_year", "dwelling", "m", "pct", "factor", "year", "piece"]);
const operand = z.object({
  id: z.string(),
  low: z.number(),
  high: z.number(),
  unit,
  source: z.string().nullable(),
});
const figure = z
  .object({
    unit,
    low: z.number(),
    high: z.number(),
    derivation: z.object({
      how: z.enum(["product", "sum", "annuity"]),
      of: z.array(operand),
      by: z.array(operand),
    }),
  })
  .openapi("FinancingFigure", {
    description: "From lowest to highest, with the inputs and figures it was worked out from",
  });

const ends = z.object({ low: z.number(), high: z.number() });

const head = z.object({
  id: z.number(),
  scenario_id: z.number(),
  scenario_name: z.string(),
  kind: z.enum(financing_kind_ids),
  name: z.string(),
  version: z.number(),
});

export const sheet_heads = z.object({ financing_sheets: z.array(head) }).openapi("FinancingSheetHeads");

export const financing_sheet = head
  .extend({
    inputs: financing_inputs,
    base: z.object({
      lines: z.array(z.object({ measure_type: z.string(), quantity: z.number(), cost: cost_item })),
      drawn: z.object({ dwellings: z.number(), street_m: z.number() }),
      unpriced: z
        .array(z.object({ measure_type: z.string(), measure_count: z.number() }))
        .openapi({ description: "Drawn, but without a price that has a source: not in the cost" }),
    }),
    figures: z.object({
      lines: z.array(
        z.object({
          id: z.string(),
          name: text_of_languages,
          measure_type: z.string().nullable(),
          figure: figure.nullable(),
          reason: z.enum(["left_out", "currency"]).nullable(),
          price_year: number_or_null,
          region: z.string().nullable(),
          confidence: z.enum(["high", "medium", "low"]).nullable(),
          source: z.string(),
          source_url: z.string().nullable(),
          follows_participation: z.boolean(),
        }),
      ),
      taking_part: figure,
      street_m: figure,
      cost: figure,
      parts: z
        .array(z.object({ bearer, share_pct: z.number(), figure }))
        .openapi({ description: "Who pays the investment: to the cent they add up to the cost" }),
      borne: z.array(
        z.object({
          bearer,
          at_start: figure,
          per_year: figure.nullable(),
          in_all: figure,
        }),
      ),
      per_piece: z.array(
        z.object({
          per: z.enum(["dwelling", "street_m"]),
          cost: figure.nullable(),
          owners: figure.nullable(),
          per_year: figure.nullable(),
        }),
      ),
      loan: z.object({
        principal: figure,
        per_year: figure,
        repaid: figure,
        interest: figure,
        years: z.number(),
        repaid_by: z.enum(payers),
        each_year: z
          .array(z.object({ year: z.number(), paid: ends, interest: ends, owed: ends }))
          .openapi({ description: "Interest is part of what is paid; owed at the end of the year" }),
      }),
      in_all: figure.openapi({ description: "The cost and the interest: what all together bear" }),
      price_years: z.array(z.number()).length(2).nullable(),
    }),
  })
  .openapi("FinancingSheet");
