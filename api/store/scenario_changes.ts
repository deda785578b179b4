import type postgres from "postgres";
import type { Transaction } from "./open_store.ts";

/** That measures of a scenario were saved or deleted. */
export interface ScenarioChange {
  readonly authority_id: string;
  readonly scenario_id: number;
  /** The measures that changed; none where it is the scenario itself. */
  readonly ids: readonly number[];
  /** Who changed them, as the writer's `X-Client-Id` said. */
  readonly client: string | null;
  /** Place in the history (`change.id`): larger for what came later in the same scenario. */
  readonly seq: number;
}

export interface ScenarioListener {
  hear(change: ScenarioChange): void;
  /** Nothing more will come: the store closes, or changes may have been missed. */
  end(): void;
}

/** How pages learn of what others save. Nobody hears of a change before it is committed. */
export interface ScenarioChanges {
  /** To be called inside the transaction that makes the change, as its last statement. */
  in_transaction(sql: Transaction, change: ScenarioChange): Promise<void>;
  /** To be called once that transaction is committed. */
  after_commit(change: ScenarioChange): void;
  /** Starts listening; answers how to stop. Rejects where the database cannot be reached. */
  listen(listener: ScenarioListener): Promise<() => void>;
  /** Ends all listeners. */
  close(): void;
}

const CHANNEL = "straatlagen_change";
/** PostgreSQL takes less than 8000 bytes in one notification; an id has at most 16 digits. */
const IDS_IN_ONE = 400;

/** Within one process: all there is to tell on the embedded store, which one process serves. */
export function changes_in_process(): ScenarioChanges {
  const listeners = new Set<ScenarioListener>();
  return {
    in_transaction: async () => undefined,
    after_commit: (change) => {
      for (const { hear } of listeners) hear(change);
    },
    listen: async (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      for (const { end } of listeners) end();
      listeners.clear();
    },
  };
}

/**
 * Over the database, so that every API process hears what any of them saves: `NOTIFY` in the
 * transaction, and one listening connection for each process, opened when the first page asks.
 * When that connection was lost, listeners are ended: they ask again, for what they have missed too.
 */
export function changes_over_database(sql: postgres.Sql): ScenarioChanges {
  const here = changes_in_process();
  let listening: Promise<unknown> | null = null;
  let times_connected = 0;
  const connect = () =>
    sql.listen(
      CHANNEL,
      (payload) => here.after_commit(JSON.parse(payload) as ScenarioChange),
      () => {
        times_connected += 1;
        if (times_connected > 1) here.close();
      },
    );
  return {
    async in_transaction(transaction, change) {
      for (let from = 0; from === 0 || from < change.ids.length; from += IDS_IN_ONE) {
        const part = { ...change, ids: change.ids.slice(from, from + IDS_IN_ONE) };
        await transaction`select pg_notify(${CHANNEL}, ${JSON.stringify(part)})`;
      }
    },
    after_commit: () => undefined,
    async listen(listener) {
      listening ??= connect();
      try {
        await listening;
      } catch (error) {
        listening = null;
        throw error;
      }
      return here.listen(listener);
    },
    close: () => here.close(),
  };
}
