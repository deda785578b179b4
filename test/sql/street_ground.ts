import type { TestStore } from "../store/test_store.ts";
import { deliver, items_of, type TestSegment } from "./deliver.ts";
import type { TestFeature } from "./put_features.ts";

export type Point = readonly [number, number];

/** A street as it is built. */
export interface StreetRow {
  readonly id: string;
  readonly name: string;
  readonly named: boolean;
  readonly length_m: number;
  readonly zone_source: string;
  readonly area_m2: number;
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
  readonly pieces: number;
  readonly segments: number;
}

/** Ground to build streets on, a piece for each test, and how they are put there and read. */
export function street_ground(store: () => TestStore) {
  /** Each test has a place of its own, 2 km from the others. */
  let places = 0;
  function place() {
    const [x0, y0] = [150000 + 2000 * places++, 195000];
    const at = ([x, y]: Point): string => `${x0 + x} ${y0 + y}`;
    return {
      x0,
      y0,
      line: (...points: Point[]): string => `LINESTRING(${points.map(at).join(",")})`,
      area: (...points: Point[]): string => `POLYGON((${[...points, points[0]!].map(at).join(",")}))`,
      box: (west: number, south: number, east: number, north: number): string =>
        `POLYGON((${at([west, south])},${at([east, south])},${at([east, north])},${at([west, north])},${at([west, south])}))`,
    };
  }
  const put = async (name: string, segments: readonly TestSegment[], features: readonly TestFeature[] = []) =>
    deliver(store(), name, await items_of(store(), features, segments), { skip_analysis: true });

  async function streets(ids: readonly string[]): Promise<StreetRow[]> {
    return store().store.sql<StreetRow[]>`
      select t.id, t.name, t.named, t.length_m, t.zone_source, st_area(t.zone) as area_m2, st_xmin(t.zone) as west, st_xmax(t.zone) as east,
        st_ymin(t.zone) as south, st_ymax(t.zone) as north, st_numgeometries(t.axis) as pieces,
        (select count(*)::int from street_segment s where s.street_id = t.id) as segments
      from street t where t.id = any (${ids as string[]}) order by t.id`;
  }
  const street = async (id: string): Promise<StreetRow> => {
    const [row] = await streets([id]);
    if (!row) throw new Error(`no street ${id}`);
    return row;
  };
  const remove = (id: number) =>
    store().store.as_viewer(store().viewer, (sql) => sql`select remove_dataset(${id})`);
  return { place, put, remove, streets, street };
}
