import type { StoreKind } from "../../api/store/differences.ts";
import type { Transaction } from "../../api/store/open_store.ts";
import type { Viewer } from "../../api/store/viewer.ts";
import { open_test_store, type TestStore } from "../store/test_store.ts";
import { deliver, gas_dataset, items_of } from "./deliver.ts";
export const X = 165000;
export const Y = 195000;
export const line = (...points: [number, number][]): string =>
  `LINESTRING(${points.map(([x, y]) => `${X + x} ${Y + y}`).join(",")})`;
export const box = (w: number, s: number, e: number, n: number): string =>
  `POLYGON((${X + w} ${Y + s},${X + e} ${Y + s},${X + e} ${Y + n},${X + w} ${Y + n},${X + w} ${Y + s}))`;
export const point = (x: number, y: number): string => `POINT(${X + x} ${Y + y})`;

export interface ReadingTown {
  readonly test: TestStore;
  readonly public_id: number;
  readonly gas_id: number;
  readonly planner: Viewer;
  readonly gas_company: Viewer;
  as<T>(viewer: Viewer, work: (sql: Transaction) => Promise<T>): Promise<T>;
}

/** A street of 100 m between facades at 8 m, public things in it, and a gas company's hidden pipes. */
export async function open_reading_town(kind: StoreKind): Promise<ReadingTown> {
  const test = await open_test_store(kind);
  const open = await deliver(
    test,
    "public.gpkg",
    await items_of(
      test,
      [
        { layer: "building", source_id: "n", wkt: box(0, 8, 100, 20) },
        { layer: "building", source_id: "s", wkt: box(0, -20, 100, -8) },
        {
          layer: "tree",
          source_id: "near",
          wkt: point(30, 4),
          position_accuracy_m: 0.1,
          attributes: { name: "Linde" },
        },
        { layer: "tree", source_id: "far", wkt: point(90, -6) },
        { layer: "tree", source_id: "mid", wkt: point(50, 4.5), position_accuracy_m: 0.1 },
        // 10 m × 4 m, the southern half of it inside the zone.
        { layer: "parking", source_id: "p", wkt: box(70, 6, 80, 10), status: "projected" },
      ],
      [{ source_id: "1", name: "Dorpsstraat", wkt: line([0, 0], [100, 0]) }],
    ),
  );
  const hidden = await deliver(test, "gas.zip", [
    gas_dataset,
    ...(await items_of(test, [
      {
        layer: "gas_low",
        source_id: "g1",
        wkt: line([20, 3], [60, 3]),
        diameter_m: 0.1,
        top_m: 0.8,
        position_accuracy_m: 0.1,
      },
      // From y = 3 to 20, of which 5 m up to the facade lie in the zone.
      {
        layer: "gas_low",
        source_id: "g2",
        wkt: line([85, 3], [85, 20]),
        diameter_m: 0.2,
        top_m: 1,
        depth_accuracy_m: 0.1,
      },
    ])),
  ]);
  return {
    test,
    public_id: open.dataset_ids[0]!,
    gas_id: hidden.dataset_ids[0]!,
    planner: { ...test.viewer, id: "planner", role: "planner" } as Viewer,
    gas_company: {
      ...test.viewer,
      id: "gas",
      role: "utility_partner",
      organisation_id: "gasbedrijf",
    } as Viewer,
    as: <T>(viewer: Viewer, work: (sql: Transaction) => Promise<T>): Promise<T> =>
      test.store.as_viewer(viewer, work),
  };
}
