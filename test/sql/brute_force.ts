import type postgres from "postgres";

import {
  accuracy,
  band_m,
  is_line_rule,
  judge,
  type Pair,
  type PlainFinding,
  type RuleRow,
  radius,
  type Thing,
} from "./judge_by_hand.ts";

export type { PlainFinding } from "./judge_by_hand.ts";

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
  const all = pairs_of(things, rules, scenario_id !== null);
  const apart_m = await measured(sql, authority_id, scenario_id, all, "distance");
  const nearest = nearest_lines(all, apart_m);
  const pairs = nearest.map((place) => all[place]!);
  const axis_m = nearest.map((place) => apart_m[place]!);

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

/** Of the lines of one layer that one measure lays side by side only the nearest counts: the places of those pairs. */
function nearest_lines(pairs: readonly Pair[], apart_m: readonly number[]): number[] {
  const first_of = new Map<string, number>();
  const order = (place: number): number[] => {
    const { a, b } = pairs[place]!;
    const a_first = a.kind === b.kind ? a.id < b.id : a.kind < b.kind;
    const [lesser, other] = a_first ? [a, b] : [b, a];
    return [Math.round(apart_m[place]! * 1e6), lesser.part, other.part];
  };
  for (const [place, { a, b }] of pairs.entries()) {
    const of_one = a.kind === b.kind && a.id === b.id;
    const named = ({ kind, dimension, layer, id, key }: Thing): string =>
      !of_one && kind === "measure" && dimension === 1 ? `${layer} ${id}` : key;
    const key = `${named(a)} | ${named(b)}`;
    const known = first_of.get(key);
    if (known === undefined || lists_before(order(place), order(known))) first_of.set(key, place);
  }
  return [...first_of.values()].sort((one, other) => one - other);
}

function lists_before(one: readonly number[], other: readonly number[]): boolean {
  const place = one.findIndex((value, i) => value !== other[i]);
  return place >= 0 && one[place]! < other[place]!;
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
