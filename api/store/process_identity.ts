import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";

/**
 * What tells a running process from every other, also from one that got its number later (after a restart
 * of a container numbers come again at once): the number, and where the system tells it the moment it began.
 * Null where no such process runs.
 */
export function process_identity(pid: number): string | null {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process may not be signalled, but it runs.
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return null;
  }
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  } catch {
    return String(pid);
  }
  // The name in brackets may hold anything; what follows does not.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [state, started] = [fields[0], fields[19]];
  return state === "Z" || state === "X" ? null : `${pid}:${started}`;
}

/** Whether the process of an identity still runs. */
export function is_running(identity: string): boolean {
  return process_identity(Number.parseInt(identity, 10)) === identity;
}

const host = createHash("sha256").update(hostname()).digest("hex").slice(0, 12);

/** This process among those of all machines, fit for the name of a file: its machine (a hash of the name), number and start. */
export const own_process = `${host}_${process_identity(process.pid)!.replace(":", "-")}`;

/** Whether a process named as `own_process` is does run; null where that cannot be told from this machine. */
export function process_runs(name: string): boolean | null {
  const [of_host, identity] = name.split("_");
  if (of_host !== host || identity === undefined) return null;
  return is_running(identity.replace("-", ":"));
}
