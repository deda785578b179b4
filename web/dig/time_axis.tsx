import { type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import { layer_colour } from "../layer/layer_by_id.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { date } from "../text/number.ts";
import css from "./dig.module.css";
import type { Opening, StreetOpenings } from "./dig_api.ts";
import { meeting_word, opening_name } from "./dig_words.ts";
import { day_of, time_scale } from "./time_scale.ts";

const ROW = 34;
const HEAD = 26;
const BAR = 16;

/**
 * The openings of a street along time: a bar each, what blocks the street after it hatched, what was agreed
 * outlined. The rows are one stop of the Tab key; arrows go through them, Enter shows what a row meets.
 */
export function TimeAxis({
  data,
  chosen,
  choose,
}: {
  data: StreetOpenings;
  chosen: string | null;
  choose: (key: string | null) => void;
}) {
  const { locale } = useLocale();
  const box = useRef<HTMLDivElement>(null);
  const [width, set_width] = useState(900);
  useLayoutEffect(() => {
    const at = box.current;
    if (!at) return;
    const watch = new ResizeObserver(() => set_width(Math.max(420, at.clientWidth)));
    watch.observe(at);
    return () => watch.disconnect();
  }, []);
  const { openings, meetings } = data;
  const names = Math.min(260, Math.round(width * 0.32));
  const days = openings.flatMap((one) =>
    [one.from, one.to, one.blocked_until, one.agreed_from, one.agreed_to].flatMap((iso) =>
      iso ? [day_of(iso)] : [],
    ),
  );
  const today = day_of(data.today);
  const scale = time_scale(days, today, width - names - 8);
  const x = (day: number) => names + scale.x(day);
  const height = HEAD + openings.length * ROW + 6;
  const met = new Set(
    meetings.filter(({ a, b }) => a === chosen || b === chosen).flatMap(({ a, b }) => [a, b]),
  );
  const keys = openings.map((one) => one.key);
  const stop = chosen !== null && keys.includes(chosen) ? chosen : keys[0];
  const press = (event: KeyboardEvent<SVGGElement>, row: number) => {
    const to = event.key === "ArrowDown" ? row + 1 : event.key === "ArrowUp" ? row - 1 : null;
    if (event.key === "Enter" || event.key === " ") choose(chosen === keys[row] ? null : keys[row]!);
    else if (to !== null) {
      const next = event.currentTarget.ownerSVGElement?.querySelector<SVGGElement>(`[data-row="${to}"]`);
      next?.focus();
    } else return;
    event.preventDefault();
  };
  return (
    <div ref={box} className={css.axis}>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing holds no fieldset */}
      <svg
        width={width}
        height={height}
        role="group"
        aria-label={m.dig_axis_label({ street: data.street.name })}
      >
        <defs>
          <pattern
            id="dig_hatch"
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <path d="M0 0V6" stroke="var(--violated)" strokeWidth="1.6" />
          </pattern>
        </defs>
        {scale.ticks.map(({ day, label, year }) => (
          <g key={day}>
            <path
              d={`M${x(day)} ${year ? 4 : 16}V${height}`}
              stroke="var(--line)"
              strokeWidth={year ? 1.4 : 0.7}
            />
            <text x={x(day) + 4} y={16} className={year ? css.tick_year : css.tick}>
              {year ? label : `K${label}`}
            </text>
          </g>
        ))}
        {openings.map((one, row) => (
          // biome-ignore lint/a11y/useSemanticElements: a drawing holds no buttons
          <g
            key={one.key}
            data-row={row}
            role="button"
            tabIndex={one.key === stop ? 0 : -1}
            aria-pressed={one.key === chosen}
            aria-label={row_label(one, data, locale)}
            className={css.row}
            data-dim={chosen !== null && one.key !== chosen && !met.has(one.key) ? "" : undefined}
            data-chosen={one.key === chosen ? "" : undefined}
            transform={`translate(0 ${HEAD + row * ROW})`}
            onClick={() => choose(chosen === one.key ? null : one.key)}
            onKeyDown={(event) => press(event, row)}
          >
            <rect className={css.row_ground} width={width} height={ROW} />
            <foreignObject x={0} y={0} width={names - 8} height={ROW}>
              <div className={css.row_name}>
                <span>{opening_name(one, locale)}</span> <small>{one.party}</small>
              </div>
            </foreignObject>
            <Bars one={one} x={x} today={today} end={scale.to} />
          </g>
        ))}
        <path d={`M${x(today)} ${HEAD - 6}V${height}`} className={css.today} />
      </svg>
    </div>
  );
}

function Bars({
  one,
  x,
  today,
  end,
}: {
  one: Opening;
  x: (day: number) => number;
  today: number;
  end: number;
}) {
  const colour = layer_colour(one.lays ?? "") ?? (one.kind === "works" ? "#C2571A" : "#7A5C3E");
  const top = (ROW - BAR) / 2;
  if (!one.from)
    return (
      <text x={x(today) + 6} y={ROW / 2 + 4} className={css.tick}>
        {m.dig_no_time()}
      </text>
    );
  const from = day_of(one.from);
  const to = one.to ? day_of(one.to) + 1 : end;
  const wide = (a: number, b: number) => Math.max(3, x(b) - x(a));
  return (
    <>
      {one.blocked_until && (
        <rect
          x={x(to)}
          y={top + 3}
          width={wide(to, Math.min(end, day_of(one.blocked_until) + 1))}
          height={BAR - 6}
          fill="url(#dig_hatch)"
          opacity={0.55}
        />
      )}
      <rect
        x={x(from)}
        y={top}
        width={wide(from, to)}
        height={BAR}
        rx={3}
        fill={colour}
        className={one.kind === "measure" ? css.bar_measure : css.bar}
      />
      {one.agreed_from && one.agreed_to && (
        <rect
          x={x(day_of(one.agreed_from))}
          y={top - 4}
          width={wide(day_of(one.agreed_from), day_of(one.agreed_to) + 1)}
          height={BAR + 8}
          rx={5}
          className={css.agreed}
        />
      )}
    </>
  );
}

/** A row as it is read out: what, whose, when, and what it meets. */
function row_label(one: Opening, { meetings, openings }: StreetOpenings, locale: "nl" | "en" | "fr"): string {
  const when =
    one.from && one.to
      ? m.dig_from_to({ from: date(one.from, locale), to: date(one.to, locale) })
      : one.from
        ? m.dig_from({ from: date(one.from, locale) })
        : m.dig_no_time();
  const met = meetings.flatMap((meeting) => {
    const other = meeting.a === one.key ? meeting.b : meeting.b === one.key ? meeting.a : null;
    const found = openings.find(({ key }) => key === other);
    return found ? [`${meeting_word(meeting).word}: ${opening_name(found, locale)}`] : [];
  });
  return [`${opening_name(one, locale)} ${one.party}`, when, ...met].join("; ");
}
