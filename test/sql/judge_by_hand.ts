/** A thing as the tables hold it, with what the definitions derive from it. */
export interface Thing {
  readonly key: string;
  readonly kind: "feature" | "measure";
  readonly layer: string;
  readonly id: number;
  readonly part: number;
  readonly dimension: number;
  readonly diameter_m: number | null;
  readonly position_accuracy_m: number | null;
  readonly depth_accuracy_m: number | null;
  readonly depth_source: string;
  readonly top_m: number | null;
  readonly bottom_m: number | null;
  readonly status: string;
  readonly traits: readonly string[];
  /** Days since 2000-01-01; `upper` is the first day after; null: open, or no period. */
  readonly has_period: boolean;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly blocked_until: number | null;
}

export interface RuleRow {
  readonly authority_id: string | null;
  readonly id: string;
  readonly a_layer: string;
  readonly b_layer: string;
  readonly relation: "parallel" | "crossing" | "any" | "overlap" | "time";
  readonly kind: string;
  readonly topic: string;
  readonly applied: boolean;
  readonly planned_only: boolean;
  readonly horizontal_m: number | null;
  readonly vertical_m: number | null;
  readonly a_has: readonly string[];
  readonly a_lacks: readonly string[];
  readonly b_has: readonly string[];
  readonly b_lacks: readonly string[];
  readonly run_min_m: number | null;
  readonly run_max_m: number | null;
  readonly upper: "a" | "b" | null;
  readonly severity: string;
  readonly assumed: boolean;
}

/** A finding without id, stretch and street: what can be recomputed by hand. */
export interface PlainFinding {
  readonly rule_id: string;
  readonly a: string;
  readonly b: string;
  readonly kind: string;
  readonly severity: string;
  readonly verdict: string;
  readonly distance_m: number;
  readonly uncertainty_m: number;
  readonly required_m: number | null;
  readonly vertical_m: number | null;
  readonly vertical_uncertainty_m: number | null;
  readonly required_vertical_m: number | null;
  readonly run_m: number | null;
  readonly gap_days: number | null;
  readonly assumed: readonly string[];
}
export interface Pair {
  readonly a: Thing;
  readonly b: Thing;
  /** Every rule in force about the two layers in this order, planned or not. */
  readonly rules: readonly RuleRow[];
}
export const is_line_rule = (rule: RuleRow): boolean =>
  rule.relation === "parallel" || rule.relation === "crossing";
export const radius = (thing: Thing): number => (thing.layer === "tree" ? 0 : (thing.diameter_m ?? 0) / 2);
export const accuracy = (thing: Thing): number => thing.position_accuracy_m ?? 1.5;
const depth_accuracy = (thing: Thing): number => thing.depth_accuracy_m ?? 0.2;
const planned = (thing: Thing): boolean => thing.status === "projected";

/** The required parallel distance (0.4 m where no rule names one) + radii + accuracies. */
export function band_m(a: Thing, b: Thing, rules: readonly RuleRow[]): number {
  const required = rules.filter((rule) => rule.relation === "parallel" && rule.horizontal_m !== null);
  const clearance = required.length ? Math.max(...required.map((rule) => rule.horizontal_m!)) : 0.4;
  return clearance + radius(a) + radius(b) + (accuracy(a) + accuracy(b));
}
/** What a rule says of a pair, decided from the definitions alone; null where it does not speak of it, or is kept. */
export function judge(
  { a, b, rules }: Pair,
  rule: RuleRow,
  axis_m: number,
  run_m: number | null,
  survives: boolean,
): PlainFinding | null {
  if (rule.planned_only && !planned(a) && !planned(b)) return null;
  if (!holds(rule.a_has, rule.a_lacks, a) || !holds(rule.b_has, rule.b_lacks, b)) return null;
  const walls_meet = axis_m <= radius(a) + radius(b);
  const lie =
    run_m === null ? null : walls_meet && run_m <= 4 * band_m(a, b, rules) ? "crossing" : "parallel";
  if (is_line_rule(rule) && rule.relation !== lie) return null;
  if (rule.run_min_m !== null && !(run_m !== null && run_m > rule.run_min_m)) return null;
  if (rule.run_max_m !== null && !(run_m !== null && run_m <= rule.run_max_m)) return null;

  const depths = [a.top_m, a.bottom_m, b.top_m, b.bottom_m];
  const gap_m = depths.includes(null) ? null : Math.max(a.top_m! - b.bottom_m!, b.top_m! - a.bottom_m!, 0);
  if (rule.upper !== null && gap_m !== null) {
    const upper = a.top_m! + a.bottom_m! <= b.top_m! + b.bottom_m! ? "a" : "b";
    if (upper !== rule.upper) return null;
  }
  const distance_m = Math.max(axis_m - radius(a) - radius(b), 0);
  const u_m = accuracy(a) + accuracy(b);
  const gap_u_m = depth_accuracy(a) + depth_accuracy(b);
  const days = gap_days(rule.topic, a, b);
  const verdict = verdict_of(rule, distance_m, u_m, gap_m, gap_u_m, days, survives || u_m === 0);
  if (verdict === "clear") return null;

  const soft = rule.kind === "conflict" && (a.status === "disused" || b.status === "disused");
  const assumed: string[] = [];
  if (a.position_accuracy_m === null) assumed.push("a_position");
  if (b.position_accuracy_m === null) assumed.push("b_position");
  if (rule.vertical_m !== null && gap_m !== null) {
    if (depth_assumed(a)) assumed.push("a_depth");
    if (depth_assumed(b)) assumed.push("b_depth");
  }
  if (rule.assumed) assumed.push("rule");
  return {
    rule_id: rule.id,
    a: a.key,
    b: b.key,
    kind: rule.kind,
    severity: soft ? "inform" : rule.severity,
    verdict,
    distance_m,
    uncertainty_m: u_m,
    required_m: rule.horizontal_m,
    vertical_m: rule.vertical_m === null ? null : gap_m,
    vertical_uncertainty_m: rule.vertical_m === null ? null : gap_u_m,
    required_vertical_m: rule.vertical_m,
    run_m: is_line_rule(rule) ? run_m : null,
    gap_days: rule.relation === "time" ? days : null,
    assumed,
  };
}

const holds = (has: readonly string[], lacks: readonly string[], thing: Thing): boolean =>
  has.every((trait) => thing.traits.includes(trait)) && !lacks.some((trait) => thing.traits.includes(trait));

const depth_assumed = (thing: Thing): boolean =>
  thing.depth_accuracy_m === null || ["typical", "network_default"].includes(thing.depth_source);

/** The four verdicts of design section 5, rule kind by rule kind. */
function verdict_of(
  rule: RuleRow,
  d: number,
  u: number,
  gap: number | null,
  gap_u: number,
  days: number | null,
  survives: boolean,
): "violated" | "possible" | "unknown" | "clear" {
  if (rule.relation === "overlap") {
    if (d > 0) return d - u < 0 ? "possible" : "clear";
    return survives ? "violated" : "possible";
  }
  if (rule.relation === "time") {
    const required = rule.horizontal_m ?? 0;
    if (d > 0 && !(d - u < required)) return "clear";
    if (days === null) return "unknown";
    if (days > 0) return "clear";
    return d + u < required || (d === 0 && survives) ? "violated" : "possible";
  }
  const plan_may = rule.horizontal_m === null || d - u < rule.horizontal_m;
  const plan_must = rule.horizontal_m === null || d + u < rule.horizontal_m;
  const height_may = rule.vertical_m === null || gap === null || gap - gap_u < rule.vertical_m;
  if (!plan_may || !height_may) return "clear";
  if (gap === null && (rule.vertical_m !== null || rule.upper !== null)) return "unknown";
  const height_must = rule.vertical_m === null || gap! + gap_u < rule.vertical_m;
  return plan_must && height_must ? "violated" : "possible";
}

/** Free days between two periods, 0 where they meet or overlap; null where one has none. */
function gap_days(topic: string, a: Thing, b: Thing): number | null {
  if (!a.has_period || !b.has_period) return null;
  const free_from = (thing: Thing): number => {
    const after_works = thing.upper ?? Number.POSITIVE_INFINITY;
    return topic === "blocking_period" && thing.blocked_until !== null
      ? Math.max(after_works, thing.blocked_until + 1)
      : after_works;
  };
  const begins = (thing: Thing): number => thing.lower ?? Number.NEGATIVE_INFINITY;
  return Math.max(0, begins(b) - free_from(a), begins(a) - free_from(b));
}
