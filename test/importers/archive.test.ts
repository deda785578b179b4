import { existsSync } from "node:fs";
import { truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ARCHIVE_LIMITS, type ArchiveLimits, open_delivery } from "../../data/importers/archive.ts";
import { with_scratch } from "./run_import.ts";
import { zip_of } from "./zip.ts";

const GOOD = { name: "a/points.geojson", data: Buffer.from('{"type":"FeatureCollection","features":[]}') };

function opened(bytes: Uint8Array, limits: ArchiveLimits = ARCHIVE_LIMITS) {
  return with_scratch(async (folder) => {
    const path = join(folder, "delivery.zip");
    await writeFile(path, bytes);
    const source = await open_delivery(path, "delivery.zip", join(folder, "scratch"), limits);
    return {
      members: source.members.map(({ name, bytes }) => ({ name, bytes })),
      heads: source.members.map(({ head }) => Buffer.from(head).toString()),
      all_inside: source.members.every((member) => member.path.startsWith(folder) && existsSync(member.path)),
      escaped: existsSync(join(folder, "evil.txt")) || existsSync(join(folder, "scratch", "evil.txt")),
    };
  });
}

describe("open_delivery", () => {
  it("unpacks a zip, recognised by content, with the first bytes of each member", async () => {
    const source = await opened(zip_of([{ name: "a/", data: Buffer.alloc(0), store: true }, GOOD]));
    expect(source.members).toEqual([{ name: "a/points.geojson", bytes: GOOD.data.length }]);
    expect(source.heads).toEqual([GOOD.data.toString()]);
    expect(source.all_inside).toBe(true);
  });

  it("takes a file that is no zip as its own only member", async () => {
    await with_scratch(async (folder) => {
      const path = join(folder, "upload-1");
      await writeFile(path, GOOD.data);
      const source = await open_delivery(path, "points.geojson", folder);
      expect(source.members.map(({ name, path: at }) => [name, at])).toEqual([["points.geojson", path]]);
    });
  });

  it("unpacks a zip in a zip, one level deep", async () => {
    const inner = zip_of([GOOD]);
    const deepest = zip_of([{ name: "inner.zip", data: inner, store: true }]);
    const source = await opened(zip_of([{ name: "middle.zip", data: deepest, store: true }]));
    expect(source.members.map(({ name }) => name)).toEqual(["middle.zip/inner.zip"]);
    const one = await opened(zip_of([{ name: "inner.zip", data: inner, store: true }]));
    expect(one.members.map(({ name }) => name)).toEqual(["inner.zip/a/points.geojson"]);
  });

  it("keeps members apart whose names differ in case only", async () => {
    const source = await opened(
      zip_of([
        { ...GOOD, name: "A.geojson" },
        { ...GOOD, name: "a.geojson" },
      ]),
    );
    expect(source.members.length).toBe(2);
    expect(source.all_inside).toBe(true);
  });

  it.each([
    "../evil.txt",
    "a/../../evil.txt",
    "/etc/evil.txt",
    "C:/evil.txt",
    "c:evil.txt",
    "..\\evil.txt",
    "a\\b.txt",
  ])("refuses the member name %s", async (name) => {
    const bad = opened(zip_of([GOOD, { name, data: Buffer.from("gotcha, gotcha, gotcha") }]));
    await expect(bad).rejects.toMatchObject({ name: "ImportError", code: "archive_path" });
  });

  it("refuses a symbolic link", async () => {
    const link = { name: "link", data: Buffer.from("/etc/passwd"), mode: 0o120777 };
    await expect(opened(zip_of([GOOD, link]))).rejects.toMatchObject({ code: "archive_link" });
  });

  it("refuses an encrypted member and says what to do", async () => {
    const secret = { ...GOOD, encrypted: true };
    await expect(opened(zip_of([secret]))).rejects.toMatchObject({
      code: "archive_encrypted",
      message: expect.stringContaining("without one"),
    });
  });

  it("stops a bomb by its ratio while unpacking", async () => {
    const bomb = zip_of([{ name: "zeros.gml", data: Buffer.alloc(64 * 1024 ** 2) }]);
    expect(bomb.length).toBeLessThan(100_000);
    await expect(opened(bomb)).rejects.toMatchObject({ code: "archive_bomb" });
  });

  it("does not believe the size an entry claims", async () => {
    const bomb = zip_of([{ name: "zeros.gml", data: Buffer.alloc(1024 ** 2) }]);
    const claimed = Buffer.from(bomb);
    const entry = claimed.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    claimed.writeUInt32LE(100, entry + 24);
    await expect(opened(claimed)).rejects.toMatchObject({
      code: expect.stringMatching(/^archive_(damaged|bomb)$/),
    });
  });

  it("counts what all members and inner zips unpack to together", async () => {
    const limits = { ...ARCHIVE_LIMITS, unpacked_bytes: 3_000_000 };
    const noise = Buffer.alloc(1_000_000, "straat ");
    const inner = zip_of([
      { name: "c.gml", data: noise },
      { name: "d.gml", data: noise },
    ]);
    const fine = zip_of([
      { name: "a.gml", data: noise },
      { name: "in.zip", data: inner, store: true },
    ]);
    expect((await opened(fine, { ...limits, unpacked_bytes: 3_100_000 })).members.length).toBe(3);
    const too_much = zip_of([
      { name: "a.gml", data: noise },
      { name: "b.gml", data: noise },
      { name: "in.zip", data: inner, store: true },
    ]);
    await expect(opened(too_much, limits)).rejects.toMatchObject({ code: "archive_bomb" });
  });

  it("refuses more than 10,000 members", async () => {
    const many = zip_of(
      Array.from({ length: 10_001 }, (_, i) => ({ name: `${i}/`, data: Buffer.alloc(0), store: true })),
    );
    await expect(opened(many)).rejects.toMatchObject({ code: "archive_too_many_members" });
  });

  it("refuses a zip without members, one with nothing in them, and a torn one", async () => {
    await expect(opened(zip_of([]))).rejects.toMatchObject({ code: "archive_empty" });
    await expect(opened(zip_of([{ name: "e.txt", data: Buffer.from("empty\n") }]))).rejects.toMatchObject({
      code: "archive_empty",
    });
    await expect(opened(zip_of([GOOD]).subarray(0, 60))).rejects.toMatchObject({ code: "archive_damaged" });
  });

  it("refuses a file of nothing and one beyond 2 GiB", async () => {
    await with_scratch(async (folder) => {
      const path = join(folder, "big.gpkg");
      await writeFile(path, "");
      await expect(open_delivery(path, "big.gpkg", folder)).rejects.toMatchObject({ code: "file_empty" });
      // A sparse file: no byte of it is written.
      await truncate(path, 2 * 1024 ** 3 + 1);
      await expect(open_delivery(path, "big.gpkg", folder)).rejects.toMatchObject({ code: "file_too_large" });
    });
  });

  it("takes the parts of a loose shapefile from beside it, but not for an upload under another name", async () => {
    await with_scratch(async (folder) => {
      for (const name of ["x.shp", "x.DBF", "x.prj", "y.dbf", "x.txt"])
        await writeFile(join(folder, name), "content of some length");
      const loose = await open_delivery(join(folder, "x.shp"), "x.shp", folder);
      expect(loose.members.map(({ name }) => name)).toEqual(["x.shp", "x.DBF", "x.prj"]);
      const upload = await open_delivery(join(folder, "x.shp"), "streets.shp", folder);
      expect(upload.members.map(({ name }) => name)).toEqual(["streets.shp"]);
    });
  });
});
