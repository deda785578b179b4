import { createHmac } from "node:crypto";
import { request as http_request } from "node:http";
import { request as https_request } from "node:https";
import { isIP } from "node:net";
import {
  is_allowed_host,
  is_public_address,
  literal_address_refused,
  public_lookup,
} from "./public_address.ts";

const TIMEOUT_MS = 10_000;

/** The signature of a body: `t=<seconds>,v1=<hex>`, HMAC-SHA256 of `<seconds>.<body>`. */
export function webhook_signature(secret: string, body: string, at_s: number): string {
  return `t=${at_s},v1=${createHmac("sha256", secret).update(`${at_s}.${body}`).digest("hex")}`;
}

/**
 * Posts a body, signed. Settles when it was acknowledged with a status of 200 to 299; rejects with an Error whose
 * message may be shown to whoever set the address: it says nothing of what lies behind it. Redirects are not
 * followed, the answer's body is not read, and the connection goes to a public address or an allowed host only.
 */
export function post_webhook(of: {
  readonly url: string;
  readonly secret: string;
  readonly body: string;
  readonly delivery_id: string;
  readonly allowed_hosts: readonly string[];
  readonly timeout_ms?: number;
  readonly lookup?: typeof public_lookup;
}): Promise<void> {
  const url = new URL(of.url);
  const refusal = literal_address_refused(url, of.allowed_hosts);
  if (refusal) return Promise.reject(new Error("address_not_public"));
  const allowed = is_allowed_host(url, of.allowed_hosts);
  const timeout_ms = of.timeout_ms ?? TIMEOUT_MS;
  const at_s = Math.floor(Date.now() / 1000);
  return new Promise((done, failed) => {
    const ask = url.protocol === "https:" ? https_request : http_request;
    const request = ask(url, {
      method: "POST",
      // A connection of its own: one that was kept open would skip the look-up.
      agent: false,
      ...(allowed || isIP(url.hostname.replace(/^\[|\]$/g, ""))
        ? {}
        : { lookup: (of.lookup ?? public_lookup) as never }),
      headers: {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(of.body),
        "user-agent": "straatlagen",
        "straatlagen-delivery": of.delivery_id,
        "straatlagen-signature": webhook_signature(of.secret, of.body, at_s),
      },
    });
    const end = (error: Error | null): void => {
      clearTimeout(patience);
      request.destroy();
      if (error) failed(error);
      else done();
    };
    // Of the whole exchange: a server that drips bytes does not keep a job.
    const patience = setTimeout(() => end(new Error("no_answer_in_time")), timeout_ms);
    request.on("socket", (socket) =>
      socket.once("connect", () => {
        if (!allowed && !is_public_address(socket.remoteAddress ?? "")) end(new Error("address_not_public"));
      }),
    );
    request.on("response", ({ statusCode = 0 }) =>
      end(statusCode >= 200 && statusCode < 300 ? null : new Error(`status_${statusCode}`)),
    );
    request.on("error", (error: Error & { code?: string }) =>
      end(new Error(error.code === "address_not_public" ? "address_not_public" : "not_reached")),
    );
    request.end(of.body);
  });
}
