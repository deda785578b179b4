import { cpSync } from "node:fs";
import { connect_store } from "../../api/store/connect_store.ts";
import { store_over } from "../../api/store/open_store.ts";
import { ensure_authority } from "../../data/ensure_authority.ts";
import { fix_secret } from "../store/fix_secret.ts";
import { kept_folder } from "../store/kept_folder.ts";
import { run_product } from "./run_product.ts";

/**
 * The data folder of a stopped product with the demo district, that browser tests copy: loaded by the product
 * itself, as on a user's first start, which takes a minute.
 */
export const demo_template = (embedded_template_dir: string): Promise<string> =>
  kept_folder("demo", ["sql", "data", "api"], async (folder) => {
    cpSync(embedded_template_dir, folder, { recursive: true });
    const store = store_over(await connect_store({ data_dir: folder }), 31_370);
    await ensure_authority(store);
    await fix_secret(store.sql);
    await store.close();
    const product = await run_product({}, folder);
    await product.stop();
  });
