import { describe, expect, it } from "vitest";
import { create_app } from "../../api/app.ts";
import type { Deps } from "../../api/context.ts";
import { Readiness } from "../../api/readiness.ts";
import { TileCache } from "../../api/tiles/tile_cache.ts";

/** An app whose store is still opening: enough for all that comes before the store. */
function closed_app(more: Partial<Deps> = {}) {
  return create_app({
    store: () => null,
    jobs: () => null,
    readiness: new Readiness(),
    viewer: () => {
      throw new Error("no viewer yet");
    },
    tiles: new TileCache(),
    dist_dir: null,
    upload_dir: "/nonexistent",
    hosts: null,
    log: () => undefined,
    ...more,
  });
}

describe("what browsers are told", () => {
  it("allows scripts from here only, no frames and no guessing of types", async () => {
    for (const path of ["/healthz", "/api/docs", "/api/v1/layers", "/nowhere"]) {
      const { headers } = await closed_app().request(path);
      const policy = headers.get("content-security-policy")!;
      const scripts = policy.split(";").find((part) => part.trim().startsWith("script-src"))!;
      expect(policy, path).not.toContain("'unsafe-inline'");
      expect(scripts, path).not.toContain("'unsafe-eval'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("object-src 'none'");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    }
  });
});

describe("the guard", () => {
  const post = (headers: Record<string, string>) =>
    closed_app().request("http://localhost:8080/api/v1/imports", {
      method: "POST",
      headers: { host: "localhost:8080", ...headers },
    });

  it.each([
    ["another site's form", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }],
    ["a sister site's form", { "sec-fetch-site": "same-site", origin: "http://other.localhost" }],
    ["an older browser on another site", { origin: "https://evil.example" }],
    ["another port of this machine", { origin: "http://localhost:9999" }],
    ["a sandboxed frame", { origin: "null" }],
  ])("refuses %s", async (_name, headers) => {
    const response = await post(headers);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: "cross_site_request" });
  });

  it.each([
    ["our own page", { "sec-fetch-site": "same-origin", origin: "http://localhost:8080" }],
    ["our own page in an older browser", { origin: "http://localhost:8080" }],
    ["a program", {}],
  ])("lets %s through", async (_name, headers) => {
    const response = await post(headers);
    expect(await response.json()).toMatchObject({ status: 503, code: "store_opening" });
  });

  it("serves its own host names only, so that no foreign name can be pointed here", async () => {
    const app = closed_app({ hosts: ["localhost", "127.0.0.1", "[::1]", "kaart.gemeente.be"] });
    const ask = (host: string) => app.request("/api/v1/layers", { headers: { host } });
    for (const host of ["localhost:8080", "127.0.0.1", "[::1]:8080", "Kaart.Gemeente.be"])
      expect(await (await ask(host)).json(), host).toMatchObject({ code: "store_opening" });
    for (const host of ["evil.example", "localhost.evil.example:8080", "127.0.0.1.nip.io"]) {
      const response = await ask(host);
      expect(response.status, host).toBe(403);
      expect(await response.json()).toMatchObject({ code: "host_not_allowed" });
    }
    // Health checks come by address.
    expect((await app.request("/healthz", { headers: { host: "10.0.0.5" } })).status).toBe(200);
  });
});

describe("while the store opens", () => {
  it("is alive, says how far it is, and answers 503 for data", async () => {
    const readiness = new Readiness();
    const app = closed_app({ readiness });
    expect((await app.request("/healthz")).status).toBe(200);
    const ready = async () => {
      const response = await app.request("/readyz");
      return { status: response.status, body: await response.json() };
    };
    expect(await ready()).toEqual({
      status: 503,
      body: { state: "opening the store", fraction: null, detail: null },
    });
    readiness.working("loading the demo", 0.25, "checking");
    expect(await ready()).toEqual({
      status: 503,
      body: { state: "loading the demo", fraction: 0.25, detail: "checking" },
    });
    const data = await app.request("/api/v1/layers");
    expect(data.status).toBe(503);
    expect(data.headers.get("retry-after")).toBe("2");
    expect(await data.json()).toMatchObject({
      code: "store_opening",
      state: "loading the demo",
      fraction: 0.25,
    });
    readiness.failed("No space left.");
    expect(await ready()).toEqual({
      status: 503,
      body: { state: "failed", fraction: null, detail: "No space left." },
    });
    readiness.ready();
    expect(await ready()).toEqual({ status: 200, body: { state: "ready", fraction: 1, detail: null } });
  });
});
