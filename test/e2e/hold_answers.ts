import { setTimeout as wait } from "node:timers/promises";
import type { BrowserContext } from "playwright-core";

/** Longest that an answer is held back, in milliseconds. */
const most_ms = 2000;

/** A number from 0 to 1 that is always the same for a text. */
function share_of(text: string): number {
  let mixed = 2166136261;
  for (const letter of text) mixed = Math.imul(mixed ^ letter.charCodeAt(0), 16777619);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 2246822507);
  return ((mixed ^ (mixed >>> 13)) >>> 0) / 2 ** 32;
}

/** Runs in the page: what is asked of the API leaves late and comes back late. Streams of events are not held. */
function hold_fetch(share: typeof share_of, seed: string, longest_ms: number): void {
  const send = window.fetch;
  const asked = new Map<string, number>();
  const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
  window.fetch = async (input, init) => {
    const { pathname, search } = new URL(input instanceof Request ? input.url : input, location.href);
    if (!pathname.startsWith("/api/")) return send(input, init);
    const times = (asked.get(pathname + search) ?? 0) + 1;
    asked.set(pathname + search, times);
    const question = `${seed} ${times} ${pathname}${search}`;
    const held_ms = share(question) * longest_ms;
    const before = share(`before ${question}`);
    await pause(held_ms * before);
    const answer = await send(input, init);
    await pause(held_ms * (1 - before));
    return answer;
  };
}

/**
 * `E2E_JITTER=SEED`, for finding orders of answers that break a page: each answer of the API and each part of the
 * program that is loaded later is held back by up to 2 s, for one seed the same again. A test that then fails shows
 * a fault of the page, or presumes an order itself. The API's answers are held inside the page, since the routes of
 * the driver miss what a page sends while it is left.
 */
export async function hold_answers(context: BrowserContext): Promise<void> {
  const seed = process.env.E2E_JITTER;
  if (!seed) return;
  await context.addInitScript({
    content: `(${hold_fetch})(${share_of}, ${JSON.stringify(seed)}, ${most_ms});`,
  });
  await context.route(
    ({ pathname }) => /\.m?js$/.test(pathname),
    async (route) => {
      await wait((share_of(`${seed} ${route.request().url()}`) * most_ms) / 2);
      // The page may be gone by now.
      await route.continue().catch(() => undefined);
    },
  );
}
