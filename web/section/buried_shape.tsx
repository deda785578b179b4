import { layer_by_id } from "../layer/layer_by_id.ts";
import { standing_out } from "../map/colour.ts";
import type { SectionObject } from "./section_data.ts";
import { GoneStroke } from "./section_marks.tsx";
import type { SectionPalette } from "./section_palette.ts";
import type { Buried, Scene } from "./section_scene.ts";

/** The colour of a thing: its layer's, or that of the first trait that has its own. */
export function object_colour({ layer, traits }: Pick<SectionObject, "layer" | "traits">): string {
  const draw = layer_by_id(layer)?.draw;
  return draw?.variants?.find(({ trait }) => traits.includes(trait))?.colour ?? draw?.colour ?? "#918A6F";
}

/** The band in which a cut pipe may lie: solid where it was measured, dashed where it is assumed. */
export function UncertaintyBand({ buried, palette }: { buried: Buried; palette: SectionPalette }) {
  const { band, body, assumed, object } = buried;
  if (!band) return null;
  const edge = standing_out(object_colour(object), palette.soil, 3);
  return (
    <ellipse
      cx={body.x + body.width / 2}
      cy={body.y + body.height / 2}
      rx={band.rx}
      ry={band.ry}
      fill={object_colour(object)}
      fillOpacity={0.14}
      stroke={edge}
      strokeWidth={1}
      strokeOpacity={0.75}
      {...(assumed ? { strokeDasharray: "4 3" } : {})}
    />
  );
}

/** A buried thing at its depth and size; planned ones with a dashed rim, what is removed with a stroke through it. */
export function BuriedShape(props: { buried: Buried; scene: Scene; palette: SectionPalette; lit: boolean }) {
  const { buried, scene, palette, lit } = props;
  const { object, body, shape } = buried;
  const colour = object_colour(object);
  const edge = lit ? palette.accent : standing_out(colour, palette.soil, 3);
  const planned = object.kind === "measure" || object.status === "projected";
  const rim = {
    stroke: edge,
    strokeWidth: lit ? 3 : 1.2,
    ...(planned ? { strokeDasharray: "3 2" } : {}),
  };
  const gone = object.removed.length > 0 && shape !== "area";
  const [cx, cy] = [body.x + body.width / 2, body.y + body.height / 2];
  return (
    <g opacity={gone ? 0.6 : 1}>
      {shape === "pipe" && (
        <ellipse cx={cx} cy={cy} rx={body.width / 2} ry={body.height / 2} fill={colour} {...rim} />
      )}
      {shape === "pipe" && object.relation === "ends" && (
        <path d={`M${cx} ${body.y - 4}v${body.height + 8}`} stroke={edge} strokeWidth={1.6} />
      )}
      {shape === "bar" && (
        <rect
          x={body.x}
          y={body.y}
          width={body.width}
          height={body.height}
          rx={Math.min(2, body.height / 2)}
          fill={colour}
          fillOpacity={object.distance_m > 0.05 ? 0.55 : 0.9}
          {...rim}
          strokeWidth={lit ? 3 : 0.8}
        />
      )}
      {shape === "area" && <AreaShape buried={buried} edge={edge} colour={colour} lit={lit} />}
      {shape === "unknown" && (
        <>
          <path
            d={`M${cx} ${scene.ground_y}V${scene.soil_y}`}
            stroke={edge}
            strokeWidth={lit ? 2.4 : 1.4}
            strokeDasharray="2 4"
          />
          <circle cx={cx} cy={cy} r={7} fill={palette.paper} stroke={edge} strokeWidth={lit ? 2.4 : 1.4} />
          <text x={cx} y={cy + 4} textAnchor="middle" fontSize={11} fontWeight={700} fill={edge}>
            ?
          </text>
        </>
      )}
      {gone && (
        <GoneStroke
          box={{ x: body.x - 5, y: body.y - 5, width: body.width + 10, height: body.height + 10 }}
          palette={palette}
        />
      )}
    </g>
  );
}

function AreaShape({
  buried,
  colour,
  edge,
  lit,
}: {
  buried: Buried;
  colour: string;
  edge: string;
  lit: boolean;
}) {
  const { object, body, assumed } = buried;
  const { x, y, width, height } = body;
  // Roots: a bowl, deepest under the trunk.
  const bowl = `M${x} ${y}C${x + width * 0.12} ${y + height * 1.3} ${x + width * 0.88} ${y + height * 1.3} ${x + width} ${y}Z`;
  const d = object.layer === "root_zone" ? bowl : `M${x} ${y}h${width}v${height}h${-width}Z`;
  return (
    <path
      d={d}
      fill={colour}
      fillOpacity={object.layer === "protected_area" ? 0.08 : 0.22}
      stroke={edge}
      strokeOpacity={0.8}
      strokeWidth={lit ? 2.6 : 1}
      {...(assumed ? { strokeDasharray: "5 3" } : {})}
    />
  );
}
