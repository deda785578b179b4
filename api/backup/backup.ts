import { existsSync } from "node:fs";
import { join } from "node:path";
import { connect_store, embedded_data_dir } from "../store/connect_store.ts";
import { embedded_paths } from "../store/embedded.ts";
import { BackupError } from "./backup_file.ts";
import { command_line } from "./command_line.ts";
import { write_backup } from "./write_backup.ts";

/** `npm run backup -- FILE`: the whole store in a new file, also beside a running server. */
process.exitCode = await command_line(
  "npm run backup -- FILE",
  process.argv.slice(2),
  [],
  async (file, _flags, on_step) => {
    const data_dir = embedded_data_dir({});
    if (data_dir !== null && !existsSync(join(embedded_paths(data_dir).store_dir, "PG_VERSION")))
      throw new BackupError(
        `Expected a store in ${data_dir}, got none. STRAATLAGEN_DATA names another folder.`,
      );
    const store = await connect_store({ on_step });
    try {
      return await write_backup(store.sql, file, on_step);
    } finally {
      await store.close();
    }
  },
);
