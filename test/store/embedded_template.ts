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
import { open_store } from "../../api/store/open_store.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/**
 * The folder of a migrated, closed embedded store that tests copy. Making one takes half a minute of
 * processor time, so it is kept in `node_modules/.cache` under a hash of all that goes into it.
 */
export async function embedded_template(): Promise<string> {
  const cache = join(root, "node_modules/.cache/straatlagen");
  const kept = join(cache, `embedded-${inputs_hash()}`);
  if (existsSync(kept)) return kept;
  const folder = mkdtempSync(join(tmpdir(), "straatlagen-template-"));
  const store = await open_store({ data_dir: folder, database_url: "" });
  await store.close();
  mkdirSync(cache, { recursive: true });
  // A run that began before a change may still copy from the older one.
  for (const old of readdirSync(cache))
    if (Date.now() - statSync(join(cache, old)).mtimeMs > 3_600_000)
      rmSync(join(cache, old), { recursive: true, force: true });
  // Copied aside and renamed, so that a run beside this one never sees half of it.
  const part = mkdtempSync(join(cache, "part-"));
  cpSync(join(folder, "store"), join(part, "store"), { recursive: true });
  if (!existsSync(kept)) renameSync(join(part, "store"), kept);
  rmSync(part, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
  return kept;
}

function inputs_hash(): string {
  const hash = createHash("sha256");
  const add = (path: string): void => {
    for (const entry of readdirSync(join(root, path), { withFileTypes: true }).sort((a, b) =>
      a.name.localeCompare(b.name),
    )) {
      const inside = `${path}/${entry.name}`;
      if (entry.isDirectory()) add(inside);
      else hash.update(inside).update(readFileSync(join(root, inside)));
    }
  };
  add("sql");
  add("data/catalog");
  add("api/store");
  hash.update(readFileSync(join(root, "package-lock.json")));
  return hash.digest("hex").slice(0, 20);
}
