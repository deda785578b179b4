import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { open_test_store, store_kinds, type TestStore } from "../store/test_store.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  readonly said: () => string;
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

async function free_port(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

async function start(env: Readonly<Record<string, string>>): Promise<Started> {
  const port = await free_port();
  const child = spawn(process.execPath, ["--import", "tsx", "api/server.ts"], {
    cwd: root,
    env: { ...process.env, STRAATLAGEN_DEMO: "no", ...env, PORT: String(port) },
  });
  let said = "";
  child.stdout!.on("data", (text) => {
    said += text;
  });
  child.stderr!.on("data", (text) => {
    said += text;
  });
  return {
    child,
    url: `http://127.0.0.1:${port}`,
    said: () => said,
    async kill(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const ended = once(child, "exit");
      child.kill(signal);
      return (await ended)[0];
    },
  };
}

async function until<T>(ask: () => Promise<T | undefined>, what: string): Promise<T> {
  for (const started_ms = Date.now(); Date.now() - started_ms < 90_000; ) {
    const found = await ask().catch(() => undefined);
    if (found !== undefined) return found;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`waited 90 s for ${what}`);
}

const ready = (server: Started) =>
  until(async () => {
    if (server.child.exitCode !== null) throw new Error(server.said());
    return (await fetch(`${server.url}/readyz`)).ok || undefined;
  }, "ready");

describe.each(store_kinds)("the server on %s", (kind) => {
  let test: TestStore;
  let env: Readonly<Record<string, string>>;
  let data_dir: string;
  /** The server that one test leaves to the next: starting one takes seconds. */
  let running: Started | undefined;
  beforeAll(async () => {
    test = await open_test_store(kind);
    data_dir = test.env.STRAATLAGEN_DATA ?? mkdtempSync(join(tmpdir(), "straatlagen-server-"));
    env = { STRAATLAGEN_DATA: data_dir, ...test.env };
  });
  afterAll(async () => {
    await running?.kill("SIGTERM");
    await test.close();
    rmSync(data_dir, { recursive: true, force: true });
  });

  it("answers at once, becomes ready, and says where it is", async () => {
    const server = await start(env);
    const first = await until(async () => (await fetch(`${server.url}/healthz`)).status, "health");
    expect(first).toBe(200);
    const early = await fetch(`${server.url}/readyz`);
    if (early.status === 503)
      expect(["opening the store", "preparing the store"]).toContain(
        ((await early.json()) as { state: string }).state,
      );
    await ready(server);
    expect(await (await fetch(`${server.url}/api/v1/authority`)).json()).toMatchObject({
      id: "testdorp",
      store: kind,
    });
    await until(async () => server.said().includes("is ready") || undefined, "the greeting");
    expect(server.said()).toContain("http://localhost:");
    const who = async (headers: Record<string, string>) =>
      (await fetch(`${server.url}/api/v1/session`, { headers })).json();
    expect(await who({})).toMatchObject({ by: "try_out", role: "administrator" });
    // Whoever comes through a proxy on the same machine is somebody else, though the proxy is here.
    for (const header of ["x-forwarded-for", "forwarded", "x-real-ip", "via"])
      expect(await who({ [header]: "203.0.113.5" })).toMatchObject({ by: "nothing", role: "visitor" });
    running = server;
  });

  it("tells pages what others save, over all processes, and stops with a page still listening", async () => {
    const first = running ?? (await start(env));
    await ready(first);
    // The embedded store is served by one process.
    const second = kind === "postgis" ? await start(env) : first;
    try {
      await ready(second);
      const send = async (server: Started, path: string, body: object) =>
        (await fetch(`${server.url}/api/v1${path}`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(body),
        }).then((answer) => answer.json())) as { id: number; measures: { id: number }[] };
      const { id } = await send(first, "/scenarios", { name: "Samen" });
      const page = await fetch(`${first.url}/api/v1/scenarios/${id}/events`);
      const reader = page.body!.pipeThrough(new TextDecoderStream()).getReader();
      const heard = async (wanted: string): Promise<void> => {
        for (let text = ""; !text.includes(wanted); ) {
          const { done, value } = await reader.read();
          if (done) throw new Error(`expected ${wanted}, got the end`);
          text += value;
        }
      };
      const put = { op: "put", id: null, version: null, measure_type: "tree" };
      const change = () =>
        send(second, `/scenarios/${id}/changes`, {
          changes: [{ ...put, geometry: { type: "Point", coordinates: [5.2, 51.2] } }],
        });
      await heard("retry:");
      const one = await change();
      await heard(`"ids":[${one.measures[0]!.id}]`);

      if (kind === "postgis") {
        // The listening connection is lost: the page is sent away, and hears on coming back what it missed.
        await test.store.sql`
          select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and query ilike 'listen%' and pid <> pg_backend_pid()`;
        const missed = await change();
        const ended = async () => (await reader.read()).done || undefined;
        await until(ended, "the end of the events");
        const again = await fetch(`${first.url}/api/v1/scenarios/${id}/events`, {
          headers: { "last-event-id": String(0) },
        });
        const text = again.body!.pipeThrough(new TextDecoderStream()).getReader();
        let all = "";
        while (!all.includes("event: change")) all += (await text.read()).value;
        expect(all).toContain(String(missed.measures[0]!.id));
        await text.cancel();
      }
      const listening = await fetch(`${first.url}/api/v1/scenarios/${id}/events`);
      // It does not wait for the page to go: as a proxy keeps it, that might take for ever.
      expect(await first.kill("SIGTERM")).toBe(0);
      // The page was sent away in an orderly manner: its events end, the connection does not break.
      expect(await listening.text()).toContain("retry:");
    } finally {
      await first.kill("SIGTERM");
      await second.kill("SIGTERM");
    }
  });

  it("says honestly what a killed process left unfinished, and takes up what waited", async () => {
    const uploads = join(data_dir, "uploads");
    for (const name of ["old", "needed"]) mkdirSync(join(uploads, name), { recursive: true });
    for (const name of ["old", "needed"]) utimesSync(join(uploads, name), 1, 1);
    await test.store.sql`
      insert into import (authority_id, file_name, file_path, state, created_by) values
        ('testdorp', 'reading.gml', '/none/reading.gml', 'reading', 'x'), ('testdorp', 'stored.gml', '/none/stored.gml', 'analysing', 'x'),
        ('testdorp', 'by_command.gml', null, 'reading', 'x'), ('testdorp', 'waiting.gml', ${join(uploads, "needed", "waiting.gml")}, 'waiting', 'x')`;
    await test.store
      .sql`insert into analysis_run (authority_id, state, created_by, started_at) values ('testdorp', 'running', 'x', now())`;
    const server = await start(env);
    running = server;
    await ready(server);
    const imports = async () =>
      (
        (await (await fetch(`${server.url}/api/v1/imports`)).json()) as {
          imports: {
            file_name: string;
            state: string;
            error: { code: string } | null;
            notes: { code: string }[];
          }[];
        }
      ).imports;
    const of = async (name: string) => (await imports()).find((row) => row.file_name === name)!;
    expect(await of("reading.gml")).toMatchObject({
      state: "failed",
      error: { code: "import_interrupted" },
    });
    // Its contents were in place already: saying that it failed would be untrue. Its check goes on.
    await until(
      async () => (await of("stored.gml")).state === "done" || undefined,
      "the check of the stored import",
    );
    expect(await of("stored.gml")).toMatchObject({ error: null, notes: [] });
    expect(await of("by_command.gml")).toMatchObject({ state: "reading" });
    const analysis = await (await fetch(`${server.url}/api/v1/analysis`)).json();
    expect(analysis).toMatchObject({ state: "failed", error: { code: "analysis_interrupted" } });
    // The waiting one was tried; its file is not there, which is a failure and not an interruption.
    await until(async () => (await of("waiting.gml")).state === "failed" || undefined, "the waiting import");
    expect(existsSync(join(uploads, "old"))).toBe(false);
  });

  it("survives being killed in the middle of an import", async () => {
    const first = running?.child.exitCode === null ? running : await start(env);
    await ready(first);
    // Large enough to be under way for a while; one line per tree.
    const features = Array.from(
      { length: 20_000 },
      (_, i) =>
        `{"type":"Feature","properties":{"nr":${i}},"geometry":{"type":"Point","coordinates":[${4.4 + (i % 300) * 1e-4},${51 + Math.floor(i / 300) * 1e-4}]}}`,
    );
    const body = new FormData();
    body.set(
      "mapping",
      JSON.stringify({
        layers: [{ source_layer: "veel", layer: "tree", fields: { source_id: { field: "nr" } } }],
      }),
    );
    body.set(
      "file",
      new File(
        [`{"type":"FeatureCollection","name":"veel","features":[${features.join(",\n")}]}`],
        "veel.geojson",
      ),
    );
    const made = (await (await fetch(`${first.url}/api/v1/imports`, { method: "POST", body })).json()) as {
      id: number;
    };
    await until(async () => {
      const { state } = (await (await fetch(`${first.url}/api/v1/imports/${made.id}`)).json()) as {
        state: string;
      };
      return state !== "waiting" ? true : undefined;
    }, "the import to begin");
    await first.kill("SIGKILL");

    const second = await start(env);
    try {
      await ready(second);
      const row = (await (await fetch(`${second.url}/api/v1/imports/${made.id}`)).json()) as {
        state: string;
        error: { code: string };
      };
      expect(row).toMatchObject({ state: "failed", error: { code: "import_interrupted" } });
      const { layers } = (await (await fetch(`${second.url}/api/v1/layers`)).json()) as {
        layers: { id: string; feature_count: number }[];
      };
      expect(layers.find((layer) => layer.id === "tree")!.feature_count).toBe(0);
    } finally {
      await second.kill("SIGTERM");
    }
    expect(readdirSync(join(data_dir, "uploads")).length).toBeLessThanOrEqual(2);
  });
});

describe("the server", () => {
  it("says plainly that a port is taken", async () => {
    const blocker = createServer().listen(0, "127.0.0.1");
    await once(blocker, "listening");
    const { port } = blocker.address() as { port: number };
    const child = spawn(process.execPath, ["--import", "tsx", "api/server.ts"], {
      cwd: root,
      env: { ...process.env, PORT: String(port) },
    });
    let said = "";
    child.stdout.on("data", (text) => {
      said += text;
    });
    const [code] = await once(child, "exit");
    blocker.close();
    expect(code).toBe(1);
    expect(said).toContain(`Port ${port} is already in use`);
    expect(said).not.toMatch(/\bat .*:\d+:\d+/);
  });
});
