import { BackupError, type BackupReport } from "./backup_file.ts";

/**
 * Runs `npm run backup` or `npm run restore`: progress on standard error, one line of JSON with what was
 * done on standard output. Answers the exit code: 0, 1 with the reason in plain words, 2 for a wrong call.
 */
export async function command_line(
  usage: string,
  args: readonly string[],
  flags: readonly string[],
  work: (file: string, given: ReadonlySet<string>, on_step: (step: string) => void) => Promise<BackupReport>,
): Promise<number> {
  const given = new Set(args.filter((arg) => arg.startsWith("--")));
  const files = args.filter((arg) => !arg.startsWith("--"));
  if (files.length !== 1 || [...given].some((flag) => !flags.includes(flag))) {
    console.error(`usage: ${usage}`);
    return 2;
  }
  try {
    const report = await work(files[0] as string, given, (step) => console.error(`… ${step}`));
    console.log(JSON.stringify(report));
    return 0;
  } catch (error) {
    if (!(error instanceof BackupError)) throw error;
    console.error(error.message);
    return 1;
  }
}
