import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { create_app } from "../../api/app.ts";
import { Readiness } from "../../api/readiness.ts";
import { TileCache } from "../../api/tiles/tile_cache.ts";

const script = "console.log('straatlagen');".repeat(50);
let dist: string;
let app: ReturnType<typeof create_app>;

beforeAll(() => {
  dist = mkdtempSync(join(tmpdir(), "straatlagen-dist-"));
  mkdirSync(join(dist, "assets"));
  writeFileSync(join(dist, "index.html"), "<!doctype html><title>Straatlagen</title>");
  writeFileSync(join(dist, "assets", "index-Ab12_x9Z.js"), script);
  writeFileSync(join(dist, "assets", "index-Ab12_x9Z.js.gz"), gzipSync(script));
  writeFileSync(join(dist, "favicon.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
  writeFileSync(join(dist, "..", "straatlagen-secret.txt"), "not for the web");
  app = create_app({
    store: () => null,
    jobs: () => null,
    readiness: new Readiness(),
    viewer: () => {
      throw new Error("not asked");
    },
    tiles: new TileCache(),
    dist_dir: dist,
    upload_dir: "/nonexistent",
    hosts: null,
    log: () => undefined,
  });
});
afterAll(() => {
  rmSync(dist, { recursive: true, force: true });
  rmSync(join(dist, "..", "straatlagen-secret.txt"), { force: true });
});

describe("the web page", () => {
  it("comes for every address of its own, and is asked for again each time", async () => {
    for (const path of ["/", "/street/dorpsstraat", "/nl/underground?street=a.b"]) {
      const response = await app.request(path, { headers: { accept: "text/html" } });
      expect(response.status, path).toBe(200);
      expect(response.headers.get("content-type")).toMatch(/^text\/html/);
      expect(response.headers.get("cache-control")).toBe("no-cache");
      expect(await response.text()).toContain("<title>Straatlagen</title>");
    }
  });

  it("keeps hashed assets for ever and sends the compressed copy to who takes it", async () => {
    const plain = await app.request("/assets/index-Ab12_x9Z.js");
    expect(plain.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(plain.headers.get("content-encoding")).toBeNull();
    expect(plain.headers.get("content-type")).toMatch(/javascript/);
    expect(await plain.text()).toBe(script);
    const zipped = await app.request("/assets/index-Ab12_x9Z.js", {
      headers: { "accept-encoding": "gzip, deflate" },
    });
    expect(zipped.headers.get("content-encoding")).toBe("gzip");
    expect(zipped.headers.get("cache-control")).toContain("immutable");
    expect(zipped.headers.get("vary")).toMatch(/accept-encoding/i);
    expect((await app.request("/favicon.svg")).headers.get("cache-control")).toBe("no-cache");
  });

  it("answers 404 for a file that is none and for an API address, never the page", async () => {
    for (const path of ["/assets/index-OLDOLD99.js", "/api/v2/streets", "/missing.png"]) {
      const response = await app.request(path, { headers: { accept: "*/*" } });
      expect(response.status, path).toBe(404);
      expect(await response.json()).toMatchObject({ code: "route_not_found" });
    }
  });

  it("never leaves its folder", async () => {
    for (const path of [
      "/../straatlagen-secret.txt",
      "/..%2fstraatlagen-secret.txt",
      "/%2e%2e/straatlagen-secret.txt",
      "/assets/..%5c..%5cstraatlagen-secret.txt",
      "/assets//../../straatlagen-secret.txt",
    ]) {
      const response = await app.request(`http://localhost${path}`);
      expect(await response.text(), path).not.toContain("not for the web");
    }
  });
});
