import { z } from "@hono/zod-openapi";
import { iso_date, number_or_null, text, timestamp } from "./common.ts";

const left_out_reason = z.enum(["no_period", "past", "no_street", "no_ground"]);
export const opening_kind = z.enum(["works", "measure"]);

const described = z.object({
  kind: opening_kind,
  id: number_or_null.openapi({
    description: "null: works that the viewer may not see, or of a scenario file and not stored here",
  }),
  name: z.string(),
  what: z.string().openapi({ description: "The kind of the works as the source says it, or a measure type" }),
  lays: z.string().nullable().openapi({ description: "The layer that is laid or renewed" }),
  party: z.string().openapi({ description: "Who has it done" }),
});

const date_or_null = iso_date.nullable();

export const opening = described
  .extend({
    key: z.string(),
    from: date_or_null,
    to: date_or_null,
    blocked_until: date_or_null,
    weeks: z.number(),
    weeks_assumed: z.boolean().openapi({ description: "Nobody gave a duration: worked out from its length" }),
    depth_m: z.number(),
    from_m: z.number().openapi({ description: "Metres along the street" }),
    to_m: z.number(),
    package_id: number_or_null.openapi({ description: "The accepted package it is in" }),
    agreed_from: date_or_null,
    agreed_to: date_or_null,
    left_out: left_out_reason.nullable(),
  })
  .openapi("Opening", { description: "Works, or a measure of the scenario, that opens a street" });

export const meeting = z
  .object({
    a: z.string(),
    b: z.string(),
    time: z.enum(["meet", "blocked", "apart"]).nullable().openapi({
      description:
        "As planned: at the same time; the later one within the blocking period after the earlier; or apart. null: one has no time",
    }),
    shared_m: z.number(),
    shared_trench_m: z.number().openapi({ description: "Metres where one trench could do for both" }),
    joinable: z.boolean().openapi({ description: "Their limits leave a month to begin together" }),
  })
  .openapi("Meeting");

export const street_openings = z
  .object({
    street: z.object({ id: z.string(), name: z.string(), length_m: z.number() }),
    today: iso_date,
    openings: z.array(opening),
    meetings: z.array(meeting),
    hidden_owners: z
      .array(z.string())
      .openapi({ description: "Whose works lie here that the viewer may not see" }),
  })
  .openapi("StreetOpenings");

export const opened_streets = z.object({
  streets: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      opening_count: z.number(),
      meet_count: z.number(),
      blocked_count: z.number(),
      shared_trench_count: z.number(),
    }),
  ),
});

const year = z.string().regex(/^(19|20|21)\d\d$/, { error: "expected a year" });
const months = z.int({ error: "expected whole months" }).min(0).max(120, { error: "expected 120 or less" });

export const party_input = z
  .strictObject({
    name: text(200, 1),
    earlier_months: months,
    later_months: months,
    budgets: z
      .record(year, z.number().min(0).max(1e12))
      .default({})
      .openapi({ type: "object", example: { "2028": 250000 } }),
  })
  .openapi("PartyInput");
/** Limits of parties, each once. */
export const parties_list = z
  .array(party_input)
  .max(200, { error: "expected at most 200 parties" })
  .refine((parties) => new Set(parties.map(({ name }) => name)).size === parties.length, {
    error: "expected each party once",
  });
export const parties_input = z.strictObject({ parties: parties_list }).openapi("PartiesInput");

export const party_in_file = z.object({
  name: z.string(),
  earlier_months: z.number(),
  later_months: z.number(),
  budgets: z.record(z.string(), z.number()),
});
export const party = party_in_file
  .extend({
    opening_count: z.number(),
    usual: z.boolean().openapi({ description: "Nobody said: these are the defaults" }),
  })
  .openapi("Party");

const price = z.object({ low: z.number(), mid: z.number(), high: z.number() });
const figures = z.object({ trench_eur: price, paving_eur: price, paving_m2: z.number(), weeks: z.number() });

export const one_package = z
  .object({
    id: z.number(),
    state: z.enum(["proposed", "accepted"]),
    streets: z.array(z.object({ id: z.string(), name: z.string() })),
    from: iso_date,
    to: iso_date,
    members: z.array(
      described.extend({
        order: number_or_null.openapi({ description: "null, as its depth and weeks: hidden" }),
        depth_m: number_or_null,
        weeks: number_or_null,
        weeks_assumed: z
          .boolean()
          .openapi({ description: "Nobody gave a duration: worked out from its length" }),
        from: iso_date,
        to: iso_date,
        planned_from: date_or_null,
        moved_months: z.number(),
        outside_months: z.number().openapi({ description: "Months moved beyond what its party can" }),
      }),
    ),
    together: figures
      .extend({ shared_trench_m: z.number() })
      .nullable()
      .openapi({ description: "null: there are works in it that the viewer may not see" }),
    alone: figures.nullable(),
    parties: z.array(z.object({ party: z.string(), alone_eur: z.number(), share_eur: z.number() })),
    changed: z
      .object({ clashes: z.array(described) })
      .nullable()
      .openapi({
        description: "Somebody changed it: what else stands in its way then; null: as it was found",
      }),
  })
  .openapi("Package");

export const package_plan = z
  .object({
    made_at: timestamp,
    opening_count: z.number(),
    optimal: z.boolean(),
    gap_pct: z.number().openapi({ description: "How far the plan may at most be from the best there is" }),
    solve_ms: z.number(),
    most_members: z.number(),
    step_months: z.number(),
    alone_eur: number_or_null.openapi({ description: "null: works that the viewer may not see are in it" }),
    greedy_eur: number_or_null,
    found_eur: number_or_null,
    clashes_alone: z.number(),
    clashes: z.array(z.object({ a: described, b: described })),
    over_budget: z.array(z.object({ party: z.string(), year: z.number(), by_eur: z.number() })),
    left_out: z.array(described.extend({ reason: left_out_reason })),
  })
  .openapi("PackagePlan");

export const packages_answer = z
  .object({
    packages: z.array(one_package),
    plan: package_plan.nullable().openapi({ description: "null: nobody asked for packages yet" }),
    assumptions: z.object({
      choices: z.record(z.string(), z.number()).openapi({ description: "Our own choices, by name" }),
      cost_items: z.array(z.object({ item: z.string(), for: z.array(z.string()) })).openapi({
        description: "Cost items used (GET /cost_items has their sources) and the layers they stand for",
      }),
    }),
  })
  .openapi("Packages");

export const search_input = z
  .strictObject({
    time_limit_s: z
      .int({ error: "expected whole seconds" })
      .min(1, { error: "expected at least 1 second" })
      .max(60, { error: "expected at most 60 seconds" })
      .default(15),
  })
  .openapi("PackageSearch");

const MEMBERS_MAX = 12;

export const package_input = z
  .strictObject({
    state: z.enum(["proposed", "accepted"], { error: "expected proposed or accepted" }),
    change: z
      .strictObject({
        members: z
          .array(z.strictObject({ kind: opening_kind, id: z.int().min(1) }))
          .min(2, { error: "expected at least 2 works or measures" })
          .max(MEMBERS_MAX, { error: `expected at most ${MEMBERS_MAX} works and measures` }),
        start: z
          .string()
          .regex(/^2[0-9]{3}-(0[1-9]|1[0-2])$/, { error: "expected a month as YYYY-MM" })
          .openapi({ example: "2028-03" }),
      })
      .optional()
      .openapi({ description: "What goes together and from which month; left out: as it is" }),
  })
  .openapi("PackageInput");
