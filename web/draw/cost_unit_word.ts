import * as m from "../text/compiled/messages.js";

/** What a price is per, in the reader's language. */
export function cost_unit_word(unit: string): string {
  switch (unit) {
    case "m2":
      return "m²";
    case "m3":
      return "m³";
    case "cm2":
      return "cm²";
    case "kwp":
      return "kWp";
    case "tree":
      return m.cost_unit_tree();
    case "tree_year":
      return m.cost_unit_tree_year();
    case "tank":
      return m.cost_unit_tank();
    case "post":
      return m.cost_unit_post();
    case "connection":
      return m.cost_unit_connection();
    case "request":
      return m.cost_unit_request();
    default:
      return unit;
  }
}
