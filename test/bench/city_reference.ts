import { rules } from "../../data/catalog/rules/index.ts";
import type { Rule } from "../../data/catalog/types.ts";

/** What an expert knows of a layer before writing the query: measured once, then constants. */
export interface LayerFacts {
  readonly layer: string;
  readonly features: number;
  /** Largest radius plus position accuracy, in metres. */
  readonly margin_m: number;
  readonly projected: number;
}

export interface ReferenceQuery {
  readonly layers: string;
  readonly features: number;
  readonly text: string;
}

const KNOWN = "a.top_m + a.bottom_m + b.top_m + b.bottom_m is not null";

/**
 * The city-wide run as one would write it by hand for one city: one statement for each pair of layers,
 * joining their two partitions by `&&` with every constant written out, no function of the engine.
 * Each statement inserts (rule_id, a_id, b_id, verdict) into `reference_pair`. Analysis CRS, metres.
 */
export function reference_queries(facts: readonly LayerFacts[], authority_id: string): ReferenceQuery[] {
  const by_layer = new Map(facts.map((fact) => [fact.layer, fact]));
  const pairs = new Map<string, Rule[]>();
  for (const rule of rules.filter((rule) => rule.applied)) {
    const key = `${rule.a_layer} ${rule.b_layer}`;
    pairs.set(key, [...(pairs.get(key) ?? []), rule]);
  }
  const queries: ReferenceQuery[] = [];
  for (const [layers, all] of pairs) {
    const [a, b] = layers.split(" ").map((layer) => by_layer.get(layer));
    if (!a || !b) continue;
    const existing = all.filter((rule) => !rule.planned_only);
    const features = a.features + b.features;
    if (existing.length > 0)
      queries.push({ layers, features, text: pair_query(a, b, existing, all, authority_id, "existing") });
    if (a.projected + b.projected > 0)
      queries.push({ layers, features, text: pair_query(a, b, all, all, authority_id, "planned") });
  }
  return queries.sort((one, other) => other.features - one.features);
}

function pair_query(
  a: LayerFacts,
  b: LayerFacts,
  judged: readonly Rule[],
  all: readonly Rule[],
  authority_id: string,
  status: "existing" | "planned",
): string {
  const reach_m = Math.max(...judged.map((rule) => rule.horizontal_m ?? 0));
  const parallels_m = all
    .filter((rule) => rule.relation === "parallel")
    .map((rule) => rule.horizontal_m ?? 0);
  const clearance_m = parallels_m.length ? Math.max(...parallels_m) : 0.4;
  const projected = [
    a.projected ? "a.status = 'projected'" : "",
    b.projected ? "b.status = 'projected'" : "",
  ].filter(Boolean);
  const which =
    status === "planned"
      ? `and (${projected.join(" or ")})`
      : projected.map((is) => `and not ${is}`).join(" ");
  const lines = judged.some((rule) => rule.relation === "parallel" || rule.relation === "crossing");
  const by_run = judged.some((rule) => rule.run_min_m !== null || rule.run_max_m !== null);
  return `
    insert into reference_pair
    select v.rule_id, a.id, b.id, v.verdict
    from feature_${a.layer} a
    join feature_${b.layer} b on b.geom && st_expand(a.geom, ${reach_m + a.margin_m + b.margin_m})
      and st_dwithin(a.geom, b.geom, ${reach_m} + a.margin_m + b.margin_m) ${a.layer === b.layer ? "and a.id < b.id" : ""}
    cross join lateral (
      select st_distance(a.geom, b.geom) as axis_m, coalesce(a.diameter_m, 0) / 2 + coalesce(b.diameter_m, 0) / 2 as radii_m,
        coalesce(a.position_accuracy_m, 1.5) + coalesce(b.position_accuracy_m, 1.5) as u_m offset 0) d
    cross join lateral (
      select greatest(d.axis_m - coalesce(a.diameter_m, 0) / 2 - coalesce(b.diameter_m, 0) / 2, 0) as wall_m,
        ${clearance_m} + coalesce(a.diameter_m, 0) / 2 + coalesce(b.diameter_m, 0) / 2 + d.u_m as band_m,
        case when ${KNOWN} then greatest(a.top_m - b.bottom_m, b.top_m - a.bottom_m, 0) end as gap_m,
        coalesce(a.depth_accuracy_m, 0.2) + coalesce(b.depth_accuracy_m, 0.2) as gap_u_m offset 0) g
    ${
      lines
        ? `cross join lateral (
      select case when d.axis_m <= ${by_run ? "g.band_m" : "d.radii_m"} and st_dimension(a.geom) = 1 and st_dimension(b.geom) = 1
        then st_length(st_intersection(a.geom, st_buffer(b.geom, g.band_m, 'quad_segs=4'))) end as run_m offset 0) r
    cross join lateral (
      select d.axis_m <= d.radii_m and r.run_m <= 4 * g.band_m as crossing,
        d.axis_m <= g.band_m and st_dimension(a.geom) = 1 and st_dimension(b.geom) = 1 as side_by_side offset 0) l`
        : ""
    }
    cross join lateral (values ${judged.map((rule) => `('${rule.id}', ${verdict(rule)})`).join(",\n      ")}) v (rule_id, verdict)
    where a.authority_id = '${authority_id}' and b.authority_id = '${authority_id}' ${which}
      and (g.wall_m - d.u_m < ${reach_m} or d.axis_m = 0 or g.wall_m = 0) and v.verdict is not null`;
}

/** One rule as an expression of the pair: its verdict, null where it does not apply or the pair is clear. */
function verdict(rule: Rule): string {
  const conditions: string[] = [];
  const traits = (side: string, list: readonly string[]): string =>
    `array[${list.map((trait) => `'${trait}'`).join(", ")}]::text[]`.concat(` <@ ${side}.traits`);
  for (const [side, has, lacks] of [
    ["a", rule.a_has, rule.a_lacks],
    ["b", rule.b_has, rule.b_lacks],
  ] as const) {
    if (has.length) conditions.push(traits(side, has));
    if (lacks.length) conditions.push(`not ${traits(side, lacks).replace("<@", "&&")}`);
  }
  if (rule.relation === "crossing") conditions.push("l.crossing");
  if (rule.relation === "parallel") conditions.push("l.side_by_side and l.crossing is not true");
  if (rule.run_min_m !== null) conditions.push(`r.run_m > ${rule.run_min_m}`);
  if (rule.run_max_m !== null) conditions.push(`r.run_m <= ${rule.run_max_m}`);
  if (rule.upper !== null)
    conditions.push(
      `(g.gap_m is null or ${rule.upper === "a" ? "" : "not "}(a.top_m + a.bottom_m <= b.top_m + b.bottom_m))`,
    );
  const [clear, unknown, violated] = outcome(rule);
  return `case when ${conditions.length ? conditions.join(" and ") : "true"} then case
        when ${clear} then null ${unknown ? `when ${unknown} then 'unknown'` : ""} when ${violated} then 'violated' else 'possible' end end`;
}

/** When the pair is clear, when unknown (null: never), when violated; else it is possible. */
function outcome(rule: Rule): [clear: string, unknown: string | null, violated: string] {
  const { horizontal_m, vertical_m } = rule;
  if (rule.relation === "overlap")
    return [
      "g.wall_m > 0 and g.wall_m - d.u_m >= 0",
      null,
      `g.wall_m = 0 and (d.u_m = 0 or case when st_dimension(b.geom) = 2 then st_intersects(a.geom, st_buffer(b.geom, -d.u_m))
          when st_dimension(a.geom) = 2 then st_intersects(b.geom, st_buffer(a.geom, -d.u_m)) else false end)`,
    ];
  if (rule.relation === "time") {
    const end = (side: string): string =>
      rule.topic === "blocking_period"
        ? `greatest(upper(${side}.period), ${side}.blocked_until + 1)`
        : `upper(${side}.period)`;
    const gap = `greatest(0, lower(b.period) - ${end("a")}, lower(a.period) - ${end("b")})`;
    const undated = "a.period is null or b.period is null";
    const near = `g.wall_m = 0${horizontal_m === null ? "" : ` or g.wall_m + d.u_m < ${horizontal_m}`}`;
    return [
      `(g.wall_m - d.u_m >= ${horizontal_m ?? 0} and g.wall_m > 0) or (not (${undated}) and ${gap} > 0)`,
      undated,
      near,
    ];
  }
  const near: string[] = [];
  const inside: string[] = [];
  if (horizontal_m !== null) {
    near.push(`g.wall_m - d.u_m < ${horizontal_m}`);
    inside.push(`g.wall_m + d.u_m < ${horizontal_m}`);
  }
  if (vertical_m !== null) {
    near.push(`(g.gap_m is null or g.gap_m - g.gap_u_m < ${vertical_m})`);
    inside.push(`g.gap_m + g.gap_u_m < ${vertical_m}`);
  }
  const unknown = vertical_m !== null || rule.upper !== null ? "g.gap_m is null" : null;
  return [`not (${near.join(" and ") || "true"})`, unknown, inside.join(" and ") || "true"];
}
