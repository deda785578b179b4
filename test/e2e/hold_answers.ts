import type { BrowserContext } from "playwright-core";

/** Longest that an answer is held back. */
const most_ms = 2000;

/**
 * `E2E_JITTER=SEED`, for finding orders of answers that break a page: what its pages ask of the API (streams of
 * events are not held) leaves late and comes back late, together by up to 2 s, otherwise for each question and
 * the same again for one seed. A test that then fails shows a fault of the page, or presumes an order itself.
 * Inside the page, since the routes of the driver miss what a page sends while it is left.
 */
export async function hold_answers(context: BrowserContext): Promise<void> {
  const seed = process.env.E2E_JITTER;
  if (!seed) return;
  await context.addInitScript(
    ({ seed, most_ms }) => {
      const send = window.fetch;
      const asked = new Map<string, number>();
      const share_of = (text: string) => {
        let mixed = 2166136261;
        for (const letter of text) mixed = Math.imul(mixed ^ letter.charCodeAt(0), 16777619);
        mixed = Math.imul(mixed ^ (mixed >>> 15), 2246822507);
        return ((mixed ^ (mixed >>> 13)) >>> 0) / 2 ** 32;
      };
      const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));
      window.fetch = async (input, init) => {
        const url = new URL(input instanceof Request ? input.url : input, location.href);
        if (!url.pathname.startsWith("/api/")) return send(input, init);
        const times = (asked.get(url.href) ?? 0) + 1;
        asked.set(url.href, times);
        const question = `${seed} ${times} ${url.pathname}${url.search}`;
        const held_ms = share_of(question) * most_ms;
        const before = share_of(`before ${question}`);
        await wait(held_ms * before);
        const answer = await send(input, init);
        await wait(held_ms * (1 - before));
        return answer;
      };
    },
    { seed, most_ms },
  );
}
