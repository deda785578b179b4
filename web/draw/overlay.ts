import type { Map as MapLibre } from "maplibre-gl";
import { px_per_m } from "../map/layer_style.ts";
import type { Mark, Scale } from "./mark.ts";

/** Lowest first. */
const groups = ["shape", "stretch", "trouble", "pen"] as const;
export type OverlayGroup = (typeof groups)[number];

const svg = "http://www.w3.org/2000/svg";
/** Clicks this near count as on the mark, in CSS pixels. */
const near_px = 6;

type Box = readonly [left: number, top: number, right: number, bottom: number];

interface Drawn {
  readonly element: SVGGeometryElement;
  readonly attributes: Map<string, string>;
  mark: Mark;
  /** What it covers, in CSS pixels of the map. */
  box: Box;
}

/** The overlay is as large as its marks, in steps: a browser paints and blends all of a layer that changes. */
const step_px = 64;
const down = (at: number) => Math.floor(at / step_px) * step_px;
const up = (at: number) => Math.ceil(at / step_px) * step_px;

/**
 * What follows the pointer, drawn over the map instead of in it: a shape that moves sixty times a second then
 * costs a few attributes, where a source of the map takes a worker's round trip and the map's every layer anew.
 */
export class Overlay {
  private readonly root = document.createElementNS(svg, "svg");
  private readonly shifted = document.createElementNS(svg, "g");
  private frame = "";
  private readonly parts = new Map<OverlayGroup, { readonly g: SVGGElement; readonly drawn: Drawn[] }>();
  private readonly follow = () => {
    for (const { drawn } of this.parts.values()) for (const one of drawn) this.place(one);
    this.fit();
  };

  constructor(private readonly map: MapLibre) {
    this.root.setAttribute("aria-hidden", "true");
    this.root.setAttribute("data-testid", "draw_overlay");
    this.root.style.cssText = "position:absolute;left:0;top:0;pointer-events:none;will-change:transform";
    this.root.append(this.shifted);
    for (const group of groups) {
      const g = document.createElementNS(svg, "g");
      g.setAttribute("data-group", group);
      this.shifted.append(g);
      this.parts.set(group, { g, drawn: [] });
    }
    map.getCanvasContainer().append(this.root);
    map.on("move", this.follow);
    map.on("resize", this.follow);
  }

  /** Shows these marks in place of those that the group had. */
  show(group: OverlayGroup, marks: readonly Mark[]): void {
    const { g, drawn } = this.parts.get(group)!;
    for (const { element } of drawn.splice(marks.length)) element.remove();
    marks.forEach((mark, i) => {
      const before = drawn[i];
      if (before && (before.mark.kind === "spot") === (mark.kind === "spot")) before.mark = mark;
      else {
        const element = document.createElementNS(svg, mark.kind === "spot" ? "circle" : "path");
        if (before) before.element.replaceWith(element);
        else g.append(element);
        drawn[i] = { element, attributes: new Map(), mark, box: [0, 0, 0, 0] };
      }
      this.place(drawn[i]!);
    });
    this.fit();
  }

  /** Makes the overlay as large as what it shows of the map. */
  private fit(): void {
    const { clientWidth, clientHeight } = this.map.getCanvas();
    let [left, top, right, bottom] = [clientWidth, clientHeight, 0, 0];
    for (const { drawn } of this.parts.values())
      for (const { box } of drawn) {
        left = Math.min(left, box[0]);
        top = Math.min(top, box[1]);
        right = Math.max(right, box[2]);
        bottom = Math.max(bottom, box[3]);
      }
    const [x, y] = [down(Math.max(0, left)), down(Math.max(0, top))];
    const width = Math.max(0, up(Math.min(clientWidth, right)) - x);
    const height = Math.max(0, up(Math.min(clientHeight, bottom)) - y);
    const frame = `${x} ${y} ${width} ${height}`;
    if (frame === this.frame) return;
    this.frame = frame;
    this.root.setAttribute("width", String(width));
    this.root.setAttribute("height", String(height));
    this.root.style.transform = `translate(${x}px, ${y}px)`;
    this.shifted.setAttribute("transform", `translate(${-x} ${-y})`);
  }

  /** Whether a place on the screen lies on or near a mark of the group. */
  hit(group: OverlayGroup, x: number, y: number): boolean {
    const around = [-near_px, 0, near_px];
    const points = around.flatMap((dx) => around.map((dy) => new DOMPoint(x + dx, y + dy)));
    return this.parts
      .get(group)!
      .drawn.some(
        ({ element, mark }) =>
          !mark.inert &&
          points.some(
            (point) =>
              (mark.kind !== "line" && element.isPointInFill(point)) || element.isPointInStroke(point),
          ),
      );
  }

  private place(drawn: Drawn): void {
    const { element, attributes, mark } = drawn;
    const zoom = this.map.getZoom();
    const scale: Scale = { zoom, px_per_m: px_per_m(zoom, this.map.getCenter().lat) };
    const set = (name: string, value: string | number) => {
      const text = String(value);
      if (attributes.get(name) === text) return;
      attributes.set(name, text);
      element.setAttribute(name, text);
    };
    const lines = mark.lines.map((line) =>
      line.map((position) => {
        const { x, y } = this.map.project(position as [number, number]);
        return [Math.round(x * 100) / 100, Math.round(y * 100) / 100] as const;
      }),
    );
    const stroke_px = mark.stroke_width?.(scale) ?? 0;
    const radius_px = mark.radius?.(scale) ?? 0;
    if (mark.kind === "spot") {
      const [[x, y]] = lines[0] as [readonly [number, number]];
      set("cx", x);
      set("cy", y);
      set("r", radius_px);
    } else {
      const end = mark.kind === "area" ? "Z" : "";
      set("d", lines.map((line) => `M${line.map((at) => at.join(" ")).join("L")}${end}`).join(""));
      set("stroke-linejoin", "round");
      set("stroke-linecap", "round");
      set("fill-rule", "evenodd");
    }
    set("fill", mark.fill ?? "none");
    set("fill-opacity", mark.fill_opacity ?? 1);
    set("stroke", mark.stroke ?? "none");
    set("stroke-opacity", mark.stroke_opacity ?? 1);
    set("stroke-width", stroke_px);
    const around_px = radius_px + stroke_px / 2 + 1;
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const line of lines)
      for (const [x, y] of line) {
        left = Math.min(left, x);
        top = Math.min(top, y);
        right = Math.max(right, x);
        bottom = Math.max(bottom, y);
      }
    drawn.box = [left - around_px, top - around_px, right + around_px, bottom + around_px];
  }

  stop(): void {
    this.map.off("move", this.follow);
    this.map.off("resize", this.follow);
    this.root.remove();
  }
}
