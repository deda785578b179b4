import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "react-aria-components";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { number } from "../text/number.ts";
import { Go } from "../ui/controls.tsx";
import page from "../ui/page.module.css";
import { Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import css from "./compare.module.css";
import { type Column, compare_api, type StreetFigures } from "./compare_api.ts";
import { column_name } from "./figure_words.ts";

const shown_at_once = 12;

/** Parking, openings and clashes per street, and how many dwellings heat reaches: today and per scenario. */
export function StreetSection(props: {
  columns: readonly Column[];
  district: string | null;
  /** All of them: on paper nothing can be opened. */
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
  if (answer.isPending) return <Loading rows={6} />;
  if (answer.isError) return <Failed error={answer.error} retry={() => void answer.refetch()} />;
  const { streets, heat, heat_reach_m } = answer.data;
  const shown = all || props.whole ? streets : streets.slice(0, shown_at_once);
  const groups = [m.compare_parking_spaces(), m.compare_openings(), m.compare_clashes()];
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
      <div className={page.scroll}>
        <table className={`${ui.table} ${page.streets}`} aria-label={m.compare_streets_title()}>
          <thead>
            <tr>
              <td />
              {groups.map((group, place) => (
                <th
                  key={group}
                  scope="colgroup"
                  colSpan={place === 2 ? columns.length - 1 : columns.length}
                  className={css.group}
                >
                  {group}
                </th>
              ))}
            </tr>
            <tr>
              <th scope="col">{m.street_word()}</th>
              {groups.flatMap((group, place) =>
                columns
                  .filter((column) => place < 2 || column.id !== null)
                  .map((column) => (
                    <th key={`${group} ${column.id}`} scope="col" className={ui.figure}>
                      {column_name(column)}
                    </th>
                  )),
              )}
            </tr>
          </thead>
          <tbody>
            {shown.map((street) => (
              <StreetRow key={street.street_id} street={street} />
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < streets.length && (
        <Button className={ui.button!} onPress={() => show_all(true)}>
          {m.list_show_more({ count: number(streets.length - shown.length, locale) })}
        </Button>
      )}
    </section>
  );
}

function StreetRow({ street }: { street: StreetFigures }) {
  const { locale } = useLocale();
  const opened = ({ dated, undated }: StreetFigures["openings"][number]) =>
    undated === 0
      ? number(dated, locale)
      : m.compare_openings_undated({ dated: number(dated, locale), undated: number(undated, locale) });
  return (
    <tr>
      <th scope="row" className={page.row_head}>
        <Go to={`/streets/${encodeURIComponent(street.street_id)}`}>{street.name}</Go>
        {street.without_spaces > 0 && (
          <div className={page.note}>
            {m.compare_spaces_unknown({ count: number(street.without_spaces, locale) })}
          </div>
        )}
      </th>
      {[
        ...street.spaces.map((value) => number(value, locale, 1)),
        ...street.openings.map(opened),
        ...street.clashes.map((value) => number(value, locale)),
      ].map((text, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the cells of a row never change place
        <td key={place} className={ui.figure}>
          {text}
        </td>
      ))}
    </tr>
  );
}
