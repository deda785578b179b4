import type { FindingPage } from "../client.ts";

/** How many findings of a verdict the map would count: conflicts, and whatever is unknown. */
export const count_verdict = (
  summary: FindingPage["summary"],
  verdict: "violated" | "possible" | "unknown",
): number =>
  summary
    .filter((row) => row.verdict === verdict && (row.kind === "conflict" || verdict === "unknown"))
    .reduce((sum, row) => sum + row.findings, 0);
