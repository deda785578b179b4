import type { NetworkSegment } from "../corridor/street_network.ts";
import type { Obstacle, ObstacleRule, Xy } from "../corridor/types.ts";
import type { Transaction } from "../store/open_store.ts";

interface GeoJson {
  readonly type: string;
  readonly coordinates?: unknown;
  readonly geometries?: readonly GeoJson[];
}

/** Single positions, lines or rings of a geometry, whatever it is nested in. */
export function parts_of(geometry: GeoJson | null): Xy[][] {
  if (!geometry) return [];
  if (geometry.geometries) return geometry.geometries.flatMap(parts_of);
  const { type, coordinates } = geometry;
  if (type === "Point") return [[coordinates as Xy]];
  if (type === "MultiPoint") return (coordinates as Xy[]).map((at) => [at]);
  if (type === "LineString") return [coordinates as Xy[]];
  if (type === "MultiPolygon") return (coordinates as Xy[][][]).flat();
  return coordinates as Xy[][];
}

/** WKT of a line in the analysis CRS. */
const wkt = (line: readonly Xy[]): string => `LINESTRING(${line.map(([x, y]) => `${x} ${y}`).join(",")})`;

/** Positions in WGS 84 as metres of the analysis CRS. */
export async function to_analysis(sql: Transaction, places: readonly (readonly number[])[]): Promise<Xy[]> {
  const rows = await sql<{ x: number; y: number }[]>`
    select st_x(p) as x, st_y(p) as y
    from unnest(${places.map(([lon]) => lon!)}::float8[], ${places.map(([, lat]) => lat!)}::float8[]) with ordinality w (lon, lat, place)
    cross join lateral to_analysis(st_setsrid(st_makepoint(lon, lat), 4326)) p
    order by place`;
  return rows.map(({ x, y }) => [x, y]);
}

/** Lines of the analysis CRS in WGS 84, as GeoJSON coordinates. */
export async function to_wgs84(sql: Transaction, lines: readonly (readonly Xy[])[]): Promise<number[][][]> {
  const rows = await sql<{ line: { coordinates: number[][] } }[]>`
    select st_asgeojson(st_transform(st_geomfromtext(wkt, analysis_srid()), 4326), 8)::jsonb as line
    from unnest(${lines.map(wkt)}::text[]) with ordinality w (wkt, place) order by place`;
  return rows.map(({ line }) => line.coordinates);
}

/** Centre lines within a reach of places (analysis CRS), as the street network is made from. */
export async function near_segments(
  sql: Transaction,
  places: readonly Xy[],
  reach_m: number,
): Promise<NetworkSegment[]> {
  const xs = places.map(([x]) => x);
  const ys = places.map(([, y]) => y);
  const rows = await sql<{ street_id: string | null; geometry: GeoJson }[]>`
    select street_id, st_asgeojson(geom, 3)::jsonb as geometry from street_segment
    where geom && st_expand(st_makeenvelope(${Math.min(...xs)}, ${Math.min(...ys)}, ${Math.max(...xs)}, ${Math.max(...ys)}, analysis_srid()), ${reach_m})
    order by id`;
  return rows.flatMap(({ street_id, geometry }) =>
    parts_of(geometry).flatMap((line) => (line.length > 1 ? [{ street_id, line }] : [])),
  );
}

/** Layers whose surface is broken up by a trench. */
const PAVED_LAYERS = ["carriageway", "footway", "cycle_path", "parking", "paving"];

/** Rings of the zones of the streets along a route, and of each thing that is paved there, in the analysis CRS. */
export async function route_surroundings(
  sql: Transaction,
  route: readonly Xy[],
  width_m: number,
): Promise<{ zone: Xy[][]; paved: Xy[][][] }> {
  const rows = await sql<{ what: string; geometry: GeoJson }[]>`
    with route as materialized (select st_simplify(st_geomfromtext(${wkt(route)}, analysis_srid()), 0.5) as geom)
    select 'zone' as what, st_asgeojson(st_union(s.zone, overlay_grid_m()), 3)::jsonb as geometry
    from street s, route r where s.zone && st_expand(r.geom, ${width_m}) and st_dwithin(s.zone, r.geom, ${width_m})
    union all
    select 'paved', st_asgeojson(f.geom, 3)::jsonb
    from route r, feature f
    where f.layer = any (${PAVED_LAYERS}::text[]) and st_dimension(f.geom) = 2
      and f.geom && st_expand(r.geom, ${width_m}) and st_dwithin(f.geom, r.geom, ${width_m})`;
  const of = (what: string): Xy[][][] =>
    rows.filter((row) => row.what === what).map(({ geometry }) => parts_of(geometry));
  return { zone: of("zone").flat(), paved: of("paved") };
}

interface ObstacleRow extends Omit<Obstacle, "dimension" | "parts" | "rules"> {
  readonly geometry: GeoJson;
  readonly dimension: 0 | 1 | 2;
  readonly rules: readonly (ObstacleRule & { readonly topic: string })[];
}

/** What a new line of a measure type must keep clear of along a route (analysis CRS); hidden things too. */
export async function corridor_obstacles(
  sql: Transaction,
  of: {
    measure_type: string;
    parameters: Readonly<Record<string, unknown>>;
    route: readonly Xy[];
    width_m: number;
    scenario_id: number | null;
  },
): Promise<Obstacle[]> {
  const rows = await sql<ObstacleRow[]>`
    select o.kind, o.layer, o.id, o.visible, o.owner, st_asgeojson(o.geom, 3)::jsonb as geometry, st_dimension(o.geom) as dimension,
      o.radius_m, o.accuracy_m, o.top_m, o.bottom_m, o.depth_accuracy_m, o.rules
    from corridor_obstacles(${of.measure_type}, ${sql.json(of.parameters as never)}, st_geomfromtext(${wkt(of.route)}, analysis_srid()),
      ${of.width_m}, ${of.scenario_id}::bigint) o
    order by o.layer, o.kind, o.id`;
  return rows.map(({ geometry, rules, ...row }) => ({
    ...row,
    parts: parts_of(geometry),
    rules: strictest(rules),
  }));
}

/** Which of two rules holds may depend on a length that only the finished line has: the search keeps to the stricter. */
function strictest(rules: readonly (ObstacleRule & { readonly topic: string })[]): ObstacleRule[] {
  const kept = new Map<string, ObstacleRule>();
  for (const { topic, ...rule } of rules) {
    const key = [rule.own_layer, rule.relation, topic, rule.upper].join();
    const other = kept.get(key);
    const reach = (one: ObstacleRule): number => Math.max(one.horizontal_m ?? 0, one.vertical_m ?? 0);
    if (!other || reach(rule) > reach(other)) kept.set(key, rule);
  }
  return [...kept.values()];
}

/** A finding of one piece of a line. */
export interface PieceFinding {
  readonly rule_id: string;
  readonly kind: "conflict" | "attention" | "synergy";
  readonly severity: "block" | "mitigate" | "inform";
  readonly verdict: "violated" | "possible" | "unknown" | "clear";
  readonly distance_m: number | null;
  readonly uncertainty_m: number | null;
  readonly required_m: number | null;
  readonly vertical_m: number | null;
  readonly required_vertical_m: number | null;
  /** Of conflicts only. */
  readonly stretch_m: number | null;
  readonly other: {
    readonly kind: "feature" | "measure";
    readonly layer: string;
    readonly id: number | null;
    readonly visible: boolean;
    readonly owner: string | null;
  };
}

interface FindingRow extends Omit<PieceFinding, "other"> {
  readonly piece: number;
  readonly other_kind: PieceFinding["other"]["kind"];
  readonly other_layer: string;
  readonly other_id: number | null;
  readonly visible: boolean;
  readonly owner: string | null;
}

/** What the engine finds of each of many lines (WGS 84), each a measure that is not saved: the same as once it is. */
export async function corridor_findings(
  sql: Transaction,
  measure_type: string,
  pieces: readonly {
    readonly coordinates: number[][];
    readonly parameters: Readonly<Record<string, unknown>>;
  }[],
  scenario_id: number | null,
): Promise<PieceFinding[][]> {
  const lines = pieces.map(({ coordinates }) => JSON.stringify({ type: "LineString", coordinates }));
  const given = pieces.map(({ parameters }) => JSON.stringify(parameters));
  const rows = await sql<FindingRow[]>`
    select f.* from (
      select array_agg(st_setsrid(st_geomfromgeojson(p.line), 4326) order by p.place) as lines,
        array_agg(p.parameters::jsonb order by p.place) as parameters
      from unnest(${lines}::text[], ${given}::text[]) with ordinality p (line, parameters, place)
    ) w
    cross join lateral corridor_findings(${measure_type}, w.lines, w.parameters, ${scenario_id}::bigint) f`;
  const found: PieceFinding[][] = pieces.map(() => []);
  for (const { piece, other_kind, other_layer, other_id, visible, owner, ...row } of rows)
    found[piece - 1]!.push({
      ...row,
      other: { kind: other_kind, layer: other_layer, id: other_id, visible, owner },
    });
  return found;
}

/** Names of streets, in the order of the ids given. */
export async function street_names(
  sql: Transaction,
  ids: readonly string[],
): Promise<{ id: string; name: string }[]> {
  return sql<{ id: string; name: string }[]>`
    select s.id, s.name from unnest(${ids as string[]}::text[]) with ordinality w (id, place) join street s on s.id = w.id order by place`;
}
