import { closeSync, createReadStream, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Candidate } from "./model.ts";

const FLUSH_CHARS = 1 << 20;

/**
 * Objects wait here, on disk, until the whole file has been read: what they are joined with (links,
 * networks, depths) may stand after them. Keeps memory to the joins and the parse to one pass.
 */
export class Spool {
  private readonly path: string;
  private readonly file: number;
  private buffer: string[] = [];
  private chars = 0;
  count = 0;

  /** `folder` is the import's own and is removed by the caller. */
  constructor(folder: string, name: string) {
    this.path = join(folder, name);
    this.file = openSync(this.path, "w", 0o600);
  }

  add(candidate: Candidate): void {
    const line = JSON.stringify(candidate);
    this.buffer.push(line);
    this.chars += line.length;
    this.count++;
    if (this.chars > FLUSH_CHARS) this.flush();
  }

  /** Ends the writing; nothing can be added after it. */
  close(): void {
    this.flush();
    closeSync(this.file);
  }

  /** All objects in the order they were added. */
  async *read(): AsyncGenerator<Candidate> {
    let rest = "";
    // Split here and not by readline, which also breaks lines at U+2028.
    for await (const chunk of createReadStream(this.path, { encoding: "utf8", highWaterMark: FLUSH_CHARS })) {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop()!;
      for (const line of lines) yield JSON.parse(line) as Candidate;
    }
  }

  private flush(): void {
    if (this.buffer.length === 0) return;
    writeSync(this.file, `${this.buffer.join("\n")}\n`);
    this.buffer = [];
    this.chars = 0;
  }
}
