import type { ImportedFeature } from "../importers/types.ts";
import type { Drafter, Place } from "./draft.ts";
import type { House } from "./plots.ts";
import type { Random } from "./random.ts";
import type { Edge } from "./town.ts";

/** One plot in a row: its stations along the street, its depth, and what its row has in common. */
export interface Plot {
  readonly id: string;
  /** Its place in the row of `count` plots. */
  readonly number: number;
  readonly count: number;
  readonly from_m: number;
  readonly to_m: number;
  readonly deep_m: number;
  readonly edge: Edge;
  readonly side: number;
  /** Built against both neighbours; else in pairs. */
  readonly terraced: boolean;
  readonly front_garden_m: number;
  /** About when the row was built. */
  readonly era: number;
  readonly parcel_number: string;
  /** Model place of a station and a depth behind the property line. */
  place(along_m: number, deep_m: number): Place;
}

/** The parcel, house, shed and hedge of a plot; the house is added to `houses`. Some plots stay empty. */
export function* house_features(
  drafter: Drafter,
  random: Random,
  plot: Plot,
  houses: House[],
): Iterable<ImportedFeature> {
  const { id, from_m, to_m, deep_m, terraced, front_garden_m } = plot;
  const at = plot.place;
  const width_m = to_m - from_m;
  yield drafter.area(
    "parcel",
    `${id}_parcel`,
    [at(from_m, 0), at(to_m, 0), at(to_m, deep_m), at(from_m, deep_m)],
    {
      parcel_number: plot.parcel_number,
      area_m2: Math.round(width_m * deep_m),
    },
  );
  // An empty plot now and then: a garden wall with a hedge, room for something new.
  if (random.chance(0.04)) {
    yield hedge(drafter, `${id}_hedge`, at(from_m + 0.5, 0.5), at(to_m - 0.5, 0.5), "Carpinus betulus", 1.6);
    return;
  }
  const left = plot.number === 0;
  const right = plot.number === plot.count - 1;
  // Pairs share a wall; the side passage is wide enough for a car. The last one of an odd row stands alone.
  const passage_m = Math.min(3.1, width_m * 0.26);
  const alone = !terraced && right && plot.number % 2 === 0;
  const gap_m = terraced ? 0 : plot.number % 2 === 0 ? passage_m : 0;
  const gap_end_m = terraced ? 0 : plot.number % 2 === 1 || alone ? passage_m : 0;
  const corner = terraced && (left || right);
  const back_m = Math.min(deep_m - 3, front_garden_m + random.between(8.2, 11) + (corner ? 1.5 : 0));
  const annex_m = Math.min(deep_m - 1.5, back_m + (random.chance(0.8) ? random.between(1.5, 6.5) : 0.4));
  const [x0, x1] = [from_m + gap_m, to_m - gap_end_m];
  const middle_m = x0 + (x1 - x0) * random.between(0.38, 0.64);
  // A corner house has its annex along the side street.
  const mirrored = left ? false : right ? true : random.chance(0.5);
  const deep_left = mirrored ? back_m : annex_m;
  const deep_right = mirrored ? annex_m : back_m;
  // A terrace is a century of rebuilding: one house in seven is much younger than its row.
  const year_built = Math.min(
    2024,
    plot.era + random.whole(-6, 14) + (random.chance(0.14) ? random.whole(20, 70) : 0),
  );
  const shop = left && random.chance(0.3);
  yield drafter.area(
    "building",
    id,
    [
      at(x0, front_garden_m),
      at(x1, front_garden_m),
      at(x1, deep_right),
      at(middle_m, deep_right),
      at(middle_m, deep_left),
      at(x0, deep_left),
    ],
    {
      year_built,
      building_age: year_built < 1990 ? "old" : "new",
      height_m: Math.round(random.between(terraced ? 7.5 : 6, terraced ? 11.5 : 8.5) * 10) / 10,
      function: shop ? "winkel" : "woning",
      cellar: year_built < 1960 && random.chance(0.6),
      dwellings: random.chance(corner ? 0.3 : 0.05) ? random.whole(2, 6) : 1,
      address: `${plot.edge.street_name} ${plot.side === 0 ? plot.number * 2 + 1 : plot.number * 2 + 2}`,
    },
    { position_accuracy_m: 0.1 },
  );
  if (deep_m - annex_m > 9 && random.chance(0.34)) yield shed(drafter, random, plot);
  if (front_garden_m > 3.4 && random.chance(0.55))
    yield hedge(
      drafter,
      `${id}_hedge`,
      at(from_m + 0.4, 0.4),
      at(to_m - passage_m - 0.4, 0.4),
      "Fagus sylvatica",
      1.2,
    );
  houses.push({
    id,
    edge: plot.edge,
    side: plot.side,
    station_m: x0 + 0.6,
    width_m: x1 - x0 - 1.2,
    front_garden_m,
    year_built,
  });
}

/** A shed or garage against a side wall at the end of the garden. */
function shed(drafter: Drafter, random: Random, plot: Plot): ImportedFeature {
  const width_m = Math.min(plot.to_m - plot.from_m - 1, random.between(2.4, 4.2));
  const deep_m = random.between(2.5, 5);
  const x0 = random.chance(0.5) ? plot.from_m + 0.02 : plot.to_m - width_m - 0.02;
  const y0 = plot.deep_m - deep_m - 0.02;
  return drafter.area(
    "building",
    `${plot.id}_shed`,
    [
      plot.place(x0, y0),
      plot.place(x0 + width_m, y0),
      plot.place(x0 + width_m, y0 + deep_m),
      plot.place(x0, y0 + deep_m),
    ],
    {
      year_built: Math.min(2024, plot.era + random.whole(10, 50)),
      building_age: "old",
      height_m: 2.8,
      function: "bijgebouw",
      cellar: false,
      dwellings: 0,
    },
    { position_accuracy_m: 0.3 },
  );
}

function hedge(
  drafter: Drafter,
  id: string,
  from: Place,
  to: Place,
  species: string,
  height_m: number,
): ImportedFeature {
  return drafter.line(
    "hedge",
    id,
    [from, to],
    { kind: "hedge", species, height_m, height_class: height_m > 1.5 ? "tall" : "low" },
    { position_accuracy_m: 0.3 },
  );
}
