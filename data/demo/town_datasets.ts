import type { ImportedDataset, ImportItem } from "../importers/types.ts";
import type { GeneratedDataset } from "../load_demo.ts";
import { Drafter } from "./draft.ts";
import { Ground } from "./ground.ts";
import { HousesAlong } from "./houses_along.ts";
import type { Owner } from "./mains.ts";
import { past_mistakes } from "./past_mistakes.ts";
import { planned_works } from "./planned_works.ts";
import { public_items } from "./public_items.ts";
import { ducts_and_cabinets, heat_network, transport_lines } from "./special_utilities.ts";
import { edges_of } from "./street_frame.ts";
import { synthetic_dataset } from "./synthetic_dataset.ts";
import { plan_town } from "./town.ts";
import { edge_utilities } from "./utilities.ts";

/** One public dataset, one per utility owner (restricted; the sewers and lighting are the town's own) and one of planned works, for a town of so many lines. */
export function town_datasets(
  seed: number,
  columns: number,
  rows: number,
  town: string,
): readonly GeneratedDataset[] {
  const plan = plan_town(seed, columns, rows);
  const ground = new Ground(seed);
  const drafter = new Drafter(ground, "");
  const network = function* (owner: Owner, more: Iterable<ImportItem> = []): Iterable<ImportItem> {
    const houses = new HousesAlong(ground, plan);
    for (const edge of edges_of(plan)) yield* edge_utilities(drafter, plan, edge, houses.of(edge), owner);
    yield* past_mistakes(drafter, plan, owner);
    yield* more;
  };
  const dataset = (key: string, name: string, owner: string | null, restricted: boolean): ImportedDataset =>
    synthetic_dataset({ key: `demo_${key}`, name: `${name}, ${town}`, owner, restricted });
  const lazily = (make: () => Iterable<ImportItem>): Iterable<ImportItem> => ({
    [Symbol.iterator]: () => make()[Symbol.iterator](),
  });
  return [
    {
      dataset: dataset("public", "Straten, gebouwen en groen", null, false),
      items: lazily(() => public_items(drafter, plan)),
    },
    {
      dataset: dataset("sewers", "Riolering en verlichting", null, true),
      items: lazily(() => network("town")),
    },
    {
      dataset: dataset("grid", "Elektriciteit en gas", "Netbedrijf Voorbeeld (fictief)", true),
      items: lazily(() => network("grid", ducts_and_cabinets(drafter, plan))),
    },
    {
      dataset: dataset("water", "Drinkwater", "Waterbedrijf Voorbeeld (fictief)", true),
      items: lazily(() => network("water")),
    },
    {
      dataset: dataset("telecom", "Telecom", "Telecom Voorbeeld (fictief)", true),
      items: lazily(() => network("telecom")),
    },
    {
      dataset: dataset("heat", "Warmtenet", "Warmtebedrijf Voorbeeld (fictief)", true),
      items: lazily(() => heat_network(drafter, plan)),
    },
    {
      dataset: dataset(
        "transport",
        "Vervoernetten en beschermde zones",
        "Vervoernet Voorbeeld (fictief)",
        true,
      ),
      items: lazily(() => transport_lines(drafter, plan)),
    },
    {
      dataset: dataset("works", "Geplande werken", null, false),
      items: lazily(() => planned_works(drafter, plan)),
    },
  ];
}
