/** One figure with what it is measured against. */
export interface Figure {
  readonly what: string;
  readonly ours: string;
  /** The reference of the same run, or empty. */
  readonly reference?: string;
  /** Ours against the reference, or empty. */
  readonly ratio?: string;
  readonly target?: string;
  /** Null where there is no target. */
  readonly met: boolean | null;
}

const number = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

export const whole = (value: number): string => number.format(value);
export const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : whole(value)} ms`;
export const seconds = (value_ms: number): string => `${(value_ms / 1000).toFixed(1)} s`;
export const times = (value: number): string => `${value.toFixed(2)} ×`;
export const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} kB`;

/** Figures as a Markdown table. */
export function figure_table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.what,
    figure.ours,
    figure.reference ?? "",
    figure.ratio ?? "",
    figure.target ?? "",
    figure.met === null ? "" : figure.met ? "met" : "**missed**",
  ]);
  return [["Figure", "Straatlagen", "Reference", "Ratio", "Target", ""], Array(6).fill("---"), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}
