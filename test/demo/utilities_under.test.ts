import { describe, expect, test } from "vitest";
import { layer_by_id } from "../../data/catalog/index.ts";
import type { Xy } from "../../data/demo/ground.ts";
import type { BuildingOutline } from "../../data/demo/house_facades.ts";
import { nearest_on, polyline_length } from "../../data/demo/polyline.ts";
import { type BareSegment, cut_at_returns, street_chains } from "../../data/demo/street_chains.ts";
import { utilities_under } from "../../data/demo/utilities_under.ts";
import { type DrawnFeature, read_demo } from "./read_demo.ts";

const X = 180_000;
const Y = 200_000;
const at = (x: number, y: number): Xy => [X + x, Y + y];
const segment = (
  id: string,
  street_id: string,
  line: Xy[],
  more: Partial<BareSegment> = {},
): BareSegment => ({
  id,
  street_id,
  line,
  width_m: null,
  left_m: null,
  right_m: null,
  main_road: false,
  ...more,
});

// A street in two parts, the second drawn the other way, and a side street that ends on it.
const streets: BareSegment[] = [
  segment("w1", "kerkstraat", [at(0, 0), at(40, 0), at(70, 12)]),
  segment("w2", "kerkstraat", [at(160, 30), at(120, 30), at(70, 12)]),
  segment("w3", "molenweg", [at(40, -90), at(40, 0)], { main_road: true, width_m: 6 }),
];
const house = (id: string, x: number, y: number, wide_m = 9, deep_m = 10): BuildingOutline => ({
  id,
  ring: [at(x, y), at(x + wide_m, y), at(x + wide_m, y + deep_m), at(x, y + deep_m), at(x, y)],
});
const buildings = [
  house("h1", 8, 9),
  house("h2", 22, 9),
  house("h3", 24, 21, 4, 4),
  house("h4", 8, 24),
  house("h5", 52, -60, 10, 10),
];

const lay = (segments = streets, blocks: readonly BuildingOutline[] = buildings) =>
  utilities_under(segments, { srid: 31370, place: "Testdorp", buildings: blocks });
const { features } = read_demo(lay());
const is_connection = (line: DrawnFeature): boolean => line.attributes.connection === true;
const points = (line: DrawnFeature): Xy[] => {
  const flat = line.shape.parts[0]!;
  return Array.from({ length: flat.length / 2 }, (_, i): Xy => [flat[i * 2]!, flat[i * 2 + 1]!]);
};

describe("utilities under imported streets", () => {
  test("are restricted datasets of fictional owners, every row marked", () => {
    const datasets = lay();
    expect(new Set(datasets.map(({ dataset }) => dataset.owner)).size).toBe(datasets.length);
    for (const { dataset } of datasets) {
      expect(dataset.name).toMatch(/Testdorp \(synthetisch/);
      expect(dataset.access_class).toBe("restricted");
      expect(dataset.owner).toMatch(/fictief/);
    }
    expect(features.filter((line) => line.attributes.synthetic !== true)).toEqual([]);
    expect(new Set(features.map((line) => `${line.dataset}/${line.layer}/${line.source_id}`)).size).toBe(
      features.length,
    );
  });
  test("lie under every segment, with what the catalogue declares", () => {
    for (const { id } of streets)
      for (const layer of ["telecom", "electricity_lv", "gas_low", "water_main"])
        expect(
          features.some((line) => line.source_id.startsWith(`${id}_${layer}`)),
          `${layer} under ${id}`,
        ).toBe(true);
    expect(features.some((line) => line.layer === "gas_medium" && line.source_id.startsWith("w3"))).toBe(
      true,
    );
    expect(features.some((line) => line.layer === "gas_medium" && line.source_id.startsWith("w1"))).toBe(
      false,
    );
    for (const line of features) {
      const ids = new Set(layer_by_id(line.layer)!.attributes.map((attribute) => attribute.id));
      expect(Object.keys(line.attributes).filter((key) => key !== "synthetic" && !ids.has(key))).toEqual([]);
    }
  });
  test("do not depend on the order of the streets, nor on the run", () => {
    const ids = (list: readonly DrawnFeature[]) =>
      list.map((line) => `${line.source_id} ${line.geom_hex}`).sort();
    expect(ids(read_demo(lay([...streets].reverse(), [...buildings].reverse())).features)).toEqual(
      ids(features),
    );
  });
  test("keep their side along a street whose parts are drawn towards each other", () => {
    expect(street_chains(streets).map((chain) => chain.links.map((link) => link.segment.id))).toEqual([
      ["w1", "w2"],
      ["w3"],
    ]);
    for (const layer of ["water_main", "gas_low"]) {
      const [first, second] = ["w1", "w2"].map((id) =>
        points(features.find((line) => line.source_id.startsWith(`${id}_${layer}`) && !is_connection(line))!),
      );
      const gap_m = Math.min(
        ...second!.map((place) => Math.hypot(place[0] - first!.at(-1)![0], place[1] - first!.at(-1)![1])),
      );
      expect(gap_m, layer).toBeLessThan(0.01);
    }
  });
  test("end on the main of the street that they run into", () => {
    for (const layer of ["water_main", "gas_low"]) {
      const side = points(
        features.find((line) => line.source_id.startsWith(`w3_${layer}`) && !is_connection(line))!,
      );
      const through = points(
        features.find((line) => line.source_id.startsWith(`w1_${layer}`) && !is_connection(line))!,
      );
      expect(nearest_on(through, side.at(-1)!).distance, layer).toBeLessThan(0.01);
    }
  });
  test("connect houses from the main to the facade, none under another building, none to a shed", () => {
    const connections = features.filter(is_connection);
    const connected = new Set(connections.map((line) => line.source_id.match(/h\d$/)![0]));
    // h3 is a shed of 16 m²; h4 stands behind h1.
    expect([...connected].sort()).toEqual(["h1", "h2", "h5"]);
    for (const line of connections) {
      const [start, end] = points(line) as [Xy, Xy];
      const mains = features.filter((main) => main.layer === line.layer && !is_connection(main));
      expect(
        Math.min(...mains.map((main) => nearest_on(points(main), start).distance)),
        line.source_id,
      ).toBeLessThan(0.01);
      const { ring } = buildings.find(({ id }) => line.source_id.endsWith(id))!;
      expect(nearest_on(ring, end).distance).toBeLessThan(0.01);
    }
  });
  test("without buildings there are mains only; without streets nothing", () => {
    expect(read_demo(lay(streets, [])).features.filter(is_connection)).toEqual([]);
    expect(read_demo(lay([], buildings)).features).toEqual([]);
  });
  test("go round a loop on a stalk, on both sides of it", () => {
    const loop = segment("w9", "lus", [at(0, 0), at(60, 0), at(60, 50), at(0, 50), at(0, 0), at(-40, 0)]);
    expect(cut_at_returns(loop).map((piece) => [piece.id, piece.line.length])).toEqual([
      ["w9~1", 5],
      ["w9~2", 2],
    ]);
    expect(cut_at_returns(segment("w8", "rond", loop.line.slice(0, 5)))).toHaveLength(1);
    const { features: around } = read_demo(lay([loop], []));
    for (const layer of ["water_main", "gas_low", "electricity_lv"]) {
      const length_m = around
        .filter((line) => line.layer === layer)
        .reduce((sum, line) => sum + polyline_length(points(line)), 0);
      expect(length_m, layer).toBeGreaterThan(220);
    }
  });
  test("stay within a narrow zone", () => {
    const narrow = streets.map((street) => ({ ...street, left_m: 3, right_m: 2.2 }));
    for (const line of read_demo(lay(narrow, [])).features)
      for (const place of points(line)) {
        const beside_m = Math.min(...streets.map((street) => nearest_on(street.line, place).distance));
        expect(beside_m, line.source_id).toBeLessThan(3.01);
      }
  });
});
