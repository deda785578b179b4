import { layer_name } from "../layer/layer_by_id.ts";
import { mix } from "../map/colour.ts";
import { type Locale, number } from "../text/number.ts";
import { object_colour } from "./buried_shape.tsx";
import type { SectionObject } from "./section_data.ts";
import { BreakMark, GoneStroke } from "./section_marks.tsx";
import { decoration, type SectionPalette } from "./section_palette.ts";
import { building_height_m, char_px, type Scene } from "./section_scene.ts";
import type { SurfaceSpan } from "./surface_spans.ts";

const person_m = 1.75;
const car_m = { width: 1.8, height: 1.5 } as const;

/** A house as an outline, cut where the section ends; its door at true height. */
export function House(props: {
  object: SectionObject;
  scene: Scene;
  palette: SectionPalette;
  locale: Locale;
  lit: boolean;
}) {
  const { object, scene, palette, locale, lit } = props;
  const [x1, x2] = [scene.x(object.from_m), scene.x(object.to_m)];
  const width = x2 - x1;
  const true_height = building_height_m(object) * scene.px_per_m;
  const height = Math.min(true_height, scene.sky_px);
  const y = scene.ground_y - height;
  const door = { width: 0.9 * scene.px_per_m, height: 2.1 * scene.px_per_m };
  const line = mix(object_colour(object), palette.ink, 0.5);
  const cellar_m = object.attributes.cellar === true ? Math.min(2.2, scene.soil_m) : 0.6;
  return (
    <g>
      <rect x={x1} y={y} width={width} height={height} fill={mix(object_colour(object), palette.sky, 0.25)} />
      <path
        d={`M${x1} ${scene.y(cellar_m)}V${y}H${x2}V${scene.y(cellar_m)}`}
        fill="none"
        stroke={lit ? palette.accent : line}
        strokeWidth={lit ? 3 : 1.3}
      />
      <rect
        x={x1}
        y={scene.ground_y}
        width={width}
        height={scene.y(cellar_m) - scene.ground_y}
        fill={mix(object_colour(object), palette.soil, 0.45)}
      />
      {height < true_height - 1 && (
        <BreakMark
          from={x1}
          to={x2}
          y={scene.ground_y - height * 0.85}
          height_m={width > 40 && object.attributes.height_m ? building_height_m(object) : null}
          colour={line}
          {...{ palette, locale }}
        />
      )}
      {width > door.width * 1.6 && (
        <path
          d={`M${(x1 + x2 - door.width) / 2} ${scene.ground_y}v${-door.height}h${door.width}v${door.height}`}
          fill={mix(object_colour(object), palette.ink, 0.18)}
          stroke={line}
          strokeWidth={1}
        />
      )}
    </g>
  );
}

/** The paving as a thin hatch in its layer's colour, with its name and width where they fit. */
export function Surface(props: {
  span: SurfaceSpan;
  scene: Scene;
  palette: SectionPalette;
  locale: Locale;
  lit: boolean;
}) {
  const { span, scene, palette, locale, lit } = props;
  const { object } = span;
  if (object.layer === "building") return null;
  const [x1, x2] = [scene.x(span.from_m), scene.x(span.to_m)];
  const colour = object_colour(object);
  const gone = object.removed.filter(({ from_m, to_m }) => from_m < span.to_m && to_m > span.from_m);
  const width_text = number(span.to_m - span.from_m, locale, 1, 1);
  const name = `${layer_name(object.layer, locale)} ${width_text}`;
  const room = x2 - x1 - 4;
  const text = name.length * char_px < room ? name : width_text.length * char_px < room ? width_text : "";
  return (
    <g>
      <rect
        x={x1}
        y={scene.ground_y - 1}
        width={x2 - x1}
        height={7}
        fill={mix(colour, palette.ink, 0.12)}
        stroke={lit ? palette.accent : mix(colour, palette.ink, 0.45)}
        strokeWidth={lit ? 2.4 : 0.8}
        {...(object.kind === "measure" ? { strokeDasharray: "4 2" } : {})}
      />
      {gone.map(({ measure_id, from_m, to_m }) => (
        <path
          key={measure_id}
          d={`M${scene.x(Math.max(from_m, span.from_m))} ${scene.ground_y + 2.5}H${scene.x(Math.min(to_m, span.to_m))}`}
          stroke={palette.violated}
          strokeWidth={2.4}
        />
      ))}
      {text && (
        <text
          x={(x1 + x2) / 2}
          y={scene.ground_y - 6}
          textAnchor="middle"
          fontSize={11}
          fill={palette.ink}
          stroke={palette.sky}
          strokeWidth={3}
          paintOrder="stroke"
          {...(gone.length > 0 ? { textDecoration: "line-through" } : {})}
        >
          {text}
        </text>
      )}
    </g>
  );
}

/** People and a car as grey silhouettes, for the scale. */
export function Silhouettes({ scene, palette }: { scene: Scene; palette: SectionPalette }) {
  const widest = (layers: readonly string[], least_m: number) =>
    scene.surface
      .filter(({ object, from_m, to_m }) => layers.includes(object.layer) && to_m - from_m >= least_m)
      .sort((a, b) => b.to_m - b.from_m - (a.to_m - a.from_m))[0];
  const walk = widest(["footway"], 1.1);
  const drive = widest(["carriageway"], 2.6);
  const u = scene.px_per_m;
  const g = scene.ground_y - 1;
  const px = walk && scene.x(walk.from_m + (walk.to_m - walk.from_m) * 0.35);
  const cx = drive && scene.x(drive.from_m + Math.min(2, (drive.to_m - drive.from_m) / 2));
  const [w, h] = [(car_m.width * u) / 2, car_m.height * u];
  return (
    <g fill={palette.silhouette} {...decoration}>
      {px !== undefined && (
        <>
          <circle cx={px} cy={g - person_m * u + 0.12 * u} r={0.12 * u} />
          <path
            d={`M${px - 0.2 * u} ${g - 1.42 * u}h${0.4 * u}l${-0.06 * u} ${0.68 * u}l${-0.02 * u} ${0.74 * u}h${-0.13 * u}l${-0.02 * u} ${-0.62 * u}h${-0.02 * u}l${-0.02 * u} ${0.62 * u}h${-0.13 * u}l${-0.02 * u} ${-0.74 * u}Z`}
          />
        </>
      )}
      {cx !== undefined && (
        <path
          d={`M${cx - w} ${g - 0.15 * h}v${-0.42 * h}l${0.18 * w} ${-0.1 * h}l${0.2 * w} ${-0.33 * h}h${1.24 * w}l${0.2 * w} ${0.33 * h}l${0.18 * w} ${0.1 * h}v${0.42 * h}h${-0.1 * w}v${0.15 * h}h${-0.3 * w}v${-0.15 * h}h${-1.2 * w}v${0.15 * h}h${-0.3 * w}v${-0.15 * h}Z`}
        />
      )}
    </g>
  );
}

/** What else stands on the ground: hedges and posts. */
export function SmallThing({
  object,
  scene,
  palette,
  lit,
}: {
  object: SectionObject;
  scene: Scene;
  palette: SectionPalette;
  lit: boolean;
}) {
  const u = scene.px_per_m;
  const x = scene.x((object.from_m + object.to_m) / 2);
  const hedge = object.layer === "hedge";
  const width = hedge ? Math.max(0.6 * u, scene.x(object.to_m) - scene.x(object.from_m)) : 0.3 * u;
  const height = (hedge ? Math.max(0.5, Number(object.attributes.height_m) || 0.9) : 1.4) * u;
  const box = { x: x - width / 2, y: scene.ground_y - height, width, height };
  return (
    <g>
      <rect
        {...box}
        rx={hedge ? 0.2 * u : 0}
        fill={object_colour(object)}
        fillOpacity={hedge ? 0.7 : 1}
        stroke={lit ? palette.accent : mix(object_colour(object), palette.ink, 0.4)}
        strokeWidth={lit ? 3 : 1}
      />
      {object.removed.length > 0 && <GoneStroke box={box} palette={palette} />}
    </g>
  );
}
