import { stroke_arcs } from "../stroke.ts";
import { Refused } from "./gml_positions.ts";
import { child, type XmlNode } from "./node.ts";

/** A full circle through three positions, from the first one round. */
export function circle(coords: readonly number[]): number[] {
  if (coords.length !== 6)
    throw new Refused("geometry_degenerate", `expected 3 positions in Circle, got ${coords.length / 2}`);
  const [x0, y0, x1, y1, x2, y2] = coords as [number, number, number, number, number, number];
  const ax = x1 - x0;
  const ay = y1 - y0;
  const bx = x2 - x0;
  const by = y2 - y0;
  const twice_area = 2 * (ax * by - ay * bx);
  if (twice_area === 0)
    throw new Refused("geometry_degenerate", "expected 3 positions on a circle, got 3 on a line");
  const cx = (by * (ax * ax + ay * ay) - ay * (bx * bx + by * by)) / twice_area;
  const cy = (ax * (bx * bx + by * by) - bx * (ax * ax + ay * ay)) / twice_area;
  return stroke_arcs([x0, y0, x0 + 2 * cx, y0 + 2 * cy, x0, y0]);
}

/** An arc or circle by its centre and radius. Angles are turned from the east axis, anticlockwise, in degrees unless `uom` says radians. */
export function arc_by_centre(node: XmlNode, coords: readonly number[]): number[] {
  const radius = Number(child(node, "radius")?.text);
  if (coords.length !== 2 || !(radius > 0))
    throw new Refused("geometry_degenerate", `expected a centre and a radius in ${node.name}`);
  const angle = (name: string, otherwise: number): number => {
    const written = child(node, name);
    const value = written ? Number(written.text) : otherwise;
    return /rad/i.test(written?.attributes.uom ?? "") ? value : (value * Math.PI) / 180;
  };
  const start = node.name === "CircleByCenterPoint" ? 0 : angle("startAngle", 0);
  const end = node.name === "CircleByCenterPoint" ? 2 * Math.PI : angle("endAngle", 360);
  const on = (turn: number): [number, number] => [
    coords[0]! + radius * Math.cos(turn),
    coords[1]! + radius * Math.sin(turn),
  ];
  const whole = Math.abs(Math.abs(end - start) - 2 * Math.PI) < 1e-12;
  const from = on(start);
  return stroke_arcs([...from, ...on((start + end) / 2), ...(whole ? from : on(end))]);
}
