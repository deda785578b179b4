import { connect_store, embedded_data_dir } from "../store/connect_store.ts";
import { embedded_paths } from "../store/embedded.ts";
import { store_holder } from "../store/store_lock.ts";
import { BackupError } from "./backup_file.ts";
import { command_line } from "./command_line.ts";
import { restore_backup } from "./restore_backup.ts";

/** `npm run restore -- FILE [--force]`: fills an empty store from a backup; with --force also one that is not. */
process.exitCode = await command_line(
  "npm run restore -- FILE [--force]",
  process.argv.slice(2),
  ["--force"],
  async (file, flags, on_step) => {
    const data_dir = embedded_data_dir({});
    const holder = data_dir === null ? null : store_holder(embedded_paths(data_dir).lock_path);
    if (holder)
      throw new BackupError(
        `Expected a store that nobody uses, got ${data_dir}, which process ${Number.parseInt(holder.opener, 10)} has open. Stop it first.`,
      );
    const store = await connect_store({ on_step });
    try {
      return await restore_backup(store.sql, file, { force: flags.has("--force"), on_table: on_step });
    } finally {
      await store.close();
    }
  },
);
