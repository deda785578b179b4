import { cpSync } from "node:fs";
import { kept_folder } from "../store/kept_folder.ts";
import { run_product } from "./run_product.ts";

/**
 * The data folder of a stopped product with the demo district, that browser tests copy: loaded by the product
 * itself, as on a user's first start, which takes a minute.
 */
export const demo_template = (embedded_template_dir: string): Promise<string> =>
  kept_folder("demo", ["sql", "data", "api"], async (folder) => {
    cpSync(embedded_template_dir, folder, { recursive: true });
    const product = await run_product({}, folder);
    await product.stop();
  });
