import { once } from "node:events";
import type { Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { limit_body_time } from "../../../api/body_patience.ts";

/** Sends a head, then pieces one after the other; answers what came back until the other side closed, and when. */
async function trickle(port: number, head: string, piece: string, every_ms: number) {
  const started_ms = performance.now();
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  let said = "";
  socket.on("data", (bytes) => {
    said += bytes;
  });
  socket.on("error", () => undefined);
  socket.write(head);
  const sending = setInterval(() => socket.writable && socket.write(piece), every_ms);
  const closed = once(socket, "close");
  const patience = setTimeout(() => socket.destroy(), 6000);
  await closed;
  clearInterval(sending);
  clearTimeout(patience);
  return { said, after_ms: performance.now() - started_ms };
}

describe("bodies and headers that trickle in", () => {
  let server: Server;
  let port: number;
  let received = 0;
  beforeAll(async () => {
    const app = new Hono().post("*", async (c) => {
      received += (await c.req.arrayBuffer()).byteLength;
      return c.text("taken");
    });
    // What is cut off is no news.
    app.onError((_error, c) => c.text("cut off", 400));
    server = createAdaptorServer({
      fetch: app.fetch,
      serverOptions: { requestTimeout: 3_600_000, headersTimeout: 700, connectionsCheckingInterval: 100 },
    }) as Server;
    limit_body_time(server, { body_ms: 800, pace_bytes: 1000, pace_ms: 400 });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const head = (path: string, bytes: number) =>
    `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${bytes}\r\n\r\n`;

  it("ends a body that is not there in time, and says so", async () => {
    const { said, after_ms } = await trickle(port, head("/api/v1/scenarios", 1000), "x", 50);
    expect(said).toMatch(/^HTTP\/1\.1 408 /);
    expect(said).toContain('"code":"request_too_slow"');
    expect(after_ms).toBeLessThan(2500);
  });

  it("ends an upload that hardly moves, and lets one take its time that does", async () => {
    const crawling = await trickle(port, head("/api/v1/imports", 100_000), "x", 50);
    expect(crawling.said).toMatch(/^HTTP\/1\.1 408 /);
    expect(crawling.after_ms).toBeLessThan(1500);
    const before = received;
    // 20 pieces in 2 s: longer than a body of ours may take, and at a pace.
    const steady = await trickle(
      port,
      head("/api/v1/imports", 20_000).replace("host", "connection: close\r\nhost"),
      "x".repeat(1000),
      100,
    );
    expect(steady.said).toMatch(/^HTTP\/1\.1 200 /);
    expect(steady.after_ms).toBeGreaterThan(1500);
    expect(received - before).toBe(20_000);
  });

  it("ends headers that never end", async () => {
    const { after_ms } = await trickle(port, "GET / HTTP/1.1\r\nhost: localhost\r\n", "x-a: b\r\n", 50);
    expect(after_ms).toBeLessThan(2500);
  });

  it("serves others meanwhile", async () => {
    const slow = Array.from({ length: 200 }, () => trickle(port, head("/api/v1/scenarios", 1000), "x", 200));
    await new Promise((waited) => setTimeout(waited, 200));
    const started_ms = performance.now();
    const answer = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body: "x" });
    expect(answer.status).toBe(200);
    expect(performance.now() - started_ms).toBeLessThan(2000);
    for (const { said } of await Promise.all(slow)) expect(said).toMatch(/^HTTP\/1\.1 408 /);
  });
});
