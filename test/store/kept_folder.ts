import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/**
 * A folder that takes long to make: filled by `fill` once, then kept in `node_modules/.cache` for as long
 * as none of `inputs` (files and folders of the project, beside the lock file) changes. To be copied from, never written to.
 */
export async function kept_folder(
  name: string,
  inputs: readonly string[],
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  const cache = join(root, "node_modules/.cache/straatlagen");
  const kept = join(cache, `${name}-${hash_of([...inputs, "package-lock.json"])}`);
  if (existsSync(kept)) return kept;
  const folder = mkdtempSync(join(tmpdir(), `straatlagen-${name}-`));
  await fill(folder);
  mkdirSync(cache, { recursive: true });
  // A run that began before a change may still copy from the older one.
  for (const old of readdirSync(cache))
    if (old.startsWith(`${name}-`) && Date.now() - statSync(join(cache, old)).mtimeMs > 3_600_000)
      rmSync(join(cache, old), { recursive: true, force: true });
  // Copied aside and renamed, so that a run beside this one never sees half of it.
  const part = mkdtempSync(join(cache, "part-"));
  cpSync(folder, join(part, name), { recursive: true });
  if (!existsSync(kept)) renameSync(join(part, name), kept);
  rmSync(part, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
  return kept;
}

function hash_of(inputs: readonly string[]): string {
  const hash = createHash("sha256");
  const add = (path: string): void => {
    if (statSync(join(root, path)).isDirectory())
      for (const entry of readdirSync(join(root, path)).sort()) add(`${path}/${entry}`);
    else hash.update(path).update(readFileSync(join(root, path)));
  };
  for (const path of inputs) add(path);
  return hash.digest("hex").slice(0, 20);
}
