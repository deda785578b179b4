import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  annuity,
  bearers,
  check_inputs,
  default_inputs,
  type FinancingInputs,
  financing_figures,
  financing_kind_ids,
  financing_kinds,
  formula_sources,
  formula_text,
  type OwnLine,
  operand_name,
  payers,
  shares_sum,
  split_whole,
  to_cents,
  with_share,
} from "../../../data/catalog/financing/index.ts";
import { measure_type_by_id, measure_types } from "../../../data/catalog/index.ts";
import { heat_base, heat_inputs } from "./financing_example.ts";

const sheet = (inputs: FinancingInputs = heat_inputs()) =>
  financing_figures("heat_network", inputs, heat_base);
const range = (figure: { low: number; high: number } | null) => figure && [figure.low, figure.high];

describe("annuity, by hand", () => {
  it.each([
    // 100,000 × 0.03 / (1 − 1.03^−20); 1.03^20 = 1.80611123
    [100_000, 3, 20, 6721.57],
    // 10,000 × 0.05 / (1 − 1.05^−10); 1.05^10 = 1.62889463
    [10_000, 5, 10, 1295.05],
    // One year: all of it with its interest.
    [1000, 4, 1, 1040],
    [1200, 0, 12, 100],
    [0, 3, 20, 0],
  ])("%d euro at %d %% over %d years is %d a year", (principal, interest, years, yearly) => {
    expect(annuity(principal, interest, years)).toBeCloseTo(yearly, 2);
  });

  test("pays the loan off to nothing, year by year, at any rate", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 25, noNaN: true }),
        fc.integer({ min: 1, max: 100 }),
        (interest_pct, years) => {
          const yearly = annuity(1, interest_pct, years);
          let owed = 1;
          for (let year = 0; year < years; year++) owed += (owed * interest_pct) / 100 - yearly;
          // Each year's rounding grows with the interest that follows it.
          expect(Math.abs(owed)).toBeLessThan(1e-12 * (1 + interest_pct / 100) ** years + 1e-9);
        },
      ),
    );
  });
});

describe("a heat network, by hand", () => {
  it("costs pipes in euros of the rate and connections of those who take part", () => {
    const { lines, cost, taking_part, price_years } = sheet();
    expect(range(lines[0]!.figure)).toEqual([100 * 500 * 1.2, 100 * 1100 * 1.2]);
    expect(range(lines[1]!.figure)).toEqual([50_400, 50_400]);
    expect(range(cost)).toEqual([110_400, 182_400]);
    expect(range(taking_part)).toEqual([5, 5]);
    expect(price_years).toEqual([2011, 2022]);
  });

  it("is borne by shares, the loan paid back by the utility", () => {
    const { parts, loan, borne } = sheet();
    expect(Object.fromEntries(parts.map(({ bearer, figure }) => [bearer, range(figure)]))).toEqual({
      ...{ owners: [0, 0], town: [0, 0], utility: [44_160, 72_960], energy_community: [11_040, 18_240] },
      ...{ subsidy: [22_080, 36_480], loan: [33_120, 54_720] },
    });
    // 33,120 and 54,720 times 0.0672157076.
    expect(range(loan.per_year)).toEqual([2226.18, 3678.04]);
    expect(range(loan.repaid)).toEqual([44_523.6, 73_560.8]);
    expect(range(loan.interest)).toEqual([11_403.6, 18_840.8]);
    const utility = borne.find(({ bearer }) => bearer === "utility")!;
    expect(range(utility.in_all)).toEqual([44_160 + 44_523.6, 72_960 + 73_560.8]);
    expect(borne.filter(({ per_year }) => per_year !== null).map(({ bearer }) => bearer)).toEqual([
      "utility",
    ]);
  });

  it("is paid year by year until nothing is owed", () => {
    const { loan, borne, in_all } = sheet();
    // 33,120 × 0.03 = 993.60; 2,226.18 less that pays off 1,232.58. 54,720 × 0.03 = 1,641.60; 2,036.44 is paid off.
    expect(loan.each_year[0]).toEqual({
      ...{ year: 1, paid: { low: 2226.18, high: 3678.04 }, interest: { low: 993.6, high: 1641.6 } },
      owed: { low: 31_887.42, high: 52_683.56 },
    });
    // 31,887.42 × 0.03 = 956.62
    expect(loan.each_year[1]!.interest.low).toBe(956.62);
    expect(loan.each_year).toHaveLength(20);
    expect(loan.each_year.at(-1)).toMatchObject({ year: 20, owed: { low: 0, high: 0 } });
    const interest = loan.each_year.reduce((sum, one) => sum + one.interest.low, 0);
    // Twenty roundings to the cent.
    expect(Math.abs(interest - loan.interest.low)).toBeLessThan(0.2);
    expect(range(in_all)).toEqual([110_400 + 11_403.6, 182_400 + 18_840.8]);
    const all = (end: "low" | "high") => borne.reduce((sum, one) => sum + to_cents(one.in_all[end]), 0) / 100;
    expect([all("low"), all("high")]).toEqual(range(in_all));
    const none = { ...heat_inputs(), shares_pct: { ...heat_inputs().shares_pct, loan: 0, utility: 70 } };
    expect(sheet(none).loan.each_year).toEqual([]);
  });

  it("comes to so much a dwelling that takes part and a metre of street", () => {
    const [dwelling, metre] = sheet().per_piece;
    expect(range(dwelling!.cost)).toEqual([22_080, 36_480]);
    expect(range(dwelling!.per_year)).toEqual([445.24, 735.61]);
    expect(range(metre!.cost)).toEqual([1380, 2280]);
    const nobody = sheet({ ...heat_inputs(), participation_pct: { value: 0, source: "x" } });
    expect(nobody.per_piece[0]).toEqual({ per: "dwelling", cost: null, owners: null, per_year: null });
  });

  it("indexes from the price's year, either end of the rise, and leaves a price without a year", () => {
    const own_line: OwnLine = {
      name: "Warmtepomp",
      per: "once",
      low_eur: 1000,
      high_eur: 1000,
      price_year: 2021,
      source: "offerte",
      follows_participation: false,
    };
    const inputs = {
      ...heat_inputs(),
      index_pct: { low: 2, high: 4, source: "own_choice" },
      own_lines: [own_line, { ...own_line, price_year: null }],
    };
    const [, , dated, undated] = sheet(inputs).lines;
    // 1.02^4 = 1.08243216, 1.04^4 = 1.16985856
    expect(range(dated!.figure)).toEqual([1082.43, 1169.86]);
    expect(range(undated!.figure)).toEqual([1000, 1000]);
  });

  it("counts no item that is left out or whose currency has no rate, and says so", () => {
    const without = sheet({ ...heat_inputs(), left_out: ["pipe"] });
    expect(without.lines[0]).toMatchObject({ figure: null, reason: "left_out" });
    expect(range(without.cost)).toEqual([50_400, 50_400]);
    const [first, ...rest] = heat_base.lines;
    const lines = [{ ...first!, cost: { ...first!.cost, currency: "CHF" } }, ...rest];
    const other = financing_figures("heat_network", heat_inputs(), { ...heat_base, lines });
    expect(other.lines[0]).toMatchObject({ figure: null, reason: "currency" });
  });

  it("counts connections by the dwellings that the sheet says, where it says another number", () => {
    const { lines, per_piece } = sheet({ ...heat_inputs(), dwellings: { value: 40, source: "register" } });
    expect(range(lines[1]!.figure)).toEqual([201_600, 201_600]);
    expect(range(per_piece[0]!.cost)).toEqual([13_080, 16_680]);
  });

  it("writes out how each figure comes about, with its sources", () => {
    const { lines, loan } = sheet();
    expect(formula_text(lines[0]!.figure!.derivation, "en")).toBe(
      "quantity 100 × price 500 – 1,100 € × price index 1 × exchange rate 1.2",
    );
    expect(formula_sources(lines[0]!.figure!.derivation, "nl")).toEqual([
      ...["uit het scenario", "A book, NL, 2011", "eigen aanname", "the bank"],
    ]);
    expect(formula_text(loan.per_year.derivation, "en")).toBe(
      "amount borrowed × interest a year / (1 − (1 + interest a year)^−years): amount borrowed 33,120 – 54,720 €, interest a year 3 %, years 20",
    );
    expect(formula_text(loan.interest.derivation, "en")).toBe(
      "repaid 44,523.6 – 73,560.8 € − amount borrowed 33,120 – 54,720 €",
    );
  });
});

const pct = fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100);
const shares = fc
  .array(fc.nat(1000), { minLength: bearers.length, maxLength: bearers.length })
  .map(
    (weights) =>
      Object.fromEntries(
        split_whole(10_000, weights).map((part, place) => [bearers[place], part / 100]),
      ) as FinancingInputs["shares_pct"],
  );
const any_range = (min: number, max: number) =>
  fc
    .tuple(fc.double({ min, max, noNaN: true }), fc.double({ min, max, noNaN: true }))
    .map(([a, b]) => ({ low: Math.min(a, b), high: Math.max(a, b), source: "x" }));
const any_inputs: fc.Arbitrary<FinancingInputs> = fc
  .record({
    shares_pct: shares,
    index_pct: any_range(-20, 50),
    eur_per_gbp: any_range(0.5, 3),
    participation: pct,
    interest_pct: fc.double({ min: 0, max: 25, noNaN: true }),
    years: fc.integer({ min: 1, max: 100 }),
    repaid_by: fc.constantFrom(...payers),
    own: fc.array(any_range(0, 1e6), { maxLength: 4 }),
  })
  .map(({ participation, interest_pct, years, repaid_by, own, ...rest }) => ({
    ...heat_inputs(),
    ...rest,
    participation_pct: { value: participation, source: "x" },
    loan: { interest_pct, years, repaid_by, source: "x" },
    own_lines: own.map(({ low, high }, place) => ({
      ...{ name: `post ${place}`, per: "dwelling", low_eur: low, high_eur: high, price_year: 2019 },
      ...{ source: "x", follows_participation: place % 2 === 0 },
    })),
  }));

describe("for any inputs", () => {
  test("the shares add up to the cost to the cent, at either end, and the lines as well", () => {
    fc.assert(
      fc.property(any_inputs, (inputs) => {
        expect(check_inputs(inputs)).toEqual([]);
        const { parts, cost, lines, borne, loan } = sheet(inputs);
        for (const end of ["low", "high"] as const) {
          const sum = (figures: readonly ({ low: number; high: number } | null)[]) =>
            figures.reduce((all, figure) => all + to_cents(figure?.[end] ?? 0), 0);
          expect(sum(parts.map(({ figure }) => figure))).toBe(to_cents(cost[end]));
          expect(sum(lines.map(({ figure }) => figure))).toBe(to_cents(cost[end]));
          expect(sum(borne.map(({ at_start }) => at_start)) + to_cents(loan.principal[end])).toBe(
            to_cents(cost[end]),
          );
        }
        expect(cost.low).toBeLessThanOrEqual(cost.high);
        for (const { figure } of parts) expect(figure.low).toBeLessThanOrEqual(figure.high + 0.011);
      }),
    );
  });

  test("a what-if on one share keeps their sum at 100 %, whatever is asked", () => {
    fc.assert(
      fc.property(shares, fc.constantFrom(...bearers), pct, (before, bearer, asked) => {
        const after = with_share(before, bearer, asked);
        expect(after[bearer]).toBe(asked);
        expect(shares_sum(after)).toBe(10_000);
        expect(check_inputs({ ...heat_inputs(), shares_pct: after })).toEqual([]);
      }),
    );
    expect(with_share(heat_inputs().shares_pct, "subsidy", 40)).toEqual({
      ...{ owners: 0, town: 0, utility: 30, energy_community: 7.5, subsidy: 40, loan: 22.5 },
    });
  });

  test("more interest never costs whoever repays less", () => {
    fc.assert(
      fc.property(any_inputs, fc.double({ min: 0, max: 5, noNaN: true }), (inputs, more) => {
        fc.pre(inputs.loan.interest_pct + more <= 25);
        const dearer = {
          ...inputs,
          loan: { ...inputs.loan, interest_pct: inputs.loan.interest_pct + more },
        };
        // Half a cent of rounding aside.
        expect(sheet(dearer).loan.per_year.high).toBeGreaterThan(sheet(inputs).loan.per_year.high - 0.011);
      }),
    );
  });
});

describe("what cannot be is refused, with what was expected", () => {
  const good = heat_inputs();
  it.each([
    [{ shares_pct: { ...good.shares_pct, town: 2.5 } }, "shares_pct", "add up to 100 %, got 102.5 %"],
    [{ shares_pct: { ...good.shares_pct, town: -10, utility: 50 } }, "shares_pct.town", "from 0 to 100"],
    [{ shares_pct: { ...good.shares_pct, town: 0.001 } }, "shares_pct.town", "at most two decimals"],
    [{ participation_pct: { value: 101, source: "x" } }, "participation_pct.value", "got 101"],
    [{ participation_pct: { value: Number.NaN, source: "x" } }, "participation_pct.value", "got NaN"],
    [{ participation_pct: { value: 50, source: " " } }, "participation_pct.source", "a source"],
    [{ index_pct: { low: 4, high: 2, source: "x" } }, "index_pct.high", "4 or more, got 2"],
    [{ eur_per_gbp: { low: 0, high: 1, source: "x" } }, "eur_per_gbp.low", "from 0.5 to 3"],
    [{ loan: { ...good.loan, interest_pct: 30 } }, "loan.interest_pct", "from 0 to 25, got 30"],
    [{ loan: { ...good.loan, years: 12.5 } }, "loan.years", "a whole number from 1 to 100"],
    [{ loan: { ...good.loan, years: Number.POSITIVE_INFINITY } }, "loan.years", "got Infinity"],
    [{ dwellings: { value: 2.5, source: "x" } }, "dwellings.value", "a whole number"],
    [{ price_level_year: 1900 }, "price_level_year", "from 2000 to 2100"],
  ] as const)("%j", (wrong, path, message) => {
    const found = check_inputs({ ...good, ...wrong } as FinancingInputs);
    expect(found.map((one) => one.path)).toContain(path);
    expect(found.map((one) => one.message).join()).toContain(message);
  });
});

describe("the kinds", () => {
  test("hold every measure type but a site of works, once each: what is drawn is paid or said to have no price", () => {
    const held = financing_kinds.flatMap((kind) => kind.measure_types);
    expect(held.toSorted()).toEqual(
      measure_types
        .map(({ id }) => id)
        .filter((id) => id !== "planned_works_zone")
        .toSorted(),
    );
  });
  it.each(financing_kind_ids)("%s starts from inputs that hold, of measure types that there are", (id) => {
    const kind = financing_kinds.find((one) => one.id === id)!;
    expect(check_inputs(default_inputs(id, 2026))).toEqual([]);
    for (const type of kind.measure_types) expect(measure_type_by_id(type), type).toBeDefined();
    for (const type of kind.participating) expect(kind.measure_types).toContain(type);
    const all = financing_figures(id, default_inputs(id, 2026), heat_base);
    const used = [all.cost, all.loan.interest, ...all.lines.map(({ figure }) => figure!)];
    for (const { derivation } of used)
      for (const { id: word } of [...derivation.of, ...derivation.by])
        expect(operand_name(word, "nl"), word).not.toBe(word);
  });
});
