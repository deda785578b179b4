import type { Position } from "geojson";
import { TerraDrawMapLibreGLAdapter } from "terra-draw-maplibre-gl-adapter";
import { type Mark, px } from "./mark.ts";
import type { Overlay } from "./overlay.ts";

type Changes = Parameters<TerraDrawMapLibreGLAdapter["render"]>[0];
type Styling = Parameters<TerraDrawMapLibreGLAdapter["render"]>[1];
type Look = ReturnType<Styling[string]>;

/** A shape or a handle of terra-draw in the look that its mode gives it. */
function mark_of(geometry: Changes["created"][number]["geometry"], look: Look): Mark {
  if (geometry.type === "Point")
    return {
      kind: "spot",
      lines: [[geometry.coordinates]],
      radius: px(look.pointWidth + look.pointOutlineWidth / 2),
      fill: look.pointColor,
      fill_opacity: look.pointOpacity ?? 1,
      stroke: look.pointOutlineColor,
      stroke_width: px(look.pointOutlineWidth),
      stroke_opacity: look.pointOutlineOpacity ?? 1,
    };
  if (geometry.type === "LineString")
    return {
      kind: "line",
      lines: [geometry.coordinates],
      stroke: look.lineStringColor,
      stroke_width: px(look.lineStringWidth),
      stroke_opacity: look.lineStringOpacity ?? 1,
    };
  return {
    kind: "area",
    lines: geometry.coordinates as Position[][],
    fill: look.polygonFillColor,
    fill_opacity: look.polygonFillOpacity,
    stroke: look.polygonOutlineColor,
    stroke_width: px(look.polygonOutlineWidth),
    stroke_opacity: look.polygonOutlineOpacity ?? 1,
  };
}

const level = { Polygon: 0, LineString: 1, Point: 2 } as const;

/** terra-draw on a MapLibre map, with its shapes and handles drawn in the overlay rather than in sources of the map. */
export class OverlayAdapter extends TerraDrawMapLibreGLAdapter {
  private frame = 0;

  constructor(
    options: ConstructorParameters<typeof TerraDrawMapLibreGLAdapter>[0],
    private readonly overlay: Overlay,
  ) {
    super(options);
  }

  override render({ created, updated, unchanged }: Changes, styling: Styling): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      const looks = [...created, ...updated, ...unchanged].flatMap((feature) => {
        const look = styling[feature.properties.mode as string]?.(feature);
        return look ? [{ geometry: feature.geometry, look }] : [];
      });
      looks.sort((a, b) => level[a.geometry.type] - level[b.geometry.type] || a.look.zIndex - b.look.zIndex);
      this.overlay.show(
        "pen",
        looks.map(({ geometry, look }) => mark_of(geometry, look)),
      );
    });
  }

  override clear(): void {
    super.clear();
    cancelAnimationFrame(this.frame);
    this.overlay.show("pen", []);
  }

  override unregister(): void {
    cancelAnimationFrame(this.frame);
    super.unregister();
  }
}
