import type { Finding } from "../client.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { metres, number } from "../text/number.ts";
import css from "./finding.module.css";

/**
 * The comparison as a drawing: the measured distance with its uncertainty as a bar, the required value as a line.
 * Draws the horizontal figures, or the vertical ones where only those are asked for.
 */
export function FindingScale({ finding }: { finding: Finding }) {
  const { locale } = useLocale();
  const horizontal = finding.required_m !== null && finding.distance_m !== null;
  const value_m = horizontal ? finding.distance_m : finding.vertical_m;
  const required_m = horizontal ? finding.required_m : finding.required_vertical_m;
  const u_m = (horizontal ? finding.uncertainty_m : finding.vertical_uncertainty_m) ?? 0;
  if (value_m === null || required_m === null) return null;
  const most_m = Math.max(value_m + u_m, required_m) * 1.18 || 1;
  const width_px = 340;
  const left_px = 8;
  const x = (v_m: number) => left_px + (Math.max(0, v_m) / most_m) * (width_px - 2 * left_px);
  const step_m = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50].find((s) => most_m / s <= 7) ?? 100;
  const ticks = Array.from({ length: Math.floor(most_m / step_m) + 1 }, (_, i) => i * step_m);
  const colour = `var(--${finding.kind === "synergy" ? "synergy" : finding.verdict})`;
  const required_label = m.scale_required({ value: metres(required_m, locale) });
  const required_right = x(required_m) > width_px * 0.6;
  return (
    <figure className={css.scale}>
      <svg
        viewBox={`0 0 ${width_px} 84`}
        role="img"
        aria-label={m.scale_label({
          low: metres(Math.max(0, value_m - u_m), locale),
          value: metres(value_m, locale),
          high: metres(value_m + u_m, locale),
          required: metres(required_m, locale),
        })}
      >
        <rect x={left_px} y="30" width={x(required_m) - left_px} height="24" fill={colour} opacity="0.1" />
        <path d={`M${left_px} 60H${width_px - left_px}`} stroke="var(--control)" />
        {ticks.map((tick) => (
          <g key={tick}>
            <path d={`M${x(tick)} 60v5`} stroke="var(--control)" />
            <text x={x(tick)} y="78" textAnchor={tick === 0 ? "start" : "middle"} className={css.tick}>
              {number(tick, locale, 2)}
              {tick === 0 ? " m" : ""}
            </text>
          </g>
        ))}
        <rect
          x={x(value_m - u_m)}
          y="36"
          width={Math.max(2, x(value_m + u_m) - x(value_m - u_m))}
          height="12"
          rx="6"
          fill={colour}
          opacity="0.35"
        />
        <circle cx={x(value_m)} cy="42" r="6" fill={colour} stroke="var(--panel)" strokeWidth="2" />
        <path d={`M${x(required_m)} 22V60`} stroke="var(--ink)" strokeWidth="2" strokeDasharray="4 3" />
        <text
          x={x(required_m) + (required_right ? -6 : 6)}
          y="18"
          textAnchor={required_right ? "end" : "start"}
          className={css.scale_text}
        >
          {required_label}
        </text>
      </svg>
    </figure>
  );
}
