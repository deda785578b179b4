import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ImportError } from "../../data/importers/types.ts";
import { deliver } from "../sql/deliver.ts";
import { open_test_store, store_kinds, type TestStore } from "../store/test_store.ts";
import { case_of } from "./fixture_cases.ts";
import { run_import } from "./run_import.ts";

const FIXTURES = fileURLToPath(new URL("../../../shared/fixtures/", import.meta.url));
const SIDECARS = [".shx", ".dbf", ".prj", ".cpg"];
const present = existsSync(FIXTURES);
const has_ogrinfo = spawnSync("ogrinfo", ["--version"]).status === 0;
if (!present) console.log("skipped: importers on real files (../shared/fixtures is absent)");
if (!has_ogrinfo) console.log("skipped: comparing counts with ogrinfo (not installed)");

interface Line {
  readonly file: string;
  readonly importer: string;
  readonly read: number | string;
  readonly stored: number | string;
  readonly repaired: number | string;
  readonly rejected: number | string;
  readonly ogrinfo: number | string;
}
const lines: Line[] = [];
const NOTHING = { read: "", stored: "", repaired: "", rejected: "", ogrinfo: "" };

describe.skipIf(!present)("every file of the fixtures goes through", () => {
  const files = present ? data_files(FIXTURES) : [];
  /** PostGIS where it is here, as the quicker of the two; what is stored is the same on both. */
  let test: TestStore;
  beforeAll(async () => {
    test = await open_test_store(store_kinds.at(-1)!);
  });

  it("finds the files, and a case for each", () => {
    expect(files.length).toBeGreaterThan(80);
    expect(files.filter((file) => !case_of(file))).toEqual([]);
  });

  it.each(files)("%s", async (file) => {
    const expected = case_of(file);
    if (!expected) throw new Error(`expected a case for ${file} in fixture_cases.ts, found none`);
    const path = join(FIXTURES, file);
    const options = { srid: expected.srid ?? null, mapping: expected.mapping ?? null };
    if (expected.refused) {
      const error = await run_import(path, options).then(
        () => null,
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(ImportError);
      const { code, message } = error as ImportError;
      expect(code).toMatch(new RegExp(`^(${expected.refused})$`));
      expect(message.length).toBeGreaterThan(20);
      lines.push({ file, importer: `refused: ${code}`, ...NOTHING });
      return;
    }

    const run = await run_import(path, options);
    const counted = has_ogrinfo && expected.ogrinfo !== false ? ogrinfo_count(path, expected.ogrinfo) : null;
    const done = await deliver(test, file, run.items, { skip_analysis: true });
    const { stored, repaired, rejected } = done;
    const { importer, read } = run;
    lines.push({ file, importer, read, stored, repaired, rejected, ogrinfo: counted ?? "" });
    expect(run.importer).toMatch(new RegExp(`^${expected.importer}`));
    if (expected.emitted === undefined) expect(run.read).toBeGreaterThan(0);
    else
      expect({ emitted: run.emitted, rejected: run.rejected.length }).toEqual({
        emitted: expected.emitted,
        rejected: expected.rejected,
      });
    if (expected.read !== undefined) expect(run.read).toBe(expected.read);
    if (counted !== null) expect(run.read).toBe(counted);
    // Each thing that came out of the file is stored or refused with its reason (a road may be two things).
    const things = run.emitted + run.rejected.length;
    expect({ read: done.read, things: stored + rejected }).toEqual({ read: Math.max(read, things), things });
    expect({ stored: await stored_count(test, done.dataset_ids[0]!), repaired }).toEqual({
      stored,
      repaired: expected.repaired ?? 0,
    });
    const emitted = [...run.features, ...run.segments, ...run.districts];
    expect(emitted.filter(({ geom_hex }) => !/^01[0-9a-f]{8}/.test(geom_hex))).toEqual([]);
    if (!expected.importer?.startsWith("imkl")) {
      const ids = emitted.map(
        (item) => `${item.kind} ${item.kind === "feature" ? item.layer : ""} ${item.source_id}`,
      );
      expect(new Set(ids).size).toBe(ids.length);
    }
    // No depth comes from a field that nobody pointed at.
    if (!expected.importer?.startsWith("imkl"))
      expect(run.features.filter(({ top_m, bottom_m }) => top_m !== null || bottom_m !== null)).toEqual([]);
  });

  afterAll(async () => {
    if (lines.length > 0) console.log(table_text(lines));
    await test?.close();
  });
});

/** How many rows of a dataset are in the tables. */
async function stored_count({ store }: TestStore, dataset_id: number): Promise<number> {
  const [row] = await store.sql<{ n: number }[]>`
    select (select count(*) from feature where dataset_id = ${dataset_id})
         + (select count(*) from street_segment where dataset_id = ${dataset_id})
         + (select count(*) from district where dataset_id = ${dataset_id}) as n`;
  return Number(row!.n);
}

/** Data files below a folder, by relative path; the parts of a shapefile stand for their .shp. */
function data_files(folder: string): string[] {
  const all = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(folder, name)).isFile() && basename(name) !== "README.md")
    .map((name) => name.replaceAll("\\", "/"));
  const shapefiles = new Set(all.filter((name) => extname(name) === ".shp").map((name) => name.slice(0, -4)));
  return all
    .filter((name) => !(SIDECARS.includes(extname(name)) && shapefiles.has(name.slice(0, -4))))
    .sort();
}

/** Features by ogrinfo over the layers that match; null where GDAL does not open the file. On a copy: GDAL writes beside. */
function ogrinfo_count(path: string, layers: RegExp = /./): number | null {
  const folder = mkdtempSync(join(tmpdir(), "straatlagen-ogrinfo-"));
  try {
    const stem = basename(path, extname(path));
    const names =
      extname(path) === ".shp"
        ? readdirSync(dirname(path)).filter((name) => name.startsWith(`${stem}.`))
        : [basename(path)];
    for (const name of names) {
      copyFileSync(join(dirname(path), name), join(folder, name));
      chmodSync(join(folder, name), 0o644);
    }
    let opened = join(folder, basename(path));
    if (extname(path) === ".zip") {
      spawnSync("unzip", ["-q", opened, "-d", folder]);
      const inner = readdirSync(folder).filter((name) => /\.(gml|shp)$/.test(name));
      const own = inner.length === 1 ? inner[0]! : null;
      opened = own ? join(folder, own) : `/vsizip/${opened}`;
    }
    // GDAL does not know how many objects OpenStreetMap has before reading them all.
    const osm = /\.osm(\.pbf)?$/.test(path);
    const out = spawnSync("ogrinfo", ["-ro", osm ? "-q" : "-so", "-al", opened], {
      encoding: "utf8",
      // In a zip it would have to write, and gives up.
      env: { ...process.env, SHAPE_RESTORE_SHX: extname(path) === ".shp" ? "YES" : "NO" },
      maxBuffer: 256 * 1024 ** 2,
    });
    if (osm) return out.stdout.match(/^OGRFeature\(/gm)?.length ?? null;
    // Without coordinates or an object, there is a dataset and no layer.
    if (!/using driver|INFO: Open of/.test(out.stdout)) return null;
    return [...out.stdout.matchAll(/Layer name: (\S+)[\s\S]*?Feature Count: (\d+)/g)]
      .filter((match) => layers.test(match[1]!))
      .reduce((sum, match) => sum + Number(match[2]), 0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function table_text(rows: readonly Line[]): string {
  const columns = ["file", "importer", "read", "stored", "repaired", "rejected", "ogrinfo"] as const;
  const widths = columns.map((column) =>
    Math.max(column.length, ...rows.map((row) => String(row[column]).length)),
  );
  const line = (cells: readonly (string | number)[]): string =>
    cells
      .map((cell, i) => (i < 2 ? String(cell).padEnd(widths[i]!) : String(cell).padStart(widths[i]!)))
      .join("  ");
  return ["", line(columns), ...rows.map((row) => line(columns.map((column) => row[column])))].join("\n");
}
