import { end_cut_off_demo, wants_demo } from "./queries/job.ts";
import type { Store } from "./store/open_store.ts";

/**
 * Loads the demo district into a store that nothing was ever imported into; also again where an
 * earlier start was cut off while loading it. Leaves every other store alone. Throws what loading throws.
 */
export async function load_demo_once(
  store: Store,
  options: {
    readonly signal: AbortSignal;
    /** `fraction` from 0 to 1. */
    readonly on_progress: (fraction: number, step: string) => void;
    readonly say: (line: string) => void;
  },
): Promise<boolean> {
  if (!(await wants_demo(store.sql))) return false;
  await end_cut_off_demo(store.sql);
  options.say("The store is empty: loading the demo district (once, about a minute) …");
  // The generator is needed once in a store's life.
  const { load_demo } = await import("../data/load_demo.ts");
  let told = 0;
  await load_demo(
    store,
    ({ step, fraction }) => {
      options.on_progress(fraction, step);
      const tenth = Math.floor(fraction * 10);
      if (tenth > told) {
        told = tenth;
        options.say(`  ${tenth * 10} % (${step})`);
      }
    },
    options.signal,
  );
  return true;
}
