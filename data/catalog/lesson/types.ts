import type { Text } from "../types.ts";

export const lesson_subjects = ["street", "measure", "finding", "scenario"] as const;
export type LessonSubject = (typeof lesson_subjects)[number];
export const lesson_kinds = ["barrier", "lesson"] as const;
export type LessonKind = (typeof lesson_kinds)[number];
export const lesson_themes = [
  ...(["space", "underground", "cost", "permit", "support"] as const),
  ...(["ownership", "timing", "technique", "data", "other"] as const),
] as const;
export type LessonTheme = (typeof lesson_themes)[number];
export const lesson_statuses = ["open", "in_progress", "solved", "accepted"] as const;
export type LessonStatus = (typeof lesson_statuses)[number];
export const comment_kinds = ["comment", "decision"] as const;
export type CommentKind = (typeof comment_kinds)[number];

export type VerdictCounts = Readonly<Partial<Record<"violated" | "possible" | "unknown" | "clear", number>>>;

/** The numbers of what a lesson is about, as anybody may know them; what does not apply is left out or null. */
export interface LessonCase {
  readonly name?: string | null;
  readonly measure_type?: string | null;
  readonly scenario?: string | null;
  /** Of a measure of the own authority: where it is drawn. */
  readonly scenario_id?: number | null;
  readonly length_m?: number | null;
  readonly area_m2?: number | null;
  readonly measure_count?: number | null;
  readonly findings?: VerdictCounts | null;
  readonly indicators?: readonly { readonly id: string; readonly value: number }[] | null;
  readonly cost?: {
    readonly low_eur: number;
    readonly high_eur: number;
    readonly price_years: readonly number[] | null;
  } | null;
  /** Where `hidden`, owners and verdict are all there is. */
  readonly finding?: {
    readonly hidden: boolean;
    readonly verdict: "violated" | "possible" | "unknown" | "clear";
    readonly owners: readonly string[];
    readonly layers?: readonly string[];
    readonly distance_m?: number | null;
    readonly required_m?: number | null;
    readonly uncertainty_m?: number | null;
    readonly vertical_m?: number | null;
    readonly required_vertical_m?: number | null;
    readonly street?: string | null;
  } | null;
}

export interface CaseFact {
  readonly label: string;
  readonly value: string;
}

export type Words<Id extends string> = Readonly<Record<Id, Text>>;
