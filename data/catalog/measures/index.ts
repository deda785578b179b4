import type { MeasureType } from "../types.ts";
import { borehole_field } from "./borehole_field.ts";
import { cable_renewal } from "./cable_renewal.ts";
import { car_free_street } from "./car_free_street.ts";
import { charge_point } from "./charge_point.ts";
import { collective_renovation_zone } from "./collective_renovation_zone.ts";
import { cycle_path } from "./cycle_path.ts";
import { depaving } from "./depaving.ts";
import { facade_garden } from "./facade_garden.ts";
import { gas_line } from "./gas_line.ts";
import { gas_medium_line } from "./gas_medium_line.ts";
import { heat_connection } from "./heat_connection.ts";
import { heat_line } from "./heat_line.ts";
import { hedge } from "./hedge.ts";
import { hedge_removal } from "./hedge_removal.ts";
import { infiltration_trench } from "./infiltration_trench.ts";
import { medium_voltage_line } from "./medium_voltage_line.ts";
import { mobility_hub } from "./mobility_hub.ts";
import { nature_green_plot } from "./nature_green_plot.ts";
import { parking_relocation } from "./parking_relocation.ts";
import { parking_removal } from "./parking_removal.ts";
import { paving } from "./paving.ts";
import { planned_works_zone } from "./planned_works_zone.ts";
import { rainwater_tank } from "./rainwater_tank.ts";
import { rooftop_solar_zone } from "./rooftop_solar_zone.ts";
import { sewer_line } from "./sewer_line.ts";
import { sewer_replacement } from "./sewer_replacement.ts";
import { swale } from "./swale.ts";
import { telecom_line } from "./telecom_line.ts";
import { tree } from "./tree.ts";
import { tree_removal } from "./tree_removal.ts";
import { tree_row } from "./tree_row.ts";
import { underground_buffer } from "./underground_buffer.ts";
import { water_line } from "./water_line.ts";

/** Every measure type, in the order of the toolbar. */
export const measure_types: readonly MeasureType[] = [
  tree,
  tree_row,
  hedge,
  facade_garden,
  nature_green_plot,
  depaving,
  swale,
  infiltration_trench,
  rainwater_tank,
  underground_buffer,
  heat_line,
  heat_connection,
  borehole_field,
  sewer_replacement,
  cable_renewal,
  water_line,
  gas_line,
  gas_medium_line,
  medium_voltage_line,
  telecom_line,
  sewer_line,
  collective_renovation_zone,
  rooftop_solar_zone,
  mobility_hub,
  charge_point,
  cycle_path,
  car_free_street,
  parking_removal,
  parking_relocation,
  tree_removal,
  hedge_removal,
  paving,
  planned_works_zone,
];
