import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";

// What vite writes: `assets/name-HASH.ext`. The name changes with the content, so it may be kept for ever.
const hashed = /^\/assets\/(?:[^/]+\/)*[^/]+-[A-Za-z0-9_-]{8,}\.[a-z0-9.]+$/;

/**
 * Serves the built web page of `dist_dir`: precompressed copies (.br, .gz) where they lie beside a
 * file and the browser takes them, hashed assets immutable, and `index.html` for every address of the
 * page itself (no extension, asked for as a page). Anything else is left to the next handler.
 */
export function static_files(dist_dir: string): Hono {
  const index = join(dist_dir, "index.html");
  return new Hono()
    .use(async (c, next) => {
      await next();
      if (!c.res.ok || c.res.headers.has("cache-control")) return;
      c.header("cache-control", hashed.test(c.req.path) ? "public, max-age=31536000, immutable" : "no-cache");
    })
    .use(serveStatic({ root: dist_dir, precompressed: true }))
    .get("*", async (c, next) => {
      const last = c.req.path.split("/").at(-1) ?? "";
      const wants_page = /text\/html|\*\/\*/.test(c.req.header("accept") ?? "*/*");
      if (last.includes(".") || !wants_page || c.req.path.startsWith("/api/")) return next();
      if (!existsSync(index)) return next();
      return c.html(readFileSync(index, "utf8"));
    });
}
