import { type Locale, number } from "../text/number.ts";
import { decoration, type SectionPalette } from "./section_palette.ts";

export interface Axes {
  readonly left: number;
  readonly right: number;
  readonly ground_y: number;
  readonly soil_y: number;
  readonly height: number;
  readonly soil_m: number;
  readonly length_m: number;
  readonly px_per_m: number;
  readonly depth_px_per_m: number;
  x(at_m: number): number;
  y(depth_m: number): number;
}

/** A round step that leaves at least `least_px` between two marks. */
export function tick_step(px_per_m: number, least_px: number): number {
  for (const step of [0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500])
    if (step * px_per_m >= least_px) return step;
  return 1000;
}

const marks = (end: number, step: number): number[] =>
  Array.from({ length: Math.floor(end / step + 1e-9) + 1 }, (_, i) => i * step);

/** Rulers in metres along both axes: depth at the left, distance at the foot. */
export function Rulers({ on, palette, locale }: { on: Axes; palette: SectionPalette; locale: Locale }) {
  const deep = tick_step(on.depth_px_per_m, 22);
  const along = tick_step(on.px_per_m, 26);
  const foot = on.height - 18;
  const text = { fontSize: 11, fill: palette.quiet, fontFamily: "inherit" } as const;
  return (
    <g {...decoration}>
      {marks(on.soil_m, deep).map((depth_m) => (
        <g key={depth_m}>
          {depth_m > 0 && (
            <path
              d={`M${on.left} ${on.y(depth_m)}H${on.right}`}
              stroke={palette.soil_line}
              strokeWidth={1}
              strokeDasharray="1 5"
            />
          )}
          <text {...text} x={on.left - 6} y={on.y(depth_m) + 4} textAnchor="end">
            {depth_m === 0 ? "0 m" : `−${number(depth_m, locale, deep < 1 ? 2 : 0)} m`}
          </text>
        </g>
      ))}
      <path d={`M${on.x(0)} ${foot}H${on.x(on.length_m)}`} stroke={palette.quiet} strokeWidth={1} />
      {marks(on.length_m, along).map((at_m) => (
        <g key={at_m}>
          <path d={`M${on.x(at_m)} ${foot - 4}v4`} stroke={palette.quiet} strokeWidth={1} />
          <text {...text} x={on.x(at_m)} y={foot + 13} textAnchor="middle">
            {number(at_m, locale, along < 1 ? 2 : 0)}
          </text>
        </g>
      ))}
    </g>
  );
}
