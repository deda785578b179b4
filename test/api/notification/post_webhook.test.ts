import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { post_webhook } from "../../../api/notification/post_webhook.ts";
import { public_lookup } from "../../../api/notification/public_address.ts";
import { type HookSink, open_hook_sink } from "./sinks.ts";

describe("post_webhook", () => {
  let sink: HookSink;
  beforeAll(async () => {
    sink = await open_hook_sink();
  });
  afterAll(() => sink.close());
  const post = (more: Partial<Parameters<typeof post_webhook>[0]>) =>
    post_webhook({
      url: `http://${sink.host}/haak`,
      secret: "s",
      body: "{}",
      delivery_id: "1",
      allowed_hosts: [],
      ...more,
    });
  /** As a name server would that leads a public name to this machine. */
  const leading_inside: typeof public_lookup = (host, options, answer) =>
    public_lookup(host, options, answer, ((
      _host: string,
      _options: object,
      found: (...of: unknown[]) => void,
    ) => found(null, [{ address: "127.0.0.1", family: 4 }])) as never);

  it("reaches what the settings allow, and of this machine nothing else", async () => {
    await post({ allowed_hosts: [sink.host] });
    expect(sink.calls).toHaveLength(1);
    await expect(post({})).rejects.toThrow("address_not_public");
    const url = `http://haak.example.be:${sink.host.split(":")[1]}/`;
    await expect(post({ url, lookup: leading_inside })).rejects.toThrow("address_not_public");
    expect(sink.calls).toHaveLength(1);
  });

  it("waits no longer than it was told, also where bytes keep dripping", async () => {
    const drip = createServer((socket) => {
      const timer = setInterval(() => socket.write("H"), 50);
      // Read, or its end is never seen.
      socket
        .resume()
        .on("close", () => clearInterval(timer))
        .on("error", () => undefined);
    });
    await new Promise<void>((ready) => drip.listen(0, "127.0.0.1", ready));
    const host = `127.0.0.1:${(drip.address() as { port: number }).port}`;
    const silent = createServer((socket) => socket.resume().on("error", () => undefined));
    await new Promise<void>((ready) => silent.listen(0, "127.0.0.1", ready));
    const quiet = `127.0.0.1:${(silent.address() as { port: number }).port}`;
    await expect(post({ url: `http://${quiet}`, allowed_hosts: [quiet], timeout_ms: 300 })).rejects.toThrow(
      "no_answer_in_time",
    );
    await expect(post({ url: `http://${host}`, allowed_hosts: [host], timeout_ms: 300 })).rejects.toThrow(
      /no_answer_in_time|not_reached/,
    );
    for (const server of [drip, silent]) await new Promise((done) => server.close(done));
  });
});
