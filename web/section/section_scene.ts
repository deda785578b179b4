import { root_protection_radius_m } from "../../data/catalog/formulas.ts";
import { layer_by_id } from "../layer/layer_by_id.ts";
import { type Box, type PlacedLabel, place_labels } from "./place_labels.ts";
import { type Section, type SectionObject, worst_of } from "./section_data.ts";
import { is_surface, type SurfaceSpan, surface_spans } from "./surface_spans.ts";

export interface Frame {
  readonly width: number;
  readonly height: number;
  /** How many times deeper than true the ground is drawn. */
  readonly exaggeration: number;
}

/** A buried thing in pixels: its body and the band in which it may lie. */
export interface Buried {
  readonly object: SectionObject;
  readonly body: Box;
  /** Half-axes of the ellipse in which a cut pipe may lie; null of what has no depth or is no cut pipe. */
  readonly band: { readonly rx: number; readonly ry: number } | null;
  readonly assumed: boolean;
  readonly shape: "pipe" | "bar" | "area" | "unknown";
}

export interface Standing {
  readonly object: SectionObject;
  readonly x: number;
  readonly height_px: number;
  readonly crown_px: number;
  /** What of its height has no place in the sky: taken out in the middle, and marked; 0: it is whole. */
  readonly cut_px: number;
  /** Where somebody measured it. */
  readonly height_m: number | null;
  /** Radius of the ground its roots need, where the trunk is measured; 0: not known. */
  readonly root_px: number;
}

/** A verdict's shape at a thing that is too close to another, or may be. */
export interface Mark {
  readonly object: SectionObject;
  readonly verdict: "violated" | "possible";
  readonly x: number;
  readonly y: number;
}

export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  /** Where the ground line runs, and where the drawn soil ends. */
  readonly ground_y: number;
  readonly soil_y: number;
  /** From the ground line to the top of the drawing. */
  readonly sky_px: number;
  readonly px_per_m: number;
  readonly depth_px_per_m: number;
  readonly soil_m: number;
  readonly surface: readonly SurfaceSpan[];
  readonly buildings: readonly SectionObject[];
  readonly buried: readonly Buried[];
  readonly standing: readonly Standing[];
  readonly marks: readonly Mark[];
  readonly labels: readonly PlacedLabel[];
  x(at_m: number): number;
  y(depth_m: number): number;
}

const left = 46;
const side = 14;
const top = 6;
const ruler = 22;
/** Width of a character of the labels' type, wide enough for capitals. */
export const char_px = 6.1;
const least_px = 3;
/** Shown of what lies deeper, such as a borehole. */
const deepest_m = 6;
const plain_m = 1;
/** The scale gives way to trees up to this high; taller ones follow as far as there is room. */
const whole_tree_m = 4.5;
/** Above the tallest tree. */
const air_m = 0.3;
const storey_m = 7;

const amount = (object: SectionObject, key: string): number | null => {
  const value = Number(object.attributes[key]);
  return Number.isFinite(value) && value > 0 ? value : null;
};
const is_below = ({ layer, top_m }: SectionObject): boolean =>
  layer_by_id(layer)?.group === "below" || top_m !== null;

/** A tree's height where nobody measured it: a little more than its crown is wide. */
export const tree_height_m = (object: SectionObject): number =>
  amount(object, "height_m") ?? Math.max(5, (object.crown_m ?? 4) * 1.3);
/** A building's height, where nobody measured it that of two storeys. */
export const building_height_m = (object: SectionObject): number => amount(object, "height_m") ?? storey_m;

function soil_depth_m(objects: readonly SectionObject[]): number {
  const deepest = objects
    .filter((object) => is_below(object) && object.bottom_m !== null)
    .map((object) => object.bottom_m! + Math.min(object.depth_accuracy_m, 0.5));
  return Math.min(deepest_m, Math.max(1.6, ...deepest.map((depth_m) => depth_m + 0.25)));
}

/**
 * Where everything of a section goes in a frame of pixels: true to scale but for the depth's exaggeration.
 * How many rows of labels there are shows only once they are placed: the scale then gives way a little, so that
 * all fits the frame where it can.
 */
export function section_scene(
  section: Section,
  frame: Frame,
  label_of: (object: SectionObject) => string,
): Scene {
  let rows_px = 20;
  let scene = laid_out(section, frame, label_of, rows_px);
  // Beyond that the drawing scrolls: shrunk further, it would be all labels. A deeper one scrolls in any case.
  while (frame.exaggeration === 1 && scene.height > frame.height && rows_px < 110) {
    rows_px = Math.min(110, rows_px + Math.max(8, scene.height - frame.height));
    scene = laid_out(section, frame, label_of, rows_px);
  }
  return scene;
}

function laid_out(
  section: Section,
  frame: Frame,
  label_of: (object: SectionObject) => string,
  rows_px: number,
): Scene {
  const { objects } = section;
  const deepest_seen_m = soil_depth_m(objects);
  const trees = objects.filter(({ layer, relation }) => layer === "tree" && relation === "point");
  // A crown is worth seeing, but not at the cost of what lies below.
  const least_sky_m = Math.max(3, Math.min(whole_tree_m, Math.max(0, ...trees.map(tree_height_m)) + air_m));
  const room = frame.height - top - ruler - rows_px;
  const px_per_m = Math.max(
    4,
    Math.min((frame.width - left - side) / section.length_m, room / (least_sky_m + deepest_seen_m)),
  );
  const depth_px_per_m = px_per_m * frame.exaggeration;
  // Where there is room for more ground, it is shown: as deep as sewers usually lie.
  const soil_m = Math.max(
    deepest_seen_m,
    Math.min(3, room / depth_px_per_m - least_sky_m / frame.exaggeration),
  );
  const tallest_m = Math.max(
    least_sky_m,
    ...trees.map((tree) => tree_height_m(tree) + air_m),
    ...objects.filter(({ layer }) => layer === "building").map((house) => building_height_m(house) + 0.8),
  );
  const sky_px = Math.min(
    tallest_m * px_per_m,
    Math.max(least_sky_m * px_per_m, room - soil_m * depth_px_per_m),
  );
  const ground_y = top + sky_px;
  const soil_y = ground_y + soil_m * depth_px_per_m;
  const drawn_px = section.length_m * px_per_m;
  const start = left + Math.max(0, (frame.width - left - side - drawn_px) / 2);
  const x = (at_m: number): number => start + at_m * px_per_m;
  const y = (depth_m: number): number => ground_y + Math.min(depth_m, soil_m) * depth_px_per_m;

  const buried = objects
    .filter((object) => is_below(object) && !(is_surface(object) && object.kind === "feature"))
    .map((object) => bury(object, { x, y, ground_y, soil_y, px_per_m, depth_px_per_m }));
  const mark = (object: SectionObject, at: { x: number; y: number }): Mark[] => {
    const verdict = worst_of(object, section.findings);
    return verdict ? [{ object, verdict, ...at }] : [];
  };
  const deep_marks = buried.flatMap(({ object, body, shape }) =>
    shape === "area" ? [] : mark(object, { x: body.x + body.width / 2, y: body.y - 8 }),
  );
  const named = buried.filter(({ shape }) => shape !== "area");
  // A label stands beside the band, unless that is half the street.
  const apart = named.map(({ body, band }): Box => {
    if (!band || band.rx > 70 || band.ry > 40) return body;
    const [cx, cy] = [body.x + body.width / 2, body.y + body.height / 2];
    return { x: cx - band.rx, y: cy - band.ry, width: 2 * band.rx, height: 2 * band.ry };
  });
  const { labels, bottom } = place_labels(
    named.map(({ object }, place) => ({
      id: String(buried.indexOf(named[place]!)),
      thing: apart[place]!,
      text_width: label_of(object).length * char_px,
    })),
    [
      ...named.map(({ body }) => body),
      ...deep_marks.map((one) => ({ x: one.x - 7, y: one.y - 7, width: 14, height: 14 })),
    ],
    { x: start, y: ground_y + 10, width: frame.width - start - side, height: soil_y - ground_y - 12 },
  );
  const standing = trees.map((object) => {
    const trunk_cm = amount(object, "trunk_diameter_cm");
    const height_m = tree_height_m(object);
    return {
      object,
      x: x(object.from_m),
      height_m: amount(object, "height_m"),
      height_px: height_m * px_per_m,
      cut_px: Math.max(0, height_m * px_per_m - sky_px),
      crown_px: (object.crown_m ?? 4) * px_per_m,
      root_px: trunk_cm === null ? 0 : root_protection_radius_m(trunk_cm / 100) * px_per_m,
    };
  });
  return {
    width: frame.width,
    height: Math.max(bottom, soil_y) + ruler + 4,
    left,
    right: frame.width - side,
    ground_y,
    soil_y,
    sky_px,
    px_per_m,
    depth_px_per_m,
    soil_m,
    surface: surface_spans(objects),
    buildings: objects.filter(({ layer, relation }) => layer === "building" && relation === "span"),
    buried,
    standing,
    marks: [...deep_marks, ...standing.flatMap((tree) => mark(tree.object, { x: tree.x, y: ground_y - 26 }))],
    labels,
    x,
    y,
  };
}

function bury(
  object: SectionObject,
  on: {
    x: (at_m: number) => number;
    y: (depth_m: number) => number;
    ground_y: number;
    soil_y: number;
    px_per_m: number;
    depth_px_per_m: number;
  },
): Buried {
  const assumed = object.position_assumed || object.depth_assumed;
  const { top_m, bottom_m } = object;
  if (object.relation === "span") {
    const upper = on.y(top_m ?? 0);
    const lower = bottom_m === null ? on.y(plain_m) : on.y(bottom_m);
    const box = { x: on.x(object.from_m), y: upper, width: on.x(object.to_m) - on.x(object.from_m) };
    // A protected zone has no depth of its own: it goes on.
    const height = object.layer === "protected_area" ? on.soil_y - upper : lower - upper;
    return { object, body: { ...box, height }, band: null, assumed: bottom_m === null, shape: "area" };
  }
  const round = object.relation === "crossing" || object.relation === "ends";
  const width = round ? Math.max(least_px, (object.width_m ?? 0) * on.px_per_m) : 0;
  const middle = on.x((object.from_m + object.to_m) / 2);
  if (top_m === null || bottom_m === null) {
    const span = round || object.relation === "point" ? 12 : on.x(object.to_m) - on.x(object.from_m);
    const from = round || object.relation === "point" ? middle - 6 : on.x(object.from_m);
    return {
      object,
      body: { x: from, y: on.ground_y + 12, width: Math.max(12, span), height: 14 },
      band: null,
      assumed: true,
      shape: "unknown",
    };
  }
  const height = Math.max(least_px, (bottom_m - top_m) * on.depth_px_per_m);
  const centre_y = (on.y(top_m) + on.y(bottom_m)) / 2;
  if (!round) {
    const from =
      object.relation === "along"
        ? on.x(object.from_m)
        : middle - Math.max(2, ((object.diameter_m ?? 0.15) * on.px_per_m) / 2);
    const to = object.relation === "along" ? on.x(object.to_m) : 2 * middle - from;
    return {
      object,
      body: { x: from, y: centre_y - height / 2, width: Math.max(least_px, to - from), height },
      band: null,
      assumed,
      shape: "bar",
    };
  }
  return {
    object,
    body: { x: middle - width / 2, y: centre_y - height / 2, width, height },
    band: {
      rx: width / 2 + object.position_reach_m * on.px_per_m,
      ry: height / 2 + object.depth_accuracy_m * on.depth_px_per_m,
    },
    assumed,
    shape: "pipe",
  };
}
