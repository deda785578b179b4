import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { create_app } from "../../api/app.ts";
import type { Deps } from "../../api/context.ts";
import type { JobQueue } from "../../api/jobs/queue.ts";
import { Readiness } from "../../api/readiness.ts";
import type { StoreKind } from "../../api/store/differences.ts";
import { TileCache } from "../../api/tiles/tile_cache.ts";
import { open_test_store, type TestStore } from "../store/test_store.ts";
import { described_routes } from "./described_routes.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  readonly body: any;
}

export interface TestApp {
  readonly app: ReturnType<typeof create_app>;
  readonly test: TestStore;
  readonly deps: Deps;
  /** What the app logged: unexpected errors. A test that ends with any has met a bug. */
  readonly logged: string[];
  /** A request to /api/v1, JSON in and out. */
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  set_jobs(jobs: JobQueue | null): void;
  close(): Promise<void>;
}

/** The app on a store of its own, called without a port. */
export async function open_test_app(kind: StoreKind): Promise<TestApp> {
  const test = await open_test_store(kind);
  const upload_dir = mkdtempSync(join(tmpdir(), "straatlagen-upload-"));
  const logged: string[] = [];
  let jobs: JobQueue | null = null;
  const deps: Deps = {
    store: () => test.store,
    jobs: () => jobs,
    readiness: new Readiness(true),
    viewer: () => test.viewer,
    tiles: new TileCache(),
    dist_dir: null,
    upload_dir,
    hosts: null,
    log: (line) => logged.push(line),
  };
  const app = create_app(deps);
  // Fixed paths first: /streets/at is not the street `at`.
  const routes = described_routes(app).sort(
    (a, b) => Number(a.path.includes("{")) - Number(b.path.includes("{")),
  );
  return {
    app,
    test,
    deps,
    logged,
    set_jobs: (given) => {
      jobs = given;
    },
    async ask(method, path, body, headers = {}) {
      const sent =
        body === undefined || typeof body === "string" || body instanceof FormData
          ? body
          : JSON.stringify(body);
      const json: Record<string, string> =
        sent !== undefined && !(body instanceof FormData) ? { "content-type": "application/json" } : {};
      const response = await app.request(`/api/v1${path}`, {
        method,
        body: sent as BodyInit,
        headers: { ...json, ...headers },
      });
      const type = response.headers.get("content-type") ?? "";
      const parsed = type.includes("json")
        ? await response.json()
        : new Uint8Array(await response.arrayBuffer());
      // Whatever is answered is as described: nothing missing, nothing more.
      const schema = routes.find((route) => route.matches(method, path))?.answers.get(response.status);
      if (schema) expect(schema.parse(parsed), `${method} ${path} as described`).toEqual(parsed);
      if (response.status >= 400)
        expect(parsed, `${method} ${path}`).toMatchObject({
          status: response.status,
          code: expect.stringMatching(/^[a-z0-9_]+$/),
          title: expect.any(String),
          detail: expect.any(String),
        });
      return { status: response.status, headers: response.headers, body: parsed };
    },
    async close() {
      await jobs?.stop();
      await test.close();
      rmSync(upload_dir, { recursive: true, force: true });
    },
  };
}
