import { createWriteStream } from "node:fs";
import { mkdir, open, readdir, stat } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import { ImportError, type ImportSource } from "./types.ts";

type Member = ImportSource["members"][number];

/** What a delivery may be at most; each bound has an error code of its own. */
export const ARCHIVE_LIMITS = {
  file_bytes: 2 * 1024 ** 3,
  unpacked_bytes: 4 * 1024 ** 3,
  members: 10_000,
  /** Unpacked to packed, looked at once more than `ratio_from_bytes` are unpacked. */
  ratio: 200,
  ratio_from_bytes: 50 * 1024 ** 2,
} as const;
export type ArchiveLimits = { readonly [key in keyof typeof ARCHIVE_LIMITS]: number };

const HEAD_BYTES = 65_536;
/** No format with geometry is this small: such members alone make an archive empty. */
const NOTHING_BYTES = 16;
const SHAPEFILE_PARTS = [".shp", ".shx", ".dbf", ".prj", ".cpg"];

/**
 * Opens a delivery: a zip (by its content) is unpacked under `scratch_dir` with every bound checked
 * while unpacking, and zips inside it one level deep; any other file is its own only member. The
 * parts of a shapefile that lie beside a loose `.shp` of the same name become members too.
 *
 * Throws ImportError `file_too_large`, `file_empty`, `archive_damaged`, `archive_empty`,
 * `archive_bomb`, `archive_too_many_members`, `archive_path`, `archive_link` or `archive_encrypted`.
 */
export async function open_delivery(
  path: string,
  file_name: string,
  scratch_dir: string,
  limits: ArchiveLimits = ARCHIVE_LIMITS,
): Promise<ImportSource> {
  const { size } = await stat(path);
  if (size > limits.file_bytes)
    throw new ImportError(
      "file_too_large",
      `${file_name} has ${size} bytes; a delivery may have at most ${limits.file_bytes} (2 GiB). Cut it into parts.`,
      { bytes: size, limit: limits.file_bytes },
    );
  if (size === 0) throw new ImportError("file_empty", `${file_name} has no content (0 bytes).`);
  const head = await read_head(path);
  if (!is_zip(head)) {
    const own = { name: file_name, path, bytes: size, head };
    return { file_name, path, members: [own, ...(await shapefile_siblings(path, file_name))] };
  }

  const unpacker = new Unpacker(file_name, scratch_dir, limits);
  const outer = await unpacker.unpack(path, size, "");
  const members: Member[] = [];
  for (const member of outer) {
    if (is_zip(member.head) && extname(member.name).toLowerCase() === ".zip")
      members.push(...(await unpacker.unpack(member.path, member.bytes, `${member.name}/`)));
    else members.push(member);
  }
  if (!members.some((member) => member.bytes > NOTHING_BYTES))
    throw new ImportError("archive_empty", `${file_name} holds no file with data in it.`, {
      members: members.map((member) => member.name),
    });
  return { file_name, path, members };
}

/** Unpacks zips of one delivery; its counters run over all of them. */
class Unpacker {
  private unpacked_bytes = 0;
  private members = 0;

  constructor(
    private readonly file_name: string,
    private readonly scratch_dir: string,
    private readonly limits: ArchiveLimits,
  ) {}

  async unpack(path: string, packed_bytes: number, prefix: string): Promise<Member[]> {
    let zip: ZipFile;
    try {
      zip = await yauzl.openPromise(path, {
        autoClose: false,
        strictFileNames: true,
        validateEntrySizes: true,
      });
    } catch (error) {
      throw this.damaged(error);
    }
    const found: Member[] = [];
    const before_bytes = this.unpacked_bytes;
    try {
      for await (const entry of zip.eachEntry()) {
        if (++this.members > this.limits.members)
          throw new ImportError(
            "archive_too_many_members",
            `${this.file_name} holds more than ${this.limits.members} files.`,
            { limit: this.limits.members },
          );
        const name = this.checked_name(entry);
        if (name.endsWith("/")) continue;
        // The number keeps two members apart whose names differ in case only.
        const target = join(this.scratch_dir, "unpacked", String(this.members), name);
        await mkdir(dirname(target), { recursive: true });
        await this.write(zip, entry, target, packed_bytes, before_bytes);
        found.push({
          name: prefix + name,
          path: target,
          bytes: entry.uncompressedSize,
          head: await read_head(target),
        });
      }
    } catch (error) {
      throw error instanceof ImportError ? error : this.damaged(error);
    } finally {
      zip.close();
    }
    return found;
  }

  private checked_name(entry: Entry): string {
    const name = entry.fileName;
    const steps = name.split(/[/\\]/);
    if (
      name.startsWith("/") ||
      /^[A-Za-z]:/.test(name) ||
      steps.includes("..") ||
      name.includes("\\") ||
      name.includes("\0")
    )
      throw this.bad_path(name);
    // The upper half of the external attributes is the Unix mode; 0o120000 is a symbolic link.
    if (((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000)
      throw new ImportError(
        "archive_link",
        `${this.file_name} holds a link (${shown(name)}); only plain files are taken.`,
        {
          member: name,
        },
      );
    if (entry.isEncrypted())
      throw new ImportError(
        "archive_encrypted",
        `${this.file_name}: ${shown(name)} is encrypted. Unpack the archive with its password and deliver it without one.`,
        { member: name },
      );
    return name;
  }

  private async write(
    zip: ZipFile,
    entry: Entry,
    target: string,
    packed_bytes: number,
    before_bytes: number,
  ): Promise<void> {
    const input = await zip.openReadStreamPromise(entry);
    const bound = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        this.unpacked_bytes += chunk.length;
        const here = this.unpacked_bytes - before_bytes;
        const bomb =
          this.unpacked_bytes > this.limits.unpacked_bytes ||
          (here > this.limits.ratio_from_bytes && here > this.limits.ratio * packed_bytes);
        if (!bomb) return done(null, chunk);
        done(
          new ImportError(
            "archive_bomb",
            `${this.file_name} unpacks to more than ${this.limits.unpacked_bytes} bytes or to more than ${this.limits.ratio} times its size; unpacking was stopped.`,
            { unpacked_bytes: this.unpacked_bytes, packed_bytes },
          ),
        );
      },
    });
    await pipeline(input, bound, createWriteStream(target, { flags: "wx" }));
  }

  private bad_path(name: string): ImportError {
    return new ImportError(
      "archive_path",
      `${this.file_name} holds a file whose path leads out of the archive: ${shown(name)}. Nothing was unpacked from there on.`,
      { member: name },
    );
  }

  private damaged(error: unknown): ImportError {
    const message = error instanceof Error ? error.message : String(error);
    // yauzl refuses such names itself, before the entry is handed out.
    if (/invalid relative path|absolute path|invalid characters in fileName/.test(message))
      return this.bad_path(message.replace(/^.*?: /, ""));
    return new ImportError("archive_damaged", `${this.file_name} is not a whole zip archive: ${message}.`);
  }
}

function shown(name: string): string {
  return JSON.stringify(name.slice(0, 120));
}

function is_zip(head: Uint8Array): boolean {
  const signature = Buffer.from(head.subarray(0, 4)).toString("latin1");
  return signature === "PK\x03\x04" || signature === "PK\x05\x06" || signature === "PK\x07\x08";
}

async function read_head(path: string): Promise<Uint8Array> {
  const file = await open(path, "r");
  try {
    const buffer = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await file.read(buffer, 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** The other parts of a loose shapefile: only for a file still under its own name (an upload is not). */
async function shapefile_siblings(path: string, file_name: string): Promise<Member[]> {
  if (extname(file_name).toLowerCase() !== ".shp" || basename(path) !== basename(file_name)) return [];
  const stem = basename(path, extname(path));
  const out: Member[] = [];
  for (const name of (await readdir(dirname(path))).sort()) {
    const extension = extname(name).toLowerCase();
    if (
      name === basename(path) ||
      basename(name, extname(name)) !== stem ||
      !SHAPEFILE_PARTS.includes(extension)
    )
      continue;
    const member_path = join(dirname(path), name);
    const { size } = await stat(member_path);
    out.push({ name, path: member_path, bytes: size, head: await read_head(member_path) });
  }
  return out;
}
