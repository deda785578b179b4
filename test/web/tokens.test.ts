import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { contrast } from "../../web/map/colour.ts";
import { map_palette } from "../../web/ui/theme.ts";

const css = readFileSync(new URL("../../web/ui/tokens.css", import.meta.url), "utf8");
const tokens_in = (block: string) =>
  Object.fromEntries(
    [...block.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6})/gi)].map(([, name, value]) => [name!, value!]),
  );
const light = tokens_in(css.slice(css.indexOf(":root {"), css.indexOf(':root[data-theme="dark"]')));
const dark = { ...light, ...tokens_in(css.slice(css.indexOf(':root[data-theme="dark"]'))) };
const surfaces = ["paper", "panel", "soil"];
const soft = ["violated-soft", "possible-soft", "unknown-soft", "clear-soft", "synergy-soft", "accent-soft"];

describe.each([
  ["light", light],
  ["dark", dark],
] as const)("%s theme", (theme, t) => {
  test("text reads at 4.5:1 on every surface", () => {
    for (const on of surfaces) {
      for (const text of ["ink", "quiet", "accent", "violated"]) {
        expect(contrast(t[text]!, t[on]!), `${text} on ${on}`).toBeGreaterThanOrEqual(4.5);
      }
    }
    for (const on of soft) expect(contrast(t.ink!, t[on]!), `ink on ${on}`).toBeGreaterThanOrEqual(4.5);
    for (const on of ["accent-soft", "synergy-soft"]) {
      expect(contrast(t.quiet!, t[on]!), `quiet on ${on}`).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(t["on-accent"]!, t.accent!)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(t["on-ground"]!, t.ground!)).toBeGreaterThanOrEqual(4.5);
  });
  test("symbols, edges of controls and the focus ring read at 3:1", () => {
    for (const on of [...surfaces, ...soft]) {
      for (const symbol of ["violated", "possible", "unknown", "clear", "synergy"]) {
        expect(contrast(t[symbol]!, t[on]!), `${symbol} on ${on}`).toBeGreaterThanOrEqual(3);
      }
    }
    for (const on of surfaces) {
      for (const edge of ["control", "accent", "ground"]) {
        expect(contrast(t[edge]!, t[on]!), `${edge} on ${on}`).toBeGreaterThanOrEqual(3);
      }
    }
  });
  test("the map speaks the same verdict colours, and they read on its ground", () => {
    const palette = map_palette[theme];
    for (const verdict of ["violated", "possible", "unknown", "clear"] as const) {
      expect(palette[verdict]).toBe(t[verdict]);
      expect(contrast(palette[verdict], palette.ground), verdict).toBeGreaterThanOrEqual(3);
    }
    expect(palette.ink).toBe(t.ink);
    expect(palette.accent).toBe(t.accent);
  });
});
