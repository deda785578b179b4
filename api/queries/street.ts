import type { HiddenFindings } from "../schemas/finding.ts";
import type { Transaction } from "../store/open_store.ts";

export interface StreetRow {
  readonly id: string;
  readonly name: string;
  readonly named: boolean;
  readonly length_m: number;
  readonly bounds_wgs84: number[] | null;
  readonly summary: { readonly violated: number; readonly possible: number; readonly unknown: number };
  readonly analysed_at: Date | null;
  readonly hidden: boolean;
}

export interface StreetDetail extends Omit<StreetRow, "summary" | "hidden"> {
  readonly area_m2: number;
  readonly width_m: number | null;
  readonly zone_source: "building" | "parcel" | "default_width";
  readonly zone: { readonly type: string };
  readonly axis: { readonly type: string };
}

export interface LayerContentsRow {
  readonly layer: string;
  readonly feature_count: number;
  readonly length_m: number | null;
  readonly area_m2: number | null;
  readonly top_min_m: number | null;
  readonly bottom_max_m: number | null;
  readonly unknown_depth_count: number;
  readonly assumed_position_count: number;
  readonly synthetic: boolean;
}

export interface StreetSummaryRow {
  readonly kind: "conflict" | "attention" | "synergy";
  readonly severity: "block" | "mitigate" | "inform";
  readonly verdict: "violated" | "possible" | "unknown" | "clear";
  readonly findings: number;
  readonly stretch_m: number;
}

/** `summary` counts as the map does (`street_tile_features`): conflicts, and whatever is unknown. */
function columns(sql: Transaction) {
  return sql`s.id, s.name, s.named, s.length_m,
    (select array[st_xmin(e), st_ymin(e), st_xmax(e), st_ymax(e)]
     from (select st_transform(st_envelope(s.zone), 4326) as e) b) as bounds_wgs84,
    (select jsonb_build_object(
      'violated', coalesce(sum(c.findings) filter (where c.verdict = 'violated' and c.kind = 'conflict'), 0),
      'possible', coalesce(sum(c.findings) filter (where c.verdict = 'possible' and c.kind = 'conflict'), 0),
      'unknown', coalesce(sum(c.findings) filter (where c.verdict = 'unknown'), 0))
     from street_summary c where c.street_id = s.id) as summary,
    s.analysed_at, s.restricted_ids && (select hidden_dataset_ids()) as hidden`;
}

/** Streets whose name contains what was typed (beginnings first), within a district if given; all where nothing was typed. */
export async function list_streets(
  sql: Transaction,
  of: { typed: string; district_id: string | null; limit: number; offset: number },
): Promise<{ streets: StreetRow[]; total: number }> {
  // The slug has letters, digits and underscores only; an underscore is a wildcard for one character to `like`.
  const typed = sql`replace(street_slug(${of.typed}), '_', '\\_')`;
  const matching = sql`
    from street s
    where s.search_name like '%' || ${typed} || '%' and (${of.typed}::text = '' or ${typed} <> '')
      and (${of.district_id}::text is null or exists (
        select from district d where d.id = ${of.district_id} and st_intersects(s.axis, d.geom)))`;
  const [streets, [counted]] = await Promise.all([
    sql<StreetRow[]>`
      select ${columns(sql)} ${matching}
      order by s.search_name not like ${typed} || '%', s.named desc, s.search_name, s.id
      limit ${of.limit} offset ${of.offset}`,
    sql<{ total: number }[]>`select count(*) as total ${matching}`,
  ]);
  return { streets, total: counted?.total ?? 0 };
}

/** The street whose zone holds the point (WGS 84 degrees), else the nearest zone within 30 m. */
export async function street_at(sql: Transaction, lon: number, lat: number): Promise<StreetRow | undefined> {
  const [row] = await sql<StreetRow[]>`
    select ${columns(sql)}
    from street s, (select to_analysis(st_setsrid(st_makepoint(${lon}::float8, ${lat}::float8), 4326)) as at) p
    where st_dwithin(s.zone, p.at, 30)
    order by st_distance(s.zone, p.at), st_distance(s.axis, p.at), s.id
    limit 1`;
  return row;
}

/** One street with its zone as GeoJSON in WGS 84; undefined where there is none of that id. */
export async function read_street(sql: Transaction, id: string): Promise<StreetDetail | undefined> {
  const [row] = await sql<StreetDetail[]>`
    select s.id, s.name, s.named, s.length_m, st_area(s.zone) as area_m2,
      case when s.length_m > 0 then st_area(s.zone) / s.length_m end as width_m,
      s.zone_source, st_asgeojson(st_transform(s.zone, 4326), 7)::jsonb as zone,
      st_asgeojson(st_transform(s.axis, 4326), 8)::jsonb as axis,
      (select array[st_xmin(e), st_ymin(e), st_xmax(e), st_ymax(e)]
       from (select st_transform(st_envelope(s.zone), 4326) as e) b) as bounds_wgs84,
      s.analysed_at
    from street s where s.id = ${id}`;
  return row;
}

export async function street_exists(sql: Transaction, id: string): Promise<boolean> {
  const rows = await sql`select from street where id = ${id}`;
  return rows.length > 0;
}

/** What lies in and under the street's zone, per layer, in the order of the legend. */
export async function street_layers(sql: Transaction, id: string): Promise<LayerContentsRow[]> {
  return sql<LayerContentsRow[]>`
    select c.* from street_contents(${id}) c join layer l on l.id = c.layer order by l.draw_order desc`;
}

/** The state today of a street: its findings counted. */
export async function street_summary(sql: Transaction, id: string): Promise<StreetSummaryRow[]> {
  return sql<StreetSummaryRow[]>`
    select kind, severity, verdict, sum(findings)::int as findings, sum(stretch_m) as stretch_m from street_summary where street_id = ${id}
    group by kind, severity, verdict order by kind, severity, verdict`;
}

/** What lies in a street that the viewer may not see, once per layer and owner: in place of its single findings. */
export async function street_hidden(sql: Transaction, id: string): Promise<HiddenFindings[]> {
  return sql<HiddenFindings[]>`
    select layer, owner, 'possible' as verdict, 75 as within_m from street_hidden(${id}) order by owner, layer`;
}

/** Runs existing against existing for one street; null where there is no such street. */
export async function analyse_street(
  sql: Transaction,
  id: string,
): Promise<{ findings: number; analysed_at: Date } | null> {
  const [row] = await sql<{ findings: number | null }[]>`select analyse_street(${id}) as findings`;
  if (row?.findings === null || row === undefined) return null;
  const [street] = await sql<{ analysed_at: Date }[]>`select analysed_at from street where id = ${id}`;
  return { findings: row.findings, analysed_at: street?.analysed_at ?? new Date() };
}
