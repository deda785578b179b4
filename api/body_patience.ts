import type { IncomingMessage, Server } from "node:http";

/** How long the body of a request may take. */
export interface BodyPatience {
  /** A body of ours, JSON or a photo: all of it. */
  readonly body_ms: number;
  /** An upload may take long, but has to go on: so many bytes in each `pace_ms`. */
  readonly pace_bytes: number;
  readonly pace_ms: number;
}

export const BODY_PATIENCE: BodyPatience = { body_ms: 30_000, pace_bytes: 16_384, pace_ms: 30_000 };

const upload_path = /^\/api\/v1\/imports(\/inspect)?(\?|$)/;
const too_slow =
  "HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-type: application/problem+json\r\n\r\n" +
  '{"type":"/api/docs#request_too_slow","title":"The body came too slowly","status":408,"code":"request_too_slow","detail":"Expected the whole body sooner."}';

/**
 * Ends requests whose bodies trickle in: each holds a connection and what was received so far, so that a few
 * thousand of them, sent by one machine at a byte a second, would keep everybody else out.
 */
export function limit_body_time(server: Server, patience: BodyPatience = BODY_PATIENCE): void {
  server.on("request", (request: IncomingMessage) => {
    if (request.method === "GET" || request.method === "HEAD" || request.complete) return;
    const { socket } = request;
    const is_upload = upload_path.test(request.url ?? "");
    let seen_bytes = socket.bytesRead;
    const watch = setInterval(
      () => {
        if (request.complete || socket.destroyed) return clearInterval(watch);
        const moved_bytes = socket.bytesRead - seen_bytes;
        seen_bytes = socket.bytesRead;
        if (is_upload && moved_bytes >= patience.pace_bytes) return;
        // Held back by us (the disk is slower than the line) is not slow.
        if (is_upload && request.isPaused()) return;
        clearInterval(watch);
        socket.end(too_slow, () => socket.destroy());
      },
      is_upload ? patience.pace_ms : patience.body_ms,
    );
    watch.unref();
    request.once("close", () => clearInterval(watch));
  });
}
