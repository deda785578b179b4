import { describe, expect, it } from "vitest";
import { read_gml } from "../../data/importers/imkl/gml.ts";
import type { XmlNode } from "../../data/importers/imkl/node.ts";

/** A node by hand: `node("pos", {}, "1 2")`, `node("Point", {}, [node(…)])`. */
function node(name: string, attributes: Record<string, string>, inner: string | XmlNode[] = []): XmlNode {
  return typeof inner === "string"
    ? { name, attributes, children: [], text: inner }
    : { name, attributes, children: inner, text: "" };
}

function read(...geometry: XmlNode[]): Extract<ReturnType<typeof read_gml>, { ok: true }> {
  const result = read_gml(node("geometry", {}, geometry), null);
  if (!result.ok) throw new Error(`${result.code}: ${result.message}`);
  return result;
}

function refused(...geometry: XmlNode[]): string {
  const result = read_gml(node("geometry", {}, geometry), null);
  return result.ok ? "read" : result.code;
}

const list = (text: string, attributes: Record<string, string> = {}): XmlNode =>
  node("posList", attributes, text);
const line = (text: string): XmlNode => node("LineString", {}, [list(text)]);
const curve = (...segments: XmlNode[]): XmlNode => node("Curve", {}, [node("segments", {}, segments)]);
const ring = (text: string): XmlNode => node("LinearRing", {}, [list(text)]);
const polygon = (outer: string, ...inner: string[]): XmlNode =>
  node("Polygon", {}, [
    node("exterior", {}, [ring(outer)]),
    ...inner.map((one) => node("interior", {}, [ring(one)])),
  ]);

/** Largest distance of the chords' middles from the circle. */
function chord_error(coords: readonly number[], x: number, y: number, radius: number): number {
  let worst = 0;
  for (let i = 0; i + 3 < coords.length; i += 2) {
    const middle = Math.hypot(
      (coords[i]! + coords[i + 2]!) / 2 - x,
      (coords[i + 1]! + coords[i + 3]!) / 2 - y,
    );
    worst = Math.max(
      worst,
      Math.abs(radius - middle),
      Math.abs(radius - Math.hypot(coords[i]! - x, coords[i + 1]! - y)),
    );
  }
  return worst;
}

describe("read_gml", () => {
  it("reads points and lines, drops Z, by pos, posList, coordinates", () => {
    expect(read(node("Point", {}, [node("pos", {}, "1 2 3")])).parts.points).toEqual([1, 2]);
    expect(read(line("0 0 1 1")).parts.lines).toEqual([[0, 0, 1, 1]]);
    expect(read(node("LineString", { srsDimension: "3" }, [list("0 0 9 1 1 9")])).parts.lines).toEqual([
      [0, 0, 1, 1],
    ]);
    expect(read(node("LineString", {}, [list("0 0 9 1 1 9", { srsDimension: "3" })])).parts.lines).toEqual([
      [0, 0, 1, 1],
    ]);
    expect(
      read(node("LineString", {}, [node("pos", {}, "0 0"), node("pos", {}, "1 1")])).parts.lines,
    ).toEqual([[0, 0, 1, 1]]);
    expect(read(node("LineString", {}, [node("coordinates", {}, "0,0,9 1,1,9")])).parts.lines).toEqual([
      [0, 0, 1, 1],
    ]);
  });

  it("finds three dimensions that are not written: by a count that fits nothing else, or by the CRS", () => {
    expect(read(line("0 0 9 1 1 9 2 2 9")).parts.lines).toEqual([[0, 0, 1, 1, 2, 2]]);
    const with_crs = node("LineString", { srsName: "EPSG:28992" }, [list("100000 400000 1 100010 400000 1")]);
    expect(read(with_crs).parts.lines).toEqual([[100000, 400000, 100010, 400000]]);
    expect(
      read(node("LineString", { srsName: "EPSG:28992" }, [list("100000 400000 100010 400000 100020 400000")]))
        .parts.lines[0],
    ).toHaveLength(6);
  });

  it("strokes an arc to 1 cm, through its given positions", () => {
    // Half a circle of 50 m round (0, 0).
    const coords = [...(read(curve(node("Arc", {}, [list("50 0 0 50 -50 0")]))).parts.lines[0] as number[])];
    expect(coords.slice(0, 2)).toEqual([50, 0]);
    expect(coords.slice(-2)).toEqual([-50, 0]);
    expect(chord_error(coords, 0, 0, 50)).toBeLessThanOrEqual(0.01);
    // Not finer than asked: the step is 2 acos(1 − 0.01 / 50), about 0.04 rad.
    expect(coords.length / 2).toBeLessThan(90);
    for (let i = 1; i < coords.length; i += 2) expect(coords[i]!).toBeGreaterThanOrEqual(0);
  });

  it("joins segments, arc strings and composite curves, shared positions once", () => {
    const mixed = curve(
      node("LineStringSegment", {}, [list("60 0 50 0")]),
      node("ArcString", {}, [list("50 0 0 50 -50 0 0 -50 50 0")]),
      node("LineStringSegment", {}, [list("50 0 70 0")]),
    );
    const coords = read(mixed).parts.lines[0] as number[];
    expect(coords.slice(0, 4)).toEqual([60, 0, 50, 0]);
    expect(coords.slice(-4)).toEqual([50, 0, 70, 0]);
    expect(chord_error(coords.slice(2, -2), 0, 0, 50)).toBeLessThanOrEqual(0.01);
    const composite = node("CompositeCurve", {}, [
      node("curveMember", {}, [line("0 0 1 1")]),
      node("curveMember", {}, [
        node("OrientableCurve", { orientation: "-" }, [node("baseCurve", {}, [line("2 2 1 1")])]),
      ]),
    ]);
    expect(read(composite).parts.lines).toEqual([[0, 0, 1, 1, 2, 2]]);
  });

  it("strokes circles whole", () => {
    for (const shape of [
      node("Circle", {}, [list("10 0 0 10 -10 0")]),
      node("CircleByCenterPoint", {}, [node("pos", {}, "0 0"), node("radius", { uom: "m" }, "10")]),
    ]) {
      const coords = read(curve(shape)).parts.lines[0] as number[];
      expect(coords.slice(0, 2).map((one) => Math.round(one * 1e9) / 1e9)).toEqual([10, 0]);
      expect(Math.hypot(coords.at(-2)! - 10, coords.at(-1)!)).toBeLessThan(1e-9);
      expect(chord_error(coords, 0, 0, 10)).toBeLessThanOrEqual(0.01 + 1e-9);
      expect(Math.min(...coords)).toBeLessThan(-9.98);
    }
  });

  it("strokes an arc by its centre, angles from the east axis", () => {
    const quarter = node("ArcByCenterPoint", {}, [
      node("pos", {}, "0 0"),
      node("radius", { uom: "m" }, "10"),
      node("startAngle", { uom: "deg" }, "0"),
      node("endAngle", { uom: "deg" }, "90"),
    ]);
    const coords = read(curve(quarter)).parts.lines[0] as number[];
    expect(coords.at(-2)).toBeCloseTo(0, 9);
    expect(coords.at(-1)).toBeCloseTo(10, 9);
    expect(chord_error(coords, 0, 0, 10)).toBeLessThanOrEqual(0.01);
    expect(Math.min(...coords)).toBeGreaterThan(-1e-9);
  });

  it("reads polygons with holes, surfaces with patches and multi forms", () => {
    const outer = "0 0 9 0 9 9 0 9 0 0";
    const hole = "1 1 2 1 2 2 1 2 1 1";
    expect(read(polygon(outer, hole)).parts.areas).toEqual([
      [
        [0, 0, 9, 0, 9, 9, 0, 9, 0, 0],
        [1, 1, 2, 1, 2, 2, 1, 2, 1, 1],
      ],
    ]);
    const patch = node("PolygonPatch", {}, polygon(outer).children as XmlNode[]);
    expect(read(node("Surface", {}, [node("patches", {}, [patch, patch])])).parts.areas).toHaveLength(2);
    const member = node("surfaceMember", {}, [polygon(outer)]);
    expect(read(node("MultiSurface", {}, [member, member])).parts.areas).toHaveLength(2);
    const lines = node("curveMembers", {}, [line("0 0 1 1"), line("2 2 3 3")]);
    expect(read(node("MultiCurve", { srsName: "EPSG:3812" }, [lines]))).toMatchObject({
      srs_name: "EPSG:3812",
      parts: {
        lines: [
          [0, 0, 1, 1],
          [2, 2, 3, 3],
        ],
      },
    });
  });

  it("closes an open ring and counts it", () => {
    const result = read(polygon("0 0 9 0 9 9 0 9"));
    expect(result.closed_rings).toBe(1);
    expect(result.parts.areas[0]![0]).toEqual([0, 0, 9, 0, 9, 9, 0, 9, 0, 0]);
  });

  it("refuses what cannot be read, with a code of its own", () => {
    expect(refused()).toBe("geometry_empty");
    expect(refused(line(""))).toBe("geometry_empty");
    expect(refused(line("1 1"))).toBe("geometry_degenerate");
    expect(refused(line("1 1 1 1 1 1 1 1"))).toBe("geometry_degenerate");
    expect(refused(polygon("0 0 1 1 0 0"))).toBe("geometry_degenerate");
    expect(refused(line("1 1 2 x"))).toBe("geometry_invalid_number");
    expect(refused(line("1 1 2 NaN"))).toBe("geometry_invalid_number");
    expect(refused(line("1 1 2 Infinity"))).toBe("geometry_invalid_number");
    expect(refused(node("LineString", { srsDimension: "2" }, [list("1 1 2")]))).toBe(
      "geometry_invalid_number",
    );
    expect(refused(curve(node("CubicSpline", {}, [list("0 0 1 1")])))).toBe("geometry_unsupported");
    expect(refused(curve(node("Arc", {}, [list("0 0 1 1")])))).toBe("geometry_degenerate");
    expect(refused(node("Solid", {}))).toBe("geometry_unsupported");
  });
});
