import { expect, it } from "vitest";
import type { Viewer } from "../../api/store/viewer.ts";
import { deliver, items_of } from "./deliver.ts";
import { box, line, point, type ReadingTown } from "./reading_town.ts";

/** Who sees what, and what analysis reads of catalogue and coordinate systems, on the store of `reading.test.ts`. */
export function reading_catalog(town: () => ReadingTown): void {
  it("visible_dataset_ids: public ones, own ones, all for an administrator", async () => {
    const { test, as, planner, gas_company, public_id, gas_id } = town();
    const visible = async (viewer: Viewer) =>
      (
        await as(
          viewer,
          (sql) =>
            sql<
              { ids: number[]; authority: string }[]
            >`select visible_dataset_ids() as ids, current_authority() as authority`,
        )
      )[0]!;
    expect((await visible(planner)).ids).toEqual([public_id]);
    expect((await visible(gas_company)).ids.sort()).toEqual([public_id, gas_id].sort());
    expect((await visible(test.viewer)).ids.sort()).toEqual([public_id, gas_id].sort());
    expect((await visible(planner)).authority).toBe("testdorp");
    expect((await visible({ ...test.viewer, authority_id: "elders" })).ids).toEqual([]);
  });

  it("measure_parameters: the given ones over the type's defaults", async () => {
    const [row] = await town().as(
      town().test.viewer,
      (sql) =>
        sql`select measure_parameters('tree', '{"root_radius_m": 3}') as given, measure_parameters('tree', null) as bare, measure_parameters('nothing', null) as none`,
    );
    expect(row!.bare).toEqual({
      species_class: "medium",
      root_barrier: false,
      crown_diameter_m: 6,
      root_radius_m: 4.2,
      root_depth_m: 0.6,
      pit_area_m2: 2.25,
      surface_now: "footway",
      compensation: false,
    });
    expect(row!.given).toEqual({ ...row!.bare, root_radius_m: 3 });
    expect(row!.none).toEqual({});
  });

  it("effective_rules: the authority's own row in place of the catalogue's", async () => {
    const rules = (authority_id: string) =>
      town().as(
        town().test.viewer,
        (sql) =>
          sql<
            { id: string; horizontal_m: number }[]
          >`select id, horizontal_m from effective_rules(${authority_id}) order by id`,
      );
    const before = await rules("testdorp");
    await town().test.store.sql`
      insert into rule (authority_id, id, a_layer, b_layer, relation, kind, topic, applied, planned_only, horizontal_m, severity, reason, jurisdiction, confidence, source_title, source_url)
      select 'testdorp', id, a_layer, b_layer, relation, kind, topic, applied, planned_only, 7.5, severity, reason, jurisdiction, confidence, 'own', source_url
      from rule where authority_id is null and id = 'CLR086'`;
    try {
      const after = await rules("testdorp");
      expect(after.map((rule) => rule.id)).toEqual(before.map((rule) => rule.id));
      expect(after.find((rule) => rule.id === "CLR086")!.horizontal_m).toBe(7.5);
      expect((await rules("elders")).find((rule) => rule.id === "CLR086")!.horizontal_m).toBe(2);
    } finally {
      await town().test.store.sql`delete from rule where authority_id = 'testdorp'`;
    }
  });

  it("to_analysis: leaves what is there already, brings the rest", async () => {
    const [row] = await town().as(
      town().test.viewer,
      (sql) => sql`
        select st_astext(to_analysis(st_setsrid(st_point(1.5, 2.5), 31370))) as same, analysis_srid() as srid, st_srid(to_analysis(st_setsrid(st_point(4.4, 51), 4326))) as moved`,
    );
    expect(row).toEqual({ same: "POINT(1.5 2.5)", srid: 31370, moved: 31370 });
  });

  it("evaluate_measures_near: judges measures again where features changed, and no others", async () => {
    const saved = await town().as(town().test.viewer, async (sql) => {
      const [scenario] = await sql<
        { id: number }[]
      >`insert into scenario (authority_id, name) values ('testdorp', 'near') returning id`;
      const [measure] = await sql<{ id: number }[]>`
        select * from save_measure(${scenario!.id}, null, null, 'tree', 'new', st_transform(st_geomfromtext(${point(50, -200)}, 31370), 4326), '{}')`;
      return { scenario_id: scenario!.id, id: measure!.id };
    });
    const pipes = async () =>
      (
        await town().test.store.sql<
          { n: number }[]
        >`select count(*)::int as n from finding where scenario_id = ${saved.scenario_id} and 'gas_medium' in (a_layer, b_layer)`
      )[0]!.n;
    await deliver(
      town().test,
      "new pipe.gpkg",
      await items_of(town().test, [
        {
          layer: "gas_medium",
          wkt: line([40, -200.5], [60, -200.5]),
          diameter_m: 0.1,
          position_accuracy_m: 0.1,
        },
      ]),
      {
        skip_analysis: true,
      },
    );
    const near = async (wkt: string, after = 0) =>
      (
        await town().as(
          town().test.viewer,
          (sql) =>
            sql<{ n: number; last: number | null }[]>`
            select evaluated as n, last_id as last from evaluate_measures_near(st_geomfromtext(${wkt}, 31370), ${after}, 1)`,
        )
      )[0]!;
    const [waited] = await town().as(
      town().test.viewer,
      (sql) => sql<{ n: number; scenarios: number }[]>`
        select await_drawing() as n, (select count(*) from scenario) as scenarios`,
    );
    expect(waited!.n).toBe(waited!.scenarios);
    expect([await near(box(50, 400, 51, 401)), await pipes()]).toEqual([{ n: 0, last: null }, 0]);
    expect(await near(box(40, -201, 60, -200))).toEqual({ n: 1, last: saved.id });
    expect(await pipes()).toBeGreaterThan(0);
    expect(await near(box(40, -201, 60, -200), saved.id)).toEqual({ n: 0, last: null });
  });
}
