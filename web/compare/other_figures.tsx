import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { region_name } from "../../data/catalog/region_names.ts";
import { two_figures } from "../../data/catalog/two_figures.ts";
import { surface_word } from "../draw/surface_word.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { number } from "../text/number.ts";
import page from "../ui/page.module.css";
import { Failed } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import { verdict_word } from "../ui/verdict.tsx";
import { ChangedAmount } from "./changed_amount.tsx";
import css from "./compare.module.css";
import { type Column, compare_api } from "./compare_api.ts";
import { amount, column_name, euro, figure_of } from "./figure_words.ts";

/** A table with a column for today and one for each scenario. */
function ColumnTable(props: {
  columns: readonly Column[];
  title: string;
  rows: readonly {
    readonly key: string;
    readonly head: ReactNode;
    readonly of: (column: Column) => ReactNode;
  }[];
}) {
  return (
    <div className={page.scroll}>
      <table className={`${ui.table} ${css.figures}`} aria-label={props.title}>
        <thead>
          <tr>
            <td />
            {props.columns.map((column) => (
              <th key={column.id} scope="col" className={ui.figure}>
                {column_name(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.key}>
              <th scope="row" className={page.row_head}>
                {row.head}
              </th>
              {props.columns.map((column) => (
                <td key={column.id} className={ui.figure}>
                  {row.of(column)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The cost of each scenario as a range, with the years its prices are of, item by item with the source. */
export function CostSection({ columns }: { columns: readonly Column[] }) {
  const { locale } = useLocale();
  const planned = columns.filter((column) => column.id !== null);
  const items = new Map(planned.flatMap((column) => column.costs.items.map((item) => [item.item, item])));
  const range = (low: number, high: number) =>
    euro(low, locale) === euro(high, locale)
      ? euro(low, locale)
      : m.compare_cost_range({ low: euro(low, locale), high: euro(high, locale) });
  const years = ([from, until]: readonly number[]) =>
    from === until
      ? m.compare_cost_year({ year: String(from) })
      : m.compare_cost_years({ from: String(from), until: String(until) });
  const sum = ({ costs }: Column) => {
    if (costs.items.length === 0) return <span className={ui.quiet}>{m.compare_cost_none()}</span>;
    const notes = [
      costs.price_years && years(costs.price_years),
      costs.without_year > 0 && m.compare_cost_without_year({ count: number(costs.without_year, locale) }),
      costs.other_currency > 0 && m.compare_cost_other({ count: number(costs.other_currency, locale) }),
    ];
    return (
      <>
        <strong>{range(costs.low_eur, costs.high_eur)}</strong>
        <div className={page.note}>{notes.filter(Boolean).join("; ")}</div>
      </>
    );
  };
  return (
    <section className={`${page.block} ${page.long}`}>
      <h2>{m.compare_cost_title()}</h2>
      <p className={ui.quiet}>{m.compare_cost_hint()}</p>
      <ColumnTable
        title={m.compare_cost_title()}
        columns={planned}
        rows={[
          { key: "sum", head: m.compare_cost_sum(), of: sum },
          ...[...items].map(([id, item]) => ({
            key: id,
            head: (
              <>
                {item.name[locale]}
                <div className={page.note}>
                  <a href={item.source_url} target="_blank" rel="noreferrer">
                    {item.source_title}
                  </a>
                  {`, ${region_name(item.region, locale)}, ${item.price_year ?? "?"}`}
                </div>
              </>
            ),
            of: (column: Column) => {
              const own = column.costs.items.find((one) => one.item === id);
              if (!own) return "–";
              return own.currency === "EUR"
                ? range(own.low, own.high)
                : `${number(two_figures(own.low), locale)} – ${number(two_figures(own.high), locale)} ${own.currency ?? ""}`;
            },
          })),
        ]}
      />
    </section>
  );
}

/** The street's surface and its parking spaces, today and after each scenario. */
export function SpaceSection({ columns, district }: { columns: readonly Column[]; district: string | null }) {
  const { locale } = useLocale();
  const today = useQuery({
    queryKey: ["surfaces", district],
    queryFn: () => compare_api.surfaces(district),
  });
  if (today.isError) return <Failed error={today.error} retry={() => void today.refetch()} />;
  const before = (surface: string) => today.data?.surfaces.find((one) => one.surface === surface);
  /** Today's amount, or what a scenario leaves of it. */
  const cell = (column: Column, base: number | null, change: number, unit: string) => {
    if (column.id !== null) return <ChangedAmount today={base} change={change} unit={unit} />;
    return base === null ? m.compare_unknown() : amount(base, unit, locale);
  };
  return (
    <section className={page.block}>
      <h2>{m.compare_space_title()}</h2>
      <p className={ui.quiet}>{m.compare_space_hint()}</p>
      <ColumnTable
        title={m.compare_space_title()}
        columns={columns}
        rows={[
          {
            key: "spaces",
            head: m.compare_parking_spaces(),
            of: (column) =>
              cell(
                column,
                before("parking")?.spaces ?? null,
                figure_of(column, "parking_space").value,
                "count",
              ),
          },
          ...(columns[0]?.surfaces ?? []).map(({ surface }) => ({
            key: surface,
            head: surface_word(surface as Parameters<typeof surface_word>[0]),
            of: (column: Column) =>
              cell(
                column,
                before(surface)?.area_m2 ?? null,
                column.surfaces.find((one) => one.surface === surface)?.change_m2 ?? 0,
                "m2",
              ),
          })),
        ]}
      />
      <p className={page.note}>
        {m.report_assume_parking()} {m.report_assume_canopy()}
      </p>
    </section>
  );
}

/** How many findings each scenario has: duties to notify apart from what blocks. */
export function FindingSection({ columns }: { columns: readonly Column[] }) {
  const { locale } = useLocale();
  type Found = Column["findings"][number];
  const bad = (one: Found) => one.verdict !== "clear" && one.kind !== "synergy" && !one.notify;
  const groups: readonly (readonly [string, (one: Found) => boolean])[] = [
    [m.compare_finding_block(), (one) => bad(one) && one.severity === "block"],
    [m.compare_finding_mitigate(), (one) => bad(one) && one.severity === "mitigate"],
    [m.compare_finding_inform(), (one) => bad(one) && one.severity === "inform"],
    [m.compare_finding_notify(), (one) => one.notify],
    [m.compare_finding_chance(), (one) => one.kind === "synergy"],
  ];
  const count = (column: Column, is: (one: Found) => boolean, verdict?: string) =>
    column.findings
      .filter((one) => is(one) && (verdict === undefined || one.verdict === verdict))
      .reduce((sum, one) => sum + one.findings, 0);
  return (
    <section className={page.block}>
      <h2>{m.compare_finding_title()}</h2>
      <ColumnTable
        title={m.compare_finding_title()}
        columns={columns.filter((column) => column.id !== null)}
        rows={groups.map(([head, is], place) => ({
          key: head,
          head,
          of: (column) => (
            <>
              {number(count(column, is), locale)}
              {place < 3 &&
                (["violated", "possible", "unknown"] as const)
                  .filter((verdict) => count(column, is, verdict) > 0)
                  .map((verdict) => (
                    <div key={verdict} className={page.note}>
                      {`${verdict_word(verdict)}: ${number(count(column, is, verdict), locale)}`}
                    </div>
                  ))}
            </>
          ),
        }))}
      />
    </section>
  );
}
