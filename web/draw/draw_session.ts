import { Problem } from "../client.ts";
import { type Cell, cell } from "../ui/bus.ts";
import { type Autosave, autosave, type SaveState } from "./autosave.ts";
import { type Book, edited, empty_book, redone, undone } from "./book.ts";
import { browser_memory, type Memory } from "./browser_memory.ts";
import type { Command } from "./command_stack.ts";
import { as_kept } from "./draft.ts";
import { client_id, draw_api } from "./draw_api.ts";
import { merged, settled } from "./heard_book.ts";
import { adopted, opened, to_keep } from "./kept_book.ts";

export type LoadState =
  | { readonly kind: "loading" }
  | { readonly kind: "ready" }
  | { readonly kind: "failed"; readonly error: unknown };

/** One open scenario: its book, kept in the browser, saved by itself, and in step with the others who draw in it. */
export interface DrawSession {
  readonly scenario_id: number;
  readonly book: Cell<Book>;
  readonly load: Cell<LoadState>;
  readonly save: Cell<SaveState>;
  /** Counts up whenever the server's findings may have changed. */
  readonly findings_version: Cell<number>;
  edit(command: Command): void;
  undo(): void;
  redo(): void;
  settle(key: string, choice: "mine" | "theirs"): void;
  /** Sends what is unsaved now. */
  flush(): Promise<void>;
  reload(): Promise<void>;
  close(): void;
}

/** So many changed measures are fetched one by one; more are read with the whole scenario. */
const fetch_one_by_one = 12;

/** Opens a scenario for drawing. What fails shows in `load` and `save`; nothing is thrown. */
export function open_session(scenario_id: number, memory: Memory = browser_memory(scenario_id)): DrawSession {
  const book = cell<Book>(empty_book(scenario_id));
  const load = cell<LoadState>({ kind: "loading" });
  const save = cell<SaveState>({ kind: "saved" });
  const findings_version = cell(0);
  let last_edit_ms = -Infinity;
  let closed = false;
  let written: Promise<void> = Promise.resolve();
  /** Whether closed tabs may have left something that nobody has looked at. */
  let perhaps_left = true;

  const set = (next: Book) => {
    if (next === book.get()) return;
    book.set(next);
    written = memory.write(to_keep(next));
  };
  const saver: Autosave = autosave({
    get: book.get,
    set: (change) => set(change(book.get())),
    tell: (state) => {
      if (closed) return;
      if (state.kind === "saved" && save.get().kind !== "saved")
        findings_version.set(findings_version.get() + 1);
      save.set(state);
      if (state.kind === "saved") void take_up_left();
    },
    kept: () => written,
    send: ({ changes, idempotency_key }) =>
      draw_api.changes(
        scenario_id,
        changes.map(({ change }) => change),
        idempotency_key,
      ),
  });
  const after = (next: Book) => {
    set(next);
    if (next.conflicts.length > 0) save.set({ kind: "conflict" });
    saver.nudge();
  };

  /** Takes up what tabs that are gone left unsaved, one tab after the other; what collides waits for its turn. */
  async function take_up_left(): Promise<void> {
    if (!perhaps_left || load.get().kind !== "ready") return;
    perhaps_left = false;
    const left = await memory.left_behind(look_again);
    if (!left) return;
    perhaps_left = true;
    const next = closed ? null : adopted(book.get(), left.kept);
    if (!next) {
      left.leave();
      return;
    }
    after(next);
    await written;
    await left.forget();
    if (book.get().unsaved.size === 0) void take_up_left();
  }

  function look_again(): void {
    if (closed) return;
    perhaps_left = true;
    if (book.get().unsaved.size === 0) void take_up_left();
  }

  async function reload(): Promise<void> {
    try {
      const [{ measures }, kept] = await Promise.all([draw_api.measures(scenario_id), memory.read()]);
      if (closed) return;
      const first = load.get().kind !== "ready";
      after(first ? opened(scenario_id, measures, kept) : merged(book.get(), measures, null));
      load.set({ kind: "ready" });
      if (book.get().unsaved.size === 0) void take_up_left();
      findings_version.set(findings_version.get() + 1);
    } catch (error) {
      if (!closed && load.get().kind !== "ready") load.set({ kind: "failed", error });
    }
  }

  /** Others' changes, as the server tells them. */
  async function hear(ids: readonly number[]): Promise<void> {
    if (load.get().kind !== "ready") return;
    if (ids.length === 0 || ids.length > fetch_one_by_one) return reload();
    try {
      const found = await Promise.all(
        ids.map((id) =>
          draw_api.measure(scenario_id, id).catch((error) => {
            if (error instanceof Problem && error.status === 404) return null;
            throw error;
          }),
        ),
      );
      if (closed) return;
      after(
        merged(
          book.get(),
          found.filter((measure) => measure !== null),
          ids,
        ),
      );
      findings_version.set(findings_version.get() + 1);
    } catch {
      // The stream will break too, and a new one reads everything again.
    }
  }

  const events =
    typeof EventSource === "undefined" ? null : new EventSource(`/api/v1/scenarios/${scenario_id}/events`);
  let broken = false;
  events?.addEventListener("change", (event) => {
    const { ids, client } = JSON.parse(event.data) as { ids: number[]; client: string | null };
    if (client !== client_id) void hear(ids);
  });
  events?.addEventListener("error", () => {
    broken = true;
  });
  events?.addEventListener("open", () => {
    // Whatever was said while we were not listening is read now.
    if (broken) void reload();
    broken = false;
  });
  const online = () => void saver.flush();
  window.addEventListener("online", online);
  const leaving = () => void saver.flush();
  window.addEventListener("pagehide", leaving);
  const seen_again = () => {
    if (document.visibilityState === "visible") look_again();
  };
  document.addEventListener("visibilitychange", seen_again);

  void reload();
  return {
    scenario_id,
    book,
    load,
    save,
    findings_version,
    edit(command) {
      const now_ms = performance.now();
      const steps = command.steps.map((step) => ({ ...step, after: step.after && as_kept(step.after) }));
      after(edited(book.get(), { ...command, steps }, now_ms - last_edit_ms));
      last_edit_ms = now_ms;
    },
    undo() {
      last_edit_ms = -Infinity;
      after(undone(book.get()));
    },
    redo() {
      last_edit_ms = -Infinity;
      after(redone(book.get()));
    },
    settle(key, choice) {
      after(settled(book.get(), key, choice));
      void saver.flush();
    },
    flush: saver.flush,
    reload,
    close() {
      closed = true;
      events?.close();
      window.removeEventListener("online", online);
      window.removeEventListener("pagehide", leaving);
      document.removeEventListener("visibilitychange", seen_again);
      void saver.flush().finally(saver.stop);
    },
  };
}
