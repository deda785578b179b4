import { JsonText } from "./json_text.ts";
import type { FindingTexts } from "./queries/finding.ts";
import type { FindingRule, FindingThing, ListedFinding } from "./schemas/finding.ts";

const verdicts = ["violated", "possible", "unknown", "clear"];
const severities = ["block", "mitigate", "inform"];

/** What stands between two entries of a list as the store writes it; within an entry a line never ends. */
const BETWEEN = ", \n ";
const entries = ({ text }: JsonText<unknown>): string[] =>
  text === "[]" ? [] : text.slice(1, -1).split(BETWEEN);
const list_of = <T>(texts: readonly string[]): JsonText<T[]> => new JsonText(`[${texts.join(BETWEEN)}]`);

/** The number of a thing, where a finding names it. No text holds it: there the quotes are escaped. */
const THING = /"thing" : (\d+)/g;
const FACTS = /^\{"id":"([^"]+)".*?"severity":"(\w+)","verdict":"(\w+)"/;
const IDENTITY = /^\{"kind" : ("\w+"), "layer" : ("\w+"), "id" : (\d+), "part" : (\d+)/;

interface Placed {
  readonly text: string;
  readonly id: string;
  /** Less is worse. */
  readonly rank: number;
}

function placed(text: string): Placed {
  const facts = FACTS.exec(text);
  if (!facts) throw new Error(`expected a finding as the store writes it, got ${text.slice(0, 200)}`);
  const [, id, severity, verdict] = facts as unknown as [string, string, string, string];
  return { text, id, rank: verdicts.indexOf(verdict) * severities.length + severities.indexOf(severity) };
}

/** Worst first, as the store sorts a preview. */
const worst_first = (one: Placed, other: Placed): number =>
  one.rank - other.rank || (one.id < other.id ? -1 : 1);

/**
 * Lists of findings that several connections worked out side by side, as one list, worst first. A thing
 * that more than one of them names (the measure itself) and a rule stand in it once. Of hidden things
 * nobody can tell whether they are the same; what lies near is divided thing by thing (near_things), so they are not.
 *
 * The texts are put together as they are: reading and writing them anew took longer than anything else
 * that the API does for a preview.
 */
export function merge_findings(parts: readonly FindingTexts[]): FindingTexts {
  const things: string[] = [];
  const place_of = new Map<string, number>();
  const rules = new Map<string, FindingRule>();
  const findings: Placed[] = [];
  for (const part of parts) {
    const places = entries(part.things).map((thing) => {
      const key = IDENTITY.exec(thing)?.[0];
      const known = key === undefined ? undefined : place_of.get(key);
      if (known !== undefined) return known;
      if (key !== undefined) place_of.set(key, things.length);
      return things.push(thing) - 1;
    });
    for (const rule of part.rules.value()) rules.set(rule.id, rule);
    for (const finding of entries(part.findings))
      findings.push(placed(finding.replace(THING, (_, place) => `"thing" : ${places[Number(place)]}`)));
  }
  return {
    findings: list_of<ListedFinding>(findings.sort(worst_first).map(({ text }) => text)),
    things: list_of<FindingThing>(things),
    rules: new JsonText(JSON.stringify([...rules.values()])),
  };
}
