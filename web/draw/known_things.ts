import type { Finding, Thing } from "../client.ts";

type Rule = Finding["rule"];
type Named = Pick<Thing, "kind" | "layer" | "id" | "part" | "visible" | "owner">;

/** A preview as it is sent: a brief one names things in its findings, and leaves out rules that are known. */
export interface PreviewedList {
  readonly findings: readonly (Omit<Finding, "a" | "b" | "rule"> & {
    readonly a: Named & { readonly thing: number | null };
    readonly b: Named & { readonly thing: number | null };
  })[];
  readonly things: readonly Thing[];
  readonly rules: readonly Rule[];
}

const key_of = ({ kind, layer, id, part }: Named): string => `${kind}/${layer}/${id}/${part}`;

/** Is more known of a thing than its name? Of one that may not be seen there is no more. */
export const is_described = ({ visible, radius_m }: Thing): boolean => !visible || radius_m !== undefined;

/**
 * What earlier answers said of things and rules, for brief ones: what exists does not change as the pointer
 * moves. Of a measure the geometry is forgotten, since it does.
 */
export class KnownThings {
  private readonly rules = new Map<string, Rule>();
  private things = new Map<string, Thing>();

  /** The rules that need not be sent again. */
  known_rules(): string[] {
    return [...this.rules.keys()];
  }

  /** The findings of an answer with their things and rules, which are kept. Of a thing that was never described its name is all there is. */
  whole({ findings, things, rules }: PreviewedList): Finding[] {
    for (const rule of rules) this.rules.set(rule.id, rule);
    const described = things.filter(({ id }) => id !== null);
    if (described.length > 0)
      this.things = new Map(
        described.map((thing) => [
          key_of(thing),
          thing.kind === "measure" ? { ...thing, geometry: null } : thing,
        ]),
      );
    const thing_of = ({ thing, ...name }: Named & { thing: number | null }): Thing =>
      (thing === null ? this.things.get(key_of(name)) : things[thing]) ?? name;
    return findings.map((finding) => ({
      ...finding,
      a: thing_of(finding.a),
      b: thing_of(finding.b),
      rule: this.rules.get(finding.rule_id)!,
    }));
  }
}
