import { measure_types } from "../../data/catalog/measures/index.ts";
import type { TestStore } from "../store/test_store.ts";
import { drawn } from "./drawn.ts";
import { put_features, type TestFeature } from "./put_features.ts";
import { ORIGIN } from "./random_town.ts";
import { stored_findings } from "./stored_findings.ts";

export const at = (x: number, y: number): string => `${ORIGIN.x + x} ${ORIGIN.y + y}`;
export const line = (...points: [number, number][]): string =>
  `LINESTRING(${points.map(([x, y]) => at(x, y)).join(",")})`;

export interface Pit {
  readonly layer: string;
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly top_m: number;
  readonly position_accuracy_m?: number;
  readonly depth_accuracy_m?: number;
}
/** Putting features, digging pits beside them and reading what is found, on a test's store. */
export function trial_pit_digs(store: () => TestStore, dataset_id: () => number) {
  const put = (features: readonly TestFeature[]) =>
    put_features(store().store.sql, store().viewer.authority_id, dataset_id(), features);
  const dig = (pit: Pit) =>
    store().store.as_viewer(store().viewer, async (sql) => {
      const [row] = await sql<{ id: number | null }[]>`
        select add_trial_pit(${pit.layer}, ${pit.id}, st_transform(st_setsrid(st_point(${ORIGIN.x + pit.x}, ${ORIGIN.y + pit.y}), 31370), 4326),
          ${pit.position_accuracy_m ?? 0.05}, ${pit.top_m}, ${pit.depth_accuracy_m ?? 0.02}, '2026-11-01', '') as id`;
      return row!.id;
    });
  const withdraw = (id: number) =>
    store().store.as_viewer(store().viewer, async (sql) => {
      const [row] = await sql<{ state: string }[]>`select withdraw_trial_pit(${id}) as state`;
      return row!.state;
    });
  const pits_of = (layer: string, id: number) =>
    store().store.as_viewer(
      store().viewer,
      (sql) =>
        sql<{ id: number; outside: string[]; withdrawn_at: Date | null; away_m: number }[]>`
          select * from trial_pits(${layer}, ${id}::bigint)`,
    );
  const analyse_all = () =>
    store().store.as_viewer(store().viewer, async (sql) => {
      const chunks = await sql<{ layer: string; from_id: number; to_id: number }[]>`
        select * from analysis_chunks()`;
      for (const { layer, from_id, to_id } of chunks)
        await sql`select analyse_chunk(${layer}, ${from_id}, ${to_id})`;
    });
  const found = (scenario_id: number | null = null) =>
    stored_findings(store().store.sql, store().viewer.authority_id, scenario_id);
  const new_scenario = async (count: number, seed: number) => {
    const drawings = Array.from({ length: count }, (_, n) =>
      drawn(measure_types[(seed + n * 5) % measure_types.length]!, seed + n),
    );
    return store().store.as_viewer(store().viewer, async (sql) => {
      const [row] = await sql<{ id: number }[]>`
        insert into scenario (authority_id, name) values (${store().viewer.authority_id}, 'pits') returning id`;
      for (const what of drawings)
        await sql`select save_measure(${row!.id}, null, null, ${what.measure_type}, '', st_transform(st_geomfromtext(${what.wkt}, 31370), 4326),
          ${sql.json(what.parameters as never)}, null)`;
      return row!.id;
    });
  };

  // A water main of ø 0.1 crosses a gas pipe of ø 0.1 at (20, 0): tops 1.0 and 0.7 ± 0.2, so 0.2 m of soil ± 0.4.
  const crossing = async () => {
    const shared = { diameter_m: 0.1, position_accuracy_m: 0.1, depth_accuracy_m: 0.2 };
    const [water, gas] = await put([
      { ...shared, layer: "water_main", wkt: line([0, 0], [100, 0]), top_m: 1, bottom_m: 1.1 },
      { ...shared, layer: "gas_low", wkt: line([20, -20], [20, 20]), top_m: 0.7, bottom_m: 0.8 },
    ]);
    await analyse_all();
    return { water: water!, gas: gas! };
  };
  const verdict = async () =>
    (await found()).filter((one) => one.required_vertical_m === 0.2).map((one) => one.verdict);

  return { put, dig, withdraw, pits_of, analyse_all, found, new_scenario, crossing, verdict };
}

/** A place of a feature, in metres from the town's corner. */
export function first_place({ wkt }: TestFeature): [number, number] {
  const [x, y] = /(-?[\d.]+) (-?[\d.]+)/.exec(wkt)!.slice(1).map(Number) as [number, number];
  return [x - ORIGIN.x, y - ORIGIN.y];
}
