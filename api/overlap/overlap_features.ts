import type { Feature, Geometry } from "geojson";
import type { OverlapAnswer } from "./answer_overlap_check.ts";

/** The columns of an object in every file, in their order. */
export const object_columns = [
  "owner",
  "layer",
  "id",
  "name",
  "status",
  "visible",
  "inside",
  "dig",
  "length_m",
  "area_m2",
  "top_m",
  "bottom_m",
  "diameter_m",
  "position_accuracy_m",
  "position_assumed",
  "depth_accuracy_m",
  "depth_source",
  "trial_pits",
  "dataset",
  "synthetic",
] as const;

const rounded = (value: unknown): string | number | boolean | null =>
  typeof value === "number" && !Number.isInteger(value)
    ? Math.round(value * 1000) / 1000
    : (value as string | number | boolean | null);

/** One row an object, hidden ones too: of those only owner, layer and verdict. */
export const object_rows = ({ objects }: OverlapAnswer) =>
  objects.map((object) => object_columns.map((column) => rounded(object[column])));

const feature = (geometry: unknown, properties: Feature["properties"]): Feature => ({
  type: "Feature",
  geometry: geometry as Geometry,
  properties,
});

/**
 * What a map program gets: the ground, the objects that the viewer may see, the stretches of findings
 * (where both things may be seen) and the places for trial pits, in WGS 84. Things without geometry are left out.
 */
export function overlap_features(answer: OverlapAnswer): { name: string; features: Feature[] }[] {
  const { id, name, zone, zone_area_m2, dig_depth_m, objects, findings, trial_pits } = answer;
  return [
    {
      name: "ground",
      features: zone ? [feature(zone, { id, name, area_m2: rounded(zone_area_m2), dig_depth_m })] : [],
    },
    {
      name: "objects",
      features: objects.flatMap((object) =>
        object.geometry
          ? [feature(object.geometry, Object.fromEntries(object_columns.map((c) => [c, rounded(object[c])])))]
          : [],
      ),
    },
    {
      name: "findings",
      features: findings.flatMap((one) =>
        one.stretch
          ? [
              feature(one.stretch, {
                finding_id: one.id,
                rule_id: one.rule_id,
                kind: one.kind,
                severity: one.severity,
                verdict: one.verdict,
                a_layer: one.a.layer,
                b_layer: one.b.layer,
                distance_m: rounded(one.distance_m),
                required_m: one.required_m,
                vertical_m: rounded(one.vertical_m),
                required_vertical_m: one.required_vertical_m,
              }),
            ]
          : [],
      ),
    },
    {
      name: "trial_pits",
      features: trial_pits.map(({ rank, place, settles, may_settle }) =>
        feature(place, { rank, settles, may_settle }),
      ),
    },
  ];
}

/** Geometries of several parts taken apart, each with the CAD layer that names what it is. */
export function cad_features(answer: OverlapAnswer): Feature[] {
  return overlap_features(answer).flatMap(({ name, features }) =>
    features.flatMap(({ geometry, properties }) => {
      const cad = name === "objects" ? String(properties?.layer) : name;
      return single_parts(geometry).map((part) => feature(part, { Layer: cad.toUpperCase() }));
    }),
  );
}

function single_parts(geometry: Geometry): Geometry[] {
  switch (geometry.type) {
    case "MultiPoint":
      return geometry.coordinates.map((coordinates) => ({ type: "Point", coordinates }));
    case "MultiLineString":
      return geometry.coordinates.map((coordinates) => ({ type: "LineString", coordinates }));
    case "MultiPolygon":
      return geometry.coordinates.map((coordinates) => ({ type: "Polygon", coordinates }));
    case "GeometryCollection":
      return geometry.geometries.flatMap(single_parts);
    default:
      return [geometry];
  }
}
