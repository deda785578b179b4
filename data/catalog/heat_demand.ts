/**
 * Heat for rooms and tap water, kWh per m² of floor and year, where no figure is given: our own assumption for
 * buildings as they are, halfway between a renovated and an old house. No source is cited; who asks may say another.
 */
export const assumed_demand_kwh_m2 = 110;
