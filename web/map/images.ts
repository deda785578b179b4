import type { Map as MapLibre } from "maplibre-gl";
import { map_palette, type Theme } from "../ui/theme.ts";

const ratio = 2;

function canvas(size_px: number): [HTMLCanvasElement, CanvasRenderingContext2D] {
  const element = document.createElement("canvas");
  element.width = size_px * ratio;
  element.height = size_px * ratio;
  const context = element.getContext("2d");
  if (!context) throw new Error("Expected a 2D canvas for map images, got none");
  context.scale(ratio, ratio);
  return [element, context];
}

/** Diagonal hatch in one colour on nothing, seamless at 12 px. */
function hatch(colour: string): ImageData {
  const size_px = 12;
  const [, context] = canvas(size_px);
  context.strokeStyle = colour;
  context.lineWidth = 1.6;
  for (const shift_px of [-size_px, 0, size_px]) {
    context.beginPath();
    context.moveTo(shift_px - 2, size_px + 2);
    context.lineTo(shift_px + size_px + 2, -2);
    context.stroke();
  }
  return context.getImageData(0, 0, size_px * ratio, size_px * ratio);
}

/** The verdict's shape (▲ violated, ◆ possible) in its colour with a rim, so that it holds on any ground. */
function verdict_mark(verdict: string, theme: Theme): ImageData {
  const size_px = 24;
  const [, context] = canvas(size_px);
  const palette = map_palette[theme];
  context.beginPath();
  if (verdict === "violated") {
    context.moveTo(12, 3);
    context.lineTo(21.5, 20);
    context.lineTo(2.5, 20);
  } else {
    context.moveTo(12, 2.5);
    context.lineTo(21.5, 12);
    context.lineTo(12, 21.5);
    context.lineTo(2.5, 12);
  }
  context.closePath();
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = palette.halo;
  context.stroke();
  context.fillStyle = verdict === "violated" ? palette.violated : palette.possible;
  context.fill();
  return context.getImageData(0, 0, size_px * ratio, size_px * ratio);
}

/**
 * Draws the image a style asks for by name: `hatch:#rrggbb`, `verdict:violated:dark`. Other names are left alone.
 */
export function add_missing_image(map: MapLibre, id: string): void {
  if (map.hasImage(id)) return;
  const [kind, value = "", theme] = id.split(":");
  if (kind === "hatch") map.addImage(id, hatch(value), { pixelRatio: ratio });
  if (kind === "verdict") {
    map.addImage(id, verdict_mark(value, theme === "dark" ? "dark" : "light"), { pixelRatio: ratio });
  }
}
