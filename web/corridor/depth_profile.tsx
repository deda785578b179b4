import { layer_colour, layer_name } from "../layer/layer_by_id.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { length, metres, number } from "../text/number.ts";
import ui from "../ui/ui.module.css";
import css from "./corridor.module.css";
import type { Corridor } from "./corridor_api.ts";

const WIDE = 348;
const HIGH = 132;
const LEFT = 26;
const TOP = 14;
const BOTTOM = 18;

/** Depth against distance along a corridor, with what it passes over and under; as a table below. */
export function DepthProfile({ corridor, colour }: { corridor: Corridor; colour: string }) {
  const { locale } = useLocale();
  const { pieces, crossed } = corridor;
  const long_m = pieces.at(-1)?.to_m ?? 1;
  const deepest_m = Math.max(corridor.cover_max_m + 0.3, ...crossed.map(({ bottom_m }) => bottom_m ?? 0));
  const x = (along_m: number) => LEFT + (along_m / long_m) * (WIDE - LEFT - 6);
  const y = (depth_m: number) => TOP + (depth_m / deepest_m) * (HIGH - TOP - BOTTOM);
  const line = pieces.flatMap(({ from_m, to_m, cover_m }) => [
    `${x(from_m).toFixed(1)},${y(cover_m).toFixed(1)}`,
    `${x(to_m).toFixed(1)},${y(cover_m).toFixed(1)}`,
  ]);
  const ticks = Array.from({ length: Math.floor(deepest_m) + 1 }, (_, depth) => depth);
  return (
    <>
      <svg
        className={css.profile}
        viewBox={`0 0 ${WIDE} ${HIGH}`}
        role="img"
        aria-label={m.corridor_profile()}
      >
        {ticks.map((depth) => (
          <g key={depth}>
            <line
              x1={LEFT}
              x2={WIDE - 6}
              y1={y(depth)}
              y2={y(depth)}
              stroke={depth === 0 ? "var(--ground)" : "var(--line)"}
              strokeWidth={depth === 0 ? 2 : 1}
            />
            <text x={LEFT - 5} y={y(depth) + 3.5} textAnchor="end">
              {number(depth, locale)}
            </text>
          </g>
        ))}
        {crossed.map((thing) =>
          thing.top_m === null || thing.bottom_m === null ? null : (
            <rect
              key={`${thing.layer}${thing.id}`}
              x={x(thing.at_m) - 1.5}
              width={3}
              y={y(thing.top_m)}
              height={Math.max(3, y(thing.bottom_m) - y(thing.top_m))}
              fill={layer_colour(thing.layer) ?? "var(--quiet)"}
              stroke="var(--panel)"
              strokeWidth={0.5}
            >
              <title>{`${layer_name(thing.layer, locale)}, ${length(thing.at_m, locale)}`}</title>
            </rect>
          ),
        )}
        <polyline
          points={line.join(" ")}
          fill="none"
          stroke={colour}
          strokeWidth={2.5}
          strokeLinejoin="round"
        />
        <text x={LEFT} y={HIGH - 5}>
          {length(0, locale)}
        </text>
        <text x={WIDE - 6} y={HIGH - 5} textAnchor="end">
          {length(long_m, locale)}
        </text>
      </svg>
      <details>
        <summary>{m.corridor_profile_table()}</summary>
        <table className={ui.table}>
          <thead>
            <tr>
              <th scope="col">{m.corridor_from_to()}</th>
              <th scope="col" className={ui.figure}>
                {m.corridor_cover()}
              </th>
            </tr>
          </thead>
          <tbody>
            {pieces.map((piece) => (
              <tr key={piece.from_m}>
                <td>{`${length(piece.from_m, locale)} – ${length(piece.to_m, locale)}`}</td>
                <td className={ui.figure}>{metres(piece.cover_m, locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <table className={ui.table}>
          <thead>
            <tr>
              <th scope="col">{m.corridor_crossed()}</th>
              <th scope="col" className={ui.figure}>
                {m.corridor_at()}
              </th>
              <th scope="col" className={ui.figure}>
                {m.corridor_its_depth()}
              </th>
            </tr>
          </thead>
          <tbody>
            {crossed.map((thing) => (
              <tr key={`${thing.kind}${thing.layer}${thing.id}`}>
                <td>{layer_name(thing.layer, locale)}</td>
                <td className={ui.figure}>{length(thing.at_m, locale)}</td>
                <td className={ui.figure}>
                  {thing.top_m === null ? m.verdict_unknown() : metres(thing.top_m, locale)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}
