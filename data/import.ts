import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { clear_staged_rows, end_import } from "../api/queries/job.ts";
import { open_store, type Store } from "../api/store/open_store.ts";
import { own_process } from "../api/store/process_identity.ts";
import { local_administrator, type Viewer } from "../api/store/viewer.ts";
import { demo_city } from "./demo/demo_city.ts";
import { ensure_authority } from "./ensure_authority.ts";
import { choose_importer, open_delivery, warm_up_gdal } from "./importers/index.ts";
import {
  ImportError,
  type Importer,
  type ImportItem,
  type ImportMapping,
  type ImportNote,
  type ImportOptions,
  type ImportSource,
} from "./importers/types.ts";
import { lay_utilities } from "./lay_utilities.ts";
import { type DemoProgress, type GeneratedReport, load_generated } from "./load_demo.ts";
import {
  any_mapping_remembered,
  remember_mapping,
  remembered_mapping,
  source_signature,
} from "./mapping_memory.ts";
import { read_mapping_file } from "./read_mapping_file.ts";
import { store_delivery } from "./store_delivery.ts";

export interface ImportRequest {
  readonly path: string;
  /** The name the user knows; decides the dataset's key where the delivery carries none. */
  readonly file_name: string;
  readonly viewer: Viewer;
  readonly srid: number | null;
  readonly mapping: ImportMapping | null;
  readonly signal: AbortSignal;
  /** Where to unpack; the system's folder for such things when left out. */
  readonly scratch_in?: string;
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
  const scratch_dir = await mkdtemp(join(request.scratch_in ?? tmpdir(), "straatlagen-import-"));
  const import_id = request.import_id ?? (await open_import(store, request));
  const thing = { authority_id: request.viewer.authority_id, id: import_id };
  let importer: string | null = null;
  try {
    const source = await open_delivery(request.path, request.file_name, scratch_dir);
    const chosen = choose_importer(source);
    importer = chosen.id;
    const asked = { srid: request.srid, mapping: request.mapping, signal: request.signal, scratch_dir };
    const known = await known_mapping(store, request.viewer, chosen, source, asked);
    const options = { ...asked, mapping: known.mapping };
    const items = chosen.read(source, options);
    const remembered = !request.mapping && known.mapping;
    const stored = await store_delivery(store, {
      items: remembered ? told_first(remembered_note(remembered), items) : items,
      dataset_first: chosen.dataset_first ?? false,
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
      await end_import(store.sql, thing, "failed", {
        code: "unexpected",
        message: "The import stopped on an unexpected error; the store is as it was.",
      });
      throw error;
    }
    const problem = cancelled
      ? why_cancelled(request.signal)
      : { code: (error as ImportError).code, message: (error as ImportError).message };
    const state = problem.code === "cancelled" ? "cancelled" : "failed";
    await end_import(store.sql, thing, state, problem);
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
    await rm(scratch_dir, { recursive: true, force: true });
    await clear_staged_rows(store.sql, thing);
  }
}

/** Somebody's wish, or the end of the process: who sent the file should know which. */
function why_cancelled(signal: AbortSignal): { code: string; message: string } {
  return signal.reason === "stopping"
    ? {
        code: "import_interrupted",
        message:
          "The import was cut off because the server was stopped. The store is as it was before; import the file again.",
      }
    : { code: "cancelled", message: "The import was cancelled; the store is as it was." };
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

/** Says so where a mapping comes from memory: the next file with the same fields may be of something else. */
function remembered_note({ layers }: ImportMapping): ImportNote {
  const taken = layers.map(({ source_layer, layer }) =>
    layer ? `${source_layer} was taken as ${layer}` : `${source_layer} was left out`,
  );
  return {
    kind: "note",
    code: "mapping_remembered",
    message: `${taken.join(", ")}, as was chosen for an earlier delivery with these fields. Choose a mapping if that is wrong.`,
    severity: "warning",
  };
}

async function* told_first(note: ImportNote, items: AsyncIterable<ImportItem>): AsyncGenerator<ImportItem> {
  yield note;
  yield* items;
}

async function open_import(store: Store, request: ImportRequest): Promise<number> {
  const [row] = await store.sql<{ id: number }[]>`
    insert into import (authority_id, file_name, state, created_by, process)
    values (${request.viewer.authority_id}, ${request.file_name}, 'reading', ${request.viewer.id}, ${own_process}) returning id`;
  return row!.id;
}

interface Wishes {
  readonly files: readonly string[];
  readonly srid: number | null;
  /** The file that says which layer of a file becomes which of ours. */
  readonly mapping: string | null;
  readonly demo_city: number | null;
  readonly synthetic_utilities: boolean;
}

/** What the command line asks for; null where it cannot be understood. */
function read_wishes(args: readonly string[]): Wishes | null {
  const files: string[] = [];
  let mapping: string | null = null;
  const numbers: Record<string, number | null> = { "--srid": null, "--demo-city": null };
  let synthetic_utilities = false;
  for (let i = 0; i < args.length; i++) {
    const [name, value] = args[i]!.split("=", 2) as [string, string | undefined];
    if (name === "--synthetic-utilities") synthetic_utilities = true;
    else if (name === "--mapping") mapping = value ?? args[++i] ?? "";
    else if (name in numbers) numbers[name] = Number(value ?? args[++i]);
    else if (name.startsWith("--")) return null;
    else files.push(args[i]!);
  }
  const { "--srid": srid = null, "--demo-city": demo_city = null } = numbers;
  const whole = [srid, demo_city].every((value) => value === null || (Number.isInteger(value) && value > 0));
  const some = files.length > 0 || demo_city !== null || synthetic_utilities;
  return whole && some && mapping !== "" ? { files, srid, mapping, demo_city, synthetic_utilities } : null;
}

/** The generated deliveries that the command line asks for: a city, and lines under streets that have none. */
async function load_wished(store: Store, wishes: Wishes, signal: AbortSignal): Promise<void> {
  const tell = ({ step, fraction, rows }: DemoProgress): void => {
    const count = rows ? `, ${rows} rows` : "";
    process.stderr.write(`\r\u001b[K… ${Math.round(fraction * 100)} % ${step}${count}`);
  };
  const reports: GeneratedReport[] = [];
  if (wishes.demo_city !== null)
    reports.push(
      ...(await load_generated(store, demo_city({ seed: 1, features: wishes.demo_city }), tell, signal)),
    );
  if (wishes.synthetic_utilities) {
    const laid = await lay_utilities(store, tell, signal);
    if (laid.length === 0) process.stderr.write("\nEvery street has buried lines already: nothing to lay.");
    reports.push(...laid);
  }
  if (wishes.demo_city !== null || wishes.synthetic_utilities) process.stderr.write("\n");
  for (const report of reports) console.log(JSON.stringify(report));
}

/**
 * `npm run import -- [--srid 31370] [--mapping FILE] [--demo-city FEATURES] [--synthetic-utilities] FILE…`: imports files,
 * then loads what is to be generated, and prints one line of JSON for each delivery.
 */
async function main(args: string[]): Promise<number> {
  const wishes = read_wishes(args);
  if (!wishes) {
    console.error(
      "usage: npm run import -- [--srid EPSG] [--mapping FILE] [--demo-city FEATURES] [--synthetic-utilities] FILE…",
    );
    return 2;
  }
  const { files, srid } = wishes;
  let mapping: ImportMapping | null = null;
  try {
    if (wishes.mapping !== null) mapping = read_mapping_file(wishes.mapping);
  } catch (error) {
    console.error(`--mapping ${wishes.mapping}: ${(error as Error).message}`);
    return 2;
  }
  // Both take a second or more to start: side by side.
  if (files.length > 0) warm_up_gdal(files);
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
        mapping,
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
    await load_wished(store, wishes, cancel.signal);
  } catch (error) {
    if (!cancel.signal.aborted) throw error;
    console.error("\nCancelled: what was not finished is not stored.");
    return 1;
  } finally {
    await store.close();
  }
  return failed ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  process.exitCode = await main(process.argv.slice(2));
