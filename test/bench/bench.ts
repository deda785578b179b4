import type { Figure } from "./table.ts";

/** What every benchmark gets. */
export interface BenchContext {
  /** 1 for the figures that count; less for trying. */
  readonly scale: number;
  say(line: string): void;
  /** Runs at the end, last added first, also after a failure. */
  at_end(undo: () => void | Promise<void>): void;
}

export type Bench = (context: BenchContext) => Promise<Figure[]>;
