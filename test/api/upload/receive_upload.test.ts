import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  receive_upload,
  safe_name,
  split_deliveries,
  UPLOAD_LIMITS,
} from "../../../api/upload/receive_upload.ts";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "straatlagen-upload-test-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const left = (): string[] => (existsSync(dir) ? readdirSync(dir) : []);

function request(
  files: readonly (readonly [name: string, text: string])[],
  fields: Record<string, string> = {},
): Request {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  for (const [name, text] of files) body.append("file", new File([text], name));
  return new Request("http://localhost/", { method: "POST", body });
}

function raw(text: string, type = "multipart/form-data; boundary=b"): Request {
  return new Request("http://localhost/", { method: "POST", body: text, headers: { "content-type": type } });
}

describe("receive_upload", () => {
  it("writes files as they came, with their names and fields", async () => {
    const upload = await receive_upload(
      request(
        [
          ["straten é.geojson", "{}"],
          ["b.csv", "x;y\n1;2"],
        ],
        { srid: "31370" },
      ),
      dir,
    );
    expect(upload.files.map(({ file_name, bytes }) => [file_name, bytes])).toEqual(
      expect.arrayContaining([
        ["straten é.geojson", 2],
        ["b.csv", 7],
      ]),
    );
    expect(upload.fields.get("srid")).toBe("31370");
    for (const { path } of upload.files) expect(dirname(path)).toBe(upload.dir);
    expect(readFileSync(upload.files.find((file) => file.file_name === "b.csv")!.path, "utf8")).toBe(
      "x;y\n1;2",
    );
  });

  it("holds no large file in memory", async () => {
    const megabyte = new Uint8Array(1024 ** 2).fill(97);
    const start = new TextEncoder().encode(
      '--b\r\ncontent-disposition: form-data; name="file"; filename="big.gml"\r\n\r\n',
    );
    let sent = 0;
    let most_held_bytes = 0;
    const written_bytes = (): number =>
      readdirSync(dir, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
    const before_bytes = written_bytes();
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        most_held_bytes = Math.max(most_held_bytes, sent * 1024 ** 2 - (written_bytes() - before_bytes));
        if (sent === 0) controller.enqueue(start);
        if (sent++ < 300) controller.enqueue(megabyte);
        else {
          controller.enqueue(new TextEncoder().encode("\r\n--b--\r\n"));
          controller.close();
        }
      },
    });
    const upload = await receive_upload(
      new Request("http://localhost/", {
        method: "POST",
        body,
        duplex: "half",
        headers: { "content-type": "multipart/form-data; boundary=b" },
      } as RequestInit),
      dir,
    );
    expect(upload.files[0]!.bytes).toBe(300 * 1024 ** 2);
    // What was sent and is not on disk is held; nothing asks for more while the disk has to catch up.
    expect(most_held_bytes).toBeGreaterThan(0);
    expect(most_held_bytes).toBeLessThan(32 * 1024 ** 2);
  });

  it.each([
    ["JSON", () => raw("{}", "application/json"), "unsupported_media_type"],
    ["no boundary", () => raw("x", "multipart/form-data; x=y"), "malformed_upload"],
    [
      "a body that is cut off",
      () => raw('--b\r\ncontent-disposition: form-data; name="file"; filename="a.gml"\r\n\r\nhalf'),
      "malformed_upload",
    ],
    ["rubbish", () => raw("this is not multipart"), "malformed_upload"],
    ["no file", () => request([], { srid: "31370" }), "malformed_upload"],
    ["a field named file", () => request([], { file: "text" }), "malformed_upload"],
  ])("refuses %s and leaves nothing behind", async (_name, make, code) => {
    await expect(receive_upload(make(), dir)).rejects.toMatchObject({ code });
    expect(left()).toEqual([]);
  });

  it("refuses more bytes or files than allowed, while they come in", async () => {
    const limits = { ...UPLOAD_LIMITS, bytes: 1000, files: 2 };
    await expect(receive_upload(request([["a.gml", "x".repeat(1001)]]), dir, limits)).rejects.toMatchObject({
      code: "request_too_large",
    });
    await expect(
      receive_upload(
        request([
          ["a", "1"],
          ["b", "2"],
          ["c", "3"],
        ]),
        dir,
        limits,
      ),
    ).rejects.toMatchObject({ code: "malformed_upload" });
    const huge = new Request("http://localhost/", {
      method: "POST",
      body: "x",
      headers: { "content-type": "multipart/form-data; boundary=b", "content-length": "9999999999" },
    });
    await expect(receive_upload(huge, dir)).rejects.toMatchObject({ code: "request_too_large" });
    expect(left()).toEqual([]);
  });

  it("never lets a name leave its folder", async () => {
    for (const name of [
      "../../evil.gml",
      "..\\..\\evil.gml",
      "/etc/passwd",
      ".bashrc",
      "a/b/c.zip",
      "con:\u0000.gml",
      "",
    ]) {
      const safe = safe_name(name);
      expect(safe, name).toMatch(/^[\p{L}\p{N}_-]+[\w.]*$/u);
      expect(basename(safe)).toBe(safe);
    }
    expect(safe_name("Straten (juni).gpkg")).toBe("Straten_juni_.gpkg");
    const upload = await receive_upload(request([["../../evil.gml", "x"]]), dir);
    expect(dirname(upload.files[0]!.path)).toBe(upload.dir);
  });
});

describe("split_deliveries", () => {
  it("keeps the parts of a shapefile together and gives everything else a folder of its own", async () => {
    const upload = await receive_upload(
      request([
        ["wegen.shp", "1"],
        ["wegen.dbf", "2"],
        ["WEGEN.prj", "3"],
        ["bomen.geojson", "4"],
        ["los.dbf", "5"],
        ["wegen.shp", "6"],
      ]),
      dir,
    );
    const deliveries = await split_deliveries(upload, dir);
    expect(deliveries.map((delivery) => delivery.file_name).sort()).toEqual([
      "bomen.geojson",
      "los.dbf",
      "wegen.shp",
      "wegen.shp",
    ]);
    const first = deliveries.find(
      (delivery) => delivery.file_name === "wegen.shp" && readFileSync(delivery.path, "utf8") === "1",
    )!;
    expect(readdirSync(dirname(first.path)).sort()).toEqual(["WEGEN.prj", "wegen.dbf", "wegen.shp"]);
    expect(new Set(deliveries.map((delivery) => dirname(delivery.path))).size).toBe(4);
    expect(existsSync(upload.dir)).toBe(false);
  });
});
