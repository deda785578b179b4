import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { export_overlap_check, type OverlapFormat } from "../../../api/export/export_overlap_check.ts";
import { write_csv } from "../../../api/export/write_csv.ts";
import { answer_overlap_check, type OverlapAnswer } from "../../../api/overlap/answer_overlap_check.ts";
import { cad_features, overlap_features } from "../../../api/overlap/overlap_features.ts";
import type { Viewer } from "../../../api/store/viewer.ts";
import { open_test_app, type TestApp } from "../open_test_app.ts";
import { trench_input } from "../routes/overlap_check.ts";
import { load_small_town } from "../small_town.ts";
import { pdf_text, pdftotext_missing } from "./pdf_text.ts";

const has = (program: string, flag: string) => spawnSync(program, [flag]).status === 0;
const has_gdal = has("ogrinfo", "--version");

describe("files of an overlap check", () => {
  let t: TestApp;
  let folder: string;
  let check_id: number;
  beforeAll(async () => {
    t = await open_test_app("embedded");
    await load_small_town(t.test);
    folder = mkdtempSync(join(tmpdir(), "straatlagen-files-"));
    check_id = (await t.ask("POST", "/overlap_checks", await trench_input(t))).body.id;
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await t.close();
  });

  const answer = (viewer: Viewer = t.test.viewer): Promise<OverlapAnswer> =>
    t.test.store.as_viewer(viewer, async (sql) => (await answer_overlap_check(sql, check_id))!);
  const file = async (format: OverlapFormat, of: OverlapAnswer): Promise<string> => {
    const path = join(folder, `check.${format}`);
    writeFileSync(
      path,
      await export_overlap_check(of, format, "nl", t.test.store.srid, new AbortController().signal),
    );
    return path;
  };
  const ogrinfo = (...args: string[]) => spawnSync("ogrinfo", args, { encoding: "utf8" }).stdout;
  const counts = (path: string): Record<string, number> =>
    Object.fromEntries(
      [...ogrinfo("-ro", "-so", "-al", path).matchAll(/Layer name: (\S+)[\s\S]*?Feature Count: (\d+)/g)].map(
        ([, layer, count]) => [layer!, Number(count)],
      ),
    );

  it.skipIf(!has_gdal && !process.env.CI)(
    "GeoPackage: GDAL counts in each layer what the answer holds, in the analysis CRS",
    async () => {
      const of = await answer();
      const path = await file("gpkg", of);
      const wanted = overlap_features(of).filter(({ features }) => features.length > 0);
      expect(wanted.map(({ name }) => name)).toEqual(
        expect.arrayContaining(["ground", "objects", "findings"]),
      );
      expect(counts(path)).toEqual(
        Object.fromEntries(wanted.map(({ name, features }) => [name, features.length])),
      );
      const told = ogrinfo("-ro", "-al", "-where", "layer = 'gas_low'", path, "objects");
      expect(told).toContain('ID["EPSG",31370]');
      expect(told).toMatch(/top_m \(Real\) = 0\.8/);
      // To the decimetre where it was delivered: y = 195004, from 165000 to 165200.
      const [, x, y] = /MULTILINESTRING \(\(([\d.]+) ([\d.]+),/.exec(told)!;
      expect(Math.abs(Number(x) - 165_000)).toBeLessThan(0.3);
      expect(Math.abs(Number(y) - 195_004)).toBeLessThan(0.3);
    },
  );

  it.skipIf(!has_gdal && !process.env.CI)("GeoJSON and DXF: GDAL counts what the answer holds", async () => {
    const of = await answer();
    const all = overlap_features(of).reduce((sum, { features }) => sum + features.length, 0);
    expect(Object.values(counts(await file("geojson", of)))).toEqual([all]);
    const dxf = await file("dxf", of);
    expect(counts(dxf)).toEqual({ entities: cad_features(of).length });
    const gas = ogrinfo("-ro", "-al", "-where", "Layer = 'GAS_LOW'", dxf);
    expect(gas).toContain("Feature Count: 1");
  });

  it.skipIf(!has_gdal && !process.env.CI)("CSV: GDAL reads as many rows as there are objects", async () => {
    const of = await answer();
    expect(Object.values(counts(await file("csv", of)))).toEqual([of.objects.length]);
  });

  it.skipIf(pdftotext_missing)("PDF: owners, depths and places can be selected", async () => {
    const of = await answer();
    const path = await file("pdf", of);
    const text = spawnSync("pdftotext", ["-layout", path, "-"], { encoding: "utf8" }).stdout;
    expect(text).toContain("Sleuf Dorpsstraat");
    expect(text).toMatch(/Zeker geraakt: 2/);
    expect(text).toMatch(/Testdorp\s+Gas, lage druk/);
    expect(text).toContain("0,8 – 0,91");
    for (const language of ["en", "fr"] as const) {
      const bytes = await export_overlap_check(of, "pdf", language, 31370, new AbortController().signal);
      expect(pdf_text(bytes)).toContain(language === "en" ? "Hit for certain: 2" : "Touché à coup sûr");
    }
  });

  it("no file tells of an object what its viewer may not see", async () => {
    await t.test.store.sql`update dataset set access_class = 'restricted'`;
    await t.test.store.sql`
      insert into organisation (authority_id, id, name) values (${t.test.viewer.authority_id}, 'elsewhere', 'Elders')`;
    const stranger: Viewer = { ...t.test.viewer, role: "planner", organisation_id: "elsewhere" };
    // A check is read by the organisation that asked: the stranger's own question, at the same place.
    await t.test.store.sql`update overlap_check set organisation_id = 'elsewhere'`;
    const of = await answer(stranger);
    await t.test.store.sql`update dataset set access_class = 'public'`;
    expect(of.objects.length).toBeGreaterThan(2);
    expect(of.objects.some((one) => one.visible || one.geometry || one.id || one.top_m !== null)).toBe(false);
    expect(of.trial_pits).toEqual([]);
    expect(overlap_features(of).flatMap(({ features }) => features)).toHaveLength(1);
    const csv = new TextDecoder().decode(
      await export_overlap_check(of, "csv", "nl", 31370, new AbortController().signal),
    );
    for (const row of csv.trimEnd().split("\r\n").slice(1)) {
      const cells = row.split(",");
      expect(cells.slice(0, 2).join()).toMatch(/^Testdorp,\w+$/);
      // Verdict, that it is hidden, that it has no trial pit one may know of: nothing more.
      expect(cells.slice(2).filter(Boolean).join()).toMatch(
        /^false,((violated|possible|unknown|clear),)?0,false$/,
      );
    }
    expect(JSON.stringify(of)).not.toMatch(/Linde/);
  });
});

describe("write_csv", () => {
  it("quotes what needs it, and hands a spreadsheet no formula", () => {
    const bytes = write_csv(
      ["a", "b"],
      [
        ["x,y", 'say "no"'],
        ["=1+1", -2],
        [null, true],
        ["line\nbreak", "−"],
      ],
    );
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).toBe(
      'a,b\r\n"x,y","say ""no"""\r\n\'=1+1,-2\r\n,true\r\n"line\nbreak",−\r\n',
    );
  });
});
