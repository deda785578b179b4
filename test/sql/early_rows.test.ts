import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ImportItem } from "../../data/importers/types.ts";
import { open_test_store, store_kinds, type TestStore } from "../store/test_store.ts";
import { deliver, hex_of } from "./deliver.ts";
import { line_hex, line_item, rejections_of } from "./import_lines.ts";

const dataset = (name: string): ImportItem => ({
  kind: "dataset",
  key: name,
  name,
  owner: "Waterbedrijf",
  licence: null,
  purpose: null,
  access_class: "public",
  dated: null,
  expires: null,
  attachments: [],
});

/** 12,000 mains with a hydrant drawn as an area and a reversed depth among them, then trees, a centre line and mains again. */
function items_named(name: string, tree_hex: string, area_hex: string): ImportItem[] {
  const main = (place: number): ImportItem => {
    const [x, y] = [160000 + (place % 100) * 5, 190000 + place / 100];
    return line_item(
      `w${place}`,
      line_hex([
        [x, y],
        [x + 4, y],
      ]),
      {
        layer: "water_main",
        diameter_m: 0.1 + (place % 3) / 10,
        bottom_m: place === 4000 ? 0.2 : 1.2,
        top_m: place === 4000 ? 0.9 : null,
        attributes: { year_built: 1950 + (place % 60) },
      },
    );
  };
  const other = (layer: string, source_id: string, geom_hex: string): ImportItem =>
    line_item(source_id, geom_hex, { layer });
  return [
    dataset(name),
    ...Array.from({ length: 6000 }, (_, place) => main(place)),
    other("water_main", "area", area_hex),
    ...Array.from({ length: 6000 }, (_, place) => main(6000 + place)),
    ...Array.from({ length: 5000 }, (_, place) => other("tree", `t${place}`, tree_hex)),
    { kind: "rejected", row: "r", field: "geometry", code: "geometry_empty", message: "m" },
    ...Array.from({ length: 3000 }, (_, place) => main(12000 + place)),
  ];
}

// The embedded store has one connection for all: nothing is stored early there.
describe.skipIf(!store_kinds.includes("postgis"))("early rows on the PostGIS server", () => {
  let test: TestStore;
  let hexes: [string, string];
  beforeAll(async () => {
    test = await open_test_store("postgis");
    hexes = (await hex_of(test, [
      "POINT(160001 190001)",
      "POLYGON((160000 190000,160001 190000,160001 190001,160000 190000))",
    ])) as [string, string];
  });
  afterAll(() => test.close());

  /** All there is of a dataset, but for which numbers it has; the ids count from the first. */
  async function contents(dataset_id: number) {
    const [rows] = await test.store.sql<{ n: number; text: string }[]>`
      select count(*) as n, md5(string_agg(to_jsonb(f)::text, '|' order by f.id)) as text
      from (select (to_jsonb(f) - 'dataset_id' - 'id') as f, f.id - min(f.id) over () as id from feature f where f.dataset_id = ${dataset_id}) f`;
    const [said] = await test.store.sql`
      select owner_organisation_id, srid, extent::text, access_class, version from dataset where id = ${dataset_id}`;
    const margins = await test.store.sql`select layer, margin_m from layer_margin order by layer`;
    return { ...rows!, said, margins: [...margins] };
  }
  const indexes = () =>
    test.store.sql`
      select c.relname as name, pg_get_indexdef(i.indexrelid) as definition, i.indisvalid as valid
      from pg_index i join pg_class c on c.oid = i.indexrelid
      where i.indrelid in ('feature_water_main'::regclass, 'feature_tree'::regclass) order by 1`;
  const put = (name: string, early_ms: number, items: Iterable<ImportItem> = items_named(name, ...hexes)) =>
    deliver(test, name, items, { skip_analysis: true, dataset_first: true, early_ms });

  it("what is stored while others are read is what would be stored at the end", async () => {
    const before = await indexes();
    const late = await put("late", 0);
    const late_contents = await contents(late.dataset_ids[0]!);
    await test.store.sql.begin(async (sql) => {
      await sql`select set_config('straatlagen.authority', ${test.viewer.authority_id}, true)`;
      await sql`select remove_dataset_contents(${late.dataset_ids[0]!})`;
    });
    await test.store.sql`truncate layer_margin`;
    const early = await put("early", Number.POSITIVE_INFINITY);
    expect(early).toMatchObject({ read: 20_002, stored: 19_999, repaired: 0, rejected: 3 });
    expect({ ...early, dataset_ids: [], import_id: 0 }).toEqual({ ...late, dataset_ids: [], import_id: 0 });
    expect(await contents(early.dataset_ids[0]!)).toEqual(late_contents);
    const reasons = (await rejections_of(test, early.import_id)).map(({ code }) => code);
    expect(reasons).toEqual((await rejections_of(test, late.import_id)).map(({ code }) => code));
    expect([...reasons].sort()).toEqual(["depth_reversed", "geometry_empty", "geometry_kind"]);
    expect(await indexes()).toEqual(before);
    // The same delivery again: every object keeps its id.
    const ids = () =>
      test.store
        .sql`select id, source_id from feature where dataset_id = ${early.dataset_ids[0]!} order by id`;
    const first = await ids();
    await put("early", Number.POSITIVE_INFINITY);
    expect(await ids()).toEqual(first);
  });

  it("a delivery that breaks off, or names its dataset late, leaves the store as it was", async () => {
    const state = () => test.store.sql`
      select (select count(*) from feature) as features, (select count(*) from dataset) as datasets, (select md5(string_agg(margin_m::text, ',')) from layer_margin) as margins`;
    const [before, all_indexes] = [await state(), await indexes()];
    const broken = function* (last: () => ImportItem) {
      const all = items_named("broken", ...hexes);
      yield* all.slice(0, 19_000);
      yield last();
    };
    const cut_off = (): ImportItem => {
      throw new Error("cut off");
    };
    await expect(put("broken", Number.POSITIVE_INFINITY, broken(cut_off))).rejects.toThrow("cut off");
    expect(await state()).toEqual(before);
    await expect(
      put(
        "broken",
        Number.POSITIVE_INFINITY,
        broken(() => dataset("other")),
      ),
    ).rejects.toThrow(/first/);
    expect(await state()).toEqual(before);
    expect(await indexes()).toEqual(all_indexes);
    // Nothing of it comes later either: the connection is used for other things again.
    await test.store.sql`select pg_sleep(0.05)`;
    expect(await state()).toEqual(before);
  });
});
