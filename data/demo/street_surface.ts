import type { ImportedFeature } from "../importers/types.ts";
import type { Drafter } from "./draft.ts";
import type { Random } from "./random.ts";
import { edge_id, type StreetFrame } from "./street_frame.ts";
import type { TownLine } from "./town.ts";
import { type Species, street_species, tree_features } from "./tree_features.ts";

const BAY_M = 5.2;
const PIT_M = 2.2;
/** Length of the widened end of a cul-de-sac, where cars turn. */
const TURNING_M = 9;

/** What lies on the ground between two crossings: carriageway, parking, verges, cycle paths, footways, trees. */
export function* street_surface(
  drafter: Drafter,
  random: Random,
  frame: StreetFrame,
  line: TownLine,
): Iterable<ImportedFeature> {
  const { profile } = line;
  const id = edge_id(frame.edge);
  const half_m = profile.carriageway_m / 2;
  const { from_m } = frame;
  const to_m = frame.car_to_m;
  const turning_m = frame.edge.car_free ? TURNING_M : 0;
  const whole = [...frame.rect(from_m, to_m, 0, -half_m, half_m)];
  yield drafter.area("carriageway", `${id}_road`, whole, {
    surface: profile.surface,
    width_m: profile.carriageway_m,
    category: profile.kind,
    max_speed: profile.kind === "woonerf" ? 20 : profile.kind === "main" ? 50 : 30,
  });
  const species = random.weighted(street_species);
  // Root barriers came with the reconstructions of this century.
  const barrier_share = frame.edge.renewed >= 2005 ? 0.9 : 0.1;
  for (const side of [0, 1]) {
    let near_m = half_m;
    for (const [index, strip] of profile.sides[side]!.strips.entries()) {
      const far_m = near_m + strip.width_m;
      const part = `${id}_${side}${index}`;
      // In a cul-de-sac only the footways go on past the place where cars turn.
      const end_m = strip.use === "footway" ? frame.to_m : to_m - turning_m;
      const ring = frame.rect(from_m, end_m, side, near_m, far_m);
      if (strip.use === "footway")
        yield drafter.area("footway", part, ring, { surface: "betontegels", width_m: strip.width_m });
      else if (strip.use === "cycle")
        yield drafter.area("cycle_path", part, ring, {
          surface: "asfalt",
          width_m: strip.width_m,
          kind: "separate",
        });
      else if (strip.use === "water")
        yield drafter.area("surface_water", part, ring, { kind: "canal", name: "Vaart" });
      else if (strip.use === "bank")
        yield drafter.area("green", part, ring, { kind: "verge", public_access: true });
      else if (strip.use === "verge") {
        yield drafter.area("green", part, ring, { kind: "verge", public_access: true });
        const spacing_m = random.between(11, 16);
        for (let s = from_m + 5, n = 0; s < end_m - 4; s += spacing_m, n++)
          yield* tree_features(
            drafter,
            random,
            `${part}_t${n}`,
            frame.place(s, side, tree_m(near_m, far_m)),
            species,
            random.chance(barrier_share),
          );
      } else yield* parking_lane(drafter, random, frame, side, near_m, far_m, part);
      near_m = far_m;
    }
  }
  if (frame.edge.car_free) yield* car_free_end(drafter, random, frame, line, species);

  function* parking_lane(
    d: Drafter,
    r: Random,
    f: StreetFrame,
    side: number,
    near_m: number,
    far_m: number,
    part: string,
  ): Iterable<ImportedFeature> {
    const lane_to_m = to_m - turning_m;
    let at_m = from_m;
    for (let n = 0; at_m < lane_to_m - 0.5; n++) {
      const bays = Math.min(r.whole(2, 4), Math.floor((lane_to_m - at_m) / BAY_M));
      if (bays > 0) {
        yield d.area("parking", `${part}_p${n}`, f.rect(at_m, at_m + bays * BAY_M, side, near_m, far_m), {
          bays,
          orientation: "parallel",
          surface: r.chance(0.2) ? "grasbetontegels" : "klinkers",
        });
        at_m += bays * BAY_M;
      }
      const end_m = lane_to_m - at_m < PIT_M + BAY_M ? lane_to_m : at_m + PIT_M;
      if (end_m - at_m > 0.05)
        yield d.area("green", `${part}_g${n}`, f.rect(at_m, end_m, side, near_m, far_m), {
          kind: "planting",
          public_access: true,
        });
      if (end_m - at_m > 1.6 && r.chance(0.6))
        yield* tree_features(
          d,
          r,
          `${part}_t${n}`,
          f.place((at_m + end_m) / 2, side, tree_m(near_m, far_m)),
          species,
          r.chance(barrier_share),
        );
      at_m = end_m;
    }
  }
}

/** Where trees stand in a strip: on the side of the carriageway, away from the cables in the footway. */
function tree_m(near_m: number, far_m: number): number {
  return near_m + Math.min(0.7, (far_m - near_m) * 0.4);
}

/** The end of a cul-de-sac: room to turn, and from there a path between trees for who walks or cycles. */
function* car_free_end(
  drafter: Drafter,
  random: Random,
  frame: StreetFrame,
  line: TownLine,
  species: Species,
): Iterable<ImportedFeature> {
  const { profile } = line;
  const id = edge_id(frame.edge);
  const from_m = frame.car_to_m;
  const half_path_m = 1.4;
  for (const side of [0, 1]) {
    const { property_m, footway_m } = profile.sides[side]!;
    const inner_m = property_m - footway_m;
    if (inner_m - profile.carriageway_m / 2 > 0.1)
      yield drafter.area(
        "carriageway",
        `${id}_turn_${side}`,
        frame.rect(from_m - TURNING_M, from_m, side, profile.carriageway_m / 2, inner_m),
        { surface: profile.surface, category: profile.kind, max_speed: 20 },
      );
    yield drafter.area(
      "green",
      `${id}_end_${side}`,
      frame.rect(from_m, frame.to_m, side, half_path_m, inner_m),
      { kind: "planting", public_access: true },
    );
    const middle_m = (half_path_m + inner_m) / 2;
    const spacing_m = random.between(7, 10);
    for (let s = from_m + 3 + side * 3, n = 0; s < frame.to_m - 2; s += spacing_m, n++)
      yield* tree_features(
        drafter,
        random,
        `${id}_end_${side}_t${n}`,
        frame.place(s, side, middle_m),
        species,
      );
  }
  yield drafter.area(
    "cycle_path",
    `${id}_path`,
    frame.rect(from_m, frame.to_m, 0, -half_path_m, half_path_m),
    {
      surface: "klinkers",
      width_m: half_path_m * 2,
      kind: "separate",
    },
  );
}
