import type { Context } from "hono";

/**
 * The address that a request comes from. A proxy on this machine is believed about the last address it
 * saw; anybody else may write what he likes into `X-Forwarded-For`.
 */
export function client_ip(c: Context): string {
  const socket = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming
    ?.socket;
  const remote = socket?.remoteAddress ?? "unknown";
  if (!["127.0.0.1", "::1", "::ffff:127.0.0.1"].includes(remote)) return remote;
  const forwarded = c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim();
  return forwarded ? forwarded.slice(0, 45) : remote;
}

/** Whether a proxy says that it passes the request on for somebody else: then he who asks is not on this machine. */
export const is_passed_on = (c: Context): boolean =>
  ["x-forwarded-for", "forwarded", "x-real-ip", "via"].some((name) => c.req.header(name) !== undefined);
