import { z } from "@hono/zod-openapi";
import { geojson, kind, number_or_null, severity, text, verdict } from "./common.ts";

const reason = z.object({ nl: z.string(), en: z.string(), fr: z.string() });

export const finding_rule = z
  .object({
    id: z.string(),
    relation: z.string(),
    topic: z.string(),
    kind,
    severity,
    jurisdiction: z.string(),
    confidence: z.enum(["high", "medium", "low"]),
    source_title: z.string(),
    source_url: z.string(),
    reason,
    assumed: z.boolean(),
    ways_out: z.array(z.string()),
    guidance: z.boolean().openapi({ description: "The figure guides; it is no binding norm" }),
  })
  .openapi("FindingRule");

export const finding_thing = z
  .object({
    kind: z.enum(["feature", "measure"]),
    layer: z.string(),
    id: z.number().nullable(),
    part: z.number(),
    visible: z.boolean(),
    owner: z.string().nullish(),
    dataset_id: z.number().nullish(),
    dataset: z.string().nullish(),
    name: z.string().nullish(),
    status: z.string().nullish(),
    radius_m: number_or_null.optional(),
    position_accuracy_m: number_or_null.optional(),
    position_assumed: z.boolean().nullish(),
    top_m: number_or_null.optional(),
    bottom_m: number_or_null.optional(),
    depth_accuracy_m: number_or_null.optional(),
    depth_source: z.string().nullish(),
    synthetic: z.boolean().nullish(),
    geometry: geojson.nullish(),
  })
  .openapi("FindingThing", {
    description: "Of a thing that the viewer may not see only kind, layer and owner are given",
  });

const finding_facts = {
  id: z.string(),
  scenario_id: z.number().nullable(),
  rule_id: z.string(),
  kind,
  severity,
  verdict,
  distance_m: number_or_null,
  uncertainty_m: number_or_null,
  required_m: number_or_null,
  vertical_m: number_or_null,
  vertical_uncertainty_m: number_or_null,
  required_vertical_m: number_or_null,
  run_m: number_or_null,
  gap_days: number_or_null,
  assumed: z.array(z.string()),
  stretch: geojson.nullable(),
  stretch_m: z.number(),
  street_id: z.string().nullable(),
};

export const finding = z
  .object({ ...finding_facts, a: finding_thing, b: finding_thing, rule: finding_rule })
  .openapi("Finding", {
    description: "A rule applied to a pair of things: distances in metres, wall to wall",
  });

const named = {
  kind: z.enum(["feature", "measure"]),
  layer: z.string(),
  id: z.number().nullable(),
  part: z.number(),
  visible: z.boolean(),
};
const thing_name = z
  .object({ thing: z.int().openapi({ description: "Its place in `things`" }), ...named })
  .openapi("ThingName");
const thing_or_name = z
  .object({
    thing: z.int().nullable().openapi({ description: "Its place in `things`; null in a brief answer" }),
    ...named,
    owner: z.string().nullish().openapi({ description: "In a brief answer, of what may not be seen" }),
  })
  .openapi("ThingOrName");

const listed_finding = z.object({ ...finding_facts, a: thing_name, b: thing_name }).openapi("ListedFinding", {
  description: "A finding whose things and rule stand beside the list, each once",
});

/** A list of findings: the same few things and rules are in many of them, so each is sent once. */
export const finding_list = {
  findings: z.array(listed_finding),
  things: z.array(finding_thing),
  rules: z.array(finding_rule).openapi({ description: "The rules that the findings name by `rule_id`" }),
};

/** The same of a preview, which may be brief: then no things stand beside it. */
export const previewed_list = {
  ...finding_list,
  findings: z.array(
    z.object({ ...finding_facts, a: thing_or_name, b: thing_or_name }).openapi("PreviewedFinding"),
  ),
};

const finding_state = z.enum(["open", "in_discussion", "accepted", "mitigated", "rejected"]);

export const finding_talk = z
  .object({
    state: finding_state,
    reason: z.string(),
    version: z.number().openapi({ description: "0: nothing was decided yet" }),
    decided_by: z.string().nullable(),
    organisation: z.string().nullable(),
    decided_at: z.string().nullable(),
    reopened: z.array(z.enum(["a", "b", "result", "rule"])).openapi({
      description: "What has changed since it was decided; the finding is open again because of it",
    }),
    former_state: finding_state.nullable(),
    may_answer: z.boolean().openapi({ description: "May the reader decide about it and speak of it?" }),
    former: z
      .array(
        z.object({
          version: z.number(),
          state: finding_state,
          reason: z.string(),
          decided_by: z.string(),
          organisation: z.string().nullable(),
          decided_at: z.string(),
        }),
      )
      .openapi({ description: "What was decided before, newest first" }),
    messages: z.array(
      z.object({
        id: z.number(),
        text: z.string(),
        author: z.string(),
        organisation: z.string().nullable(),
        at: z.string(),
      }),
    ),
  })
  .openapi("FindingTalk");

export const decision_input = z
  .strictObject({ state: finding_state, reason: text(2000).default("") })
  .refine(({ state, reason }) => state !== "accepted" || reason.trim() !== "", {
    path: ["reason"],
    error: "expected a reason where a finding is accepted as it is",
  })
  .openapi("FindingDecisionInput");

export const message_input = z
  .strictObject({
    text: text(4000, 1).refine((value) => value.trim() !== "", { error: "expected some text" }),
  })
  .openapi("FindingMessageInput");

export type HiddenFindings = z.infer<typeof hidden_findings>;
export type FindingTalk = z.infer<typeof finding_talk>;
export type FindingRule = z.infer<typeof finding_rule>;
export type FindingThing = z.infer<typeof finding_thing>;
export type Finding = z.infer<typeof finding>;
export type ListedFinding = z.infer<typeof listed_finding>;
export type FindingList = { findings: ListedFinding[]; things: FindingThing[]; rules: FindingRule[] };

export const finding_count = z
  .object({ kind, severity, verdict, findings: z.number(), stretch_m: z.number() })
  .openapi("FindingCount");

export const hidden_findings = z
  .object({
    layer: z.string(),
    owner: z.string(),
    verdict: z.literal("possible"),
    within_m: z.number(),
  })
  .openapi("HiddenFindings", {
    description:
      "Things of an owner that the viewer may not see and that rules speak of: how near to the street they are for certain, and that there may be findings with them; no number of them",
  });

export const finding_page = z.object({
  ...finding_list,
  total: z.number(),
  summary: z.array(finding_count),
});

export const rule = z
  .object({
    id: z.string(),
    a_layer: z.string(),
    b_layer: z.string(),
    relation: z.string(),
    kind,
    topic: z.string(),
    applied: z.boolean(),
    planned_only: z.boolean(),
    horizontal_m: number_or_null,
    vertical_m: number_or_null,
    a_has: z.array(z.string()),
    a_lacks: z.array(z.string()),
    b_has: z.array(z.string()),
    b_lacks: z.array(z.string()),
    run_min_m: number_or_null,
    run_max_m: number_or_null,
    upper: z.enum(["a", "b"]).nullable(),
    severity,
    ways_out: z.array(z.string()),
    assumed: z.boolean(),
    reason,
    jurisdiction: z.string(),
    confidence: z.enum(["high", "medium", "low"]),
    source_title: z.string(),
    source_url: z.string(),
    version: z.number(),
    own: z.boolean().openapi({ description: "The authority's own row, in place of the catalogue's" }),
  })
  .openapi("Rule");
