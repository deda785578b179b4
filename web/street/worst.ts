import type { StreetRow, Verdict } from "../client.ts";

/** The worst verdict of a street's summary; a street that nobody checked, or where something is hidden, is unknown at best. */
export function worst_of({
  summary,
  analysed_at,
  hidden,
}: Pick<StreetRow, "summary" | "analysed_at" | "hidden">): Verdict {
  if (summary.violated > 0) return "violated";
  if (summary.possible > 0) return "possible";
  if (summary.unknown > 0 || hidden || !analysed_at) return "unknown";
  return "clear";
}

/** Worst street first: violated, then possible, then unknown, then by name. */
export const worst_first = (a: StreetRow, b: StreetRow): number =>
  b.summary.violated - a.summary.violated ||
  b.summary.possible - a.summary.possible ||
  b.summary.unknown - a.summary.unknown ||
  a.name.localeCompare(b.name, "nl");
