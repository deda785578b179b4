import { scaleLinear } from "d3-scale";
import { indicators } from "../../data/catalog/indicators.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { number } from "../text/number.ts";
import ui from "../ui/ui.module.css";
import css from "./compare.module.css";
import type { Comparison } from "./compare_api.ts";
import { amount, column_colours, column_name, figure_of, short_name } from "./figure_words.ts";

const width = 240;
const bar = 16;
const gap = 22;
/** A target is drawn up to so many times the longest bar. */
const beyond = 5;

/** A label at either end stays within the drawing. */
const tick_anchor = (at: number) => (at < 8 ? "start" : at > width - 8 ? "end" : "middle");

/**
 * One small drawing per indicator that any scenario moves: a bar a scenario, a line for the target. The
 * table above holds the same numbers, so that the drawings are not read aloud twice.
 */
export function IndicatorBars({ comparison }: { comparison: Comparison }) {
  const { locale } = useLocale();
  const columns = comparison.scenarios.filter((column) => column.id !== null);
  const moved = indicators.filter(({ id }) => columns.some((column) => figure_of(column, id).value !== 0));
  return (
    <ul className={css.multiples} aria-label={m.compare_bars_title()}>
      {moved.map(({ id, name, unit }) => {
        const values = columns.map((column) => figure_of(column, id).value);
        const required = figure_of(columns[0]!, id).targets[0]?.required ?? null;
        // A target far beyond what is planned would press the bars to nothing: it is said, not drawn.
        const near = required !== null && required <= beyond * Math.max(...values.map(Math.abs));
        const most = Math.max(...values, near ? required : 0, 0);
        const least = Math.min(...values, 0);
        const x = scaleLinear([least, most === least ? least + 1 : most], [0, width]).nice(4);
        const foot = columns.length * (bar + gap);
        const said = columns.map(
          (column, place) => `${column_name(column)}: ${amount(values[place]!, unit, locale)}`,
        );
        const label = (place: number) =>
          `${short_name(columns[place]!)}: ${amount(values[place]!, unit, locale)}`;
        return (
          <li key={id}>
            <figure>
              <figcaption>{name[locale]}</figcaption>
              <svg
                viewBox={`0 0 ${width} ${foot + 20}`}
                role="img"
                aria-label={`${name[locale]}. ${said.join("; ")}`}
              >
                {x.ticks(4).map((tick) => (
                  <g key={tick} className={css.tick}>
                    <line x1={x(tick)} x2={x(tick)} y1={2} y2={foot} />
                    <text x={x(tick)} y={foot + 15} textAnchor={tick_anchor(x(tick))}>
                      {number(tick, locale, 2).replace("-", "−")}
                    </text>
                  </g>
                ))}
                {values.map((value, place) => {
                  const y = place * (bar + gap) + gap - 6;
                  return (
                    <g key={columns[place]!.id}>
                      <text x={0} y={y - 4} className={css.bar_label}>
                        {label(place)}
                      </text>
                      <rect
                        x={Math.min(x(0), x(value))}
                        y={y}
                        width={Math.max(1, Math.abs(x(value) - x(0)))}
                        height={bar}
                        fill={column_colours[place]}
                      />
                    </g>
                  );
                })}
                {near && (
                  <line
                    x1={Math.min(width - 1, x(required))}
                    x2={Math.min(width - 1, x(required))}
                    y1={2}
                    y2={foot}
                    className={css.target_line}
                  />
                )}
              </svg>
              {required !== null && (
                <p className={ui.caption}>
                  {near
                    ? `${m.compare_bars_target()} ${amount(required, unit, locale)}`
                    : m.compare_bars_far({ amount: amount(required, unit, locale) })}
                </p>
              )}
            </figure>
          </li>
        );
      })}
    </ul>
  );
}
