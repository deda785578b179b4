import type { Geometry } from "geojson";
import type { CommandKind } from "./command_stack.ts";
import type { Draft } from "./draft.ts";
import type { DrawSession } from "./draw_session.ts";

/** Edits of the book that panels and keys make, each one command: undone as one. */
export class SelectedMeasure {
  /** The chosen measure; stays chosen when undo takes it away, so that redo shows it again. */
  selected: string | null = null;

  constructor(
    readonly session: DrawSession,
    private readonly choose: (key: string | null) => void,
  ) {}

  draft(key: string | null = this.selected): Draft | null {
    return (key ? this.session.book.get().wanted.get(key) : null) ?? null;
  }

  id(key: string | null = this.selected): number | null {
    return key ? (this.session.book.get().stored.get(key)?.id ?? null) : null;
  }

  /** Another draft of the chosen measure: parameters, name, type, shape. */
  change(after: Draft, what: CommandKind): void {
    const before = this.draft();
    if (this.selected && before) this.session.edit({ what, steps: [{ key: this.selected, before, after }] });
  }

  remove(): void {
    const before = this.draft();
    if (!this.selected || !before) return;
    this.session.edit({ what: "delete", steps: [{ key: this.selected, before, after: null }] });
    this.choose(null);
  }

  /** Adds measures and chooses the first. */
  add(drafts: readonly Draft[], what: CommandKind): void {
    const steps = drafts.map((after) => ({ key: `n${crypto.randomUUID()}`, before: null, after }));
    this.session.edit({ what, steps });
    this.choose(steps[0]!.key);
  }

  /** The chosen measure in two: the first part keeps its identity. */
  split([first, second]: readonly [Geometry, Geometry]): void {
    const before = this.draft();
    if (!this.selected || !before) return;
    this.session.edit({
      what: "split",
      steps: [
        { key: this.selected, before, after: { ...before, geometry: first } },
        { key: `n${crypto.randomUUID()}`, before: null, after: { ...before, geometry: second } },
      ],
    });
  }
}
