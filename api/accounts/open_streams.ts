import { standing_passes } from "../queries/sign_in.ts";
import type { Store } from "../store/open_store.ts";
import type { Caller } from "./accounts.ts";

const LOOK_MS = 5000;

/**
 * Answers that stay open (events), each with what its caller was let in by. Where that is no longer good (signed out
 * here or everywhere, a new password, a closed or changed account, a withdrawn or expired token or link, the first
 * account made after trying out), the answer is cut. Looked at every five seconds in one question for all of them,
 * and at once after a change in this process.
 */
export class OpenStreams {
  private readonly open = new Set<{ readonly caller: Caller; end(): void }>();
  private timer: NodeJS.Timeout | null = null;
  private looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: Store,
    private readonly log: (line: string) => void,
    private readonly look_ms = LOOK_MS,
  ) {}

  /** Ends an answer by `end` when its caller's right to it ends. Returns what is to be called when it ended by itself. */
  watch(caller: Caller, end: () => void): () => void {
    const stream = { caller, end };
    this.open.add(stream);
    this.timer ??= setInterval(() => void this.look(), this.look_ms);
    this.timer.unref();
    return () => {
      this.open.delete(stream);
      if (this.open.size > 0 || !this.timer) return;
      clearInterval(this.timer);
      this.timer = null;
    };
  }

  /** Looks now, after a look that is under way. Never rejects: where the database is away, the next look tells. */
  look(): Promise<void> {
    this.looking = this.looking
      .then(() => this.look_once())
      .catch((error: Error) => this.log(`streams: ${error.message}`));
    return this.looking;
  }

  private async look_once(): Promise<void> {
    if (this.open.size === 0) return;
    // Only what is open now: who comes in while the answer is under way was let in after it.
    const now = [...this.open];
    const standing = await standing_passes(
      this.store.sql,
      now.map(({ caller }) => caller),
    );
    now.forEach((stream, place) => {
      if (!standing[place]) stream.end();
    });
  }
}
