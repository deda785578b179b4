import { readdirSync, readFileSync } from "node:fs";

export interface CountedMeasure {
  readonly measure_type: string;
  /** In metres from the corner of the western district. */
  readonly wkt: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** One hand-computed case of an indicator over two districts of 100 m × 100 m side by side. */
export interface IndicatorCase {
  readonly indicator: string;
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

const folder = new URL("../cases/indicators/", import.meta.url);

/** Every case under test/cases/indicators, by indicator. */
export function indicator_cases(): IndicatorCase[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) =>
      (JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Omit<IndicatorCase, "indicator">[]).map(
        (one) => ({ ...one, indicator: name.replace(/\.json$/, "") }),
      ),
    );
}
