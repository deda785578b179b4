import type { Map as MapLibre } from "maplibre-gl";
import { px_per_m } from "../map/layer_style.ts";
import type { Mark, Scale } from "./mark.ts";

/** Lowest first. */
const groups = ["shape", "stretch", "trouble", "pen"] as const;
export type OverlayGroup = (typeof groups)[number];

/** Clicks this near count as on the mark, in CSS pixels. */
const near_px = 6;
/** The overlay is as large as its marks, in steps: a browser paints and blends all of a canvas that changes. */
const step_px = 64;

/** A mark where it lies on the screen, in CSS pixels of the map. */
interface Placed {
  readonly mark: Mark;
  readonly path: Path2D;
  readonly stroke_px: number;
  readonly box: readonly [left: number, top: number, right: number, bottom: number];
}

/**
 * What follows the pointer, drawn over the map instead of in it: a shape that moves sixty times a second then
 * costs some strokes, where a source of the map takes a worker's round trip and the map's every layer anew.
 */
export class Overlay {
  private readonly canvas = document.createElement("canvas");
  /** Drawn by the processor: so small a picture that changes with each frame is not worth a graphics card. */
  private readonly pen = this.canvas.getContext("2d", { willReadFrequently: true })!;
  private readonly marks = new Map<OverlayGroup, readonly Mark[]>();
  private readonly placed = new Map<OverlayGroup, readonly Placed[]>();
  private readonly follow = () => {
    for (const group of groups) this.place(group);
    this.paint();
  };

  constructor(private readonly map: MapLibre) {
    this.canvas.setAttribute("aria-hidden", "true");
    this.canvas.setAttribute("data-testid", "draw_overlay");
    this.canvas.style.cssText = "position:absolute;left:0;top:0;pointer-events:none";
    this.canvas.width = 0;
    map.getCanvasContainer().append(this.canvas);
    map.on("move", this.follow);
    map.on("resize", this.follow);
  }

  /** Shows these marks in place of those that the group had. */
  show(group: OverlayGroup, marks: readonly Mark[]): void {
    if (marks.length === 0 && !this.marks.get(group)?.length) return;
    this.marks.set(group, marks);
    this.place(group);
    this.paint();
  }

  /** Whether a place on the screen lies on or near a mark of the group. */
  hit(group: OverlayGroup, x: number, y: number): boolean {
    return (this.placed.get(group) ?? []).some(({ mark, path, stroke_px }) => {
      if (mark.inert) return false;
      this.pen.setTransform(1, 0, 0, 1, 0, 0);
      this.pen.lineWidth = stroke_px + 2 * near_px;
      const inside = mark.kind !== "line" && this.pen.isPointInPath(path, x, y, "evenodd");
      return inside || this.pen.isPointInStroke(path, x, y);
    });
  }

  private place(group: OverlayGroup): void {
    const zoom = this.map.getZoom();
    const scale: Scale = { zoom, px_per_m: px_per_m(zoom, this.map.getCenter().lat) };
    this.placed.set(
      group,
      (this.marks.get(group) ?? []).map((mark) => this.placed_mark(mark, scale)),
    );
  }

  private placed_mark(mark: Mark, scale: Scale): Placed {
    const path = new Path2D();
    const stroke_px = mark.stroke_width?.(scale) ?? 0;
    const radius_px = mark.radius?.(scale) ?? 0;
    const around_px = radius_px + stroke_px / 2 + 1;
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const line of mark.lines) {
      for (const [i, position] of line.entries()) {
        const { x, y } = this.map.project(position as [number, number]);
        if (mark.kind === "spot") path.arc(x, y, radius_px, 0, 2 * Math.PI);
        else if (i === 0) path.moveTo(x, y);
        else path.lineTo(x, y);
        [left, top] = [Math.min(left, x), Math.min(top, y)];
        [right, bottom] = [Math.max(right, x), Math.max(bottom, y)];
      }
      if (mark.kind === "area") path.closePath();
    }
    const box = [left - around_px, top - around_px, right + around_px, bottom + around_px] as const;
    return { mark, path, stroke_px, box };
  }

  /** Draws all marks on a canvas as large as what they cover of the map. */
  private paint(): void {
    const all = groups.flatMap((group) => this.placed.get(group) ?? []);
    const { clientWidth, clientHeight } = this.map.getCanvas();
    const edge = (side: 0 | 1 | 2 | 3) => all.map(({ box }) => box[side]);
    const down = (at_px: number) => Math.floor(Math.max(0, at_px) / step_px) * step_px;
    const [x, y] = [down(Math.min(clientWidth, ...edge(0))), down(Math.min(clientHeight, ...edge(1)))];
    const up = (at_px: number) => Math.max(0, Math.ceil(at_px / step_px) * step_px);
    const width = up(Math.min(clientWidth, Math.max(0, ...edge(2))) - x);
    const height = up(Math.min(clientHeight, Math.max(0, ...edge(3))) - y);
    const ratio = window.devicePixelRatio;
    const { canvas, pen } = this;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    canvas.style.transform = `translate(${x}px, ${y}px)`;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.setTransform(ratio, 0, 0, ratio, -x * ratio, -y * ratio);
    pen.lineJoin = "round";
    pen.lineCap = "round";
    for (const { mark, path, stroke_px } of all) {
      if (mark.fill) {
        pen.globalAlpha = mark.fill_opacity ?? 1;
        pen.fillStyle = mark.fill;
        pen.fill(path, "evenodd");
      }
      if (!mark.stroke || stroke_px <= 0) continue;
      pen.globalAlpha = mark.stroke_opacity ?? 1;
      pen.strokeStyle = mark.stroke;
      pen.lineWidth = stroke_px;
      pen.stroke(path);
    }
    pen.globalAlpha = 1;
  }

  stop(): void {
    this.map.off("move", this.follow);
    this.map.off("resize", this.follow);
    this.canvas.remove();
  }
}
