import { run_product } from "../e2e/run_product.ts";
import type { BenchContext } from "./bench.ts";

let started: Promise<string> | null = null;

/** Address of the product as a new user has it (embedded store, demo district, built page); started once per run. */
export function demo_product(context: BenchContext): Promise<string> {
  started ??= run_product().then((product) => {
    context.at_end(() => product.stop());
    return product.url;
  });
  return started;
}
