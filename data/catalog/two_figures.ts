/** An amount of money rounded to two figures: all that prices from other years and countries bear. */
export function two_figures(value: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, Math.abs(value)))) - 1);
  return Math.round(value / step) * step;
}
