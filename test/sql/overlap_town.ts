import type { TestStore } from "../store/test_store.ts";
import { deliver, gas_dataset, items_of } from "./deliver.ts";

const X = 165000;
const Y = 195000;
export const line = (...points: [number, number][]): string =>
  `LINESTRING(${points.map(([x, y]) => `${X + x} ${Y + y}`).join(",")})`;
export const box = (w: number, s: number, e: number, n: number): string =>
  `POLYGON((${X + w} ${Y + s},${X + e} ${Y + s},${X + e} ${Y + n},${X + w} ${Y + n},${X + w} ${Y + s}))`;
export const sure = { position_accuracy_m: 0.05, depth_accuracy_m: 0.05, depth_source: "measured" as const };

/** What lies along and across a trench from (0, 0) to (40, 0), public and a gas company's. */
export async function overlap_town(test: TestStore): Promise<void> {
  await deliver(
    test,
    "public.gpkg",
    await items_of(
      test,
      [
        // Across the trench along y = 0, from (0, 0) to (40, 0): 1 m wide, 1 m deep.
        {
          layer: "water_main",
          source_id: "w",
          wkt: line([10, -5], [10, 5]),
          diameter_m: 0.1,
          top_m: 0.8,
          ...sure,
        },
        { layer: "telecom", source_id: "deep", wkt: line([20, -5], [20, 5]), top_m: 1.4, ...sure },
        {
          layer: "telecom",
          source_id: "no_depth",
          wkt: line([30, -5], [30, 5]),
          position_accuracy_m: 0.05,
          attributes: { vertical_position: "underground", name: "T3" },
        },
        // Beside it: 1.2 m from its edge, but nobody knows better than ± 1.5 m.
        {
          layer: "water_main",
          source_id: "beside",
          wkt: line([0, 1.75], [40, 1.75]),
          diameter_m: 0.1,
          top_m: 0.8,
          depth_accuracy_m: 0.05,
          depth_source: "measured",
        },
        { layer: "electricity_lv", source_id: "far", wkt: line([0, 9], [40, 9]), top_m: 0.6, ...sure },
        {
          layer: "protected_area",
          source_id: "p",
          wkt: box(35, -20, 80, 20),
          attributes: { zone_kind: "drinking_water", name: "Bronzone" },
        },
        { layer: "parking", source_id: "k", wkt: box(2, -0.25, 6, 3) },
        {
          layer: "telecom",
          source_id: "overhead",
          wkt: line([15, -5], [15, 5]),
          attributes: { vertical_position: "suspendedOrElevated" },
        },
      ],
      [{ source_id: "1", name: "Dorpsstraat", wkt: line([0, 0], [100, 0]) }],
    ),
  );
  await deliver(test, "gas.zip", [
    gas_dataset,
    ...(await items_of(test, [
      {
        layer: "gas_low",
        source_id: "g",
        wkt: line([25, -5], [25, 5]),
        diameter_m: 0.1,
        top_m: 0.7,
        attributes: { name: "geheim" },
        ...sure,
      },
    ])),
  ]);
}
