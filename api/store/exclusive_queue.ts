import type { PGlite } from "@electric-sql/pglite";
import { send_message } from "./send_message.ts";
import type { StatementLimit } from "./statement_limit.ts";

interface Waiting {
  readonly handler_id: number;
  readonly message: Uint8Array;
  readonly on_data: (data: Uint8Array) => void;
  readonly resolve: (bytes: number) => void;
  readonly reject: (error: Error) => void;
}

const SIMPLE_QUERY = 0x51; // 'Q'
const SYNC = 0x53; // 'S'
const TERMINATE = 0x58; // 'X'
const EXTENDED = new Set([0x50, 0x42, 0x44, 0x45, 0x43, 0x48, 0x46]); // P B D E C H F

/**
 * Gives the one backend of the embedded store to one connection at a time: from the first message
 * of an extended query up to its `Sync`, and for as long as a transaction is open.
 *
 * It takes the place of the queue of `@electric-sql/pglite-socket` 0.2, which schedules message by
 * message: there the `Sync` of one connection closes the unnamed portal that another has just bound
 * ("portal "" does not exist"), and one failed message stops the queue for good.
 */
export class ExclusiveQueue {
  private waiting: Waiting[] = [];
  private running = false;
  /** The connection that holds the backend, or null. */
  private holder: number | null = null;

  constructor(
    private readonly db: PGlite,
    private readonly limit: Pick<StatementLimit, "bound">,
  ) {}

  enqueue(handler_id: number, message: Uint8Array, on_data: (data: Uint8Array) => void): Promise<number> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ handler_id, message, on_data, resolve, reject });
      void this.run();
    });
  }

  getQueueLength(): number {
    return this.waiting.length;
  }

  clearQueueForHandler(handler_id: number): void {
    const gone = this.waiting.filter((entry) => entry.handler_id === handler_id);
    this.waiting = this.waiting.filter((entry) => entry.handler_id !== handler_id);
    for (const entry of gone) entry.reject(new Error("connection closed"));
  }

  /** A connection went away: end what it had open, so that the others can go on. */
  async clearTransactionIfNeeded(handler_id: number): Promise<void> {
    if (this.holder !== handler_id) return;
    while (this.running) await new Promise((resolve) => setImmediate(resolve));
    if (this.db.isInTransaction()) await this.db.exec("ROLLBACK");
    this.holder = null;
    void this.run();
  }

  private next(): Waiting | undefined {
    if (this.holder === null) return this.waiting.shift();
    const index = this.waiting.findIndex((entry) => entry.handler_id === this.holder);
    return index === -1 ? undefined : this.waiting.splice(index, 1)[0];
  }

  private async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    for (let entry = this.next(); entry; entry = this.next()) {
      const type = entry.message[0] as number;
      try {
        const send = () => send_message(this.db, entry.message, entry.on_data);
        entry.resolve(await this.limit.bound(send));
      } catch (error) {
        entry.reject(error as Error);
      }
      const finished = type === SIMPLE_QUERY || type === SYNC || type === TERMINATE || !EXTENDED.has(type);
      this.holder = finished && !this.db.isInTransaction() ? null : entry.handler_id;
    }
    this.running = false;
  }
}
