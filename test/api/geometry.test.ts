import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scale_error_pct } from "../../api/scale_error_pct.ts";
import { geometry_kind, geometry_trouble } from "../../api/schemas/geometry.ts";

const point = (lon: unknown, lat: unknown) => ({ type: "Point", coordinates: [lon, lat] });
const line = (...coordinates: unknown[]) => ({ type: "LineString", coordinates });
const area = (...ring: unknown[]) => ({ type: "Polygon", coordinates: [ring] });
const many = (n: number) => line(...Array.from({ length: n }, (_, i) => [4.4 + i * 1e-7, 51.2]));

describe("geometry_trouble", () => {
  it.each([
    ["a point", point(4.4, 51.2)],
    ["a street in Berlin", line([13.43, 52.483], [13.4304, 52.4832])],
    ["a point with a height", { type: "Point", coordinates: [4.4, 51.2, 12] }],
    ["a line", line([4.4, 51.2], [4.401, 51.2])],
    ["10,000 vertices", many(10_000)],
    ["an area", area([4.4, 51.2], [4.41, 51.2], [4.41, 51.21], [4.4, 51.2])],
    [
      "a bow tie, which the engine repairs",
      area([4.4, 51.2], [4.41, 51.21], [4.41, 51.2], [4.4, 51.21], [4.4, 51.2]),
    ],
    [
      "several areas",
      {
        type: "MultiPolygon",
        coordinates: [
          [
            [
              [4.4, 51.2],
              [4.41, 51.2],
              [4.41, 51.21],
              [4.4, 51.2],
            ],
          ],
        ],
      },
    ],
  ])("takes %s", (_name, geometry) => {
    expect(geometry_trouble(geometry)).toBeNull();
  });

  it.each([
    ["nothing", undefined, "geometry_invalid"],
    ["a text", "POINT(4 51)", "geometry_invalid"],
    ["a feature", { type: "Feature", geometry: point(4.4, 51.2) }, "geometry_invalid"],
    ["a type of Object itself", { type: "constructor", coordinates: [] }, "geometry_invalid"],
    ["a collection", { type: "GeometryCollection", geometries: [] }, "geometry_invalid"],
    ["no coordinates", { type: "Point" }, "geometry_invalid"],
    ["coordinates as text", point("4.4", "51.2"), "geometry_invalid"],
    ["null for NaN", point(null, 51.2), "geometry_invalid"],
    ["NaN", point(Number.NaN, 51.2), "geometry_invalid"],
    ["1e999", JSON.parse('{"type":"Point","coordinates":[1e999,51.2]}'), "geometry_invalid"],
    ["one number", { type: "Point", coordinates: [4.4] }, "geometry_invalid"],
    ["five numbers", { type: "Point", coordinates: [4.4, 51.2, 1, 2, 3] }, "geometry_invalid"],
    [
      "a point's coordinates for a line",
      { type: "LineString", coordinates: [4.4, 51.2] },
      "geometry_invalid",
    ],
    ["an empty line", line(), "geometry_empty"],
    ["a line of one position", line([4.4, 51.2]), "geometry_invalid"],
    ["a line without length", line([4.4, 51.2], [4.4, 51.2]), "geometry_empty"],
    ["an empty ring", area(), "geometry_empty"],
    ["no ring", { type: "Polygon", coordinates: [] }, "geometry_empty"],
    ["a ring of three", area([4.4, 51.2], [4.41, 51.2], [4.4, 51.2]), "geometry_invalid"],
    ["an open ring", area([4.4, 51.2], [4.41, 51.2], [4.41, 51.21], [4.4, 51.21]), "geometry_invalid"],
    ["a ring without area", area([4.4, 51.2], [4.41, 51.2], [4.42, 51.2], [4.4, 51.2]), "geometry_empty"],
    ["latitude first", point(51.2, 4.4), "coordinates_swapped"],
    ["metres", point(165000, 195000), "coordinates_outside_wgs84"],
    ["the other side of the world", point(-70, -33), "geometry_outside_area"],
    ["10,001 vertices", many(10_001), "geometry_too_many_vertices"],
    ["a province", area([3, 50], [5, 50], [5, 51], [3, 51], [3, 50]), "geometry_too_large"],
  ])("refuses %s", (_name, geometry, code) => {
    const trouble = geometry_trouble(geometry);
    expect(trouble?.code).toBe(code);
    expect(trouble?.message).toMatch(/expected .*got|expected/);
  });

  it("says how to mend swapped coordinates, and where", () => {
    expect(geometry_trouble(line([4.4, 51.2], [51.2, 4.4]))).toEqual({
      code: "coordinates_swapped",
      path: ["coordinates", 1],
      message: expect.stringContaining("send [4.4, 51.2]"),
    });
  });

  it("never throws, whatever comes", () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 5 }),
        fc.constantFrom("Point", "LineString", "Polygon", "MultiPolygon", "x"),
        (coordinates, type) => {
          const trouble = geometry_trouble({ type, coordinates });
          expect(trouble === null || typeof trouble.message === "string").toBe(true);
        },
      ),
    );
    fc.assert(fc.property(fc.anything(), (value) => geometry_trouble(value) === null || true));
  });

  it("knows points, lines and areas apart", () => {
    expect(geometry_kind({ type: "MultiPoint", coordinates: [] })).toBe("point");
    expect(geometry_kind({ type: "LineString", coordinates: [] })).toBe("line");
    expect(geometry_kind({ type: "MultiPolygon", coordinates: [] })).toBe("area");
  });
});

describe("scale_error_pct", () => {
  const berlin = [
    [13.43, 52.483],
    [13.4304, 52.4832],
  ] as const;
  const otterlo = [
    [5.77, 52.1],
    [5.7703, 52.1001],
  ] as const;
  // Lengths in the CRS and on the ellipsoid by PostGIS: st_transform and geography.
  it.each([
    ["Berlin in Lambert 72", 31370, berlin, 35.144021, 0.055],
    ["Berlin in RD", 28992, berlin, 35.186778, 0.18],
    ["Otterlo in Lambert 72", 31370, otterlo, 23.383354, 0.033],
    ["Otterlo in RD, where that is made for it", 28992, otterlo, 23.373576, null],
    ["a system without an area here", 2154, berlin, 35, null],
    ["a line of no length", 31370, [berlin[0], berlin[0]], 0, null],
  ] as const)("%s", (_name, srid, part, length_m, expected) => {
    expect(scale_error_pct(srid, [part], length_m)).toBe(expected);
  });
});
