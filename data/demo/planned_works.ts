import type { ImportedFeature } from "../importers/types.ts";
import type { Drafter } from "./draft.ts";
import { edge_id, edges_of, StreetFrame } from "./street_frame.ts";
import { half_widths, type TownPlan } from "./town.ts";

const programmes = [
  {
    kind: "rioolvernieuwing",
    lays: "sewer_combined",
    owner: "Voorbeeldstad",
    valid_from: "2027-09-01",
    valid_to: "2028-04-30",
    blocking_years: 5,
    blocked_until: "2033-04-30",
  },
  {
    kind: "vervanging drinkwaterleiding",
    lays: "water_main",
    owner: "Waterbedrijf Voorbeeld (fictief)",
    valid_from: "2028-02-01",
    valid_to: "2028-06-30",
    blocking_years: 2,
    blocked_until: "2030-06-30",
  },
  {
    kind: "aanleg glasvezel",
    lays: "telecom",
    owner: "Telecom Voorbeeld (fictief)",
    valid_from: "2027-03-01",
    valid_to: "2027-05-31",
    blocking_years: 2,
    blocked_until: "2029-05-31",
  },
  {
    kind: "vervanging laagspanning",
    lays: "electricity_lv",
    owner: "Netbedrijf Voorbeeld (fictief)",
    valid_from: "2029-01-15",
    valid_to: "2029-04-15",
    blocking_years: 2,
    blocked_until: "2031-04-15",
  },
] as const;

/** Third parties' works: about one street in seven; in some, two parties come within a few months of each other. */
export function* planned_works(drafter: Drafter, plan: TownPlan): Iterable<ImportedFeature> {
  for (const edge of edges_of(plan)) {
    const turn = (edge.street_number * 5) % 7;
    if (turn > 1) continue;
    const frame = new StreetFrame(plan, edge);
    const line = (edge.along_row ? plan.rows : plan.columns)[edge.line]!;
    const [left_m, right_m] = half_widths(line.profile).property;
    const chosen = turn === 0 ? [programmes[0], programmes[1]] : [programmes[2 + (edge.street_number % 2)]!];
    for (const [index, programme] of chosen.entries()) {
      const { valid_from, valid_to, ...attributes } = programme;
      const near_m = index === 0 ? -right_m + 0.3 : -right_m + 0.3;
      const far_m = programme.kind === "rioolvernieuwing" ? left_m - 0.3 : -right_m + 3;
      yield drafter.area(
        "works",
        `${edge_id(edge)}_works_${index}`,
        frame.rect(frame.from_m, frame.to_m, 0, near_m, far_m),
        {
          ...attributes,
          category: "1",
          reference: `VB-${2026000 + edge.street_number * 10 + index}`,
          diversion: programme.kind === "rioolvernieuwing",
        },
        { valid_from, valid_to },
      );
    }
  }
}
