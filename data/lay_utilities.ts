import type { Store } from "../api/store/open_store.ts";
import { layers } from "./catalog/index.ts";
import type { BuildingOutline } from "./demo/house_facades.ts";
import type { BareSegment } from "./demo/street_chains.ts";
import { UNDER_KEY, utilities_under } from "./demo/utilities_under.ts";
import { ensure_authority } from "./ensure_authority.ts";
import { type DemoProgress, type GeneratedReport, load_generated } from "./load_demo.ts";

/** Beyond this from the centre line a zone is as good as open. */
const REACH_M = 25;
/** A street counts as bare while known lines under it add up to less than this share of its length. */
const BARE_SHARE = 0.1;

/**
 * Lays plausible utilities under all streets of the authority that have no buried lines yet, as one
 * restricted dataset per fictional owner. Run again, it replaces what it laid before: streets whose
 * real lines came in since then lose the made-up ones. Returns a report per dataset; none where every
 * street has its lines.
 */
export async function lay_utilities(
  store: Store,
  on_progress: (progress: DemoProgress) => void = () => undefined,
  signal: AbortSignal = new AbortController().signal,
): Promise<GeneratedReport[]> {
  const authority_id = await ensure_authority(store);
  on_progress({ step: "reading streets and buildings", fraction: 0 });
  const segments = await bare_segments(store, authority_id);
  if (segments.length === 0 && !(await laid_before(store, authority_id))) return [];
  const buildings = await buildings_along(store, authority_id, segments);
  const [authority] = await store.sql<
    { name: string }[]
  >`select name from authority where id = ${authority_id}`;
  const datasets = utilities_under(segments, { srid: store.srid, place: authority!.name, buildings });
  return load_generated(store, datasets, on_progress, signal);
}

async function laid_before(store: Store, authority_id: string): Promise<boolean> {
  const [row] = await store.sql<{ laid: boolean }[]>`
    select exists (select from dataset where authority_id = ${authority_id} and starts_with(key, ${UNDER_KEY})) as laid`;
  return row!.laid;
}

/** Centre lines of the streets without buried lines of others' making, with the room that their zones leave. */
async function bare_segments(store: Store, authority_id: string): Promise<BareSegment[]> {
  const buried = layers.filter((layer) => layer.buried_line).map((layer) => layer.id);
  const rows = await store.sql<
    {
      id: string;
      street_id: string;
      line: string;
      width_m: number | null;
      left_m: number | null;
      right_m: number | null;
      main_road: boolean;
    }[]
  >`
    with bare as materialized (
      select t.id, st_boundary(t.zone) as zone_edge
      from street t
      cross join lateral (
        select part_outside(t.zone, coalesce(st_union(o.zone, overlay_grid_m()), st_geomfromtext('POLYGON EMPTY', st_srid(t.zone)))) as zone
        from street o where o.authority_id = t.authority_id and o.id <> t.id and o.zone && t.zone
      ) own
      where t.authority_id = ${authority_id} and coalesce((
        select sum(st_length(common_part(f.geom, own.zone)))
        from feature f join dataset d on d.authority_id = f.authority_id and d.id = f.dataset_id
        where f.authority_id = ${authority_id} and f.layer = any (${buried}) and f.geom && own.zone
          and not starts_with(d.key, ${UNDER_KEY})
      ), 0) < t.length_m * ${BARE_SHARE}::float8
    ),
    part as materialized (
      select s.source_id || case when count(*) over (partition by s.source_id) > 1
          then '#' || row_number() over (partition by s.source_id order by s.id, d.path) else '' end as id,
        s.street_id, b.zone_edge, d.geom as line, st_length(d.geom) as length_m, s.attributes
      from street_segment s join bare b on b.id = s.street_id cross join lateral st_dump(s.geom) d
      where s.authority_id = ${authority_id} and st_length(d.geom) > 0.5
    ),
    room as (
      select p.id, side, min(st_distance(r.here, common_part(r.ray, p.zone_edge))) as half_m
      from part p
      cross join lateral generate_series(1, greatest(1, floor(p.length_m / 3)::integer)) n
      cross join lateral (select (n - 0.5) / greatest(1, floor(p.length_m / 3)) as at, 0.5 / p.length_m as step) f
      cross join lateral (
        select st_lineinterpolatepoint(p.line, f.at) as here, st_azimuth(st_lineinterpolatepoint(p.line, greatest(f.at - f.step, 0)),
          st_lineinterpolatepoint(p.line, least(f.at + f.step, 1))) as bearing
      ) s
      cross join (values (-1), (1)) v (side)
      cross join lateral (
        select s.here, st_makeline(s.here, st_translate(s.here, sin(s.bearing + side * pi() / 2) * ${REACH_M}::float8,
          cos(s.bearing + side * pi() / 2) * ${REACH_M}::float8)) as ray
      ) r
      where st_distance(r.here, common_part(r.ray, p.zone_edge)) > 1.5
      group by p.id, side
    )
    select p.id, p.street_id, st_asgeojson(p.line, 3) as line,
      case when p.attributes ->> 'width_m' ~ '^[0-9.]+$' then (p.attributes ->> 'width_m')::float8 end as width_m,
      l.half_m as left_m, r.half_m as right_m,
      coalesce(p.attributes ->> 'highway' ~ '^(primary|secondary|tertiary)', false) as main_road
    from part p
    left join room l on l.id = p.id and l.side = -1
    left join room r on r.id = p.id and r.side = 1
    order by p.id`;
  return rows.map((row) => ({ ...row, line: JSON.parse(row.line).coordinates }));
}

async function buildings_along(
  store: Store,
  authority_id: string,
  segments: readonly BareSegment[],
): Promise<BuildingOutline[]> {
  const streets = [...new Set(segments.map((segment) => segment.street_id))];
  const rows = await store.sql.begin(async (sql) => {
    await sql`select set_config('straatlagen.authority', ${authority_id}, true)`;
    return sql<{ id: string; ring: string }[]>`
      select f.source_id || case when d.path[1] > 1 then '#' || d.path[1] else '' end as id,
        st_asgeojson(st_exteriorring(d.geom), 3) as ring
      from feature f cross join lateral st_dump(f.geom) d
      where f.authority_id = ${authority_id} and f.layer = 'building' and street_of(d.geom) = any (${streets})
      order by 1`;
  });
  return rows.map((row) => ({ id: row.id, ring: JSON.parse(row.ring).coordinates }));
}
