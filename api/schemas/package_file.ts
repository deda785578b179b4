import { z } from "@hono/zod-openapi";
import { iso_date, text, text_id } from "./common.ts";
import { opening_kind } from "./package.ts";

const MAX_PACKAGES = 1_000;
const MAX_MEMBERS = 50;

const day = z.iso.date({ error: "expected a day as YYYY-MM-DD" });
const amount = z.number().min(-1e12).max(1e12);
const place = z.int().min(0);
const price = z.strictObject({ low: amount, mid: amount, high: amount });
const figures = { trench_eur: price, paving_eur: price, paving_m2: amount, weeks: amount };

const thing = {
  kind: opening_kind,
  measure: place.nullable().openapi({ description: "Which of the features, from 0; null: works" }),
  works: z
    .strictObject({ dataset: text(500, 1), source_id: text(500, 1) })
    .nullable()
    .openapi({ description: "Of works: the name of their delivery and their key in it; null: a measure" }),
  name: text(500),
  what: text(500),
  lays: text_id.nullable(),
  party: text(200, 1),
};
const one_thing = (one: { kind: string; measure: number | null; works: object | null }) =>
  one.kind === "measure"
    ? one.measure !== null && one.works === null
    : one.measure === null && one.works !== null;
const named = { error: "expected `measure` of a measure, `works` of works", path: ["kind"] };

/** A package as a scenario file has it: measures and phases by their place in the file, from 0. */
export const package_in_file = z
  .strictObject({
    state: z.enum(["proposed", "accepted"]),
    streets: z.array(z.strictObject({ id: text_id, name: text(500) })).max(1_000),
    start: z.int().min(0).max(120_000).openapi({ description: "Months since year 0" }),
    from: day,
    to: day,
    members: z
      .array(
        z
          .strictObject({
            ...thing,
            order: z.int().min(1),
            depth_m: amount,
            weeks: amount,
            weeks_assumed: z.boolean().optional(),
            from: day,
            to: day,
            planned_from: day.nullable(),
            moved_months: z.int(),
            outside_months: z.int().min(0).optional(),
          })
          .refine(one_thing, named),
      )
      .min(2)
      .max(MAX_MEMBERS),
    together: z.strictObject({ ...figures, shared_trench_m: amount }),
    alone: z.strictObject(figures),
    parties: z
      .array(z.strictObject({ party: text(200, 1), alone_eur: amount, share_eur: amount }))
      .max(MAX_MEMBERS),
    changed: z
      .strictObject({ clashes: z.array(z.strictObject(thing).refine(one_thing, named)).max(1_000) })
      .nullable(),
    before: z
      .array(
        z.strictObject({
          measure: place,
          from: day.nullable(),
          to: day.nullable(),
          phase: place.nullable(),
        }),
      )
      .max(MAX_MEMBERS)
      .nullable(),
  })
  .openapi("PackageInFile");

/** Packages of a file; each with at most so many members. */
export const packages_in_file = z
  .array(package_in_file)
  .max(MAX_PACKAGES, { error: `expected at most ${MAX_PACKAGES} packages` })
  .default([]);

/** The first place in packages that is none of the file's measures or phases, as a path; null where all are. */
export function misplaced_thing(
  packages: z.output<typeof packages_in_file>,
  count: { readonly measures: number; readonly phases: number },
): readonly (string | number)[] | null {
  for (const [n, { members, changed, before }] of packages.entries()) {
    const things = [...members, ...(changed?.clashes ?? []), ...(before ?? [])];
    if (things.some(({ measure }) => (measure ?? -1) >= count.measures)) return ["packages", n, "measure"];
    if (before?.some(({ phase }) => (phase ?? -1) >= count.phases)) return ["packages", n, "phase"];
  }
  return null;
}

const answered_thing = z.object({ ...thing, name: z.string(), what: z.string(), party: z.string() });

/** The same, as it is answered. */
export const package_in_file_answer = z
  .object({
    state: z.enum(["proposed", "accepted"]),
    streets: z.array(z.object({ id: z.string(), name: z.string() })),
    start: z.number(),
    from: iso_date,
    to: iso_date,
    members: z.array(
      answered_thing.extend({
        order: z.number(),
        depth_m: z.number(),
        weeks: z.number(),
        weeks_assumed: z.boolean().optional(),
        from: iso_date,
        to: iso_date,
        planned_from: iso_date.nullable(),
        moved_months: z.number(),
        outside_months: z.number().optional(),
      }),
    ),
    together: z.object({ ...figures, shared_trench_m: z.number() }),
    alone: z.object(figures),
    parties: z.array(z.object({ party: z.string(), alone_eur: z.number(), share_eur: z.number() })),
    changed: z.object({ clashes: z.array(answered_thing) }).nullable(),
    before: z
      .array(
        z.object({
          measure: z.number(),
          from: iso_date.nullable(),
          to: iso_date.nullable(),
          phase: z.number().nullable(),
        }),
      )
      .nullable(),
  })
  .openapi("PackageInFileAnswer");
