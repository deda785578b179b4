import type { Feature, Point } from "geojson";
import type { Map as MapLibre } from "maplibre-gl";
import { type TerraDrawChanges, TerraDrawExtend, type TerraDrawStylingFunction } from "terra-draw";

/** A handle of the shape in hand as the map draws it: the point to grab, and its look in CSS pixels. */
export type Handle = Feature<
  Point,
  {
    readonly part: "handle";
    readonly colour: string;
    readonly rim: string;
    readonly radius_px: number;
    readonly rim_px: number;
    readonly order: number;
  }
>;

/**
 * terra-draw's way to the map. Of what it holds only the points to grab are handed on: the shape itself is
 * drawn by whoever listens to it, and drawing it twice would have the map work twice for each move.
 */
export class DrawAdapter extends TerraDrawExtend.TerraDrawBaseAdapter {
  private readonly pans: boolean;
  private readonly turns: boolean;

  constructor(
    private readonly map: MapLibre,
    config: TerraDrawExtend.BaseAdapterConfig,
    /** Called whenever handles may have changed; `read` makes them as they are when it is called. */
    private readonly changed: (read: () => Handle[]) => void,
  ) {
    super(config);
    this.pans = map.dragPan.isEnabled();
    this.turns = map.dragRotate.isEnabled();
  }

  override register(callbacks: TerraDrawExtend.TerraDrawCallbacks): void {
    super.register(callbacks);
    callbacks.onReady?.();
  }

  override unregister(): void {
    super.unregister();
    this.changed(() => []);
  }

  render({ created, updated, unchanged }: TerraDrawChanges, styling: TerraDrawStylingFunction): void {
    this.changed(() =>
      [...created, ...updated, ...unchanged].flatMap((feature): Handle[] => {
        const { geometry, properties } = feature;
        if (geometry.type !== "Point") return [];
        const look = styling[properties.mode as string]!(feature);
        return [
          {
            type: "Feature",
            geometry,
            properties: {
              part: "handle",
              colour: look.pointColor,
              rim: look.pointOutlineColor,
              radius_px: look.pointWidth,
              rim_px: look.pointOutlineWidth,
              order: look.zIndex,
            },
          },
        ];
      }),
    );
  }

  clear(): void {
    this._currentModeCallbacks?.onClear();
    this.changed(() => []);
  }

  getMapEventElement(): HTMLElement {
    return this.map.getCanvas();
  }

  getLngLatFromEvent(event: PointerEvent | MouseEvent): { lng: number; lat: number } {
    const { left, top } = this.map.getCanvas().getBoundingClientRect();
    return this.unproject(event.clientX - left, event.clientY - top);
  }

  project(lng: number, lat: number): { x: number; y: number } {
    const { x, y } = this.map.project([lng, lat]);
    return { x, y };
  }

  unproject(x: number, y: number): { lng: number; lat: number } {
    const { lng, lat } = this.map.unproject([x, y]);
    return { lng, lat };
  }

  setCursor(cursor: Parameters<TerraDrawExtend.TerraDrawBaseAdapter["setCursor"]>[0]): void {
    this.map.getCanvas().style.cursor = cursor === "unset" ? "" : cursor;
  }

  /** Whether the pointer moves the map, as far as it did before there was drawing. */
  setDraggability(enabled: boolean): void {
    for (const [handler, was] of [
      [this.map.dragPan, this.pans],
      [this.map.dragRotate, this.turns],
    ] as const)
      if (was) handler[enabled ? "enable" : "disable"]();
  }

  setDoubleClickToZoom(enabled: boolean): void {
    this.map.doubleClickZoom[enabled ? "enable" : "disable"]();
  }
}
