import { validateStyleMin } from "@maplibre/maplibre-gl-style-spec";
import { describe, expect, test } from "vitest";
import { layers } from "../../data/catalog/layers/index.ts";
import { contrast } from "../../web/map/colour.ts";
import { px_per_m } from "../../web/map/layer_style.ts";
import { type MapView, map_style } from "../../web/map/map_style.ts";
import { map_palette } from "../../web/ui/theme.ts";

const view = (more: Partial<MapView> = {}): MapView => ({
  layers,
  theme: "light",
  off: [],
  opacity_pct: {},
  origin: "http://localhost:8080",
  data_version: "7",
  latitude_deg: 51,
  fonts: { "Source Sans 3": [{ url: "http://localhost:8080/a.woff2", "unicode-range": ["U+0000-024F"] }] },
  synthetic_mark: "synth.",
  highlight: { type: "FeatureCollection", features: [] },
  ...more,
});

describe.each(["light", "dark"] as const)("the %s map style", (theme) => {
  const style = map_style(view({ theme }));
  test("passes MapLibre's own validator", () => {
    expect(validateStyleMin(style as Parameters<typeof validateStyleMin>[0]).map((e) => e.message)).toEqual(
      [],
    );
  });
  test.each(layers.map((l) => [l.id, l] as const))(
    "draws %s in all its geometries, from its own tile layer",
    (id, layer) => {
      const own = style.layers.filter((l) => l.id.startsWith(`${id}:`));
      for (const l of own) expect(l).toMatchObject({ source: layer.group, "source-layer": id });
      const parts = own.map((l) => l.id.split(":")[1]);
      if (layer.geometry.includes("area")) expect(parts).toContain("fill");
      if (layer.geometry.includes("line"))
        expect(parts).toEqual(expect.arrayContaining(["line", "disused", "projected"]));
      if (layer.geometry.includes("point")) expect(parts).toContain("dot");
      for (const l of own) expect(l.minzoom).toBeGreaterThanOrEqual(layer.min_zoom);
    },
  );
  test("every buried line keeps 3:1 against the ground by its casing", () => {
    for (const layer of layers.filter((l) => l.group === "below" && l.geometry.includes("line"))) {
      const casing = style.layers.find((l) => l.id === `${layer.id}:casing`);
      const colour = (casing as { paint: { "line-color": string[] } }).paint["line-color"].at(-1)!;
      expect(contrast(colour, map_palette[theme].ground), layer.id).toBeGreaterThanOrEqual(3);
    }
  });
});

test("a layer that is off is hidden, its neighbours stay; opacity multiplies", () => {
  const style = map_style(view({ off: ["gas_low"], opacity_pct: { water_main: 40 } }));
  const of = (id: string) =>
    style.layers.find((l) => l.id === id) as {
      layout: { visibility: string };
      paint: Record<string, unknown>;
    };
  expect(of("gas_low:line").layout.visibility).toBe("none");
  expect(of("water_main:line").layout.visibility).toBe("visible");
  expect((of("water_main:line").paint["line-opacity"] as unknown[]).at(-1)).toBeCloseTo(0.4);
});

test("a new data version asks for new tiles", () => {
  const url = (version: string) =>
    (map_style(view({ data_version: version })).sources.below as { url: string }).url;
  expect(url("7")).not.toBe(url("8"));
});

test("true to scale: a metre at 51° north and zoom 20 takes 21.3 px", () => {
  // 512 · 2^20 / (40 075 016.686 · cos 51°), by hand
  expect(px_per_m(20, 51)).toBeCloseTo(21.29, 2);
});
