import { z } from "@hono/zod-openapi";
import { kind, number_or_null, severity, verdict } from "./common.ts";

export const text_of_languages = z.object({ nl: z.string(), en: z.string(), fr: z.string() }).openapi("Text");

export const pact_version = z.enum(["1.0", "2.0", "2.1"]);

export const target = z
  .object({
    id: z.string(),
    name: text_of_languages,
    unit: z.string(),
    target_per: z.string(),
    target_value: number_or_null,
    deadline: z.string().nullable(),
    pact_version,
    source_url: z.string(),
  })
  .openapi("Target");

export const indicator_figure = z
  .object({
    id: z.string(),
    unit: z.string(),
    value: z.number().openapi({ description: "Net: what is removed is subtracted" }),
    left_out: z.number().openapi({ description: "Drawn, but not counted; the list says why" }),
    measure_count: z.number(),
    targets: z.array(
      z.object({
        id: z.string(),
        required: number_or_null.openapi({
          description: "What the target asks here; null: not known, or nothing",
        }),
        share: number_or_null,
      }),
    ),
  })
  .openapi("IndicatorFigure");

export const surface_figure = z.object({ surface: z.string(), change_m2: z.number() });

export const cost_figures = z
  .object({
    items: z.array(
      z.object({
        item: z.string(),
        name: text_of_languages,
        unit: z.string(),
        quantity: z.number(),
        low: z.number(),
        high: z.number(),
        currency: z.string().nullable(),
        price_year: number_or_null,
        region: z.string(),
        confidence: z.enum(["high", "medium", "low"]),
        source_title: z.string(),
        source_url: z.string(),
      }),
    ),
    low_eur: z.number(),
    high_eur: z.number(),
    price_years: z.array(z.number()).length(2).nullable().openapi({
      description:
        "First and last year of the prices in the sum; years and countries differ, nothing is indexed",
    }),
    without_year: z.number().openapi({ description: "Items in the sum whose source gives no year" }),
    other_currency: z.number().openapi({ description: "Items that are not in the sum" }),
  })
  .openapi("CostFigures");

export const finding_figure = z
  .object({
    kind,
    severity,
    verdict,
    notify: z.boolean().openapi({ description: "A duty to notify, no clash" }),
    findings: z.number(),
  })
  .openapi("FindingFigure");

export const counted_district = z.object({
  id: z.string(),
  name: z.string(),
  inhabitants: number_or_null,
  dwellings: number_or_null,
});

export const counted_measure = z
  .object({
    indicator: z.string(),
    measure_id: z.number(),
    measure_type: z.string(),
    name: z.string(),
    value: z.number(),
    left_out: z.number(),
    reason: z.enum(["overlap", "condition", "parameter"]).nullable(),
    detail: z.record(z.string(), z.unknown()).nullable().openapi({
      description:
        "overlap: `measures` that count there already; condition: the one that does not hold; parameter: the choice that is worth nothing",
    }),
  })
  .openapi("CountedMeasure");

export const indicators_answer = z
  .object({
    scenario_id: number_or_null,
    district: counted_district.nullable(),
    pact_version,
    targets: z.array(target),
    indicators: z.array(indicator_figure),
    measures: z.array(counted_measure),
    surfaces: z.array(surface_figure),
    costs: cost_figures,
    findings: z.array(finding_figure),
  })
  .openapi("Indicators");

export const surfaces_answer = z
  .object({
    surfaces: z.array(
      z.object({
        surface: z.string(),
        area_m2: z.number(),
        spaces: number_or_null,
        without_spaces: z.number(),
      }),
    ),
  })
  .openapi("SurfacesToday");

const opened = z
  .object({ dated: z.number(), undated: z.number() })
  .openapi({ description: "Separate openings, and works or measures without a period" });

export const streets_answer = z
  .object({
    heat_reach_m: z.number().openapi({ description: "How far from a heat main counts as in reach" }),
    heat: z.array(
      z.object({
        dwellings: z.number(),
        buildings: z.number(),
        without_dwellings: z.number().openapi({ description: "Buildings whose source gives no number" }),
      }),
    ),
    streets: z.array(
      z.object({
        street_id: z.string(),
        name: z.string(),
        length_m: z.number(),
        spaces: z.array(z.number().nullable()).openapi({
          description: "Parking spaces; null where no bay has a number, or more go than are known",
        }),
        space_changes: z.array(z.number()).openapi({ description: "How many more, one number a scenario" }),
        without_spaces: z.number().openapi({ description: "Parking areas whose source gives no number" }),
        openings: z.array(opened),
        clashes: z
          .array(z.number())
          .openapi({ description: "Clashes, sure or possible, one number a scenario" }),
      }),
    ),
  })
  .openapi("ComparedStreets", {
    description: "Values for today, then one a scenario; the streets where most happens first",
  });

const decided = counted_measure
  .pick({ measure_id: true, measure_type: true, name: true })
  .extend({ scenario_id: z.number(), amount: z.number() });

export const comparison_answer = z
  .object({
    district: counted_district.nullable(),
    districts: z.array(counted_district),
    pact_version,
    targets: z.array(target),
    scenarios: z
      .array(
        z.object({
          id: number_or_null,
          name: z.string(),
          description: z.string(),
          measure_count: z.number(),
          indicators: z.array(indicator_figure),
          surfaces: z.array(surface_figure),
          costs: cost_figures,
          findings: z.array(finding_figure),
        }),
      )
      .openapi({ description: "Today first (id null), then the scenarios as asked" }),
    by_district: z
      .array(
        z.object({
          district_id: z.string().openapi({ description: "Empty: outside all districts" }),
          values: z.array(z.object({ indicator: z.string(), of: z.array(z.number()) })),
        }),
      )
      .openapi({ description: "Indicators that are not 0, one value a scenario, without today" }),
  })
  .openapi("Comparison");

export const decides_answer = z
  .object({
    indicators: z.array(
      z.object({
        id: z.string(),
        better: z.number(),
        than: z.number(),
        measures: z.array(decided).openapi({
          description:
            "The fewest measures without which `better` would be no better: its own that add, or those of the other that take away (`amount` is what each does for the difference)",
        }),
      }),
    ),
  })
  .openapi("Decides");
