import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import type { PostgresCluster } from "../postgres_cluster.ts";
import { send_trees } from "./file_importer.ts";
import { GivenUp, start_server_process, until } from "./server_process.ts";

/** What an event stream says until it ends; `last_id` is where to go on from. */
async function listen(url: string, path: string, last_id?: string) {
  const headers: Record<string, string> = last_id === undefined ? {} : { "last-event-id": last_id };
  const response = await fetch(`${url}${path}`, { headers });
  expect(response.status).toBe(200);
  let text = "";
  const ended = (async () => {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) text += chunk;
  })().catch(() => undefined);
  return {
    ended,
    last_id: () => [...text.matchAll(/^id: (\d+)$/gm)].at(-1)?.[1],
    hears: (said: string) => until(async () => text.includes(said) || undefined, `the event ${said}`, 60_000),
  };
}

/**
 * A server whose database is ended under it and started again: while it is away each request is told so, at once;
 * afterwards everything works, imports that waited or were cut off come to their end, and event streams go on from
 * where they were. The server is never started anew.
 */
export async function restarted_database(of: {
  readonly env: Readonly<Record<string, string>>;
  readonly cluster: PostgresCluster;
}): Promise<void> {
  const data_dir = mkdtempSync(join(tmpdir(), "straatlagen-restart-"));
  const server = await start_server_process({ STRAATLAGEN_DATA: data_dir, ...of.env });
  const api = `${server.url}/api/v1`;
  const ask = (method: string, path: string, body?: object) =>
    fetch(`${api}${path}`, {
      method,
      signal: AbortSignal.timeout(30_000),
      ...(body ? { headers: { "content-type": "application/json" }, body: JSON.stringify(body) } : {}),
    });
  const import_state = async (id: number) =>
    (await (await ask("GET", `/imports/${id}`)).json()) as ImportState;
  const end_of = (id: number) =>
    until(async () => {
      const row = await import_state(id);
      return ["done", "failed"].includes(row.state) ? row : undefined;
    }, `import ${id} to end`);
  try {
    const scenario = (await (await ask("POST", "/scenarios", { name: "Herstart" })).json()) as { id: number };
    const events = `/scenarios/${scenario.id}/events`;
    const tree = { measure_type: "tree", geometry: { type: "Point", coordinates: [4.58, 51.065] } };
    const plant = () => ask("POST", `/scenarios/${scenario.id}/measures`, tree);
    const page = await listen(api, events);
    const first = (await (await plant()).json()) as { id: number };
    await page.hears(`"ids":[${first.id}]`);
    const cut_off = await send_trees(server.url, 1);

    of.cluster.end();
    for (const answer of [await ask("GET", "/layers"), await ask("GET", "/scenarios"), await plant()]) {
      expect(answer.status).toBe(503);
      expect(answer.headers.get("retry-after")).toMatch(/^\d+$/);
      expect(answer.headers.get("content-type")).toContain("application/problem+json");
      expect(await answer.json()).toMatchObject({ code: "store_unavailable" });
    }
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    of.cluster.start();

    await until(async () => {
      if (server.child.exitCode !== null) throw new GivenUp(server.said());
      return (await ask("GET", "/layers")).ok || undefined;
    }, "an answer");
    const second = (await (await plant()).json()) as { id: number };
    // Ended so that it asks again, as browsers do by themselves: what it missed comes first.
    await page.ended;
    await (await listen(api, events, page.last_id())).hears(`"ids":[${second.id}]`);
    expect(await end_of(cut_off.id)).toSatisfy(
      ({ state, error }: ImportState) =>
        state === "done" || error?.code === "import_interrupted" || error?.code === "unexpected",
    );
    const again = await send_trees(server.url, 2);
    expect(await end_of(again.id)).toMatchObject({ state: "done" });
  } finally {
    await server.stop();
    rmSync(data_dir, { recursive: true, force: true });
  }
}

interface ImportState {
  readonly state: string;
  readonly error: { readonly code: string } | null;
}
