import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { demo_district } from "../../data/demo/demo_district.ts";
import { DEMO_SRID } from "../../data/demo/ground.ts";
import { area_m2, components, depth_m, length_m, samples, self_crossing } from "./measure_shapes.ts";
import { type DrawnFeature, distance_m, inside, PlaceIndex, read_demo, shape_of } from "./read_demo.ts";

const drawn = read_demo(demo_district({ seed: 1, streets: 40 }));
const { features, segments, districts } = drawn;
const of = (...layers: string[]): DrawnFeature[] =>
  features.filter((feature) => layers.includes(feature.layer));
const streets_of = (list: typeof segments): Set<string | null> =>
  new Set(list.map((segment) => segment.street_name));

function digest(items: readonly unknown[]): string {
  const hash = createHash("sha256");
  for (const item of items) hash.update(JSON.stringify(item));
  return hash.digest("hex");
}

describe("the district is seeded", () => {
  test("the same seed gives the same rows, twice read and twice made", () => {
    const datasets = demo_district({ seed: 1, streets: 40 });
    const first = digest(read_demo(datasets).items);
    expect(digest(read_demo(datasets).items)).toBe(first);
    expect(digest(drawn.items)).toBe(first);
  });
  test("another seed gives another district", () => {
    expect(digest(read_demo(demo_district({ seed: 2, streets: 40 })).items)).not.toBe(digest(drawn.items));
  });
});

describe("the district is believable", () => {
  test("its counts", () => {
    const counts: Record<string, number> = {};
    for (const feature of features) counts[feature.layer] = (counts[feature.layer] ?? 0) + 1;
    const dwellings = of("building").reduce((sum, house) => sum + Number(house.attributes.dwellings), 0);
    const inhabitants = districts.reduce((sum, district) => sum + district.inhabitants!, 0);
    console.log({
      ...counts,
      streets: streets_of(segments).size,
      segments: segments.length,
      dwellings,
      inhabitants,
    });
    expect(streets_of(segments).size).toBeGreaterThanOrEqual(32);
    expect(streets_of(segments).size).toBeLessThanOrEqual(48);
    expect(districts.reduce((sum, district) => sum + district.dwellings!, 0)).toBe(dwellings);
    expect(inhabitants / dwellings).toBeCloseTo(2.3, 1);
    expect(dwellings).toBeGreaterThan(700);
    expect(counts.tree).toBeGreaterThan(300);
    expect(counts.tree).toBe(counts.root_zone);
    // Every kind of connection comes with about every house.
    const houses = of("building").filter((house) => Number(house.attributes.dwellings) > 0).length;
    for (const layer of ["gas_low", "water_main", "electricity_lv", "telecom"])
      expect(of(layer).filter((line) => line.attributes.connection === true).length / houses).toBeCloseTo(
        1,
        1,
      );
  });
  test("trees of several kinds, houses of several ages, streets of several kinds", () => {
    expect(new Set(of("tree").map((tree) => tree.attributes.species)).size).toBeGreaterThanOrEqual(8);
    const years = of("building").map((house) => Number(house.attributes.year_built));
    expect(Math.min(...years)).toBeLessThan(1930);
    expect(Math.max(...years)).toBeGreaterThan(2010);
    expect(new Set(segments.map((segment) => segment.attributes.street_type)).size).toBeGreaterThanOrEqual(5);
  });
  test("a root zone is as wide as its tree's trunk asks, at most 15 m", () => {
    for (const zone of of("root_zone")) {
      const ring = zone.shape.parts[0]!;
      const xs = ring.filter((_, i) => i % 2 === 0);
      const radius_m = (Math.max(...xs) - Math.min(...xs)) / 2;
      expect(radius_m).toBeLessThanOrEqual(15.01);
      expect(radius_m).toBeCloseTo(Number(zone.attributes.radius_m), 1);
    }
  });
  test("everything is marked synthetic, in the rows and in the datasets' names", () => {
    expect(features.filter((feature) => feature.attributes.synthetic !== true)).toEqual([]);
    for (const { dataset } of demo_district({ seed: 1, streets: 40 })) {
      expect(dataset.name).toMatch(/synthetisch/);
      expect(dataset.key).toBeTruthy();
    }
  });
  test("utilities are in restricted datasets of their owners, the street itself in a public one", () => {
    const datasets = demo_district({ seed: 1, streets: 40 });
    const restricted = new Set(
      datasets
        .filter(({ dataset }) => dataset.access_class === "restricted")
        .map(({ dataset }) => dataset.name),
    );
    for (const line of of("gas_low", "gas_high", "water_main", "telecom", "electricity_lv", "sewer_combined"))
      expect([...restricted]).toContain(line.dataset);
    for (const area of of("carriageway", "building", "tree", "works"))
      expect([...restricted]).not.toContain(area.dataset);
    const owners = new Set(datasets.map(({ dataset }) => dataset.owner));
    expect(owners.size).toBeGreaterThanOrEqual(5);
  });
});

describe("the district's geometry", () => {
  test("is in Lambert 72 near the fictional town, with unique ids per dataset", () => {
    const ids = new Set<string>();
    for (const { shape, dataset, layer, source_id } of features) {
      expect(shape.srid).toBe(DEMO_SRID);
      expect(ids.has(`${dataset}/${layer}/${source_id}`), source_id).toBe(false);
      ids.add(`${dataset}/${layer}/${source_id}`);
      for (const part of shape.parts)
        for (let i = 0; i < part.length; i += 2) {
          if (Math.abs(part[i]! - 165_000) < 3_000 && Math.abs(part[i + 1]! - 195_000) < 3_000) continue;
          throw new Error(`${source_id} lies at ${part[i]}, ${part[i + 1]}`);
        }
    }
  });
  test("has closed rings that never touch themselves, and lines with a length", () => {
    for (const { shape, source_id } of features) {
      if (shape.kind === "line") expect(length_m(shape.parts[0]!), source_id).toBeGreaterThan(0.05);
      if (shape.kind !== "area") continue;
      for (const ring of shape.parts) {
        expect(ring.slice(0, 2)).toEqual(ring.slice(-2));
        expect(Math.abs(area_m2(ring)), source_id).toBeGreaterThan(0.05);
        expect(self_crossing(ring), `${source_id} crosses itself`).toBe(false);
      }
    }
  });
  test("keeps buildings off the road and off each other", () => {
    const roads = new PlaceIndex(of("carriageway", "parking", "cycle_path", "footway"));
    const buildings = new PlaceIndex(of("building"));
    for (const house of of("building"))
      for (const [x, y] of samples(house.shape.parts[0]!, 3)) {
        for (const road of roads.near(x, y)) expect(depth_m(road, x, y), house.source_id).toBeLessThan(0.05);
        for (const other of buildings.near(x, y))
          if (other !== house) expect(depth_m(other, x, y), house.source_id).toBeLessThan(0.05);
      }
  });
  test("fills every street from property line to property line without a gap", () => {
    const ground = new PlaceIndex(
      of("carriageway", "parking", "cycle_path", "footway", "green", "surface_water", "paving"),
    );
    for (const segment of segments) {
      const axis = shape_of(segment.geom_hex).parts[0]!;
      for (const [x, y, dx, dy] of samples(axis, 7))
        for (const offset_m of [-3.1, -2.4, -1.3, 0.01, 1.1, 2.2, 3.1]) {
          const [px, py] = [x - dy * offset_m, y + dx * offset_m];
          const covered = [...ground.near(px, py)].some(
            ({ shape }) =>
              inside(shape.parts, px, py) || shape.parts.some((ring) => distance_m(ring, px, py) < 0.03),
          );
          expect(covered, `${segment.street_name} at ${px}, ${py}`).toBe(true);
        }
    }
  });
});

describe("the district's networks", () => {
  test("streets meet: one connected network of centre lines", () => {
    const ends = segments.map((segment) => {
      const line = shape_of(segment.geom_hex).parts[0]!;
      return [line.slice(0, 2), line.slice(-2)].map(([x, y]) => `${x!.toFixed(1)}/${y!.toFixed(1)}`) as [
        string,
        string,
      ];
    });
    expect(components(ends)).toBe(1);
  });
  test("mains lie inside the street zone", () => {
    const zone = new PlaceIndex(
      of("carriageway", "parking", "cycle_path", "footway", "surface_water", "paving", "green").filter(
        (area) => area.attributes.kind !== "garden",
      ),
    );
    const mains = features.filter((line) => is_main(line));
    expect(mains.length).toBeGreaterThan(500);
    for (const main of mains)
      for (const [x, y] of samples(main.shape.parts[0]!, 3)) {
        const covered = [...zone.near(x, y, 0.1)].some(
          ({ shape }) =>
            inside(shape.parts, x, y) || shape.parts.some((ring) => distance_m(ring, x, y) < 0.1),
        );
        expect(covered, `${main.layer} ${main.source_id} at ${x}, ${y}`).toBe(true);
      }
  });
  test("house connections start on a main of their kind and end at a facade", () => {
    const mains = new PlaceIndex(features.filter((line) => is_main(line)));
    const buildings = new PlaceIndex(of("building"));
    for (const line of features.filter((feature) => feature.attributes.connection === true)) {
      const [x, y] = line.shape.parts[0]!;
      const to_main_m = Math.min(
        ...[...mains.near(x!, y!, 2)]
          .filter((main) => main.layer === line.layer)
          .map((main) => distance_m(main.shape.parts[0]!, x!, y!)),
      );
      expect(to_main_m, `${line.layer} ${line.source_id} to its main`).toBeLessThan(0.03);
      const [ex, ey] = line.shape.parts[0]!.slice(-2);
      const to_facade_m = Math.min(
        ...[...buildings.near(ex!, ey!, 1)].map((house) => distance_m(house.shape.parts[0]!, ex!, ey!)),
      );
      expect(to_facade_m, `${line.layer} ${line.source_id} to its facade`).toBeLessThan(0.03);
    }
  });
  test("mains of each kind hang together", () => {
    for (const layer of ["gas_low", "water_main", "electricity_lv", "telecom"]) {
      const mains = of(layer).filter(is_main);
      const index = new PlaceIndex(mains);
      const pairs: [string, string][] = mains.map((main) => [main.source_id, main.source_id]);
      for (const main of mains)
        for (const [x, y] of [main.shape.parts[0]!.slice(0, 2), main.shape.parts[0]!.slice(-2)])
          for (const other of index.near(x!, y!, 0.1))
            if (distance_m(other.shape.parts[0]!, x!, y!) < 0.05)
              pairs.push([main.source_id, other.source_id]);
      // Cables of the two sides of a street are two nets at most.
      expect(components(pairs), `pieces of ${layer}`).toBeLessThanOrEqual(2);
    }
  });
});

describe("the district's depths", () => {
  // Covers of depths.csv with what practice adds; sewers follow their gradient.
  const covers_m: Record<string, readonly [number, number]> = {
    electricity_lv: [0.5, 1],
    electricity_mv: [0.7, 1.2],
    electricity_hv: [1, 1.6],
    public_lighting: [0.5, 0.9],
    telecom: [0.45, 0.9],
    // Connections to the far side are bored under the water main.
    gas_low: [0.45, 1.5],
    gas_medium: [0.8, 1.1],
    gas_high: [1, 1.5],
    water_main: [0.75, 1.35],
    heat_network: [0.6, 2.6],
    sewer_combined: [0.8, 3.5],
    sewer_foul: [0.8, 3.8],
    sewer_rain: [0.8, 3.5],
  };
  test.each(Object.entries(covers_m))("of %s are those of the sources", (layer, [low_m, high_m]) => {
    for (const line of of(layer)) {
      if (line.top_m === null) {
        expect(line.bottom_m).toBeNull();
        expect(line.depth_source).toBe("unknown");
        continue;
      }
      expect(line.top_m, line.source_id).toBeGreaterThanOrEqual(low_m);
      expect(line.top_m, line.source_id).toBeLessThanOrEqual(high_m);
      expect(line.bottom_m!).toBeGreaterThanOrEqual(line.top_m + line.diameter_m! - 0.011);
    }
  });
  test("are partly unknown, and so is the place of old lines", () => {
    const lines = of("electricity_lv", "gas_low", "water_main", "telecom");
    const share = (test: (line: DrawnFeature) => boolean): number => lines.filter(test).length / lines.length;
    expect(share((line) => line.top_m === null)).toBeGreaterThan(0.05);
    expect(share((line) => line.top_m === null)).toBeLessThan(0.35);
    expect(share((line) => line.position_accuracy_m === null)).toBeGreaterThan(0.01);
    expect(share((line) => line.depth_source === "measured")).toBeGreaterThan(0.1);
    expect(share((line) => line.depth_source === "network_default")).toBeGreaterThan(0.1);
  });
});

test("some trees stand too close to a gas main, as they do", () => {
  const gas = new PlaceIndex(of("gas_low", "gas_medium").filter(is_main));
  const close = of("tree").filter(({ shape }) => {
    const [x, y] = shape.parts[0]!;
    return [...gas.near(x!, y!, 2)].some((main) => distance_m(main.shape.parts[0]!, x!, y!) < 1.5);
  });
  expect(close.length).toBeGreaterThan(3);
});

test("some lines were laid above or under others where they should not be", () => {
  const water = new PlaceIndex(of("water_main").filter(is_main));
  const above = of("telecom").filter(({ source_id, shape }) => {
    if (!source_id.endsWith("_above_water")) return false;
    const line = shape.parts[0]!;
    const [x, y] = line.slice(2 * Math.floor(line.length / 4));
    return [...water.near(x!, y!, 1)].some((main) => distance_m(main.shape.parts[0]!, x!, y!) < 0.05);
  });
  expect(above.length).toBeGreaterThan(0);
  const under = of("water_main").filter(({ source_id }) => source_id.endsWith("_under_sewer"));
  const deepest_sewer_m = Math.max(...of("sewer_combined", "sewer_foul").map((sewer) => sewer.top_m ?? 0));
  expect(under.length).toBeGreaterThan(0);
  for (const branch of under) expect(branch.bottom_m!).toBeGreaterThan(deepest_sewer_m - 0.6);
});

const networks = [
  "electricity_lv",
  "electricity_mv",
  "public_lighting",
  "telecom",
  "gas_low",
  "gas_medium",
  "water_main",
  "sewer_combined",
  "sewer_foul",
  "sewer_rain",
  "heat_network",
];

function is_main(line: DrawnFeature): boolean {
  return networks.includes(line.layer) && line.attributes.connection !== true && line.shape.kind === "line";
}
