import { agreed_corridors } from "../../api/corridor/agreed_corridors.ts";
import { corridor_checker } from "../../api/corridor/check_corridors.ts";
import { find_corridors } from "../../api/corridor/find_corridors.ts";
import { measure_parts, trench_width_m } from "../../api/corridor/measure_parts.ts";
import type { Read } from "../../api/corridor/send_off.ts";
import { default_weights } from "../../api/corridor/types.ts";
import { measure_type_by_id } from "../../data/catalog/index.ts";
import type { TestStore } from "../store/test_store.ts";

/** Corridors of a heat line between two places (WGS 84): what search and engine agree on, and how many each violates. */
export async function ask_corridors(
  { store, viewer }: TestStore,
  places: readonly (readonly number[])[],
): Promise<{ search_free: boolean; engine_free: boolean; violated: number[]; blocking: number | null }> {
  const laid = measure_parts(measure_type_by_id("heat_line")!, {})!;
  const read: Read = (work) => store.as_viewer(viewer, work);
  const wanted = {
    laid,
    parameters: {},
    places,
    cover_min_m: 0.6,
    cover_max_m: 2.4,
    trench_width_m: trench_width_m(laid.parts),
    weights: default_weights,
    fixed_ends: false,
    count: 2,
    scenario_id: null,
  };
  const checker = corridor_checker(read, { laid, scenario_id: null, shares: 1 });
  const found = await find_corridors(read, wanted, { begin: checker.begin, ahead: true });
  const agreed = await agreed_corridors(checker, found, wanted);
  const violated = agreed.checked.map(({ corridor }) => corridor.violated);
  return {
    search_free: agreed.found.free,
    engine_free: agreed.free,
    violated,
    blocking: agreed.no_corridor?.blocking.length ?? null,
  };
}
