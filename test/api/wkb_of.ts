export type PlainGeometry =
  | { readonly type: "Point"; readonly coordinates: readonly number[] }
  | { readonly type: "MultiPoint" | "LineString"; readonly coordinates: readonly (readonly number[])[] }
  | {
      readonly type: "MultiLineString" | "Polygon";
      readonly coordinates: readonly (readonly (readonly number[])[])[];
    }
  | { readonly type: "GeometryCollection"; readonly geometries: readonly PlainGeometry[] };

const words = {
  Point: 1,
  LineString: 2,
  Polygon: 3,
  MultiPoint: 4,
  MultiLineString: 5,
  GeometryCollection: 7,
} as const;

/** Extended WKB of a plain geometry, written by the standard's text and not by the code under test. */
export function wkb(
  geometry: PlainGeometry,
  { srid = null, little = true }: { srid?: number | null; little?: boolean } = {},
): Uint8Array {
  const out: number[] = [];
  const number = (value: number, kind: "u32" | "f64"): void => {
    const view = new DataView(new ArrayBuffer(kind === "u32" ? 4 : 8));
    if (kind === "u32") view.setUint32(0, value, little);
    else view.setFloat64(0, value, little);
    out.push(...new Uint8Array(view.buffer));
  };
  const position = (p: readonly number[]): void => {
    for (const value of p) number(value, "f64");
  };
  const sequence = (points: readonly (readonly number[])[]): void => {
    number(points.length, "u32");
    points.forEach(position);
  };
  const first = (g: PlainGeometry): readonly number[] =>
    g.type === "GeometryCollection"
      ? []
      : (g.coordinates as unknown[]).flat(3).length
        ? deepest(g.coordinates)
        : [];
  const write = (g: PlainGeometry, outermost: boolean): void => {
    out.push(little ? 1 : 0);
    const z = first(g).length === 3 ? 0x80000000 : 0;
    number((words[g.type] | z | (outermost && srid !== null ? 0x20000000 : 0)) >>> 0, "u32");
    if (outermost && srid !== null) number(srid, "u32");
    if (g.type === "Point") position(g.coordinates);
    else if (g.type === "LineString") sequence(g.coordinates);
    else if (g.type === "Polygon") {
      number(g.coordinates.length, "u32");
      g.coordinates.forEach(sequence);
    } else if (g.type === "GeometryCollection") {
      number(g.geometries.length, "u32");
      for (const part of g.geometries) write(part, false);
    } else {
      number(g.coordinates.length, "u32");
      for (const part of g.coordinates)
        write(
          (g.type === "MultiPoint"
            ? { type: "Point", coordinates: part }
            : { type: "LineString", coordinates: part }) as PlainGeometry,
          false,
        );
    }
  };
  write(geometry, true);
  return new Uint8Array(out);
}

function deepest(coordinates: readonly unknown[]): readonly number[] {
  return typeof coordinates[0] === "number"
    ? (coordinates as number[])
    : deepest(coordinates[0] as readonly unknown[]);
}
