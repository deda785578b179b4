import { describe, expect, test } from "vitest";
import { on_tile_cut, real_lines } from "../../../web/draw/snap_candidates.ts";
import { type SnapLine, snap } from "../../../web/draw/snapping.ts";

const of = (layer: string, ...px: [number, number][]): SnapLine => ({
  layer,
  px,
  wgs84: px.map(([x, y]) => [4 + x / 1000, 51 - y / 1000]),
});

describe("snapping", () => {
  const kerb = of("carriageway", [0, 0], [100, 0], [100, 100]);
  test("on an edge within reach, at the nearest place of it", () => {
    expect(snap(40, 8, [kerb], 12)).toEqual({ position: [4.04, 51], layer: "carriageway", kind: "edge" });
  });
  test("a corner pulls from further than an edge", () => {
    expect(snap(90, 9, [kerb], 12)).toMatchObject({ kind: "vertex", position: [4.1, 51] });
  });
  test("nothing within reach is nothing", () => {
    expect(snap(40, 13, [kerb], 12)).toBeNull();
    expect(snap(40, 8, [], 12)).toBeNull();
  });
  test("of two edges the nearer; of two equally near the one that is drawn on top", () => {
    const pipe = of("gas_low", [0, 10], [100, 10]);
    expect(snap(40, 8, [kerb, pipe], 12)?.layer).toBe("gas_low");
    expect(snap(40, 5, [pipe, kerb], 12)?.layer).toBe("gas_low");
  });
  test("a single tree is a corner", () => {
    expect(snap(3, 3, [of("tree", [0, 0])], 12)?.kind).toBe("vertex");
  });
});

describe("the cuts of tiles are no edges", () => {
  // Tile 33620/22000 at zoom 16, its margin of 64 units at both sides.
  const zoom = 16;
  const lon = (units: number) => ((33620 * 4096 + units) / (2 ** zoom * 4096)) * 360 - 180;
  test("64 units in or out of a tile's border is a cut", () => {
    const mercator = (units: number) => (33620 * 4096 + units) / (2 ** zoom * 4096);
    expect(on_tile_cut(mercator(-64), zoom)).toBe(true);
    expect(on_tile_cut(mercator(4096 + 64), zoom)).toBe(true);
    expect(on_tile_cut(mercator(1000), zoom)).toBe(false);
  });
  test("a field cut by a tile keeps its real edges only", () => {
    const ring = [
      [lon(500), 51.15],
      [lon(500), 51.1503],
      [lon(4160), 51.1504],
      [lon(4160), 51.15005],
      [lon(500), 51.15],
    ];
    const lines = real_lines({ type: "Polygon", coordinates: [ring] }, zoom);
    expect(lines).toEqual([
      [ring[0], ring[1], ring[2]],
      [ring[3], ring[4]],
    ]);
    expect(real_lines({ type: "Polygon", coordinates: [ring] }, null)).toEqual([ring]);
  });
});
