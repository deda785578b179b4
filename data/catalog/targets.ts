import { type CsvRow, csv_table } from "./csv_table.ts";
import type { Target } from "./types.ts";

const COLUMNS = [
  ...["id", "pillar", "name_nl", "name_en", "name_fr", "unit", "target_per", "target_value", "deadline"],
  ...["pact_version", "source_url"],
];

/** The four pillars ("werven") of the pact and its general goals. */
export const target_pillars = ["greening", "energy", "mobility", "water", "general"] as const;

export const target_units = [
  ...([
    "tree",
    "m",
    "m2",
    "m3",
    "plot",
    "dwelling",
    "project",
    "kw",
    "access",
    "pathway",
    "contract",
  ] as const),
  ...([
    "access_point",
    "car",
    "charge_point",
    "charge_point_equivalent",
    "commitment",
    "plan",
    "rule",
  ] as const),
  ...(["pct_per_year", "pct_of_2015", "pct_of_street_lights"] as const),
] as const;

/** What a target counts against: `count` inhabitants or dwellings of the district; null: once per municipality or household. */
export const target_bases: Readonly<
  Record<string, { readonly of: "inhabitants" | "dwellings"; readonly count: number } | null>
> = {
  inhabitant: { of: "inhabitants", count: 1 },
  inhabitants_100: { of: "inhabitants", count: 100 },
  inhabitants_500: { of: "inhabitants", count: 500 },
  inhabitants_1000: { of: "inhabitants", count: 1000 },
  dwellings_1000: { of: "dwellings", count: 1000 },
  municipality: null,
  participating_dwelling: null,
};

/** The pact's targets (LEKP 1.0, 2.0, 2.1), from `targets.csv` (server only); a mistake in it throws CatalogError. */
export const targets: readonly Target[] = csv_table(
  new URL("targets.csv", import.meta.url),
  COLUMNS,
  read_target,
);

function read_target(row: CsvRow): Target {
  const deadline = row.text_or_null("deadline");
  if (deadline !== null && !/^\d{4}-\d{2}-\d{2}$/.test(deadline))
    row.fail("deadline", "a date as 2030-12-31");
  return {
    id: row.text("id"),
    pillar: row.one_of("pillar", target_pillars),
    name: { nl: row.text("name_nl"), en: row.text("name_en"), fr: row.text("name_fr") },
    unit: row.one_of("unit", target_units),
    target_per: row.one_of("target_per", Object.keys(target_bases)),
    target_value: row.number_or_null("target_value"),
    deadline,
    pact_version: row.one_of("pact_version", ["1.0", "2.0", "2.1"]),
    source_url: row.url("source_url"),
  };
}
