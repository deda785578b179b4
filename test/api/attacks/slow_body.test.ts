import { once } from "node:events";
import type { Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { limit_body_time } from "../../../api/body_patience.ts";

/** Sends a head, then pieces one after the other; answers what came back until the other side closed. Throws where it never does. */
async function trickle(port: number, head: string, piece: string, every_ms: number) {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  let said = "";
  socket.on("data", (bytes) => {
    said += bytes;
  });
  socket.on("error", () => undefined);
  socket.write(head);
  const sending = setInterval(() => socket.writable && socket.write(piece), every_ms);
  const closed = new Promise<void>((done) => socket.once("close", () => done()));
  let given_up = false;
  const patience = setTimeout(() => {
    given_up = true;
    socket.destroy();
  }, 60_000);
  await closed;
  clearInterval(sending);
  clearTimeout(patience);
  if (given_up) throw new Error("expected the server to close the connection, it kept it open");
  return said;
}

/** A server that takes bodies with so much patience; `received` counts the bytes of whole bodies. */
async function patient_server(patience: Parameters<typeof limit_body_time>[1]) {
  const taken = { bytes: 0 };
  const app = new Hono().post("*", async (c) => {
    taken.bytes += (await c.req.arrayBuffer()).byteLength;
    return c.text("taken");
  });
  // What is cut off is no news.
  app.onError((_error, c) => c.text("cut off", 400));
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: { requestTimeout: 3_600_000, headersTimeout: 700, connectionsCheckingInterval: 100 },
  }) as Server;
  limit_body_time(server, patience);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, port: (server.address() as AddressInfo).port, taken };
}

describe("bodies and headers that trickle in", () => {
  let hasty: Awaited<ReturnType<typeof patient_server>>;
  const never = 3_600_000;
  beforeAll(async () => {
    hasty = await patient_server({ body_ms: 800, pace_bytes: 1000, pace_ms: 400 });
  });
  const stop = ({ server }: { server: Server }) => {
    server.closeAllConnections();
    server.close();
  };
  afterAll(() => stop(hasty));
  const head = (path: string, bytes: number) =>
    `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${bytes}\r\n\r\n`;

  it("ends a body that is not there in time, and says so", async () => {
    const said = await trickle(hasty.port, head("/api/v1/scenarios", 1000), "x", 50);
    expect(said).toMatch(/^HTTP\/1\.1 408 /);
    expect(said).toContain('"code":"request_too_slow"');
  });

  it("ends an upload that hardly moves, and lets one take its time that does", async () => {
    // Only its pace can end this one.
    const crawling = await trickle(hasty.port, head("/api/v1/imports", 100_000), "x", 50);
    expect(crawling).toMatch(/^HTTP\/1\.1 408 /);
    const before = hasty.taken.bytes;
    // 20 pieces in 2 s: longer than a body of ours may take, and at a pace.
    const steady = await trickle(
      hasty.port,
      head("/api/v1/imports", 20_000).replace("host", "connection: close\r\nhost"),
      "x".repeat(1000),
      100,
    );
    expect(steady).toMatch(/^HTTP\/1\.1 200 /);
    expect(hasty.taken.bytes - before).toBe(20_000);
  });

  it("ends headers that never end", async () => {
    await trickle(hasty.port, "GET / HTTP/1.1\r\nhost: localhost\r\n", "x-a: b\r\n", 50);
  });

  it("serves others while 200 bodies trickle in", async () => {
    const patient = await patient_server({ body_ms: never, pace_bytes: 1, pace_ms: never });
    const ended: string[] = [];
    const slow = Array.from({ length: 200 }, () =>
      trickle(patient.port, head("/api/v1/scenarios", 1_000_000), "x", 200).then((said) => ended.push(said)),
    );
    await expect
      .poll(() => new Promise((done) => patient.server.getConnections((_error, count) => done(count))))
      .toBe(200);
    const answer = await fetch(`http://127.0.0.1:${patient.port}/`, { method: "POST", body: "x" });
    expect(answer.status).toBe(200);
    expect(ended).toEqual([]);
    stop(patient);
    await Promise.all(slow);
  });
});
