import { describe, expect, it } from "vitest";
import { is_described, KnownThings } from "../../../web/draw/known_things.ts";
import { finding_example } from "../finding_example.ts";

const { a, b, rule, ...facts } = finding_example();
const own = { ...a, kind: "measure" as const, id: 0, part: 1 };
const hidden = { kind: "feature" as const, layer: "gas_low", id: null, part: 0, visible: false };
const name = ({ kind, layer, id, part, visible }: typeof a) => ({ kind, layer, id, part, visible });

describe("KnownThings", () => {
  it("gives a brief answer what earlier ones said of the same things and rules", () => {
    const known = new KnownThings();
    const full = {
      findings: [{ ...facts, a: { ...name(own), thing: 1 }, b: { ...name(b), thing: 0 } }],
      things: [b, own],
      rules: [rule],
    };
    expect(known.whole(full)).toEqual([{ ...facts, a: own, b, rule }]);
    expect(known.known_rules()).toEqual([rule.id]);
    const brief = {
      findings: [{ ...facts, a: { ...name(own), thing: null }, b: { ...name(b), thing: null } }],
      things: [],
      rules: [],
    };
    // The measure has moved since: where it was is not told of it.
    expect(known.whole(brief)).toEqual([{ ...facts, a: { ...own, geometry: null }, b, rule }]);
  });

  it("knows of a new thing its name alone, and of a hidden one its owner", () => {
    const known = new KnownThings();
    const other = { ...name(b), id: 77 };
    const [one] = known.whole({
      findings: [
        { ...facts, a: { ...hidden, owner: "Gasbedrijf", thing: null }, b: { ...other, thing: null } },
      ],
      things: [],
      rules: [rule],
    });
    expect(one).toEqual({ ...facts, a: { ...hidden, owner: "Gasbedrijf" }, b: other, rule });
    expect([one!.a, one!.b, b].map(is_described)).toEqual([true, false, true]);
  });
});
