import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ImportItem } from "../../data/importers/types.ts";
import { open_test_store, store_kinds, type TestStore } from "../store/test_store.ts";
import { deliver, items_of, open_import } from "./deliver.ts";
import { features_of, line_hex, line_item } from "./import_lines.ts";

describe.each(store_kinds)("an import that comes again or is cut short on %s", (kind) => {
  let test: TestStore;
  beforeAll(async () => {
    test = await open_test_store(kind);
  });
  afterAll(() => test.close());

  const features = (dataset_id: number) => features_of(test, dataset_id);

  it("replaces what the same delivery held, keeping the ids of the same objects", async () => {
    const at = (x: number): string => `POINT(${165000 + x} 195500)`;
    const first = await deliver(
      test,
      "trees.gpkg",
      await items_of(test, [
        { layer: "tree", source_id: "a", wkt: at(0) },
        { layer: "tree", source_id: "b", wkt: at(10) },
        { layer: "tree", source_id: "c", wkt: at(20) },
      ]),
    );
    const before = await features(first.dataset_ids[0]!);
    const second = await deliver(
      test,
      "trees.gpkg",
      await items_of(test, [
        { layer: "tree", source_id: "d", wkt: at(40) },
        { layer: "tree", source_id: "c", wkt: at(25), attributes: { species_class: "large" } },
        { layer: "tree", source_id: "a", wkt: at(0) },
        { layer: "tree", source_id: "a", wkt: at(1) },
      ]),
    );
    expect(second.dataset_ids).toEqual(first.dataset_ids);
    const after = await features(first.dataset_ids[0]!);
    expect(after.map((row) => [row.source_id, row.wkt])).toEqual([
      ["a", "POINT(165000 195500)"],
      ["a", "POINT(165001 195500)"],
      ["c", "POINT(165025 195500)"],
      ["d", "POINT(165040 195500)"],
    ]);
    const id_of = (rows: typeof before, source_id: string) =>
      rows.find((row) => row.source_id === source_id)!.id;
    expect(id_of(after, "a")).toBe(id_of(before, "a"));
    expect(id_of(after, "c")).toBe(id_of(before, "c"));
    expect(after.find((row) => row.source_id === "c")!.traits).toEqual(["species_large"]);
    expect(new Set(after.map((row) => row.id)).size).toBe(4);
    const [row] = await test.store.sql`select version from dataset where id = ${first.dataset_ids[0]!}`;
    expect(row!.version).toBe(2);
  });

  it("of a partner is its own, whatever the file says, and takes nobody else's place", async () => {
    const { sql } = test.store;
    await sql`insert into organisation (authority_id, id, name) values ('testdorp', 'gasbedrijf', 'Gasbedrijf'), ('testdorp', 'waterbedrijf', 'Waterbedrijf') on conflict do nothing`;
    const by = (organisation_id: string): TestStore => ({
      ...test,
      viewer: {
        ...test.viewer,
        id: `partner of ${organisation_id}`,
        role: "utility_partner",
        organisation_id,
      },
    });
    const said: ImportItem = {
      kind: "dataset",
      key: "leidingen",
      name: "Leidingen",
      owner: "Waterbedrijf",
      access_class: "restricted",
      licence: null,
      purpose: null,
      dated: null,
      expires: null,
      attachments: [],
    };
    const lines = await items_of(test, [
      { layer: "gas_low", source_id: "a", wkt: "LINESTRING(165000 195600,165020 195600)" },
    ]);
    const first = await deliver(by("gasbedrijf"), "leidingen.gpkg", [said, ...lines]);
    const stored = async () =>
      (await sql`select owner_organisation_id, version from dataset where id = ${first.dataset_ids[0]!}`)[0];
    expect(await stored()).toEqual({ owner_organisation_id: "gasbedrijf", version: 1 });
    const before = await features(first.dataset_ids[0]!);
    // Another partner's delivery of that name is refused as a whole; the same partner's replaces it.
    await expect(deliver(by("waterbedrijf"), "leidingen.gpkg", [said, ...lines])).rejects.toMatchObject({
      code: "dataset_not_yours",
    });
    expect(await stored()).toEqual({ owner_organisation_id: "gasbedrijf", version: 1 });
    expect(await features(first.dataset_ids[0]!)).toEqual(before);
    await deliver(by("gasbedrijf"), "leidingen.gpkg", [said, ...lines]);
    expect(await stored()).toEqual({ owner_organisation_id: "gasbedrijf", version: 2 });
    // Streets and districts are the town's, and stay as it delivered them.
    const districts = () => sql`select id, name, geom::text, dataset_id from district order by id`;
    const as_town_has = await districts();
    const [place] = await sql<{ hex: string }[]>`
      select encode(st_asewkb(st_multi(st_makeenvelope(165000, 195000, 165010, 195010, 31370))), 'hex') as hex`;
    const district: ImportItem = {
      kind: "district",
      source_id: "kern",
      name: "Gekaapt",
      inhabitants: 1,
      dwellings: 1,
      srid: 31370,
      geom_hex: place!.hex,
    };
    await expect(deliver(by("gasbedrijf"), "wijken.gpkg", [district])).rejects.toMatchObject({
      code: "town_layers",
    });
    expect([...(await districts())]).toEqual([...as_town_has]);
  });

  it("stores periods by their first and last day", async () => {
    const wkt = "POLYGON((165000 195000,165010 195000,165010 195010,165000 195000))";
    const done = await deliver(
      test,
      "works.gpkg",
      await items_of(test, [
        {
          layer: "works",
          source_id: "a",
          wkt,
          period: ["2027-03-01", "2027-03-31"],
          attributes: { blocked_until: "2029-03-31", blocking_years: 2 },
        },
        { layer: "works", source_id: "b", wkt, period: ["2027-03-01", null] },
        { layer: "works", source_id: "c", wkt },
      ]),
    );
    const rows = await features(done.dataset_ids[0]!);
    expect(rows.map((row) => [row.first_day, row.last_day])).toEqual([
      ["2027-03-01", "2027-03-31"],
      ["2027-03-01", null],
      [null, null],
    ]);
    expect(rows[0]!.traits).toEqual(["works_blocking"]);
    const [blocked] = await test.store
      .sql`select blocked_until::text as day from feature where id = ${rows[0]!.id as number}`;
    expect(blocked!.day).toBe("2029-03-31");
  });

  it("makes the owner's organisation once", async () => {
    const about = (key: string, owner: string): ImportItem => ({
      kind: "dataset",
      key,
      name: key,
      owner,
      licence: "CC-BY",
      purpose: "test",
      access_class: "restricted",
      dated: "2026-01-01",
      expires: "2030-01-01",
      attachments: [],
    });
    for (const key of ["one", "two"])
      await deliver(test, `${key}.zip`, [
        about(key, "Fluvius System Operator"),
        ...(await items_of(test, [{ layer: "tree", wkt: "POINT(165000 195000)" }])),
      ]);
    const owners = await test.store.sql`select id, name from organisation where id like 'fluvius%'`;
    expect([...owners]).toEqual([{ id: "fluvius_system_operator", name: "Fluvius System Operator" }]);
    const rows = await test.store.sql`
      select key, owner_organisation_id, access_class, licence, dated::text, expires::text from dataset where key in ('one', 'two') order by key`;
    expect([...rows]).toEqual(
      ["one", "two"].map((key) => ({
        key,
        owner_organisation_id: "fluvius_system_operator",
        access_class: "restricted",
        licence: "CC-BY",
        dated: "2026-01-01",
        expires: "2030-01-01",
      })),
    );
  });

  describe("cut short", () => {
    /** One number for everything an import may touch. */
    async function state_of_the_store(): Promise<string> {
      const parts: string[] = [];
      for (const table of [
        "feature",
        "dataset",
        "organisation",
        "street",
        "street_segment",
        "district",
        "finding",
        "layer_margin",
        "authority",
      ]) {
        const [row] = await test.store.sql.unsafe(
          `select count(*) as n, md5(string_agg(t::text, '|' order by t::text)) as md5 from ${table} t`,
        );
        parts.push(`${table} ${row!.n} ${row!.md5}`);
      }
      return parts.join("\n");
    }

    /** More rows than one batch, so that some are staged when it ends. */
    async function* long(then: () => void): AsyncGenerator<ImportItem> {
      const geom_hex = line_hex([
        [165000, 195000],
        [165010, 195000],
      ]);
      for (let n = 0; n < 7000; n++) {
        if (n === 6500) then();
        yield line_item(`${n}`, geom_hex);
      }
    }
    beforeAll(async () => {
      await deliver(
        test,
        "kept.gpkg",
        await items_of(
          test,
          [
            { layer: "water_main", source_id: "1", wkt: "LINESTRING(165000 195000,165050 195000)" },
            { layer: "gas_low", source_id: "2", wkt: "LINESTRING(165000 195000.2,165050 195000.2)" },
          ],
          [{ source_id: "s", name: "Dorpsstraat", wkt: "LINESTRING(165000 195001,165050 195001)" }],
        ),
      );
    });

    it("by an error in the middle leaves the store as it was", async () => {
      const before = await state_of_the_store();
      await expect(
        deliver(
          test,
          "kept.gpkg",
          long(() => {
            throw new Error("the file ends here");
          }),
        ),
      ).rejects.toThrow("the file ends here");
      expect(await state_of_the_store()).toBe(before);
    });

    it("by the caller leaves the store as it was", async () => {
      const before = await state_of_the_store();
      const cancel = new AbortController();
      await expect(
        deliver(
          test,
          "kept.gpkg",
          long(() => cancel.abort()),
          { signal: cancel.signal },
        ),
      ).rejects.toThrow(/abort/i);
      expect(await state_of_the_store()).toBe(before);
    });

    it("by a cancel asked for in its row leaves the store as it was", async () => {
      const before = await state_of_the_store();
      const { store_delivery } = await import("../../data/store_delivery.ts");
      const import_id = await open_import(test, "kept.gpkg");
      const asked = store_delivery(test.store, {
        items: (async function* () {
          for await (const item of long(() => undefined)) {
            if (item.kind === "feature" && item.source_id === "100")
              await test.store.as_viewer(
                test.viewer,
                (sql) => sql`update import set cancel_requested = true where id = ${import_id}`,
              );
            yield item;
          }
        })(),
        importer: "test",
        file_name: "kept.gpkg",
        viewer: test.viewer,
        import_id,
        mapping: null,
        signal: new AbortController().signal,
      });
      await expect(asked).rejects.toMatchObject({ name: "AbortError" });
      expect(await state_of_the_store()).toBe(before);
      await test.store.sql`delete from import_row where import_id = ${import_id}`;
    });
  });
});
