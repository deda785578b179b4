import { indicators, measure_type_by_id } from "../data/catalog/index.ts";
import type { Text } from "../data/catalog/types.ts";
import {
  type ComparedStreets,
  type Comparison,
  comparison_columns,
  comparison_table,
  type SheetRow,
} from "./comparison_table.ts";
import { comparison_words } from "./comparison_words.ts";
import { deciding_measures } from "./deciding_measures.ts";
import type { CountedMeasure, SurfaceToday } from "./queries/indicator.ts";

export interface Compared {
  readonly comparison: Comparison;
  readonly streets: ComparedStreets;
  readonly surfaces: readonly SurfaceToday[];
  readonly measures: readonly CountedMeasure[];
}

/**
 * All that a comparison shows, as sheets whose columns are the same: figures, districts, what decides, the measures
 * behind every number, streets. One after another they make one table.
 */
export function comparison_sheets(of: Compared, language: keyof Text) {
  const { comparison, streets, surfaces } = of;
  const word = comparison_words(language);
  const columns = comparison_columns(comparison, language);
  const sheet = (name: Parameters<typeof word>[0], rows: SheetRow[]) => ({ name: word(name), columns, rows });
  return [
    sheet("comparison", comparison_table(comparison, surfaces, streets, language)),
    sheet("districts", district_rows(comparison, language)),
    sheet("decides", deciding_rows(of, language)),
    sheet("measures", measure_rows(of, language)),
    sheet("streets", street_rows(streets, language)),
  ];
}

function district_rows({ by_district, districts }: Comparison, language: keyof Text): SheetRow[] {
  const word = comparison_words(language);
  return by_district.flatMap(({ district_id, values }) =>
    values.map(({ indicator, of }) => {
      const { name, unit } = indicators.find(({ id }) => id === indicator)!;
      const district = districts.find(({ id }) => id === district_id)?.name ?? word("outside");
      return [district, name[language], unit, null, 0, ...of, null];
    }),
  );
}

/** A value in the column of one scenario; the others have none. */
const alone = ({ scenarios }: Comparison, scenario_id: number, value: number) =>
  scenarios.map(({ id }) => (id === scenario_id ? value : null));

const named = ({ name, measure_type }: Pick<CountedMeasure, "name" | "measure_type">, language: keyof Text) =>
  [measure_type_by_id(measure_type)?.name[language] ?? measure_type, name].filter(Boolean).join(": ");

/** The shortest lists for every pair of scenarios, each way round; what the other takes away is negative in its column. */
function deciding_rows({ comparison, measures }: Compared, language: keyof Text): SheetRow[] {
  const word = comparison_words(language);
  const planned = comparison.scenarios.flatMap(({ id, name }) => (id === null ? [] : [{ id, name }]));
  return planned.flatMap((better) =>
    planned
      .filter((than) => than !== better)
      .flatMap((than) => {
        const part = word("better", { better: better.name, than: than.name });
        return deciding_measures(measures, better.id, than.id).flatMap(({ id, measures: list }) => {
          const { name, unit } = indicators.find((one) => one.id === id)!;
          return list.map(({ scenario_id, amount, ...measure }) => [
            ...[part, `${name[language]}: ${named(measure, language)}`, unit, null],
            ...alone(comparison, scenario_id, scenario_id === better.id ? amount : -amount),
            null,
          ]);
        });
      }),
  );
}

/** Each measure's part in each indicator, and what of it was left out and why. */
function measure_rows({ comparison, measures }: Compared, language: keyof Text): SheetRow[] {
  const word = comparison_words(language);
  const why = ({ reason, detail, measure_type }: CountedMeasure): string | null => {
    if (reason !== "parameter") return reason && word(reason);
    const parameter = measure_type_by_id(measure_type)?.parameters.find(({ id }) => id === detail?.param);
    return word("parameter", { what: parameter?.name[language] ?? String(detail?.param ?? "") });
  };
  return indicators.flatMap(({ id, name, unit }) =>
    measures
      .filter((row) => row.indicator === id)
      .flatMap((row) => {
        const rows: SheetRow[] = [];
        const add = (part: "counted" | "left_out", value: number, reason: string | null) =>
          rows.push([
            ...[`${name[language]}, ${word(part)}`, named(row, language), unit, null],
            ...alone(comparison, row.scenario_id, value),
            reason,
          ]);
        if (row.value !== 0) add("counted", row.value, null);
        if (row.left_out !== 0) add("left_out", row.left_out, why(row));
        return rows;
      }),
  );
}

/** Parking spaces, openings and clashes of each street; clashes have no figure for today. */
function street_rows({ streets }: ComparedStreets, language: keyof Text): SheetRow[] {
  const word = comparison_words(language);
  return streets.flatMap(({ name, spaces, space_changes, openings, clashes }) => [
    [name, word("spaces"), "count", null, ...spaces, null],
    [name, word("spaces_change"), "count", null, null, ...space_changes, null],
    [name, word("openings"), "count", null, ...openings.map((one) => one.dated), null],
    [
      name,
      `${word("openings")}, ${word("undated")}`,
      "count",
      null,
      ...openings.map((one) => one.undated),
      null,
    ],
    [name, word("clashes"), "count", null, null, ...clashes, null],
  ]);
}
