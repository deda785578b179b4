/** What a building needs in a year, and where the figure comes from. */
export interface HeatDemand {
  readonly demand_mwh: number;
  /** `data`: given with the building; `estimate`: floor area times a figure of the one who asks. */
  readonly source: "data" | "estimate";
  readonly floor_area_m2: number;
}

/** Assumed: a storey is this high; a building without a height has two. */
const STOREY_M = 3;
const STOREYS = 2;
/** Lower than this is a shed or a garage, which nobody heats. */
const LEAST_HEIGHT_M = 3.2;

/** The yearly heat demand of a building: as given, else its floor area times `demand_kwh_m2`. 0 for a shed. */
export function heat_demand(
  building: {
    readonly footprint_m2: number;
    readonly height_m: number | null;
    readonly given_mwh: number | null;
  },
  demand_kwh_m2: number,
): HeatDemand {
  const storeys =
    building.height_m === null ? STOREYS : Math.max(1, Math.round(building.height_m / STOREY_M));
  const floor_area_m2 = building.footprint_m2 * storeys;
  if (building.given_mwh !== null) return { demand_mwh: building.given_mwh, source: "data", floor_area_m2 };
  const heated = building.height_m === null || building.height_m >= LEAST_HEIGHT_M;
  return {
    demand_mwh: heated ? (floor_area_m2 * demand_kwh_m2) / 1000 : 0,
    source: "estimate",
    floor_area_m2,
  };
}
