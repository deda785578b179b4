import type { Geometry } from "geojson";
import { describe, expect, test } from "vitest";
import { read_shape } from "../../../web/underground/read_shape.ts";

const ring = [
  [4.65, 51.15],
  [4.66, 51.15],
  [4.66, 51.16],
  [4.65, 51.15],
];
const polygon: Geometry = { type: "Polygon", coordinates: [ring] };
const line: Geometry = { type: "LineString", coordinates: ring.slice(0, 2) };
const feature = (geometry: Geometry) => ({ type: "Feature", geometry, properties: {} });
const collection = (...geometries: Geometry[]) =>
  JSON.stringify({ type: "FeatureCollection", features: geometries.map(feature) });

describe("a shape from a GeoJSON file", () => {
  test("a bare geometry, a feature and a collection give the same", () => {
    for (const text of [JSON.stringify(polygon), JSON.stringify(feature(polygon)), collection(polygon)])
      expect(read_shape(text, ["area", "line"])).toEqual(polygon);
  });

  test("several parts become one geometry of several parts, whatever they are wrapped in", () => {
    const two: Geometry = { type: "MultiPolygon", coordinates: [[ring], [ring]] };
    expect(read_shape(collection(polygon, polygon), ["area"])).toEqual(two);
    expect(read_shape(JSON.stringify({ type: "GeometryCollection", geometries: [two] }), ["area"])).toEqual(
      two,
    );
  });

  test("the first kind wanted that is there is taken, and heights are dropped", () => {
    const high = { ...line, coordinates: ring.slice(0, 2).map((at) => [...at, 12.5]) } as Geometry;
    expect(read_shape(collection(high, polygon), ["line", "area"])).toEqual(line);
    expect(read_shape(collection(line, polygon), ["area", "line"])).toEqual(polygon);
  });

  test.each([
    ["no JSON", "<gml/>"],
    ["JSON of another kind", '{"a": [1, 2]}'],
    ["nothing of the kind wanted", collection({ type: "Point", coordinates: [4.65, 51.15] })],
    [
      "metres of a national system",
      JSON.stringify({
        type: "LineString",
        coordinates: [
          [152000, 212000],
          [152010, 212000],
        ],
      }),
    ],
    ["words instead of numbers", '{"type":"LineString","coordinates":[["a","b"],["c","d"]]}'],
    ["a null geometry", '{"type":"Feature","geometry":null}'],
  ])("%s gives nothing", (_, text) => {
    expect(read_shape(text, ["area", "line"])).toBeNull();
  });
});
