import { useId } from "react";
import { mix } from "../map/colour.ts";
import type { Locale } from "../text/number.ts";
import { object_colour } from "./buried_shape.tsx";
import { BreakMark, break_gap_px, GoneStroke } from "./section_marks.tsx";
import type { SectionPalette } from "./section_palette.ts";
import type { Scene, Standing } from "./section_scene.ts";

interface TreeProps {
  readonly tree: Standing;
  readonly scene: Scene;
  readonly palette: SectionPalette;
  readonly locale: Locale;
  readonly lit: boolean;
}

/**
 * A tree at true size: trunk, crown, and dashed the ground that its roots need. One taller than the sky is broken:
 * its foot and its top are there at true size, what is between is left out at a marked gap that says its height.
 */
export function Tree({ tree, scene, palette, locale, lit }: TreeProps) {
  const id = useId();
  const { object, x, crown_px, root_px, cut_px } = tree;
  const whole = <WholeTree {...{ tree, scene, palette, lit }} />;
  const colour = object_colour(object);
  // In the lower half of what is seen, so that the crown keeps its round top.
  const break_y = scene.ground_y - (tree.height_px - cut_px) * 0.5;
  const seen_px = tree.height_px - cut_px;
  const gone = object.removed.length > 0;
  const half = Math.max(crown_px, root_px * 2, 20) / 2 + 4;
  return (
    // A trunk beside the plane of the section stands behind it.
    <g opacity={object.distance_m > 0.5 || gone ? 0.6 : 1}>
      {cut_px === 0 ? (
        whole
      ) : (
        <>
          <clipPath id={`${id}foot`}>
            <rect
              x={x - half}
              y={break_y + break_gap_px}
              width={half * 2}
              height={scene.ground_y - break_y + 6}
            />
          </clipPath>
          <clipPath id={`${id}top`}>
            <rect x={x - half} y={0} width={half * 2} height={break_y - break_gap_px} />
          </clipPath>
          <g clipPath={`url(#${id}foot)`}>{whole}</g>
          <g clipPath={`url(#${id}top)`}>
            <g transform={`translate(0 ${cut_px})`}>{whole}</g>
          </g>
          <BreakMark
            from={x - half + 4}
            to={x + half - 4}
            y={break_y}
            height_m={tree.height_m}
            colour={mix(colour, palette.ink, 0.45)}
            {...{ palette, locale }}
          />
        </>
      )}
      {gone && (
        <GoneStroke
          box={{ x: x - crown_px / 2, y: scene.ground_y - seen_px, width: crown_px, height: seen_px }}
          palette={palette}
        />
      )}
      {root_px > 0 && (
        <path
          d={`M${x - root_px} ${scene.ground_y + 3}h${root_px * 2}`}
          stroke={mix(colour, palette.ink, 0.2)}
          strokeWidth={1.4}
          strokeDasharray="2 3"
        />
      )}
    </g>
  );
}

function WholeTree({ tree, scene, palette, lit }: Omit<TreeProps, "locale">) {
  const { object, x, height_px, crown_px } = tree;
  const planned = object.kind === "measure";
  const crown_y = scene.ground_y - height_px * 0.62;
  const colour = object_colour(object);
  return (
    <>
      <path
        d={`M${x} ${scene.ground_y}V${crown_y}`}
        stroke="#7a5c3e"
        strokeWidth={Math.max(3, 0.25 * scene.px_per_m)}
      />
      <ellipse
        cx={x}
        cy={crown_y}
        rx={crown_px / 2}
        ry={height_px * 0.38}
        fill={colour}
        fillOpacity={planned ? 0.25 : 0.42}
        stroke={lit ? palette.accent : mix(colour, palette.ink, 0.2)}
        strokeWidth={lit ? 3 : 1.2}
        {...(planned ? { strokeDasharray: "5 3" } : {})}
      />
    </>
  );
}
