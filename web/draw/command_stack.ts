import type { Draft } from "./draft.ts";

/** What one edit did to one measure; null stands for "not there". */
export interface Step {
  readonly key: string;
  readonly before: Draft | null;
  readonly after: Draft | null;
}

/** One thing the planner did, undone as a whole; a split changes one measure and adds another. */
export interface Command {
  /** What it was, for "Undo: move". */
  readonly what: CommandKind;
  readonly steps: readonly Step[];
}

export type CommandKind =
  | "draw"
  | "move"
  | "reshape"
  | "change"
  | "rename"
  | "delete"
  | "duplicate"
  | "split"
  | "way_out"
  | "mend";

export interface CommandStack {
  readonly done: readonly Command[];
  readonly undone: readonly Command[];
}

export const empty_stack: CommandStack = { done: [], undone: [] };
/** Older edits are forgotten, so that the browser's memory stays small. */
const most_commands = 300;
/** Turning one knob is one edit: the same parameter changed again within this time joins the last command. */
const joined_within_ms = 1500;

/** The stack after a new edit: what was undone can no longer be redone. */
export const pushed = (stack: CommandStack, command: Command): CommandStack => ({
  done: [...stack.done, command].slice(-most_commands),
  undone: [],
});

/**
 * As {@link pushed}, but an edit of the same kind to the same single measure right after the last one
 * (`ms_since_last`) becomes part of it: dragging a slider is undone in one go.
 */
export function pushed_or_joined(stack: CommandStack, command: Command, ms_since_last: number): CommandStack {
  const last = stack.done.at(-1);
  const [step, last_step] = [command.steps[0], last?.steps[0]];
  const joins =
    ms_since_last <= joined_within_ms &&
    stack.undone.length === 0 &&
    (command.what === "change" || command.what === "rename" || command.what === "move") &&
    last?.what === command.what &&
    command.steps.length === 1 &&
    last.steps.length === 1 &&
    step?.key === last_step?.key;
  if (!joins || !step || !last_step) return pushed(stack, command);
  const joined: Command = { what: command.what, steps: [{ ...step, before: last_step.before }] };
  return { done: [...stack.done.slice(0, -1), joined], undone: [] };
}

/** The steps that take the last command back, and the stack without it; null where there is none. */
export function undo_of(
  stack: CommandStack,
): { stack: CommandStack; command: Command; steps: Step[] } | null {
  const command = stack.done.at(-1);
  if (!command) return null;
  const steps = [...command.steps].reverse().map(({ key, before, after }) => ({
    key,
    before: after,
    after: before,
  }));
  return {
    command,
    steps,
    stack: { done: stack.done.slice(0, -1), undone: [...stack.undone, command] },
  };
}

/** The steps that do the last undone command again, and the stack after it; null where there is none. */
export function redo_of(
  stack: CommandStack,
): { stack: CommandStack; command: Command; steps: Step[] } | null {
  const command = stack.undone.at(-1);
  if (!command) return null;
  return {
    command,
    steps: [...command.steps],
    stack: { done: [...stack.done, command], undone: stack.undone.slice(0, -1) },
  };
}

/**
 * The stack without the commands that touch any of these measures: somebody else changed them since, and
 * taking an older edit back would silently take theirs back as well.
 */
export function without_keys(stack: CommandStack, keys: ReadonlySet<string>): CommandStack {
  const free = (command: Command) => !command.steps.some(({ key }) => keys.has(key));
  if (stack.done.every(free) && stack.undone.every(free)) return stack;
  return { done: stack.done.filter(free), undone: stack.undone.filter(free) };
}

/**
 * The stack where two keys turned out to be one and the same measure: what was done to its `twin` was done to
 * `key`. Each edit then starts where the one before it ended (the first at `before`), so that taking all of them
 * back ends where it began. That one of the two was deleted is forgotten: the other one was kept.
 */
export function with_twin(
  stack: CommandStack,
  twin: string,
  key: string,
  before: Draft | null,
): CommandStack {
  if (![...stack.done, ...stack.undone].some(({ steps }) => steps.some((step) => step.key === twin)))
    return stack;
  const first_own = stack.done.flatMap(({ steps }) => steps).find((step) => step.key === key);
  let at = first_own ? first_own.before : before;
  const renamed = (command: Command): Command[] => {
    const steps = command.steps.flatMap((step): Step[] => {
      if (step.key !== key && step.key !== twin) return [step];
      if (step.key === twin && !step.after) return [];
      const one = { key, before: at, after: step.after };
      at = step.after;
      return [one];
    });
    return steps.length === 0 ? [] : [{ ...command, steps }];
  };
  const done = stack.done.flatMap(renamed);
  // The last undone is the first that can be done again.
  const undone = stack.undone.toReversed().flatMap(renamed).toReversed();
  return { done, undone };
}
