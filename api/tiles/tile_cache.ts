/** A tile as it is answered: compressed, with the hash that its ETag is made of. */
export interface StoredTile {
  /** gzip bytes; empty where the tile has nothing in it. */
  readonly gzipped: Uint8Array<ArrayBuffer>;
  readonly hash: string;
  /** The authority's data version that it was made at. */
  readonly data_version: number;
}

// What an entry costs beside its bytes: key, map slot, objects.
const ENTRY_BYTES = 300;

/**
 * Tiles in memory, bounded in bytes, the least recently used going first. Identical requests that
 * run at the same time share one piece of work.
 */
export class TileCache {
  private readonly stored = new Map<string, StoredTile>();
  private readonly running = new Map<string, Promise<StoredTile>>();
  private held_bytes = 0;
  private readonly seen = new Map<string, { key: Promise<string>; at_ms: number }>();
  hits = 0;
  misses = 0;

  constructor(private readonly max_bytes = 128 * 1024 * 1024) {}

  get bytes(): number {
    return this.held_bytes;
  }

  /** The tile under a key, or undefined; a hit makes it the most recently used. */
  get(key: string): StoredTile | undefined {
    const tile = this.stored.get(key);
    if (!tile) {
      this.misses += 1;
      return undefined;
    }
    this.stored.delete(key);
    this.stored.set(key, tile);
    this.hits += 1;
    return tile;
  }

  set(key: string, tile: StoredTile): void {
    const size = this.size_of(key, tile);
    if (size > this.max_bytes / 4) return;
    const previous = this.stored.get(key);
    if (previous) {
      this.held_bytes -= this.size_of(key, previous);
      this.stored.delete(key);
    }
    this.stored.set(key, tile);
    this.held_bytes += size;
    for (const [oldest, old] of this.stored) {
      if (this.held_bytes <= this.max_bytes) break;
      this.stored.delete(oldest);
      this.held_bytes -= this.size_of(oldest, old);
    }
  }

  /**
   * The word for what a viewer may see, asked from the store at most once a second per kind of viewer:
   * a grant that ends in another process is noticed within that second, one of this process at once.
   */
  visibility(of: string, ask: () => Promise<string>): Promise<string> {
    const known = this.seen.get(of);
    if (known && Date.now() - known.at_ms < 1000) return known.key;
    if (this.seen.size > 1000) this.seen.clear();
    const key = ask();
    this.seen.set(of, { key, at_ms: Date.now() });
    key.catch(() => this.seen.delete(of));
    return key;
  }

  forget_visibility(): void {
    this.seen.clear();
  }

  /** Runs `make` once for all callers that ask for the same key while it runs; a failure is not kept. */
  shared(key: string, make: () => Promise<StoredTile>): Promise<StoredTile> {
    const running = this.running.get(key);
    if (running) return running;
    const work = make().finally(() => this.running.delete(key));
    this.running.set(key, work);
    return work;
  }

  private size_of(key: string, tile: StoredTile): number {
    return tile.gzipped.byteLength + key.length * 2 + ENTRY_BYTES;
  }
}
