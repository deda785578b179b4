import { describe, expect, it } from "vitest";
import { read_wkb } from "../../../api/tiles/wkb.ts";
import { wkb } from "../wkb_of.ts";

const at = (points: readonly { x: number; y: number }[]) => points.map(({ x, y }) => [x, y]);

describe("read_wkb", () => {
  it("reads points, lines and areas", () => {
    expect(read_wkb(wkb({ type: "Point", coordinates: [3, 4] }))).toEqual({
      type: 1,
      parts: [[{ x: 3, y: 4 }]],
    });
    expect(
      at(
        read_wkb(
          wkb({
            type: "LineString",
            coordinates: [
              [0, 0],
              [10, 5],
            ],
          }),
        )!.parts[0]!,
      ),
    ).toEqual([
      [0, 0],
      [10, 5],
    ]);
    const many = read_wkb(
      wkb({
        type: "MultiLineString",
        coordinates: [
          [
            [0, 0],
            [1, 1],
          ],
          [
            [5, 5],
            [6, 6],
          ],
        ],
      }),
    );
    expect(many).toMatchObject({
      type: 2,
      parts: [
        [
          { x: 0, y: 0 },
          { x: 1, y: 1 },
        ],
        [
          { x: 5, y: 5 },
          { x: 6, y: 6 },
        ],
      ],
    });
    expect(
      read_wkb(
        wkb({
          type: "MultiPoint",
          coordinates: [
            [1, 2],
            [3, 4],
          ],
        }),
      ),
    ).toEqual({
      type: 1,
      parts: [
        [
          { x: 1, y: 2 },
          { x: 3, y: 4 },
        ],
      ],
    });
  });

  it("turns outer rings clockwise on screen and holes the other way", () => {
    const outer = [
      [0, 0],
      [0, 10],
      [10, 10],
      [10, 0],
      [0, 0],
    ];
    const hole = [
      [2, 2],
      [2, 4],
      [4, 4],
      [4, 2],
      [2, 2],
    ];
    const area = (ring: readonly { x: number; y: number }[]) =>
      ring.slice(1).reduce((sum, p, i) => sum + ring[i]!.x * p.y - p.x * ring[i]!.y, 0) / 2;
    for (const coordinates of [
      [outer, hole],
      [outer.toReversed(), hole.toReversed()],
      [outer, hole.toReversed()],
    ]) {
      const { type, parts } = read_wkb(wkb({ type: "Polygon", coordinates }))!;
      expect(type).toBe(3);
      expect(parts.map(area)).toEqual([100, -4]);
    }
  });

  it("rounds to whole units, leaves out repeated points and what collapses", () => {
    expect(
      at(
        read_wkb(
          wkb({
            type: "LineString",
            coordinates: [
              [0.2, 0],
              [0.4, 0.1],
              [7.6, 3],
            ],
          }),
        )!.parts[0]!,
      ),
    ).toEqual([
      [0, 0],
      [8, 3],
    ]);
    expect(
      read_wkb(
        wkb({
          type: "LineString",
          coordinates: [
            [1, 1],
            [1.2, 1.3],
          ],
        }),
      ),
    ).toBeNull();
    expect(
      read_wkb(
        wkb({
          type: "Polygon",
          coordinates: [
            [
              [0, 0],
              [0.3, 0],
              [0.3, 0.3],
              [0, 0],
            ],
          ],
        }),
      ),
    ).toBeNull();
    expect(
      read_wkb(
        wkb({
          type: "Polygon",
          coordinates: [
            [
              [0, 0],
              [5, 5],
              [10, 10],
              [0, 0],
            ],
          ],
        }),
      ),
    ).toBeNull();
    // A hole whose outer ring went has nothing to be a hole in.
    const gone = {
      type: "Polygon",
      coordinates: [
        [
          [0, 0],
          [0.2, 0],
          [0, 0.2],
          [0, 0],
        ],
        [
          [0, 0],
          [0, 9],
          [9, 9],
          [0, 0],
        ],
      ],
    } as const;
    expect(read_wkb(wkb(gone))).toBeNull();
  });

  it("drops Z and M, skips a declared CRS, reads both byte orders", () => {
    expect(read_wkb(wkb({ type: "Point", coordinates: [3, 4, 99] }))).toEqual({
      type: 1,
      parts: [[{ x: 3, y: 4 }]],
    });
    expect(
      read_wkb(
        wkb(
          {
            type: "LineString",
            coordinates: [
              [0, 0, 5],
              [9, 9, 6],
            ],
          },
          { srid: 3857, little: false },
        ),
      ),
    ).toEqual({
      type: 2,
      parts: [
        [
          { x: 0, y: 0 },
          { x: 9, y: 9 },
        ],
      ],
    });
  });

  it("keeps the highest dimension of a collection, and nothing of an empty one", () => {
    const point = { type: "Point", coordinates: [1, 1] } as const;
    const line = {
      type: "LineString",
      coordinates: [
        [0, 0],
        [5, 5],
      ],
    } as const;
    expect(read_wkb(wkb({ type: "GeometryCollection", geometries: [point, line] }))).toMatchObject({
      type: 2,
    });
    expect(read_wkb(wkb({ type: "GeometryCollection", geometries: [] }))).toBeNull();
    expect(read_wkb(wkb({ type: "Point", coordinates: [Number.NaN, Number.NaN] }))).toBeNull();
  });

  it("throws on what is no such geometry", () => {
    const curve = new Uint8Array(9);
    curve.set([1, 8, 0, 0, 0]);
    expect(() => read_wkb(curve)).toThrow(/expected WKB of a point, line, polygon/);
  });
});
