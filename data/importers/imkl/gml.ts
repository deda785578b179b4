import type { Parts } from "../ewkb.ts";
import { stroke_arcs } from "../stroke.ts";
import type { RefusalCode } from "../texts/refusal_names.ts";
import { arc_by_centre, circle } from "./gml_arc.ts";
import { finite, type Inherited, numbers, push_2d, Refused } from "./gml_positions.ts";
import { child, children, type XmlNode } from "./node.ts";

/** A GML geometry read into flat 2D coordinates, or why it was refused. */
export type GmlGeometry =
  | {
      readonly ok: true;
      readonly parts: Parts;
      /** The first `srsName` met on the way down, null where none is written. */
      readonly srs_name: string | null;
      /** Rings whose end was not their start and that were closed: the store cannot hold an open one. */
      readonly closed_rings: number;
    }
  | { readonly ok: false; readonly code: RefusalCode; readonly message: string };

const GEOMETRIES = new Set([
  "Point",
  "MultiPoint",
  "LineString",
  "Curve",
  "CompositeCurve",
  "OrientableCurve",
  "MultiCurve",
  "MultiLineString",
  "Polygon",
  "Surface",
  "PolyhedralSurface",
  "CompositeSurface",
  "OrientableSurface",
  "MultiSurface",
  "MultiPolygon",
  "MultiGeometry",
]);

/**
 * Reads the GML 3.2 geometry inside a property element (`net:geometry`, `imkl:ligging`): points, lines,
 * curves with segments (line string, arc, arc string, circle, arc by centre point), composite, oriented
 * and multi curves, polygons, surfaces with patches and their multi forms. Arcs are stroked to 1 cm;
 * Z and M are dropped. `srsName` and `srsDimension` are inherited downwards, first from `inherited_srs`.
 * Refused with `geometry_empty`, `geometry_degenerate` (a line of fewer than two different points, a
 * ring of fewer than four), `geometry_invalid_number`, `geometry_unsupported`.
 */
export function read_gml(property: XmlNode, inherited_srs: string | null): GmlGeometry {
  const node = property.children.find((one) => GEOMETRIES.has(one.name));
  if (!node) {
    const other = property.children[0];
    return other
      ? {
          ok: false,
          code: "geometry_unsupported",
          message: `expected a GML geometry in ${property.name}, got ${other.name}`,
        }
      : {
          ok: false,
          code: "geometry_empty",
          message: `expected a GML geometry in ${property.name}, got nothing`,
        };
  }
  const reader = new Reader();
  try {
    reader.geometry(node, { srs_name: inherited_srs, dimension: null });
  } catch (error) {
    if (error instanceof Refused) return { ok: false, code: error.code, message: error.message };
    throw error;
  }
  const { points, lines, areas } = reader;
  if (points.length === 0 && lines.length === 0 && areas.length === 0)
    return { ok: false, code: "geometry_empty", message: `expected coordinates in ${node.name}, got none` };
  return {
    ok: true,
    parts: { points, lines, areas },
    srs_name: reader.srs_name,
    closed_rings: reader.closed_rings,
  };
}

class Reader {
  readonly points: number[] = [];
  readonly lines: number[][] = [];
  readonly areas: number[][][] = [];
  srs_name: string | null = null;
  closed_rings = 0;

  geometry(node: XmlNode, above: Inherited): void {
    const own = this.inherit(node, above);
    switch (node.name) {
      case "Point":
        this.points.push(...this.positions(node, own));
        break;
      case "LineString":
      case "Curve":
      case "CompositeCurve":
      case "OrientableCurve":
        this.lines.push(checked_line(this.curve(node, own), node.name));
        break;
      case "Polygon":
        this.areas.push(this.polygon(node, own));
        break;
      case "Surface":
      case "PolyhedralSurface":
        for (const holder of node.children)
          for (const patch of holder.children) {
            if (!/^(PolygonPatch|Rectangle|Triangle|Polygon)$/.test(patch.name)) throw unsupported(patch);
            this.areas.push(this.polygon(patch, this.inherit(patch, own)));
          }
        break;
      case "MultiPoint":
      case "MultiCurve":
      case "MultiLineString":
      case "CompositeSurface":
      case "OrientableSurface":
      case "MultiSurface":
      case "MultiPolygon":
        // Members sit in curveMember(s), surfaceMember(s), pointMember(s), baseSurface: all hold geometries.
        for (const holder of node.children) for (const member of holder.children) this.geometry(member, own);
        break;
      default:
        throw unsupported(node);
    }
  }

  private inherit(node: XmlNode, above: Inherited): Inherited {
    const srs_name = node.attributes.srsName ?? above.srs_name;
    this.srs_name ??= srs_name;
    return { srs_name, dimension: Number(node.attributes.srsDimension) || above.dimension };
  }

  private polygon(node: XmlNode, own: Inherited): number[][] {
    const rings: number[][] = [];
    for (const side of node.children) {
      if (side.name !== "exterior" && side.name !== "interior") continue;
      for (const ring of side.children) rings.push(this.ring(ring, this.inherit(ring, own)));
    }
    if (rings.length === 0) throw new Refused("geometry_empty", `expected a ring in ${node.name}, got none`);
    return rings;
  }

  private ring(node: XmlNode, own: Inherited): number[] {
    const coords = node.name === "Ring" ? this.joined(node, own) : this.positions(node, own);
    const last = coords.length - 2;
    if (last >= 0 && (coords[0] !== coords[last] || coords[1] !== coords[last + 1])) {
      coords.push(coords[0]!, coords[1]!);
      this.closed_rings++;
    }
    if (coords.length < 8)
      throw new Refused(
        "geometry_degenerate",
        `expected a ring of at least four positions, got ${coords.length / 2}`,
      );
    return coords;
  }

  private curve(node: XmlNode, above: Inherited): number[] {
    const own = this.inherit(node, above);
    switch (node.name) {
      case "LineString":
      case "LinearRing":
        return this.positions(node, own);
      case "CompositeCurve":
      case "Ring":
        return this.joined(node, own);
      case "OrientableCurve": {
        const base = child(node, "baseCurve")?.children[0];
        if (!base) throw new Refused("geometry_empty", "expected a curve in OrientableCurve, got none");
        const coords = this.curve(base, own);
        return node.attributes.orientation === "-" ? reversed(coords) : coords;
      }
      case "Curve": {
        const out: number[] = [];
        for (const segment of children(node, "segments").flatMap((one) => one.children))
          append(out, this.segment(segment, this.inherit(segment, own)));
        return out;
      }
      default:
        throw unsupported(node);
    }
  }

  private joined(node: XmlNode, own: Inherited): number[] {
    const out: number[] = [];
    for (const holder of node.children)
      for (const member of holder.children) append(out, this.curve(member, own));
    return out;
  }

  private segment(node: XmlNode, own: Inherited): number[] {
    switch (node.name) {
      case "LineStringSegment":
      case "GeodesicString":
      case "Geodesic":
        return this.positions(node, own);
      case "Arc":
      case "ArcString": {
        const coords = this.positions(node, own);
        if (coords.length < 6 || (coords.length / 2) % 2 === 0)
          throw new Refused(
            "geometry_degenerate",
            `expected 3, 5, 7 … positions in ${node.name}, got ${coords.length / 2}`,
          );
        return stroke_arcs(coords);
      }
      case "Circle":
        return circle(this.positions(node, own));
      case "ArcByCenterPoint":
      case "CircleByCenterPoint":
        return arc_by_centre(node, this.positions(node, own));
      default:
        throw unsupported(node);
    }
  }

  /** Flat x, y of `pos`, `posList`, `coordinates` or point properties; Z dropped. */
  private positions(node: XmlNode, own: Inherited): number[] {
    const out: number[] = [];
    for (const one of node.children) {
      const here = this.inherit(one, own);
      if (one.name === "pos")
        push_2d(out, numbers(one), Number(one.attributes.srsDimension) || null, true, here);
      else if (one.name === "posList") push_2d(out, numbers(one), here.dimension, false, here);
      else if (one.name === "coordinates")
        for (const tuple of one.text.trim().split(/\s+/))
          push_2d(out, finite(tuple.split(one.attributes.cs ?? ",")), null, true, here);
      else if (one.name === "pointProperty" || one.name === "pointRep")
        for (const point of one.children) out.push(...this.positions(point, here));
    }
    return out;
  }
}

/** Joins a segment to what is there; the shared position is kept once. */
function append(out: number[], coords: readonly number[]): void {
  const last = out.length - 2;
  const shared = last >= 0 && out[last] === coords[0] && out[last + 1] === coords[1];
  for (let i = shared ? 2 : 0; i < coords.length; i++) out.push(coords[i]!);
}

function reversed(coords: readonly number[]): number[] {
  const out: number[] = [];
  for (let i = coords.length - 2; i >= 0; i -= 2) out.push(coords[i]!, coords[i + 1]!);
  return out;
}

function checked_line(coords: number[], name: string): number[] {
  if (coords.length === 0) throw new Refused("geometry_empty", `expected positions in ${name}, got none`);
  for (let i = 2; i < coords.length; i += 2)
    if (coords[i] !== coords[0] || coords[i + 1] !== coords[1]) return coords;
  throw new Refused("geometry_degenerate", `expected at least two different positions in ${name}, got one`);
}

function unsupported(node: XmlNode): Refused {
  return new Refused(
    "geometry_unsupported",
    `expected points, curves or surfaces of GML 3.2, got ${node.name}`,
  );
}
