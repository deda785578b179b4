import { describe, expect, it } from "vitest";
import { type StoredTile, TileCache } from "../../../api/tiles/tile_cache.ts";

const tile = (bytes: number): StoredTile => ({
  gzipped: new Uint8Array(bytes),
  hash: String(bytes),
  data_version: 1,
});

describe("TileCache", () => {
  it("holds no more bytes than allowed and lets the least recently used go", () => {
    const cache = new TileCache(10_000);
    cache.set("a", tile(2000));
    cache.set("b", tile(2000));
    cache.set("c", tile(2000));
    expect(cache.get("a")).toBeDefined();
    cache.set("d", tile(2000));
    cache.set("e", tile(2000));
    expect(cache.bytes).toBeLessThanOrEqual(10_000);
    expect(cache.get("b")).toBeUndefined();
    expect(cache.get("a")).toBeDefined();
    expect(cache.get("e")).toBeDefined();
  });

  it("counts a replaced tile once and refuses one that would empty it", () => {
    const cache = new TileCache(10_000);
    cache.set("a", tile(1000));
    const { bytes } = cache;
    cache.set("a", tile(1000));
    expect(cache.bytes).toBe(bytes);
    cache.set("huge", tile(9000));
    expect(cache.get("huge")).toBeUndefined();
    expect(cache.get("a")).toBeDefined();
  });

  it("does the work of identical requests once, and forgets a failure", async () => {
    const cache = new TileCache();
    let made = 0;
    const make = async (): Promise<StoredTile> => {
      made += 1;
      await new Promise((done) => setTimeout(done, 20));
      return tile(made);
    };
    const all = await Promise.all(Array.from({ length: 10 }, () => cache.shared("k", make)));
    expect(made).toBe(1);
    expect(new Set(all).size).toBe(1);
    const failing = () => cache.shared("f", async () => Promise.reject(new Error("no")));
    await expect(failing()).rejects.toThrow("no");
    await expect(cache.shared("f", make)).resolves.toBeDefined();
  });
});
