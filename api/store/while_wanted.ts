/**
 * Does `work` for as long as somebody wants it. Where `signal` says beforehand that nobody does, nothing is begun;
 * where it says so meanwhile, `stop` is to end the statement under way. Rejects with the error of a stopped
 * statement (57014) in both cases.
 */
export async function while_wanted<T>(
  signal: AbortSignal,
  work: () => Promise<T>,
  stop: () => Promise<unknown>,
): Promise<T> {
  if (signal.aborted)
    throw Object.assign(new Error("whoever asked has gone before it was begun"), { code: "57014" });
  let stopped: Promise<unknown> | null = null;
  const on_abort = () => {
    stopped = stop().catch(() => undefined);
  };
  signal.addEventListener("abort", on_abort, { once: true });
  try {
    return await work();
  } finally {
    signal.removeEventListener("abort", on_abort);
    // Only then is the connection given back: the order must not reach whoever has it next.
    await stopped;
  }
}
