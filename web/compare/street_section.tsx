import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Button } from "react-aria-components";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { type Locale, number } from "../text/number.ts";
import { Go } from "../ui/controls.tsx";
import page from "../ui/page.module.css";
import { Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import { narrow_query, useMedia } from "../ui/use_media.ts";
import { ChangedAmount } from "./changed_amount.tsx";
import css from "./compare.module.css";
import { type Column, compare_api, type StreetFigures } from "./compare_api.ts";
import { amount, column_name, short_name } from "./figure_words.ts";

const shown_at_once = 12;

/** Parking, openings and clashes per street, and how many dwellings heat reaches: today and per scenario. */
export function StreetSection(props: {
  columns: readonly Column[];
  district: string | null;
  /** On paper nothing can be opened: all in which something changes, and how many others there are. */
  whole?: boolean;
}) {
  const { locale } = useLocale();
  const { columns, district } = props;
  const ids = columns.flatMap((column) => column.id ?? []);
  const answer = useQuery({
    queryKey: ["compared_streets", ids.join(","), district],
    queryFn: () => compare_api.streets(ids, district),
  });
  const [all, show_all] = useState(false);
  const narrow = useMedia(narrow_query);
  if (answer.isPending) return <Loading rows={6} />;
  if (answer.isError) return <Failed error={answer.error} retry={() => void answer.refetch()} />;
  const { streets, heat, heat_reach_m } = answer.data;
  const shown = props.whole ? streets.filter(changes) : all ? streets : streets.slice(0, shown_at_once);
  const groups = street_groups(columns, locale);
  // Paper and tablets are too narrow for three times four columns.
  const tables = (props.whole || narrow) && columns.length > 3 ? groups.map((one) => [one]) : [groups];
  return (
    <section className={`${page.block} ${page.long}`}>
      <h2>{m.compare_streets_title()}</h2>
      <p className={ui.quiet}>{m.compare_streets_hint()}</p>
      <p>
        {m.compare_heat_reach({ reach: number(heat_reach_m, locale) })}{" "}
        {heat
          .map(({ dwellings, without_dwellings }, place) => {
            const name = column_name(columns[place]!);
            const unknown =
              without_dwellings > 0
                ? ` (${m.compare_heat_unknown({ count: number(without_dwellings, locale) })})`
                : "";
            return `${name}: ${number(dwellings, locale)}${unknown}`;
          })
          .join("; ")}
        .
      </p>
      {props.whole && shown.length < streets.length && (
        <p>{m.report_streets_same({ count: number(streets.length - shown.length, locale) })}</p>
      )}
      {shown.length > 0 &&
        tables.map((groups) => <StreetTable key={groups[0]!.title} groups={groups} streets={shown} />)}
      {!props.whole && shown.length < streets.length && (
        <Button className={ui.button!} onPress={() => show_all(true)}>
          {m.list_show_more({ count: number(streets.length - shown.length, locale) })}
        </Button>
      )}
    </section>
  );
}

/** Whether any scenario leaves a street otherwise than it is today. */
export const changes = ({ space_changes, openings, clashes }: StreetFigures): boolean =>
  clashes.some((value) => value > 0) ||
  space_changes.some((value) => value !== 0) ||
  openings.some((one) => one.dated !== openings[0]!.dated || one.undated !== openings[0]!.undated);

/** Columns of one figure: today where it has one, and each scenario. */
interface Group {
  readonly title: string;
  readonly columns: readonly Column[];
  /** What stands below the street's name about it. */
  readonly note?: (street: StreetFigures) => string | null;
  readonly values: (street: StreetFigures) => readonly ReactNode[];
}

function street_groups(columns: readonly Column[], locale: Locale): readonly Group[] {
  const opened = ({ dated, undated }: StreetFigures["openings"][number]) =>
    undated === 0
      ? number(dated, locale)
      : m.compare_openings_undated({ dated: number(dated, locale), undated: number(undated, locale) });
  const planned = columns.filter(({ id }) => id !== null);
  return [
    {
      title: m.compare_parking_spaces(),
      columns,
      note: ({ spaces, without_spaces }) => {
        if (without_spaces > 0) return m.compare_spaces_unknown({ count: number(without_spaces, locale) });
        return spaces[0] === null ? m.compare_spaces_none() : null;
      },
      values: ({ spaces: [today = null], space_changes }) => [
        today === null ? m.compare_unknown() : amount(today, "count", locale),
        ...space_changes.map((change, place) => (
          <ChangedAmount key={planned[place]!.id} {...{ today, change, unit: "count" }} />
        )),
      ],
    },
    { title: m.compare_openings(), columns, values: ({ openings }) => openings.map(opened) },
    {
      title: m.compare_clashes(),
      columns: planned,
      values: ({ clashes }) => clashes.map((value) => number(value, locale)),
    },
  ];
}

function StreetTable({ groups, streets }: { groups: readonly Group[]; streets: readonly StreetFigures[] }) {
  const label = groups.length > 1 ? m.compare_streets_title() : groups[0]!.title;
  return (
    <div className={page.scroll}>
      <table className={`${ui.table} ${page.streets}`} aria-label={label}>
        <thead>
          <tr>
            <td />
            {groups.map(({ title, columns }) => (
              <th key={title} scope="colgroup" colSpan={columns.length} className={css.group}>
                {title}
              </th>
            ))}
          </tr>
          <tr>
            <th scope="col">{m.street_word()}</th>
            {groups.flatMap(({ title, columns }) =>
              columns.map((column) => (
                <th
                  key={`${title} ${column.id}`}
                  scope="col"
                  className={ui.figure}
                  title={column_name(column)}
                >
                  {short_name(column)}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {streets.map((street) => (
            <tr key={street.street_id}>
              <th scope="row" className={page.row_head}>
                <Go to={`/streets/${encodeURIComponent(street.street_id)}`}>{street.name}</Go>
                {groups.map(({ title, note }) => {
                  const said = note?.(street);
                  return (
                    said && (
                      <div key={title} className={page.note}>
                        {said}
                      </div>
                    )
                  );
                })}
              </th>
              {groups
                .flatMap(({ values }) => values(street))
                .map((value, place) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the cells of a row never change place
                  <td key={place} className={ui.figure}>
                    {value}
                  </td>
                ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
