import { randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { own_process, process_runs } from "../store/process_identity.ts";

/** Folders that a request of this process is at; what lies there and is not in a row is no leftover. */
const in_use = new Set<string>();

/** Makes a folder under `upload_dir` whose name says which process it belongs to, in use until it is let go. */
export async function take_upload_folder(upload_dir: string): Promise<string> {
  const dir = resolve(join(upload_dir, `${own_process}_${randomUUID()}`));
  in_use.add(dir);
  await mkdir(dir, { recursive: true, mode: 0o700 });
  return dir;
}

/** Ends a request's hold on a folder: it is then a row's, or nobody's. */
export function let_go_of_upload_folder(dir: string): void {
  in_use.delete(resolve(dir));
}

/**
 * Whose a folder is by its name, where no row of an import names it: a request's under way here, a process's that
 * lives (`another`), a process's that is gone (`nobody`), or not to be told from here (another machine, another version).
 */
export function upload_folder_holder(dir: string): "request" | "another" | "nobody" | "unknown" {
  if (in_use.has(resolve(dir))) return "request";
  const name = basename(dir).replace(/_[^_]*$/, "");
  if (name === own_process) return "nobody";
  const runs = process_runs(name);
  if (runs === null) return "unknown";
  return runs ? "another" : "nobody";
}
