import type { Context } from "hono";
import type { ApiEnv } from "../context.ts";
import { problem } from "../errors.ts";
import { count_attempt } from "../queries/sign_in.ts";

/**
 * Counts an attempt under each key; throws `too_many_attempts` where one of them had its most within the
 * window already, with when to come back. Counts live in the store, so that all processes share them.
 */
export async function limit_attempts(
  c: Context<ApiEnv>,
  keys: readonly (readonly [key: string, most: number])[],
  window_s: number,
  message: string,
): Promise<void> {
  for (const [key, most] of keys)
    if (!(await count_attempt(c.var.store.sql, key, most, window_s)))
      throw problem("too_many_attempts", message, { headers: { "retry-after": String(window_s) } });
}
