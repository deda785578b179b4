import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { Busboy, type BusboyHeaders } from "@fastify/busboy";
import { warm_up_gdal } from "../../data/importers/index.ts";
import { problem } from "../errors.ts";
import { let_go_of_upload_folder, take_upload_folder } from "./upload_folder.ts";

export const UPLOAD_LIMITS = {
  /** One request, all files together. */
  bytes: 2 * 1024 ** 3,
  files: 100,
  /** One text field (the mapping is the largest). */
  field_bytes: 1024 ** 2,
} as const;

export interface UploadedFile {
  /** The name the user knows. */
  readonly file_name: string;
  readonly path: string;
  readonly bytes: number;
}

export interface Upload {
  /** A folder of this upload's own; whoever received it removes it. */
  readonly dir: string;
  readonly files: readonly UploadedFile[];
  readonly fields: ReadonlyMap<string, string>;
}

/** A name that is safe on any disk and keeps its ending, by which some readers know a format. */
export function safe_name(file_name: string): string {
  const base = file_name.split(/[/\\]/).at(-1) ?? "";
  const ending = extname(base)
    .replaceAll(/[^\w.]/g, "")
    .slice(0, 12);
  const stem = base.slice(0, base.length - extname(base).length);
  const safe = stem
    .normalize("NFC")
    .replaceAll(/[^\p{L}\p{N}_-]+/gu, "_")
    .replace(/^[_-]+/, "")
    .slice(0, 60);
  const name = `${safe || "upload"}${ending}`;
  // These are devices on Windows, whatever their ending.
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name) ? `file_${name}` : name;
}

/**
 * Writes the files of a multipart body to a new folder under `upload_dir` as they come in: whatever
 * their size, no more than a few buffers are in memory. Text fields are returned by name.
 *
 * Throws `unsupported_media_type` (not multipart), `malformed_upload` (cut off or broken, no file),
 * `request_too_large`; the folder is then removed.
 */
export async function receive_upload(
  request: Request,
  upload_dir: string,
  limits: { readonly [key in keyof typeof UPLOAD_LIMITS]: number } = UPLOAD_LIMITS,
): Promise<Upload> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^multipart\/form-data\s*;/i.test(type))
    throw problem(
      "unsupported_media_type",
      `Expected multipart/form-data with a file, got ${type.slice(0, 80) || "no content type"}.`,
    );
  // GDAL starts while the file comes in; most deliveries need it.
  warm_up_gdal();
  const too_large = () =>
    problem(
      "request_too_large",
      `Expected at most ${limits.bytes} bytes, got more. Cut the delivery into parts.`,
    );
  if (Number(request.headers.get("content-length") ?? 0) > limits.bytes + 1024 ** 2) throw too_large();
  if (!request.body) throw problem("malformed_upload", "Expected a file, got an empty body.");

  const dir = await take_upload_folder(upload_dir);
  try {
    const upload = await read_parts(request, type, dir, limits, too_large);
    if (upload.files.length === 0)
      throw problem("malformed_upload", "Expected a file in the field `file`, got none.");
    return upload;
  } catch (error) {
    await discard_folder(dir);
    throw error;
  }
}

/** Removes the folder of an upload that is done with. */
export async function discard_folder(dir: string): Promise<void> {
  await rm(dir, { recursive: true, force: true });
  let_go_of_upload_folder(dir);
}

async function read_parts(
  request: Request,
  type: string,
  dir: string,
  limits: { readonly [key in keyof typeof UPLOAD_LIMITS]: number },
  too_large: () => Error,
): Promise<Upload> {
  let parser: Busboy;
  try {
    parser = new Busboy({
      headers: { "content-type": type } as BusboyHeaders,
      limits: {
        files: limits.files,
        fileSize: limits.bytes,
        fieldSize: limits.field_bytes,
        fields: 20,
        headerPairs: 50,
      },
    });
  } catch (error) {
    throw problem(
      "malformed_upload",
      `Expected a multipart body with a boundary: ${(error as Error).message}.`,
    );
  }
  const files: UploadedFile[] = [];
  const fields = new Map<string, string>();
  const writing: Promise<void>[] = [];
  const names = new Set<string>();
  let received = 0;
  let refused: Error | null = null;

  parser.on("field", (name, value, _name_cut, value_cut) => {
    if (value_cut)
      refused ??= problem(
        "request_too_large",
        `Expected at most ${limits.field_bytes} bytes in ${name}, got more.`,
      );
    fields.set(name, value);
  });
  parser.on("filesLimit", () => {
    refused ??= problem("malformed_upload", `Expected at most ${limits.files} files, got more.`);
  });
  parser.on("file", (_field, stream, file_name) => {
    if (!file_name) {
      stream.resume();
      return;
    }
    // Parts of a shapefile are known by their shared name: keep it, number true doubles only.
    let name = safe_name(file_name);
    for (let i = 2; names.has(name.toLowerCase()); i++) name = `${i}_${safe_name(file_name)}`;
    names.add(name.toLowerCase());
    const path = join(dir, name);
    let bytes = 0;
    stream.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
    });
    stream.on("limit", () => {
      refused ??= too_large();
    });
    writing.push(
      pipeline(stream, createWriteStream(path, { mode: 0o600 })).then(() => {
        files.push({ file_name: file_name.split(/[/\\]/).at(-1)?.slice(0, 200) ?? name, path, bytes });
      }),
    );
  });

  const body = Readable.fromWeb(request.body as ReadableStream<Uint8Array>);
  body.on("data", (chunk: Uint8Array) => {
    received += chunk.length;
    if (received > limits.bytes + 1024 ** 2) body.destroy(too_large());
  });
  try {
    await pipeline(body, parser);
    await Promise.all(writing);
  } catch (error) {
    await Promise.allSettled(writing);
    if ((error as Error).name === "Problem") throw error;
    throw (
      refused ?? problem("malformed_upload", `The upload was cut off or broken: ${(error as Error).message}.`)
    );
  }
  if (refused) throw refused;
  return { dir, files, fields };
}

const shapefile_parts = new Set([".shx", ".dbf", ".prj", ".cpg", ".qix", ".sbn", ".sbx", ".qpj"]);

/**
 * Gives each delivery of an upload a folder of its own under `upload_dir`, parts of a shapefile beside
 * the .shp of the same name, and removes the upload's folder. Answers the deliveries in the order sent; whoever
 * has written them down lets go of their folders.
 */
export async function split_deliveries(upload: Upload, upload_dir: string): Promise<UploadedFile[]> {
  const stem = (path: string): string => path.slice(0, path.length - extname(path).length).toLowerCase();
  const ending = (path: string): string => extname(path).toLowerCase();
  const shapes = new Set(
    upload.files.filter((file) => ending(file.path) === ".shp").map((file) => stem(file.path)),
  );
  const is_part = (file: UploadedFile): boolean =>
    shapefile_parts.has(ending(file.path)) && shapes.has(stem(file.path));
  const deliveries: UploadedFile[] = [];
  for (const file of upload.files.filter((candidate) => !is_part(candidate))) {
    const dir = await take_upload_folder(upload_dir);
    const own = [
      file,
      ...(ending(file.path) === ".shp"
        ? upload.files.filter((part) => is_part(part) && stem(part.path) === stem(file.path))
        : []),
    ];
    for (const part of own) await rename(part.path, join(dir, basename(part.path)));
    deliveries.push({ ...file, path: join(dir, basename(file.path)) });
  }
  await discard_folder(upload.dir);
  return deliveries;
}
