/** A place in the town, Lambert 72 metres. */
export type Xy = readonly [x: number, y: number];

import { hash_numbers } from "./random.ts";

/** Belgian Lambert 72: everything the generator makes is in it. */
export const DEMO_SRID = 31370;

const ORIGIN: Xy = [165_000, 195_000];
const TURN_RAD = 0.21;

/** Maps the model plane, where streets run along rows and columns, to the bent and turned town. */
export class Ground {
  private readonly phases: readonly number[];

  constructor(seed: number) {
    this.phases = Array.from(
      { length: 6 },
      (_, i) => (hash_numbers(seed, 0x6e0, i) / 4294967296) * 2 * Math.PI,
    );
  }

  /** Lambert 72 place of a model place. The bends are gentle: slopes under 0.3, so nothing ever folds. */
  place(x_m: number, y_m: number): Xy {
    const [a, b, c, d, e, f] = this.phases as [number, number, number, number, number, number];
    const u =
      x_m +
      13 * Math.sin(y_m / 72 + a + 0.8 * Math.sin(x_m / 160 + c)) +
      4.5 * Math.sin(y_m / 31 + x_m / 90 + e);
    const v =
      y_m +
      13 * Math.sin(x_m / 77 + b + 0.8 * Math.sin(y_m / 150 + d)) +
      4.5 * Math.sin(x_m / 33 - y_m / 95 + f);
    const cos = Math.cos(TURN_RAD);
    const sin = Math.sin(TURN_RAD);
    return [ORIGIN[0] + u * cos - v * sin, ORIGIN[1] + u * sin + v * cos];
  }

  /** Unit direction in the town of a direction in the model plane. */
  direction(x_m: number, y_m: number, dx: number, dy: number): Xy {
    const step_m = 0.5;
    const a = this.place(x_m - dx * step_m, y_m - dy * step_m);
    const b = this.place(x_m + dx * step_m, y_m + dy * step_m);
    const length_m = Math.hypot(b[0] - a[0], b[1] - a[1]);
    return [(b[0] - a[0]) / length_m, (b[1] - a[1]) / length_m];
  }
}
