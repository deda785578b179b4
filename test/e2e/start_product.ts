import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import { expect_built, type Product, run_product } from "./run_product.ts";

export type { Product } from "./run_product.ts";

/**
 * The product for one test file: on a copy of the demo district, loaded once per run, or on an empty store
 * (`STRAATLAGEN_DEMO: "no"`). `E2E_URL` names a product that runs already, for quick rounds while one works on
 * the tests.
 */
export async function start_product(env: Readonly<Record<string, string>> = {}): Promise<Product> {
  const running = process.env.E2E_URL;
  if (running) return { url: running.replace(/\/$/, ""), log: () => "", stop: async () => undefined };
  expect_built();
  const data_dir = mkdtempSync(join(tmpdir(), "straatlagen-e2e-"));
  const remove = () => rmSync(data_dir, { recursive: true, force: true });
  try {
    const template = env.STRAATLAGEN_DEMO === "no" ? "embedded_template_dir" : "demo_template_dir";
    cpSync(inject(template), data_dir, { recursive: true });
    const product = await run_product(env, data_dir);
    return { ...product, stop: () => product.stop().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}
