import { VectorTile } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";
import { describe, expect, it } from "vitest";
import { encode_tile } from "../../../api/tiles/encode_tile.ts";
import { wkb } from "../wkb_of.ts";

const square = wkb({
  type: "Polygon",
  coordinates: [
    [
      [0, 0],
      [100, 0],
      [100, 100],
      [0, 100],
      [0, 0],
    ],
    [
      [10, 10],
      [10, 20],
      [20, 20],
      [20, 10],
      [10, 10],
    ],
  ],
});
const line = wkb({
  type: "LineString",
  coordinates: [
    [-64, 5],
    [4160, 9],
  ],
});

describe("encode_tile", () => {
  const bytes = encode_tile([
    {
      layer: "tree",
      id: 7,
      wkb: wkb({ type: "Point", coordinates: [12, 34] }),
      properties: {
        status: "in_use",
        synthetic: true,
        none: null,
        nested: { a: 1 },
        label: "Linde \u0142 <b>",
      },
    },
    { layer: "gas_low", id: 2 ** 40, wkb: line, properties: { top_m: 0.8, count: 3, below: -2 } },
    { layer: "tree", id: null, wkb: square, properties: null },
    {
      layer: "tree",
      id: 9,
      wkb: wkb({
        type: "LineString",
        coordinates: [
          [1, 1],
          [1.1, 1],
        ],
      }),
      properties: {},
    },
  ]);
  const tile = new VectorTile(new PbfReader(bytes));

  it("makes one layer per word, by name, at extent 4096 and version 2", () => {
    expect(Object.keys(tile.layers)).toEqual(["gas_low", "tree"]);
    expect(tile.layers.tree).toMatchObject({ version: 2, extent: 4096, length: 2 });
  });

  it("keeps geometry, ids and plain properties", () => {
    const tree = tile.layers.tree!.feature(0);
    expect(tree).toMatchObject({
      id: 7,
      type: 1,
      properties: { status: "in_use", synthetic: true, label: "Linde \u0142 <b>" },
    });
    expect(Object.keys(tree.properties).sort()).toEqual(["label", "status", "synthetic"]);
    expect(tree.loadGeometry()).toMatchObject([[{ x: 12, y: 34 }]]);
    const gas = tile.layers.gas_low!.feature(0);
    expect(gas).toMatchObject({ id: 2 ** 40, type: 2, properties: { top_m: 0.8, count: 3, below: -2 } });
    expect(gas.loadGeometry()).toMatchObject([
      [
        { x: -64, y: 5 },
        { x: 4160, y: 9 },
      ],
    ]);
    const area = tile.layers.tree!.feature(1);
    expect(area.id).toBeUndefined();
    expect(area.loadGeometry().map((ring) => ring.length)).toEqual([5, 5]);
  });

  it("gives no bytes for no rows, and for rows that collapse", () => {
    expect(encode_tile([])).toHaveLength(0);
    expect(
      encode_tile([
        {
          layer: "a",
          id: 1,
          wkb: wkb({
            type: "LineString",
            coordinates: [
              [1, 1],
              [1, 1],
            ],
          }),
          properties: {},
        },
      ]),
    ).toHaveLength(0);
  });
});
