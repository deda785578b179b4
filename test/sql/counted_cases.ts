import { readdirSync, readFileSync } from "node:fs";

export interface CountedMeasure {
  readonly measure_type: string;
  /** In metres from the corner of the western district. */
  readonly wkt: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** One hand-computed case of what counts, over two districts of 100 m × 100 m side by side. */
export interface CountedCase {
  readonly kind: "indicator" | "surface" | "cost";
  readonly item: string;
  readonly situation: "clipped" | "overlapping" | "removed";
  readonly title: string;
  readonly by_hand: string;
  readonly measures: readonly CountedMeasure[];
  /** Places in `measures` of those that are deleted again. */
  readonly deleted?: readonly number[];
  readonly expect: {
    readonly west: number;
    readonly east: number;
    readonly left_out: readonly {
      readonly measure: number;
      readonly reason: string;
      readonly left_out: number;
    }[];
  };
}

const folders = [
  ["indicator", "indicators"],
  ["surface", "surfaces"],
  ["cost", "costs"],
] as const;

/** Every case of what counts: of indicators, of surfaces (m² more or less) and of costs (quantity of an item). */
export function counted_cases(): CountedCase[] {
  return folders.flatMap(([kind, name]) => {
    const folder = new URL(`../cases/${name}/`, import.meta.url);
    return readdirSync(folder)
      .sort()
      .flatMap((file) =>
        (JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Omit<CountedCase, "kind" | "item">[]).map(
          (one) => ({ ...one, kind, item: file.replace(/\.json$/, "") }),
        ),
      );
  });
}
