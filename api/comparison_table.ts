import { indicators } from "../data/catalog/index.ts";
import type { Text } from "../data/catalog/types.ts";
import type { compare_scenarios } from "./routes/comparison.ts";
import type { street_figures } from "./street_figures.ts";

type Comparison = Awaited<ReturnType<typeof compare_scenarios>>;
type Row = (string | number | null)[];
const WORDS = {
  part: { nl: "Onderdeel", en: "Part", fr: "Partie" },
  what: { nl: "Wat", en: "What", fr: "Quoi" },
  unit: { nl: "Eenheid", en: "Unit", fr: "Unité" },
  asked: { nl: "Doel", en: "Target", fr: "Objectif" },
  source: { nl: "Bron", en: "Source", fr: "Source" },
  today: { nl: "Vandaag", en: "Today", fr: "Aujourd’hui" },
  indicator: { nl: "indicator", en: "indicator", fr: "indicateur" },
  share: { nl: "deel van het doel", en: "share of the target", fr: "part de l’objectif" },
  surface: { nl: "ruimte, verschil", en: "space, change", fr: "espace, différence" },
  cost_low: { nl: "kost, laagst", en: "cost, lowest", fr: "coût, minimum" },
  cost_high: { nl: "kost, hoogst", en: "cost, highest", fr: "coût, maximum" },
  finding: { nl: "bevindingen", en: "findings", fr: "constats" },
  notify: { nl: "meldplicht", en: "duty to notify", fr: "notification" },
  comparison: { nl: "Vergelijking", en: "Comparison", fr: "Comparaison" },
  streets: { nl: "Straten", en: "Streets", fr: "Rues" },
  street: { nl: "Straat", en: "Street", fr: "Rue" },
  spaces: { nl: "Parkeerplaatsen", en: "Parking spaces", fr: "Places de stationnement" },
  openings: { nl: "Keren open", en: "Times opened", fr: "Ouvertures" },
  undated: { nl: "Zonder datum", en: "Undated", fr: "Sans date" },
} satisfies Record<string, Text>;

/** A comparison as the rows of a sheet: one row a figure, one column a scenario, numbers unrounded. */
export function comparison_table(of: Comparison, language: keyof Text) {
  const word = (id: keyof typeof WORDS) => WORDS[id][language];
  const each = (value: (one: Comparison["scenarios"][number]) => number | null) => of.scenarios.map(value);
  const columns = [word("part"), word("what"), word("unit"), word("asked")];
  columns.push(...of.scenarios.map((one) => (one.id === null ? word("today") : one.name)), word("source"));
  const rows: Row[] = [];
  for (const { id, name, unit } of indicators) {
    const figure = (one: Comparison["scenarios"][number]) =>
      one.indicators.find((row) => row.id === id) as (typeof one.indicators)[number];
    rows.push([word("indicator"), name[language], unit, null, ...each((one) => figure(one).value), null]);
    for (const { id: target_id } of figure(of.scenarios[0]!).targets) {
      const target = of.targets.find((one) => one.id === target_id);
      const share = (one: Comparison["scenarios"][number]) =>
        figure(one).targets.find((row) => row.id === target_id);
      const title = `${target?.name[language]} (${target?.deadline ?? ""})`;
      const asked = share(of.scenarios[0]!)?.required ?? null;
      rows.push([
        ...[word("share"), title, "1", asked],
        ...each((one) => share(one)?.share ?? null),
        target?.source_url ?? null,
      ]);
    }
  }
  for (const { surface } of of.scenarios[0]!.surfaces)
    rows.push([
      ...[word("surface"), surface, "m2", null],
      ...each((one) => one.surfaces.find((row) => row.surface === surface)?.change_m2 ?? 0),
      null,
    ]);
  const items = new Map(of.scenarios.flatMap((one) => one.costs.items.map((item) => [item.item, item])));
  for (const [id, item] of items)
    for (const end of ["low", "high"] as const)
      rows.push([
        ...[word(`cost_${end}`), item.name[language], item.currency, null],
        ...each((one) => one.costs.items.find((row) => row.item === id)?.[end] ?? 0),
        `${item.source_title}, ${item.region}, ${item.price_year ?? "?"}: ${item.source_url}`,
      ]);
  const key = (row: Comparison["scenarios"][number]["findings"][number]) =>
    [row.notify ? word("notify") : row.kind, row.severity, row.verdict].join(" / ");
  for (const kind of new Set(of.scenarios.flatMap((one) => one.findings.map(key))))
    rows.push([
      ...[word("finding"), kind, "count", null],
      ...each((one) =>
        one.findings.filter((row) => key(row) === kind).reduce((sum, row) => sum + row.findings, 0),
      ),
      null,
    ]);
  return { name: word("comparison"), columns, rows };
}

type Street = ReturnType<typeof street_figures>[number];

/** The streets as rows: parking spaces and openings, today and with each scenario. */
export function street_table(streets: readonly Street[], names: readonly string[], language: keyof Text) {
  const word = (id: keyof typeof WORDS) => WORDS[id][language];
  const titled = (id: keyof typeof WORDS) =>
    names.map((name, place) => `${word(id)}: ${place === 0 ? word("today") : name}`);
  return {
    name: word("streets"),
    columns: [word("street"), ...titled("spaces"), ...titled("openings"), ...titled("undated")],
    rows: streets.map((street) => [
      street.name,
      ...street.spaces,
      ...street.openings.map((one) => one.dated),
      ...street.openings.map((one) => one.undated),
    ]),
  };
}
