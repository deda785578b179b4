import type { Color, Layer, LayersList } from "@deck.gl/core";
import { PathLayer, SolidPolygonLayer } from "@deck.gl/layers";
import { SimpleMeshLayer } from "@deck.gl/mesh-layers";
import { CylinderGeometry } from "@luma.gl/engine";
import type { Geometry, Position } from "geojson";
import { layer_colour } from "../layer/layer_by_id.ts";
import { map_palette, type Theme } from "../ui/theme.ts";

export interface BelowGround {
  readonly lines: readonly {
    readonly kind: "feature" | "measure";
    readonly layer: string;
    readonly geometry: Geometry;
    readonly top_m: number;
    readonly bottom_m: number;
    readonly diameter_m: number | null;
  }[];
  readonly conflicts: readonly {
    readonly id: string;
    readonly verdict: string;
    readonly geometry: Geometry;
    readonly depth_m: number;
  }[];
  readonly truncated: boolean;
}

/** A straight piece of pipe. */
interface Tube {
  readonly middle: [number, number, number];
  readonly yaw_deg: number;
  readonly length_m: number;
  readonly diameter_m: number;
  readonly colour: Color;
}

type Scene = Readonly<{ exaggeration: number; theme: Theme; before: string }>;
const metres_per_degree = 111_320;
/** Thinner ones would be lost between the tubes. */
const thinnest_m = 0.1;

const parts_of = (geometry: Geometry): Position[][] =>
  geometry.type === "LineString"
    ? [geometry.coordinates]
    : geometry.type === "MultiLineString"
      ? geometry.coordinates
      : [];

/** `#rrggbb` as deck.gl takes it. */
export function rgb(hex: string, alpha = 255): [number, number, number, number] {
  const value = Number.parseInt(hex.slice(1, 7), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255, alpha];
}

/** Every straight piece of every line at its depth (axis, metres), as a tube of its diameter. */
export function tubes_of(lines: BelowGround["lines"], exaggeration: number): Tube[] {
  return lines.flatMap((line) => {
    const z = (-(line.top_m + line.bottom_m) / 2) * exaggeration;
    const diameter_m = Math.max(line.diameter_m ?? 0, thinnest_m);
    const colour = rgb(layer_colour(line.layer) ?? "#918A6F", line.kind === "measure" ? 170 : 255);
    return parts_of(line.geometry).flatMap((part) =>
      part.slice(1).map((to, i): Tube => {
        const from = part[i]!;
        const middle_lat = (from[1]! + to[1]!) / 2;
        const east_m = (to[0]! - from[0]!) * metres_per_degree * Math.cos((middle_lat * Math.PI) / 180);
        const north_m = (to[1]! - from[1]!) * metres_per_degree;
        return {
          middle: [(from[0]! + to[0]!) / 2, middle_lat, z],
          yaw_deg: (Math.atan2(north_m, east_m) * 180) / Math.PI,
          length_m: Math.hypot(east_m, north_m),
          diameter_m,
          colour,
        };
      }),
    );
  });
}

const cylinder = new CylinderGeometry({
  radius: 0.5,
  height: 1,
  nradial: 10,
  verticalAxis: "x",
  topCap: true,
  bottomCap: true,
});

/** Pipes as tubes at their depth, under the map layer `before`. */
function pipes(data: BelowGround, { exaggeration, before }: Scene): Layer {
  return new SimpleMeshLayer<Tube>({
    id: "section:pipes",
    data: tubes_of(data.lines, exaggeration),
    mesh: cylinder,
    getPosition: (tube) => tube.middle,
    getOrientation: (tube) => [0, tube.yaw_deg, 0],
    getScale: (tube) => [tube.length_m, tube.diameter_m, tube.diameter_m],
    getColor: (tube) => tube.colour,
    pickable: false,
    beforeId: before,
  } as ConstructorParameters<typeof SimpleMeshLayer<Tube>>[0]);
}

/** Stretches in conflict as wide bands in the verdict's colour. */
function conflicts(data: BelowGround, { exaggeration, theme, before }: Scene): Layer {
  const palette = map_palette[theme];
  const paths = data.conflicts.flatMap(({ geometry, verdict, depth_m }) =>
    parts_of(geometry).map((part) => ({
      path: part.map(([x, y]) => [x!, y!, -depth_m * exaggeration] as [number, number, number]),
      colour: rgb(
        verdict === "violated" ? palette.violated : palette.possible,
        verdict === "violated" ? 130 : 70,
      ),
    })),
  );
  return new PathLayer<(typeof paths)[number]>({
    id: "section:conflicts",
    data: paths,
    getPath: (one) => one.path,
    getColor: (one) => one.colour,
    getWidth: 0.3,
    widthUnits: "meters",
    widthMinPixels: 2,
    billboard: true,
    capRounded: true,
    pickable: false,
    beforeId: before,
  } as ConstructorParameters<typeof PathLayer<(typeof paths)[number]>>[0]);
}

/** The section's plane, from the ground down. */
function cutting_plane(line: Geometry, { exaggeration, theme, before }: Scene): Layer {
  const depth_m = 3.5 * exaggeration;
  const walls = parts_of(line).flatMap((part) =>
    part.slice(1).map((to, i) => {
      const [a, b] = [part[i]!, to];
      return [
        [a[0]!, a[1]!, 0],
        [b[0]!, b[1]!, 0],
        [b[0]!, b[1]!, -depth_m],
        [a[0]!, a[1]!, -depth_m],
      ];
    }),
  );
  return new SolidPolygonLayer({
    id: "section:plane",
    data: walls,
    getPolygon: (wall: number[][]) => wall,
    getFillColor: rgb(map_palette[theme].accent, 110),
    _full3d: true,
    pickable: false,
    beforeId: before,
  } as unknown as ConstructorParameters<typeof SolidPolygonLayer>[0]);
}

/** Everything below ground as deck.gl layers that are drawn under the map layer `before`. */
export const below_ground_layers = (data: BelowGround, line: Geometry | null, scene: Scene): LayersList => [
  pipes(data, scene),
  conflicts(data, scene),
  line && cutting_plane(line, scene),
];
