import type { Layer } from "../types.ts";
import { building } from "./building.ts";
import { carriageway } from "./carriageway.ts";
import { charge_point } from "./charge_point.ts";
import { cycle_path } from "./cycle_path.ts";
import { duct } from "./duct.ts";
import { electricity_hv } from "./electricity_hv.ts";
import { electricity_lv } from "./electricity_lv.ts";
import { electricity_mv } from "./electricity_mv.ts";
import { footway } from "./footway.ts";
import { gas_high } from "./gas_high.ts";
import { gas_low } from "./gas_low.ts";
import { gas_medium } from "./gas_medium.ts";
import { green } from "./green.ts";
import { ground_loop } from "./ground_loop.ts";
import { heat_network } from "./heat_network.ts";
import { hedge } from "./hedge.ts";
import { infiltration } from "./infiltration.ts";
import { mobility_hub } from "./mobility_hub.ts";
import { parcel } from "./parcel.ts";
import { parking } from "./parking.ts";
import { paving } from "./paving.ts";
import { protected_area } from "./protected_area.ts";
import { public_lighting } from "./public_lighting.ts";
import { root_zone } from "./root_zone.ts";
import { sewer_combined } from "./sewer_combined.ts";
import { sewer_foul } from "./sewer_foul.ts";
import { sewer_rain } from "./sewer_rain.ts";
import { surface_water } from "./surface_water.ts";
import { telecom } from "./telecom.ts";
import { tree } from "./tree.ts";
import { utility_other } from "./utility_other.ts";
import { water_main } from "./water_main.ts";
import { works } from "./works.ts";

/** Every layer in draw order, lowest first. */
export const layers: readonly Layer[] = [
  parcel,
  surface_water,
  green,
  carriageway,
  parking,
  footway,
  cycle_path,
  paving,
  building,
  infiltration,
  protected_area,
  root_zone,
  ground_loop,
  sewer_combined,
  sewer_foul,
  sewer_rain,
  water_main,
  heat_network,
  gas_high,
  gas_medium,
  gas_low,
  electricity_hv,
  electricity_mv,
  electricity_lv,
  public_lighting,
  telecom,
  duct,
  utility_other,
  hedge,
  tree,
  charge_point,
  mobility_hub,
  works,
];
