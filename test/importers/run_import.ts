import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { choose_importer, open_delivery } from "../../data/importers/index.ts";
import type {
  ImportedDistrict,
  ImportedFeature,
  ImportedSegment,
  ImportItem,
  ImportMapping,
  ImportNote,
  ImportRejection,
} from "../../data/importers/types.ts";

/** What came out of a delivery, sorted by kind. */
export interface ImportRun {
  readonly importer: string;
  readonly items: readonly ImportItem[];
  readonly features: readonly ImportedFeature[];
  readonly segments: readonly ImportedSegment[];
  readonly districts: readonly ImportedDistrict[];
  readonly rejected: readonly ImportRejection[];
  readonly notes: readonly ImportNote[];
  /** The last progress. */
  readonly read: number;
  readonly emitted: number;
}

export interface RunOptions {
  readonly srid?: number | null;
  readonly mapping?: ImportMapping | null;
  readonly signal?: AbortSignal;
}

/** A file through `open_delivery → choose_importer → read`, in a scratch folder that is removed after. */
export async function run_import(path: string, options: RunOptions = {}): Promise<ImportRun> {
  return with_scratch(async (scratch_dir) => {
    const source = await open_delivery(path, basename(path), scratch_dir);
    const importer = choose_importer(source);
    const items: ImportItem[] = [];
    const read_options = {
      srid: options.srid ?? null,
      mapping: options.mapping ?? null,
      signal: options.signal ?? new AbortController().signal,
      scratch_dir,
    };
    for await (const item of importer.read(source, read_options)) items.push(item);
    const of = <K extends ImportItem["kind"]>(kind: K) =>
      items.filter((item): item is Extract<ImportItem, { kind: K }> => item.kind === kind);
    const features = of("feature");
    const segments = of("segment");
    const districts = of("district");
    return {
      importer: importer.id,
      items,
      features,
      segments,
      districts,
      rejected: of("rejected"),
      notes: of("note"),
      read: of("progress").at(-1)?.read ?? 0,
      emitted: features.length + segments.length + districts.length,
    };
  });
}

/** The same for content made in the test, under a file name of its own. */
export async function run_text(
  name: string,
  content: string | Uint8Array,
  options: RunOptions = {},
): Promise<ImportRun> {
  return with_scratch(async (folder) => {
    const path = join(folder, name);
    await writeFile(path, content);
    return run_import(path, options);
  });
}

/** Runs `use` with a new temporary folder. */
export async function with_scratch<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "straatlagen-import-"));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Codes of a list of notes or rejections. */
export function codes(list: readonly { readonly code: string }[]): string[] {
  return list.map(({ code }) => code);
}
