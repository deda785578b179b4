import type { StreetRow } from "../client.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { number } from "../text/number.ts";
import { hover, lights_up, useCell } from "../ui/bus.ts";
import { Go } from "../ui/controls.tsx";
import { VerdictMark, verdict_word } from "../ui/verdict.tsx";
import css from "./street.module.css";
import { worst_of } from "./worst.ts";

/** Streets with their findings in numbers; the map's streets as a list. */
export function StreetList({ streets }: { streets: readonly StreetRow[] }) {
  const { locale } = useLocale();
  const lit = useCell(hover);
  return (
    <ul className={css.streets}>
      {streets.map((street) => {
        const here = lit?.kind === "street" && lit.id === street.id;
        return (
          <li key={street.id}>
            <Go
              to={`/streets/${encodeURIComponent(street.id)}`}
              className={here ? `${css.street} ${css.street_lit}` : css.street}
              lights={lights_up({ kind: "street", id: street.id })}
            >
              <VerdictMark verdict={worst_of(street)} />
              <span className={css.street_name}>{street.name}</span>
              <span className={css.street_counts}>
                {street.analysed_at === null ? (
                  <span>{m.street_not_checked_short()}</span>
                ) : (
                  (["violated", "possible"] as const).map((verdict) =>
                    street.summary[verdict] > 0 ? (
                      <span key={verdict}>
                        <VerdictMark verdict={verdict} size={10} />
                        {number(street.summary[verdict], locale)}
                        <span className="visually_hidden"> {verdict_word(verdict)}</span>
                      </span>
                    ) : null,
                  )
                )}
              </span>
            </Go>
          </li>
        );
      })}
    </ul>
  );
}
