import type { FeatureStatus } from "../types.ts";
import type { Fit } from "./crs.ts";
import { find, own } from "./keys.ts";
import type { Placed, Refusal } from "./model.ts";

/** The line of a link, out of the store. */
export interface Link {
  readonly lines: readonly Float64Array[];
  readonly srid: number | null;
  readonly fit: Fit;
  /** Drawn only to connect: its course is not surveyed. */
  readonly fictitious: boolean;
  readonly status: FeatureStatus | null;
  readonly refusal: Refusal | null;
}

interface Entry {
  /** Start of each part in the pool, and the end of the last. */
  readonly offsets: readonly number[];
  readonly srid: number | null;
  readonly fit: Fit;
  readonly fictitious: boolean;
  readonly status: FeatureStatus | null;
  readonly refusal: Refusal | null;
  used: boolean;
}

/** The lines of all links of a file, their coordinates in one growing array: about 16 bytes a position. */
export class LinkStore {
  private pool = new Float64Array(1 << 16);
  private size = 0;
  private readonly entries = new Map<string, Entry>();
  count = 0;
  unused = 0;

  /** Keeps a link under all its keys; a later one of the same key does not replace an earlier one. */
  add(
    keys: readonly string[],
    geometry: Placed | null,
    about: { fictitious: boolean; status: FeatureStatus | null; refusal: Refusal | null },
  ): void {
    const offsets = [this.size];
    for (const line of geometry?.parts.lines ?? []) {
      this.grow(line.length);
      this.pool.set(line, this.size);
      this.size += line.length;
      offsets.push(this.size);
    }
    const entry: Entry = {
      offsets,
      srid: geometry?.srid ?? null,
      fit: geometry?.fit ?? "fits",
      used: false,
      ...about,
    };
    for (const key of keys) if (!this.entries.has(key)) this.entries.set(own(key), entry);
    this.count++;
    this.unused++;
  }

  /** The link that `key` refers to; undefined where the delivery has none. */
  get(key: string): Link | undefined {
    const entry = find(this.entries, key);
    if (!entry) return undefined;
    if (!entry.used) {
      entry.used = true;
      this.unused--;
    }
    const lines = entry.offsets.slice(1).map((end, i) => this.pool.subarray(entry.offsets[i]!, end));
    return { ...entry, lines };
  }

  private grow(by: number): void {
    if (this.size + by <= this.pool.length) return;
    const larger = new Float64Array(Math.max(this.pool.length * 2, this.size + by));
    larger.set(this.pool.subarray(0, this.size));
    this.pool = larger;
  }
}
