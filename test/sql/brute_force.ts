import type postgres from "postgres";

/** A thing as the tables hold it, with what the definitions derive from it. */
interface Thing {
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

interface RuleRow {
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

/** `things`: every feature, and the things of a scenario's measures (none where it is null). */
const things_cte = (sql: postgres.Sql, authority_id: string, scenario_id: number | null) => sql`
  things as materialized (
    select concat_ws('/', 'feature', layer, id, 0) as key, 'feature' as kind, layer, id, 0 as part, geom, diameter_m, position_accuracy_m,
      depth_accuracy_m, depth_source, top_m, bottom_m, status,
      traits || case when (attributes ->> 'year_built')::int + (select service_life_years from layer where id = feature.layer)
        <= extract(year from current_date) then array['past_service_life'] else '{}' end as traits, period, blocked_until
    from feature where authority_id = ${authority_id}
    union all
    select concat_ws('/', 'measure', layer, measure_id, part), 'measure', layer, measure_id, part, geom, diameter_m, 0,
      0, 'measured', top_m, bottom_m, 'projected', traits, period, blocked_until
    from measure_thing where authority_id = ${authority_id} and scenario_id = ${scenario_id}
  )`;

/**
 * All findings there should be, from the definitions alone: every pair of things, every rule, no index,
 * no reach. PostGIS measures distances and runs; everything else is decided here. Of a scenario:
 * pairs with at least one thing of a measure; of null: pairs of features.
 */
export async function brute_force(
  sql: postgres.Sql,
  authority_id: string,
  scenario_id: number | null,
): Promise<PlainFinding[]> {
  const rules = in_force(
    await sql<RuleRow[]>`select * from rule where authority_id is null or authority_id = ${authority_id}`,
  );
  const things = await sql<Thing[]>`
    with ${things_cte(sql, authority_id, scenario_id)}
    select key, kind, layer, id, part, st_dimension(geom) as dimension, diameter_m, position_accuracy_m, depth_accuracy_m, depth_source,
      top_m, bottom_m, status, traits, period is not null as has_period, lower(period) - date '2000-01-01' as lower,
      upper(period) - date '2000-01-01' as upper, blocked_until - date '2000-01-01' as blocked_until
    from things`;
  const pairs = pairs_of(things, rules, scenario_id !== null);
  const axis_m = await measured(sql, authority_id, scenario_id, pairs, "distance");

  const lines = pairs.filter(
    ({ a, b, rules: own }, i) =>
      a.dimension === 1 && b.dimension === 1 && own.some(is_line_rule) && axis_m[i]! <= band_m(a, b, own),
  );
  const runs = await measured(sql, authority_id, scenario_id, lines, "run", (pair) =>
    band_m(pair.a, pair.b, pair.rules),
  );
  const run_of = new Map(lines.map((pair, i) => [pair, runs[i]!]));
  const met = pairs.filter(
    ({ a, b, rules: own }, i) =>
      axis_m[i]! - radius(a) - radius(b) <= 0 &&
      own.some((r) => r.relation === "overlap" || r.relation === "time"),
  );
  const surviving = await measured(
    sql,
    authority_id,
    scenario_id,
    met,
    "survives",
    ({ a, b }) => accuracy(a) + accuracy(b),
  );
  const survives = new Map(met.map((pair, i) => [pair, surviving[i] === 1]));

  return pairs.flatMap((pair, i) =>
    pair.rules.flatMap((rule) => {
      const found = judge(pair, rule, axis_m[i]!, run_of.get(pair) ?? null, survives.get(pair) ?? false);
      return found ? [found] : [];
    }),
  );
}

interface Pair {
  readonly a: Thing;
  readonly b: Thing;
  /** Every rule in force about the two layers in this order, planned or not. */
  readonly rules: readonly RuleRow[];
}

function in_force(rows: readonly RuleRow[]): RuleRow[] {
  const own = new Set(rows.filter((row) => row.authority_id !== null).map((row) => row.id));
  return rows.filter((row) => row.applied && (row.authority_id !== null || !own.has(row.id)));
}

function pairs_of(things: readonly Thing[], rules: readonly RuleRow[], of_measures: boolean): Pair[] {
  const by_layers = new Map<string, RuleRow[]>();
  for (const rule of rules) {
    const key = `${rule.a_layer} ${rule.b_layer}`;
    by_layers.set(key, [...(by_layers.get(key) ?? []), rule]);
  }
  const pairs: Pair[] = [];
  for (const a of things)
    for (const b of things) {
      const own = by_layers.get(`${a.layer} ${b.layer}`);
      if (!own || a.key === b.key) continue;
      if (of_measures && a.kind === "feature" && b.kind === "feature") continue;
      // The things of one measure are made together: only their distances within a layer count.
      if (a.kind === "measure" && b.kind === "measure" && a.id === b.id && a.layer !== b.layer) continue;
      if (a.layer === b.layer && !before(a, b)) continue;
      pairs.push({ a, b, rules: own });
    }
  return pairs;
}

/** Within one layer the lesser is a: features before measures, then by id, then by part. */
function before(a: Thing, b: Thing): boolean {
  if (a.kind !== b.kind) return a.kind === "feature";
  return a.id !== b.id ? a.id < b.id : a.part < b.part;
}

const is_line_rule = (rule: RuleRow): boolean => rule.relation === "parallel" || rule.relation === "crossing";
const radius = (thing: Thing): number => (thing.layer === "tree" ? 0 : (thing.diameter_m ?? 0) / 2);
const accuracy = (thing: Thing): number => thing.position_accuracy_m ?? 1.5;
const depth_accuracy = (thing: Thing): number => thing.depth_accuracy_m ?? 0.2;
const planned = (thing: Thing): boolean => thing.status === "projected";

/** The required parallel distance (0.4 m where no rule names one) + radii + accuracies. */
function band_m(a: Thing, b: Thing, rules: readonly RuleRow[]): number {
  const required = rules.filter((rule) => rule.relation === "parallel" && rule.horizontal_m !== null);
  const clearance = required.length ? Math.max(...required.map((rule) => rule.horizontal_m!)) : 0.4;
  return clearance + radius(a) + radius(b) + (accuracy(a) + accuracy(b));
}

async function measured(
  sql: postgres.Sql,
  authority_id: string,
  scenario_id: number | null,
  pairs: readonly Pair[],
  what: "distance" | "run" | "survives",
  by_m: (pair: Pair) => number = () => 0,
): Promise<number[]> {
  if (pairs.length === 0) return [];
  const value = {
    distance: sql`st_distance(a.geom, b.geom)`,
    run: sql`st_length(st_intersection(a.geom, st_buffer(b.geom, p.by_m, 'quad_segs=4')))`,
    // An area that is left when its outer p.by_m metres are taken away still meets the other.
    survives: sql`case when st_dimension(b.geom) = 2 then st_distance(a.geom, st_buffer(b.geom, -p.by_m)) = 0
      when st_dimension(a.geom) = 2 then st_distance(b.geom, st_buffer(a.geom, -p.by_m)) = 0 else false end::int`,
  }[what];
  const rows = await sql<{ value: number | null }[]>`
    with ${things_cte(sql, authority_id, scenario_id)}
    select ${value} as value
    from unnest(${pairs.map((pair) => pair.a.key)}::text[], ${pairs.map((pair) => pair.b.key)}::text[], ${pairs.map(by_m)}::float8[])
      with ordinality p (a, b, by_m, place)
    join things a on a.key = p.a join things b on b.key = p.b
    order by p.place`;
  return rows.map((row) => row.value ?? 0);
}

function judge(
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
