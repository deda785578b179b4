import { useMemo } from "react";
import { standing_out } from "../map/colour.ts";
import * as m from "../text/compiled/messages.js";
import { type Locale, number } from "../text/number.ts";
import { object_colour } from "./buried_shape.tsx";
import { type Box, place_labels } from "./place_labels.ts";
import { Rulers } from "./rulers.tsx";
import { type Section, type SectionObject, thing_key, worst_of } from "./section_data.ts";
import type { DrawingProps } from "./section_drawing.tsx";
import { VerdictShape } from "./section_marks.tsx";
import { decoration, section_palette } from "./section_palette.ts";
import { char_px } from "./section_scene.ts";
import { object_label, section_title } from "./section_words.ts";
import { useThings } from "./use_things.ts";

const left = 46;
const side = 14;
const top = 24;

/** Depth against distance along a street or a pipe: what runs along as bars, what crosses as dots. */
export function LongSectionDrawing(props: DrawingProps) {
  const { section, frame, theme, locale, lit } = props;
  const palette = section_palette[theme];
  const { bars, dots, labels, axes } = useMemo(
    () => long_scene(section, frame, locale),
    [section, frame, locale],
  );
  const { svg, step, thing } = useThings({
    drawn: [...bars, ...dots].map(({ object }) => object),
    lit,
    locale,
    on_lit: props.on_lit,
    on_open: props.on_open,
  });
  const is_lit = (object: SectionObject) => thing_key(object) === lit;
  return (
    <svg
      ref={svg}
      xmlns="http://www.w3.org/2000/svg"
      width={frame.width}
      height={axes.height}
      viewBox={`0 0 ${frame.width} ${axes.height}`}
      aria-label={section_title(section, locale)}
      fontFamily="'Source Sans 3', system-ui, sans-serif"
      onKeyDown={step}
      onPointerLeave={() => props.on_lit?.(null)}
    >
      <rect x={left} y={0} width={axes.right - left} height={top} fill={palette.sky} />
      <rect x={left} y={top} width={axes.right - left} height={axes.soil_y - top} fill={palette.soil} />
      <Rulers on={axes} palette={palette} locale={locale} />
      {bars.map(({ object, box }) => (
        <g key={`${thing_key(object)}@${object.from_m}`} {...thing(object)}>
          <rect
            {...box}
            fill={object_colour(object)}
            fillOpacity={0.85}
            stroke={is_lit(object) ? palette.accent : standing_out(object_colour(object), palette.soil, 3)}
            strokeWidth={is_lit(object) ? 3 : 0.8}
            {...(object.position_assumed || object.depth_assumed ? { strokeDasharray: "4 3" } : {})}
          />
        </g>
      ))}
      {dots.map(({ object, box }) => (
        <g key={`${thing_key(object)}@${object.from_m}`} {...thing(object)}>
          <ellipse
            cx={box.x + box.width / 2}
            cy={box.y + box.height / 2}
            rx={box.width / 2}
            ry={box.height / 2}
            fill={object_colour(object)}
            stroke={is_lit(object) ? palette.accent : standing_out(object_colour(object), palette.soil, 3)}
            strokeWidth={is_lit(object) ? 3 : 1}
          />
        </g>
      ))}
      <path d={`M${left} ${top}H${axes.right}`} stroke={palette.ground} strokeWidth={2} />
      {labels.map(({ id, box, leader }) => (
        <g key={id} pointerEvents="none" {...decoration}>
          {leader && (
            <path
              d={`M${leader[0]} ${leader[1]}L${leader[2]} ${leader[3]}`}
              stroke={palette.quiet}
              strokeWidth={0.8}
            />
          )}
          <text
            x={box.x + box.width / 2}
            y={box.y + 11}
            textAnchor="middle"
            fontSize={11}
            fill={palette.ink}
            stroke={palette.soil}
            strokeWidth={2.5}
            paintOrder="stroke"
          >
            {object_label(bars[Number(id)]!.object, locale)}
          </text>
        </g>
      ))}
      {dots.map(({ object, box }) =>
        worst_of(object, section.findings) === "violated" ? (
          <VerdictShape
            key={`${thing_key(object)}@${object.from_m}`}
            x={box.x + box.width / 2}
            y={box.y - 8}
            verdict="violated"
            palette={palette}
          />
        ) : null,
      )}
      <text x={axes.right - 6} y={16} textAnchor="end" fontSize={11} fill={palette.quiet}>
        {m.section_depth_times({ times: number(axes.depth_px_per_m / axes.px_per_m, locale, 0) })}
      </text>
    </svg>
  );
}

interface Drawn {
  readonly object: SectionObject;
  readonly box: Box;
}

function long_scene(section: Section, frame: DrawingProps["frame"], locale: Locale) {
  const deep = section.objects.filter(
    (object) => object.top_m !== null && object.bottom_m !== null && object.relation !== "span",
  );
  const soil_m = Math.min(8, Math.max(1.6, ...deep.map((object) => object.bottom_m! + 0.3)));
  const px_per_m = (frame.width - left - side) / section.length_m;
  const depth_px_per_m = Math.max(20, (frame.height - top - 22 - 70) / soil_m) * frame.exaggeration;
  const x = (at_m: number) => left + at_m * px_per_m;
  const y = (depth_m: number) => top + Math.min(depth_m, soil_m) * depth_px_per_m;
  const soil_y = y(soil_m);
  const boxed = (object: SectionObject): Drawn => {
    const height = Math.max(3, y(object.bottom_m!) - y(object.top_m!));
    const width = object.relation === "along" ? Math.max(2, x(object.to_m) - x(object.from_m)) : 6;
    const from = object.relation === "along" ? x(object.from_m) : x(object.from_m) - 3;
    return {
      object,
      box: {
        x: from,
        y: y(object.top_m!),
        width,
        height: object.relation === "along" ? height : Math.max(6, height),
      },
    };
  };
  // From the beginning of the line to its end: the order of the arrow keys.
  deep.sort((a, b) => a.from_m - b.from_m);
  const bars = deep.filter(({ relation }) => relation === "along").map(boxed);
  const dots = deep.filter(({ relation }) => relation !== "along").map(boxed);
  // One label for each kind at each depth: a main of twenty pieces has one name.
  const named = new Map<string, number>();
  for (const [place, { object, box }] of bars.entries()) {
    const name = `${object_label(object, locale)}@${object.top_m}`;
    const longest = named.get(name);
    if (box.width > 24 && (longest === undefined || bars[longest]!.box.width < box.width))
      named.set(name, place);
  }
  const wishes = [...named.values()].map((place) => ({
    id: String(place),
    thing: bars[place]!.box,
    text_width: object_label(bars[place]!.object, locale).length * char_px,
  }));
  const area = { x: left, y: top + 2, width: frame.width - left - side, height: soil_y - top - 4 };
  const { labels, bottom } = place_labels(
    wishes,
    wishes.map(({ thing }) => thing),
    area,
  );
  const height = Math.max(bottom, soil_y) + 26;
  const axes = {
    left,
    right: frame.width - side,
    ground_y: top,
    soil_y,
    height,
    soil_m,
    length_m: section.length_m,
    px_per_m,
    depth_px_per_m,
    x,
    y,
  };
  return { bars, dots, labels, axes };
}
