import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const worth_bytes = 1024;

/**
 * Lays a `.gz` and a `.br` beside every text file of the build, which the server hands out as they are:
 * packed as tightly as can be, once, and not at every request.
 */
export function precompress(out_dir: string): Plugin {
  return {
    name: "precompress",
    apply: "build",
    closeBundle() {
      for (const name of readdirSync(out_dir, { recursive: true, encoding: "utf8" })) {
        if (!/\.(js|css|html|svg|json)$/.test(name)) continue;
        const path = join(out_dir, name);
        const bytes = readFileSync(path);
        if (bytes.byteLength < worth_bytes) continue;
        writeFileSync(`${path}.gz`, gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }));
        writeFileSync(`${path}.br`, brotliCompressSync(bytes));
      }
    },
  };
}
