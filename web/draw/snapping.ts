import type { Position } from "geojson";
import { nearest_on } from "./plane.ts";

/** Something one can snap to, on the screen: a line of points in CSS pixels with where they are on earth. */
export interface SnapLine {
  /** Layer id of the catalogue, `street`, or `measure`. */
  readonly layer: string;
  readonly px: readonly (readonly [number, number])[];
  readonly wgs84: readonly Position[];
}

export interface Snapped {
  readonly position: Position;
  readonly layer: string;
  readonly kind: "vertex" | "edge";
}

/** Corners pull from further than edges: they are what one aims at. */
const vertex_bonus = 1.4;

/**
 * Where a pointer at (x, y) snaps to: the nearest corner within reach, else the nearest place on an edge
 * within reach, else null. Earlier lines win where two are equally near. Edges are straight on the screen
 * and on earth alike at the scale of a street.
 */
export function snap(x: number, y: number, lines: readonly SnapLine[], reach_px: number): Snapped | null {
  let vertex: Snapped | null = null;
  let vertex_px = reach_px * vertex_bonus;
  let edge: Snapped | null = null;
  let edge_px = reach_px;
  for (const { layer, px, wgs84 } of lines) {
    for (let i = 0; i < px.length; i += 1) {
      const [vx, vy] = px[i]!;
      const away = Math.hypot(vx - x, vy - y);
      if (away < vertex_px) {
        vertex_px = away;
        vertex = { position: wgs84[i]!, layer, kind: "vertex" };
      }
      if (i === 0) continue;
      const near = nearest_on([x, y], px[i - 1]!, px[i]!);
      if (near.away < edge_px) {
        edge_px = near.away;
        const [a, b] = [wgs84[i - 1]!, wgs84[i]!];
        edge = {
          position: [a[0]! + near.share * (b[0]! - a[0]!), a[1]! + near.share * (b[1]! - a[1]!)],
          layer,
          kind: "edge",
        };
      }
    }
  }
  return vertex ?? edge;
}
