import { open_store } from "../../api/store/open_store.ts";
import { kept_folder } from "./kept_folder.ts";

/** The data folder of a migrated, closed embedded store that tests copy: making one takes half a minute of processor time. */
export const embedded_template = (): Promise<string> =>
  kept_folder("embedded", ["sql", "data/catalog", "api/store"], async (data_dir) => {
    const store = await open_store({ data_dir, database_url: "" });
    await store.close();
  });
