import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";
import type { ApiEnv } from "./context.ts";
import { problem } from "./errors.ts";
import { style_hashes } from "./style_hashes.ts";

/**
 * What browsers are told: scripts and styles only from here (MapLibre's worker and WebAssembly included, and
 * the style elements that are known), nothing written into a page, never framed, no guessing of types.
 */
export const security_headers = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
    workerSrc: ["'self'", "blob:"],
    styleSrc: ["'self'", ...style_hashes],
    imgSrc: ["'self'", "data:", "blob:"],
    fontSrc: ["'self'", "data:"],
    connectSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'self'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
  xContentTypeOptions: "nosniff",
  xFrameOptions: "DENY",
  referrerPolicy: "same-origin",
  crossOriginOpenerPolicy: "same-origin",
  crossOriginResourcePolicy: "same-origin",
  // Whoever ends TLS in front decides on HSTS; on plain loopback it would lock people out.
  strictTransportSecurity: false,
  permissionsPolicy: { camera: [], microphone: [], usb: [], payment: [], geolocation: ["self"] },
});

/** The host without its port, lower case; brackets of IPv6 kept. */
function host_name(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, "");
}

/**
 * Refuses what another web site could make a browser send here: an unsafe method with a foreign
 * Origin (a plain form upload needs no permission), and host names that are not ours (DNS rebinding).
 * Programs that send neither header are let through.
 */
export const browser_guard: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const host = c.req.header("host");
  const { hosts } = c.var.deps;
  if (hosts && host !== undefined && !hosts.includes(host_name(host)))
    throw problem(
      "host_not_allowed",
      `Expected one of ${hosts.join(", ")}, got ${host.slice(0, 80)}. Behind a proxy, name its host in STRAATLAGEN_HOSTS.`,
    );
  if (!["GET", "HEAD", "OPTIONS"].includes(c.req.method)) {
    const site = c.req.header("sec-fetch-site");
    const origin = c.req.header("origin");
    const foreign_site = site !== undefined && site !== "same-origin" && site !== "none";
    const foreign_origin =
      site === undefined && origin !== undefined && host !== undefined && !same_host(origin, host);
    if (foreign_site || foreign_origin)
      throw problem(
        "cross_site_request",
        "Expected a request from our own pages, got one from another site.",
      );
  }
  await next();
};

function same_host(origin: string, host: string): boolean {
  try {
    return new URL(origin).host === host.toLowerCase();
  } catch {
    return false;
  }
}
