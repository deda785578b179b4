import type { Position } from "geojson";
import type { Map as MapLibre } from "maplibre-gl";
import { px_per_m } from "../map/layer_style.ts";

/** What a size on the screen depends on. */
export interface Scale {
  readonly zoom: number;
  readonly px_per_m: number;
}

/** A size in CSS pixels at a scale. */
export type Size = (scale: Scale) => number;

export const px =
  (size_px: number): Size =>
  () =>
    size_px;
export const metres_wide =
  (size_m: number): Size =>
  (scale) =>
    size_m * scale.px_per_m;

/** Pixels between stops of zoom and size; beyond the ends as at the ends. */
export const by_zoom =
  (...stops: readonly (readonly [zoom: number, size_px: number])[]): Size =>
  ({ zoom }) => {
    const before = stops.findLast(([at]) => at <= zoom);
    const after = stops.find(([at]) => at > zoom);
    if (!before || !after) return (before ?? after)![1];
    return before[1] + ((after[1] - before[1]) * (zoom - before[0])) / (after[0] - before[0]);
  };

/** One stroke, area or spot of the overlay. */
export interface Mark {
  readonly kind: "line" | "area" | "spot";
  /** Lines, or rings of an area; the place of a spot is the first position. */
  readonly lines: readonly (readonly Position[])[];
  readonly fill?: string;
  readonly fill_opacity?: number;
  readonly stroke?: string;
  readonly stroke_opacity?: number;
  readonly stroke_width?: Size;
  /** Radius of a spot. */
  readonly radius?: Size;
  /** Not for clicks: they go through to what lies below. */
  readonly inert?: boolean;
}

/** Lowest first. */
const groups = ["shape", "stretch", "trouble", "pen"] as const;
export type OverlayGroup = (typeof groups)[number];

const svg = "http://www.w3.org/2000/svg";
/** Clicks this near count as on the mark, in CSS pixels. */
const near_px = 6;

interface Drawn {
  readonly element: SVGGeometryElement;
  readonly attributes: Map<string, string>;
  mark: Mark;
}

/**
 * What follows the pointer, drawn over the map instead of in it: a shape that moves sixty times a second then
 * costs a few attributes, where a source of the map takes a worker's round trip and the map's every layer anew.
 */
export class Overlay {
  private readonly root = document.createElementNS(svg, "svg");
  private readonly parts = new Map<OverlayGroup, { readonly g: SVGGElement; readonly drawn: Drawn[] }>();
  private readonly follow = () => {
    for (const { drawn } of this.parts.values()) for (const one of drawn) this.place(one);
  };

  constructor(private readonly map: MapLibre) {
    this.root.setAttribute("aria-hidden", "true");
    this.root.setAttribute("data-testid", "draw_overlay");
    this.root.style.cssText = "position:absolute;inset:0;width:100%;height:100%;pointer-events:none";
    for (const group of groups) {
      const g = document.createElementNS(svg, "g");
      g.setAttribute("data-group", group);
      this.root.append(g);
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
        drawn[i] = { element, attributes: new Map(), mark };
      }
      this.place(drawn[i]!);
    });
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

  private place({ element, attributes, mark }: Drawn): void {
    const { map } = this;
    const zoom = map.getZoom();
    const scale: Scale = { zoom, px_per_m: px_per_m(zoom, map.getCenter().lat) };
    const set = (name: string, value: string | number) => {
      const text = String(value);
      if (attributes.get(name) === text) return;
      attributes.set(name, text);
      element.setAttribute(name, text);
    };
    const at = (position: Position) => {
      const { x, y } = map.project(position as [number, number]);
      return [Math.round(x * 100) / 100, Math.round(y * 100) / 100] as const;
    };
    if (mark.kind === "spot") {
      const [x, y] = at(mark.lines[0]![0]!);
      set("cx", x);
      set("cy", y);
      set("r", mark.radius?.(scale) ?? 0);
    } else {
      const end = mark.kind === "area" ? "Z" : "";
      set(
        "d",
        mark.lines
          .map((line) => `M${line.map((position) => at(position).join(" ")).join("L")}${end}`)
          .join(""),
      );
      set("stroke-linejoin", "round");
      set("stroke-linecap", "round");
      set("fill-rule", "evenodd");
    }
    set("fill", mark.fill ?? "none");
    set("fill-opacity", mark.fill_opacity ?? 1);
    set("stroke", mark.stroke ?? "none");
    set("stroke-opacity", mark.stroke_opacity ?? 1);
    set("stroke-width", mark.stroke_width?.(scale) ?? 0);
  }

  stop(): void {
    this.map.off("move", this.follow);
    this.map.off("resize", this.follow);
    this.root.remove();
  }
}
