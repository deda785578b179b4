import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { ScenarioChange, ScenarioListener } from "./store/scenario_changes.ts";

const HEARTBEAT_MS = 20_000;
/** A browser that was cut off asks again after this time. */
const RETRY_MS = 1000;
/** A page that reads this slowly gets one event that names all that changed. */
const MAX_WAITING = 50;

/** The events of one page that has a scenario open. */
export interface ScenarioEvents {
  /** Hears of every change in the store; keeps those of its scenario until they are sent. */
  readonly listener: ScenarioListener;
  /** Called once when the page is gone, or when `listener.end()` ends the events. */
  stop_listening: () => void;
  /**
   * The answer to the page: what it missed up to a place in the history (null: it has not been here before),
   * then changes as they come, and a comment every `heartbeat_ms` so that nobody in between takes the
   * connection for dead. Ends when the page goes or the store closes.
   */
  answer(c: Context, since: { readonly seq: number; readonly missed: readonly number[] | null }): Response;
}

type Waiting = Pick<ScenarioChange, "ids" | "client" | "seq">;

/** Prepares the events of a scenario; they wait from the moment that `listener` listens. */
export function scenario_events(
  of: { readonly authority_id: string; readonly scenario_id: number },
  heartbeat_ms = HEARTBEAT_MS,
): ScenarioEvents {
  let waiting: Waiting[] = [];
  /** Up to this place in the history everything has been told. */
  let told_seq = -1;
  let ended = false;
  let wake = (): void => undefined;
  const next = (): Promise<void> =>
    new Promise((done) => {
      const timer = setTimeout(done, heartbeat_ms);
      wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  const events: ScenarioEvents = {
    listener: {
      hear(change) {
        if (change.authority_id !== of.authority_id || change.scenario_id !== of.scenario_id) return;
        // The database may tell of a change later than the history does.
        if (change.ids.length > 0 && change.seq <= told_seq) return;
        waiting.push(change);
        if (waiting.length > MAX_WAITING) waiting = [all_of(waiting)];
        wake();
      },
      end() {
        if (ended) return;
        ended = true;
        events.stop_listening();
        wake();
      },
    },
    stop_listening: () => undefined,
    answer(c, { seq, missed }) {
      const response = streamSSE(c, async (stream) => {
        stream.onAbort(() => events.listener.end());
        // An id without data makes no event, but the browser comes back with it.
        await stream.write(`retry: ${RETRY_MS}\nid: ${seq}\n\n`);
        if (missed) {
          // What the history has is told once.
          told_seq = seq;
          waiting = waiting.filter((change) => change.seq > seq);
          if (missed.length > 0) waiting.unshift({ ids: missed, client: null, seq });
        }
        while (!ended) {
          const change = waiting.shift();
          if (change) {
            const { ids, client } = change;
            await stream.writeSSE({
              event: "change",
              id: String(change.seq),
              data: JSON.stringify({ ids, client }),
            });
            continue;
          }
          await next();
          if (!ended && waiting.length === 0) await stream.write(": still here\n\n");
        }
      });
      // Proxies such as nginx keep back what they can otherwise.
      response.headers.set("x-accel-buffering", "no");
      return response;
    },
  };
  return events;
}

function all_of(changes: readonly Waiting[]): Waiting {
  return {
    ids: [...new Set(changes.flatMap((change) => change.ids))],
    client: null,
    seq: Math.max(...changes.map((change) => change.seq)),
  };
}
