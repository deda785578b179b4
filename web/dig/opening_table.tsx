import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { date, length, metres } from "../text/number.ts";
import { Go } from "../ui/controls.tsx";
import page from "../ui/page.module.css";
import ui from "../ui/ui.module.css";
import css from "./dig.module.css";
import type { Opening, StreetOpenings } from "./dig_api.ts";
import { left_out_word, meeting_word, opening_name, weeks } from "./dig_words.ts";

/** The same as the time axis shows, as a table: everybody can read it out. */
export function OpeningTable({ data, scenario }: { data: StreetOpenings; scenario: number }) {
  const { locale } = useLocale();
  const day = (iso: string | null) => (iso ? date(iso, locale) : "–");
  return (
    <div className={page.scroll}>
      <table className={ui.table} aria-label={m.dig_table_label({ street: data.street.name })}>
        <thead>
          <tr>
            <th scope="col">{m.dig_what()}</th>
            <th scope="col">{m.dig_party()}</th>
            <th scope="col">{m.dig_planned()}</th>
            <th scope="col">{m.dig_duration()}</th>
            <th scope="col">{m.dig_blocked_until()}</th>
            <th scope="col" className={ui.figure}>
              {m.dig_stretch()}
            </th>
            <th scope="col" className={ui.figure}>
              {m.dig_depth()}
            </th>
          </tr>
        </thead>
        <tbody>
          {data.openings.map((one) => (
            <tr key={one.key}>
              <th scope="row" className={page.row_head}>
                <Go to={address_of(one, scenario)}>{opening_name(one, locale)}</Go>
                {one.agreed_from && one.agreed_to && (
                  <div className={page.note}>
                    {m.dig_agreed({ from: day(one.agreed_from), to: day(one.agreed_to) })}
                  </div>
                )}
                {one.left_out && <div className={page.note}>{left_out_word(one.left_out)}</div>}
              </th>
              <td>{one.party}</td>
              <td>{one.from ? m.dig_from_to({ from: day(one.from), to: day(one.to) }) : m.dig_no_time()}</td>
              <td>
                {weeks(one.weeks, locale)}
                {one.weeks_assumed && <div className={page.note}>{m.dig_assumed()}</div>}
              </td>
              <td>{day(one.blocked_until)}</td>
              <td className={ui.figure}>
                {length(one.from_m, locale)} – {length(one.to_m, locale)}
              </td>
              <td className={ui.figure}>{one.depth_m > 0 ? metres(one.depth_m, locale) : "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const address_of = (one: Opening, scenario: number): string =>
  one.kind === "works" ? `/features/works/${one.id}` : `/draw/${scenario}/measures/${one.id}`;

/** Where two openings meet, worst first, in words. */
export function MeetingList({ data, chosen }: { data: StreetOpenings; chosen: string | null }) {
  const { locale } = useLocale();
  const rank = { violated: 0, possible: 1, synergy: 2, clear: 3 } as const;
  const name = (key: string) => {
    const found = data.openings.find((one) => one.key === key);
    return found ? opening_name(found, locale) : key;
  };
  const shown = data.meetings
    .filter(({ a, b }) => chosen === null || a === chosen || b === chosen)
    .map((meeting) => ({ meeting, said: meeting_word(meeting) }))
    .sort((a, b) => rank[a.said.tone] - rank[b.said.tone]);
  if (shown.length === 0) return <p className={ui.quiet}>{m.dig_no_meetings()}</p>;
  return (
    <ul className={css.meetings} aria-label={m.dig_meetings()}>
      {shown.map(({ meeting, said }) => (
        <li key={`${meeting.a} ${meeting.b}`} data-tone={said.tone}>
          <span className={css.sign} aria-hidden="true">
            {said.sign}
          </span>
          <span>
            <strong>{said.word}</strong>: {name(meeting.a)} – {name(meeting.b)}
            <span className={page.note}>
              {" "}
              {m.dig_shared({ length: length(meeting.shared_m, locale) })}
              {meeting.shared_trench_m > 0 &&
                ` ${m.dig_shared_trench({ length: length(meeting.shared_trench_m, locale) })}`}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
