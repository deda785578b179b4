import { readdirSync, readFileSync } from "node:fs";
import type { TestFeature } from "./put_features.ts";

export interface TestMeasure {
  readonly measure_type: string;
  readonly wkt: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly period?: readonly [string | null, string | null];
}

export interface Expectation {
  /** `clear`: nothing is reported, and the engine says so when asked for clear pairs too. null: the rule does not speak of the pair. */
  readonly verdict: "violated" | "possible" | "unknown" | "clear" | null;
  /** How many findings of the rule there are; all must look as expected. */
  readonly findings?: number;
  readonly tolerance_m?: number;
  readonly kind?: string;
  readonly severity?: string;
  readonly assumed?: readonly string[];
  readonly distance_m?: number;
  readonly uncertainty_m?: number;
  readonly required_m?: number | null;
  readonly vertical_m?: number | null;
  readonly vertical_uncertainty_m?: number;
  readonly required_vertical_m?: number;
  readonly run_m?: number | null;
  readonly gap_days?: number | null;
  readonly stretch_m?: number;
}

/** One hand-computed case: a rule, two things, the arithmetic in words, and what must come out. */
export interface Case {
  readonly file: string;
  readonly title: string;
  readonly by_hand: string;
  readonly rule: Readonly<Record<string, unknown>> & { readonly id?: string; readonly relation: string };
  readonly a: TestFeature | TestMeasure;
  readonly b: TestFeature | TestMeasure;
  /** True: the catalogue's rules stay in force beside the case's own row. */
  readonly catalogue?: boolean;
  readonly expect: Expectation;
}

const folder = new URL("../cases/", import.meta.url);

/** Every case of a rule under test/cases, by relation and name; other folders there are of other parts. */
export function read_cases(): Case[] {
  return ["any", "crossing", "overlap", "parallel", "time"].flatMap((relation) =>
    readdirSync(new URL(`${relation}/`, folder))
      .sort()
      .map((name) => ({
        ...(JSON.parse(readFileSync(new URL(`${relation}/${name}`, folder), "utf8")) as Case),
        file: `${relation}/${name}`,
      })),
  );
}

export const is_measure = (thing: TestFeature | TestMeasure): thing is TestMeasure => "measure_type" in thing;
