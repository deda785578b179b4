import { heat_demand } from "../corridor/heat_demand.ts";
import type { HeatBuilding } from "../corridor/heat_network.ts";
import type { Xy } from "../corridor/types.ts";
import type { Transaction } from "../store/open_store.ts";
import { parts_of } from "./corridor.ts";

interface BuildingRow {
  readonly id: number;
  readonly geometry: Parameters<typeof parts_of>[0];
  readonly x: number;
  readonly y: number;
  readonly footprint_m2: number;
  readonly height_m: number | null;
  readonly given_mwh: number | null;
  readonly address: string | null;
}

/** A building with what it needs, and whether that was given or estimated. */
export type FoundBuilding = HeatBuilding & {
  readonly source: "data" | "estimate";
  readonly address: string | null;
};

/**
 * Buildings that the viewer may see: those named, else all within a reach of the source (analysis CRS), with
 * their yearly heat demand; those that need less than `least_mwh` are left out, largest first.
 */
export async function heat_buildings(
  sql: Transaction,
  of: {
    ids: readonly number[] | null;
    source: Xy;
    reach_m: number;
    demand_kwh_m2: number;
    least_mwh: number;
  },
): Promise<FoundBuilding[]> {
  const number_in = (name: string) =>
    sql`case when attributes ->> ${name} ~ '^[0-9]+([.][0-9]+)?$' then (attributes ->> ${name})::float8 end`;
  const near = sql`geom && st_expand(st_setsrid(st_makepoint(${of.source[0]}::float8, ${of.source[1]}::float8), analysis_srid()), ${of.reach_m})
    and st_dwithin(geom, st_setsrid(st_makepoint(${of.source[0]}::float8, ${of.source[1]}::float8), analysis_srid()), ${of.reach_m})`;
  const rows = await sql<BuildingRow[]>`
    select id, st_asgeojson(geom, 2)::jsonb as geometry, st_x(st_pointonsurface(geom)) as x, st_y(st_pointonsurface(geom)) as y,
      st_area(geom) as footprint_m2, ${number_in("height_m")} as height_m, ${number_in("heat_demand_mwh")} as given_mwh, attributes ->> 'address' as address
    from feature
    where layer = 'building' and status in ('in_use', 'under_construction') and st_dimension(geom) = 2
      and ${of.ids ? sql`id = any (${of.ids as number[]}::bigint[])` : near}`;
  return rows
    .map(({ geometry, x, y, id, address, ...size }) => {
      const { demand_mwh, source } = heat_demand(size, of.demand_kwh_m2);
      return { id, address, demand_mwh, source, middle: [x, y] as const, rings: parts_of(geometry) };
    })
    .filter(({ demand_mwh }) => demand_mwh > 0 && demand_mwh >= of.least_mwh)
    .sort((one, other) => other.demand_mwh - one.demand_mwh || one.id - other.id);
}
