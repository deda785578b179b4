import { useMemo } from "react";
import { standing_out } from "../map/colour.ts";
import * as m from "../text/compiled/messages.js";
import type { Locale } from "../text/number.ts";
import type { Theme } from "../ui/theme.ts";
import { House, Silhouettes, SmallThing, Surface } from "./above_ground.tsx";
import { BuriedShape, object_colour, UncertaintyBand } from "./buried_shape.tsx";
import { Rulers } from "./rulers.tsx";
import { type Section, type SectionObject, thing_key } from "./section_data.ts";
import { ClearanceEnvelope, ConflictLines, VerdictShape } from "./section_marks.tsx";
import { decoration, section_palette } from "./section_palette.ts";
import { type Frame, section_scene } from "./section_scene.ts";
import { finding_numbers, object_label, section_title } from "./section_words.ts";
import { Tree } from "./tree.tsx";
import { useThings } from "./use_things.ts";

export interface DrawingProps {
  readonly section: Section;
  readonly frame: Frame;
  readonly theme: Theme;
  readonly locale: Locale;
  readonly clearances: boolean;
  /** The thing pointed at; `thing_key`. */
  readonly lit: string | null;
  readonly on_lit?: (object: SectionObject | null) => void;
  readonly on_open?: (object: SectionObject) => void;
}

/** The cross-section: true to scale, from the stored data. Pure: the same section gives the same drawing. */
export function SectionDrawing(props: DrawingProps) {
  const { section, frame, theme, locale, lit } = props;
  const palette = section_palette[theme];
  const scene = useMemo(
    () => section_scene(section, frame, (object) => object_label(object, locale)),
    [section, frame, locale],
  );
  const lit_object = section.objects.find((object) => thing_key(object) === lit);
  const small = section.objects.filter(({ layer }) => layer === "hedge" || layer === "charge_point");

  // Areas lie behind what is in them.
  const buried = [...scene.buried].sort((a, b) => Number(b.shape === "area") - Number(a.shape === "area"));
  const { svg, step, thing } = useThings({
    drawn: [scene.buildings, scene.standing, small, buried, scene.surface]
      .flat()
      .map((one) => ("object" in one ? one.object : one)),
    lit,
    locale,
    on_lit: props.on_lit,
    on_open: props.on_open,
  });
  const is_lit = (object: SectionObject) => thing_key(object) === lit;
  const [x1, x2] = [scene.x(0), scene.x(section.length_m)];
  return (
    <svg
      ref={svg}
      xmlns="http://www.w3.org/2000/svg"
      width={scene.width}
      height={scene.height}
      viewBox={`0 0 ${scene.width} ${scene.height}`}
      aria-label={section_title(section, locale)}
      fontFamily="'Source Sans 3', system-ui, sans-serif"
      onKeyDown={step}
      onPointerLeave={() => props.on_lit?.(null)}
    >
      <rect x={x1} y={0} width={x2 - x1} height={scene.ground_y} fill={palette.sky} />
      <rect
        x={x1}
        y={scene.ground_y}
        width={x2 - x1}
        height={scene.soil_y - scene.ground_y}
        fill={palette.soil}
      />
      <Rulers
        on={{ ...scene, length_m: section.length_m, right: x2, left: Math.min(x1, scene.left + 400) }}
        palette={palette}
        locale={locale}
      />
      <Silhouettes scene={scene} palette={palette} />
      {scene.buildings.map((object) => (
        <g key={`${thing_key(object)}@${object.from_m}`} {...thing(object)}>
          <House object={object} lit={is_lit(object)} {...{ scene, palette, locale }} />
        </g>
      ))}
      {scene.standing.map((tree) => (
        <g key={thing_key(tree.object)} {...thing(tree.object)}>
          <Tree tree={tree} lit={is_lit(tree.object)} {...{ scene, palette, locale }} />
        </g>
      ))}
      {small.map((object) => (
        <g key={`${thing_key(object)}@${object.from_m}`} {...thing(object)}>
          <SmallThing object={object} lit={is_lit(object)} {...{ scene, palette }} />
        </g>
      ))}
      {scene.buried.map((one, place) => (
        <UncertaintyBand key={String(place)} buried={one} palette={palette} />
      ))}
      {props.clearances &&
        scene.buried.map((one, place) => (
          <ClearanceEnvelope key={String(place)} buried={one} {...{ section, scene, palette }} />
        ))}
      {buried.map((one) => (
        <g key={`${thing_key(one.object)}@${one.object.from_m}`} {...thing(one.object)}>
          <BuriedShape buried={one} lit={is_lit(one.object)} {...{ scene, palette }} />
        </g>
      ))}
      <path d={`M${x1} ${scene.ground_y}H${x2}`} stroke={palette.ground} strokeWidth={2} />
      {scene.surface.map((span) => (
        <g key={`${thing_key(span.object)}@${span.from_m}`} {...thing(span.object)}>
          <Surface span={span} lit={is_lit(span.object)} {...{ scene, palette, locale }} />
        </g>
      ))}
      {scene.labels.map(({ id, leader }) =>
        leader ? (
          <path
            key={id}
            d={`M${leader[0]} ${leader[1]}L${leader[2]} ${leader[3]}`}
            stroke={standing_out(object_colour(scene.buried[Number(id)]!.object), palette.paper, 2)}
            strokeWidth={1}
            pointerEvents="none"
          />
        ) : null,
      )}
      {scene.labels.map(({ id, box, leader }) => {
        const { object } = scene.buried[Number(id)]!;
        return (
          <text
            key={id}
            data-label=""
            x={leader ? box.x + 3 : box.x + box.width / 2}
            y={box.y + 11}
            textAnchor={leader ? "start" : "middle"}
            fontSize={11}
            fontWeight={is_lit(object) ? 700 : 400}
            fill={palette.ink}
            stroke={leader ? palette.paper : palette.soil}
            strokeWidth={3}
            paintOrder="stroke"
            pointerEvents="none"
            {...decoration}
            {...(object.removed.length > 0 ? { textDecoration: "line-through" } : {})}
          >
            {object_label(object, locale)}
          </text>
        );
      })}
      {scene.marks.map(({ object, ...mark }) => (
        <VerdictShape key={`${thing_key(object)}@${object.from_m}`} palette={palette} {...mark} />
      ))}
      {lit_object && (
        <ConflictLines
          object={lit_object}
          numbers={(finding) => finding_numbers(finding, locale)}
          {...{ section, scene, palette }}
        />
      )}
      {frame.exaggeration > 1 && (
        <text x={x2 - 6} y={scene.soil_y - 6} textAnchor="end" fontSize={11} fill={palette.quiet}>
          {m.section_depth_times({ times: frame.exaggeration })}
        </text>
      )}
      {section.objects.length === 0 && (
        <text
          x={(x1 + x2) / 2}
          y={scene.ground_y + 40}
          textAnchor="middle"
          fontSize={13}
          fill={palette.quiet}
        >
          {m.section_empty()}
        </text>
      )}
    </svg>
  );
}
