import {
  bearer_names,
  type Figure,
  type FinancingBase,
  type FinancingFigures,
  type FinancingInputs,
  formula_sources,
  formula_text,
  per_names,
  source_text,
  town_role_names,
} from "../data/catalog/financing/index.ts";
import { measure_type_by_id } from "../data/catalog/index.ts";
import type { Text } from "../data/catalog/types.ts";

type Row = (string | number | null)[];
const WORDS = {
  part: { nl: "Onderdeel", en: "Part", fr: "Partie" },
  what: { nl: "Wat", en: "What", fr: "Quoi" },
  low: { nl: "Laagst", en: "Lowest", fr: "Minimum" },
  high: { nl: "Hoogst", en: "Highest", fr: "Maximum" },
  unit: { nl: "Eenheid", en: "Unit", fr: "Unité" },
  year: { nl: "Prijsjaar", en: "Price year", fr: "Année du prix" },
  formula: { nl: "Formule", en: "Formula", fr: "Formule" },
  source: { nl: "Bron", en: "Source", fr: "Source" },
  cost: { nl: "kost", en: "cost", fr: "coût" },
  sum: { nl: "samen", en: "in all", fr: "total" },
  not_counted: { nl: "niet meegeteld", en: "not counted", fr: "non compté" },
  share: { nl: "wie betaalt de investering", en: "who pays the investment", fr: "qui paie l’investissement" },
  loan: { nl: "lening", en: "loan", fr: "prêt" },
  per_year: { nl: "per jaar", en: "a year", fr: "par an" },
  repaid: { nl: "terugbetaald", en: "repaid", fr: "remboursé" },
  interest: { nl: "rente", en: "interest", fr: "intérêts" },
  loan_year: { nl: "lening, jaar", en: "loan, year", fr: "prêt, année" },
  paid: { nl: "betaald", en: "paid", fr: "payé" },
  owed: { nl: "nog open", en: "still owed", fr: "restant dû" },
  borne: { nl: "gedragen over alle jaren", en: "borne over all years", fr: "supporté sur toutes les années" },
  role: { nl: "rol van de stad", en: "role of the town", fr: "rôle de la ville" },
  owners: { nl: "eigenaars", en: "owners", fr: "propriétaires" },
} satisfies Record<string, Text>;

/** A financing sheet as the rows of a table: one row a figure, to the cent so that sums can be checked, with its formula and sources. */
export function financing_table(
  { figures, base, inputs }: { figures: FinancingFigures; base: FinancingBase; inputs: FinancingInputs },
  language: keyof Text,
) {
  const word = (id: keyof typeof WORDS) => WORDS[id][language];
  const columns = (["part", "what", "low", "high", "unit", "year", "formula", "source"] as const).map(word);
  const row = (part: string, what: string, figure: Figure | null, year: number | null = null): Row => [
    ...[part, what, figure?.low ?? null, figure?.high ?? null, figure ? "EUR" : null, year],
    figure ? formula_text(figure.derivation, language) : null,
    figure ? formula_sources(figure.derivation, language).join("; ") : null,
  ];
  const { loan } = figures;
  const rows: Row[] = [
    ...figures.lines.map(({ figure, name, price_year, source, source_url }) => {
      const cells = row(figure ? word("cost") : word("not_counted"), name[language], figure, price_year);
      const cited = source_url ? `${source}: ${source_url}` : source_text(source, language);
      return [...cells.slice(0, -1), [cited, cells.at(-1)].filter(Boolean).join("; ")];
    }),
    ...base.unpriced.map(({ measure_type, measure_count }) =>
      row(
        word("not_counted"),
        `${measure_type_by_id(measure_type)?.name[language] ?? measure_type} (${measure_count})`,
        null,
      ),
    ),
    row(word("cost"), word("sum"), figures.cost),
    ...figures.parts.map(({ bearer, share_pct, figure }) =>
      row(word("share"), `${bearer_names[bearer][language]} (${share_pct} %)`, figure),
    ),
    row(word("loan"), word("per_year"), loan.per_year),
    row(word("loan"), word("repaid"), loan.repaid),
    row(word("loan"), word("interest"), loan.interest),
    ...loan.each_year.flatMap(({ year, paid, interest, owed }) =>
      (
        [
          ["paid", paid],
          ["interest", interest],
          ["owed", owed],
        ] as const
      ).map(
        ([what, { low, high }]): Row => [
          ...[`${word("loan_year")} ${year}`, word(what), low, high, "EUR", null, null],
          null,
        ],
      ),
    ),
    row(word("borne"), word("sum"), figures.in_all),
    ...figures.borne.map(({ bearer, in_all }) => row(word("borne"), bearer_names[bearer][language], in_all)),
    ...figures.per_piece.flatMap(({ per, cost, owners, per_year }) => [
      row(per_names[per][language], word("cost"), cost),
      row(per_names[per][language], word("owners"), owners),
      row(per_names[per][language], `${word("loan")} ${word("per_year")}`, per_year),
    ]),
    ...inputs.town_roles.map((role) => row(word("role"), town_role_names[role][language], null)),
  ];
  return { columns, rows };
}
