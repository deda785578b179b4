import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { open_store, type Store } from "../api/store/open_store.ts";
import { local_administrator, type Viewer } from "../api/store/viewer.ts";
import { ensure_authority } from "./ensure_authority.ts";
import { choose_importer, open_delivery } from "./importers/index.ts";
import {
  ImportError,
  type Importer,
  type ImportMapping,
  type ImportNote,
  type ImportOptions,
  type ImportSource,
} from "./importers/types.ts";
import {
  any_mapping_remembered,
  remember_mapping,
  remembered_mapping,
  source_signature,
} from "./mapping_memory.ts";
import { store_delivery } from "./store_delivery.ts";

export interface ImportRequest {
  readonly path: string;
  /** The name the user knows; decides the dataset's key where the delivery carries none. */
  readonly file_name: string;
  readonly viewer: Viewer;
  readonly srid: number | null;
  readonly mapping: ImportMapping | null;
  readonly signal: AbortSignal;
  /** The row of table `import` that shows progress; made when left out. */
  readonly import_id?: number;
  readonly on_progress?: (progress: { state: string; read: number; fraction: number | null }) => void;
}

export interface ImportReport {
  readonly file: string;
  readonly state: "done" | "failed" | "cancelled";
  readonly importer: string | null;
  readonly read: number;
  readonly stored: number;
  readonly repaired: number;
  readonly rejected: number;
  readonly dataset_ids: readonly number[];
  readonly notes: readonly ImportNote[];
  readonly error: { readonly code: string; readonly message: string } | null;
}

/**
 * Takes one delivery in, all or nothing: recognises it, reads it row by row, and puts its contents in
 * the place of what the same delivery held before. A delivery that fails or is cancelled leaves the
 * store as it was; the report says why. Only bugs throw.
 */
export async function import_delivery(store: Store, request: ImportRequest): Promise<ImportReport> {
  const scratch_dir = await mkdtemp(join(tmpdir(), "straatlagen-import-"));
  const import_id = request.import_id ?? (await open_import(store, request));
  let importer: string | null = null;
  try {
    const source = await open_delivery(request.path, request.file_name, scratch_dir);
    const chosen = choose_importer(source);
    importer = chosen.id;
    const asked = { srid: request.srid, mapping: request.mapping, signal: request.signal, scratch_dir };
    const known = await known_mapping(store, request.viewer, chosen, source, asked);
    const options = { ...asked, mapping: known.mapping };
    const stored = await store_delivery(store, {
      items: chosen.read(source, options),
      importer: chosen.id,
      file_name: request.file_name,
      viewer: request.viewer,
      import_id,
      mapping: known.mapping,
      signal: request.signal,
      on_progress: request.on_progress,
    });
    if (request.mapping && known.signature)
      await remember_mapping(store, request.viewer, known.signature, request.mapping);
    return { file: request.file_name, state: "done", importer, ...stored, error: null };
  } catch (error) {
    // Asked for through the signal, or in the import's row by another process.
    const cancelled = request.signal.aborted || (error as Error | null)?.name === "AbortError";
    if (!cancelled && !(error instanceof ImportError)) {
      await close_import(store, request.viewer, import_id, "failed", {
        code: "unexpected",
        message: "The import stopped on an unexpected error; the store is as it was.",
      });
      throw error;
    }
    const problem = cancelled
      ? { code: "cancelled", message: "The import was cancelled; the store is as it was." }
      : { code: (error as ImportError).code, message: (error as ImportError).message };
    const state = cancelled ? "cancelled" : "failed";
    await close_import(store, request.viewer, import_id, state, problem);
    return {
      file: request.file_name,
      state,
      importer,
      read: 0,
      stored: 0,
      repaired: 0,
      rejected: 0,
      dataset_ids: [],
      notes: [],
      error: problem,
    };
  } finally {
    await store.sql`delete from import_row where import_id = ${import_id}`;
    await rm(scratch_dir, { recursive: true, force: true });
  }
}

/** The mapping to read with: the one given, else the one remembered for this source; and the source's signature. */
async function known_mapping(
  store: Store,
  viewer: Viewer,
  importer: Importer,
  source: ImportSource,
  options: ImportOptions,
): Promise<{ mapping: ImportMapping | null; signature: string | null }> {
  if (!options.mapping && !(await any_mapping_remembered(store, viewer)))
    return { mapping: null, signature: null };
  const inspection = await importer.inspect(source, options);
  if (inspection.fixed) return { mapping: options.mapping, signature: null };
  const signature = source_signature(inspection);
  return { mapping: options.mapping ?? (await remembered_mapping(store, viewer, signature)), signature };
}

async function open_import(store: Store, request: ImportRequest): Promise<number> {
  const [row] = await store.sql<{ id: number }[]>`
    insert into import (authority_id, file_name, state, created_by)
    values (${request.viewer.authority_id}, ${request.file_name}, 'reading', ${request.viewer.id}) returning id`;
  return row!.id;
}

async function close_import(
  store: Store,
  viewer: Viewer,
  import_id: number,
  state: string,
  error: { code: string; message: string },
): Promise<void> {
  await store.sql`
    update import set state = ${state}, error = ${store.sql.json(error)}, finished_at = now()
    where authority_id = ${viewer.authority_id} and id = ${import_id}`;
}

/** `npm run import -- [--srid 31370] FILE…`: imports files and prints one line of JSON for each. */
async function main(args: string[]): Promise<number> {
  const files: string[] = [];
  let srid: number | null = null;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string;
    if (arg === "--srid") srid = Number(args[++i]);
    else if (arg.startsWith("--srid=")) srid = Number(arg.slice(7));
    else files.push(arg);
  }
  if (files.length === 0 || (srid !== null && !Number.isInteger(srid))) {
    console.error("usage: npm run import -- [--srid EPSG] FILE…");
    return 2;
  }
  const store = await open_store({ on_step: (step) => console.error(`… ${step}`) });
  const cancel = new AbortController();
  process.once("SIGINT", () => cancel.abort());
  let failed = 0;
  try {
    const authority_id = await ensure_authority(store);
    for (const path of files) {
      const report = await import_delivery(store, {
        path,
        file_name: basename(path),
        viewer: local_administrator(authority_id),
        srid,
        mapping: null,
        signal: cancel.signal,
        on_progress: ({ state, read }) =>
          process.stderr.write(`\r… ${basename(path)}: ${state}, ${read} rows read  `),
      });
      process.stderr.write("\n");
      for (const note of report.notes) console.error(`  ${note.severity}: ${note.message}`);
      if (report.error) console.error(`  ${report.error.code}: ${report.error.message}`);
      if (report.state !== "done") failed++;
      const { file, read, stored, repaired, rejected, error } = report;
      console.log(
        JSON.stringify({ file, read, stored, repaired, rejected, ...(error ? { error: error.code } : {}) }),
      );
    }
  } finally {
    await store.close();
  }
  return failed ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  process.exitCode = await main(process.argv.slice(2));
