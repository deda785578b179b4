import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { type Locale, length, metres } from "../text/number.ts";
import { Icon } from "../ui/icon.tsx";
import ui from "../ui/ui.module.css";
import css from "./corridor.module.css";
import type { NoCorridor as Why } from "./corridor_api.ts";
import { Thing } from "./corridor_findings.tsx";

/** Why nothing fits: what is in the way, and what moving or deepening it would free. */
export function NoCorridor({ why }: { why: Why }) {
  const { locale } = useLocale();
  const change = ({ obstacle, how, by_m }: Why["sets"][number]["changes"][number]) => {
    const thing = why.blocking[obstacle];
    return (
      <span key={`${obstacle}${how}`}>
        {thing && <Thing thing={thing} />}{" "}
        {how === "move"
          ? m.corridor_move()
          : by_m === null
            ? m.corridor_deepen_some()
            : m.corridor_deepen({ depth: metres(by_m, locale) })}
      </span>
    );
  };
  return (
    <section className={ui.stack} role="status">
      <div className={ui.guidance}>
        <Icon name="warning" size={18} />
        <span>
          <strong>{m.corridor_none_title()}</strong> {m.corridor_none_text()}
        </span>
      </div>
      <h2>{m.corridor_blocking()}</h2>
      <ul className={css.blocks}>
        {why.blocking.map((thing) => (
          <li key={`${thing.layer}${thing.id}${thing.length_m}`}>
            <span>
              <Thing thing={thing} />{" "}
              <span className={ui.caption}>
                {length(thing.length_m, locale)}. {thing_frees(thing.frees, locale)}
              </span>
            </span>
          </li>
        ))}
      </ul>
      <h2>{m.corridor_freeing()}</h2>
      {why.sets.length === 0 ? (
        <p>{m.corridor_freeing_none()}</p>
      ) : (
        <ul className={css.blocks}>
          {why.sets.map((set) => (
            <li key={set.changes.map(({ obstacle, how }) => `${obstacle}${how}`).join()}>
              <Icon name="check" size={14} />
              <span>
                {set.changes.map((one, k) => (
                  <span key={`${one.obstacle}${one.how}`}>
                    {k > 0 && ` ${m.corridor_and()} `}
                    {change(one)}
                  </span>
                ))}
                <span className={ui.caption}>
                  {" "}
                  {m.corridor_then({ length: length(set.length_m, locale) })}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What changing one thing alone frees of the way, in a sentence for each change that does. */
function thing_frees(frees: Why["blocking"][number]["frees"], locale: Locale): string {
  const said = frees.flatMap(({ how, by_m, length_m }) => {
    if (length_m <= 0) return [];
    const freed = { length: length(length_m, locale) };
    if (how === "move") return [m.corridor_frees_move(freed)];
    if (by_m === null) return [m.corridor_frees_deepen_some(freed)];
    return [m.corridor_frees_deepen({ ...freed, depth: metres(by_m, locale) })];
  });
  return said.length > 0 ? said.join(" ") : m.corridor_frees_nothing();
}
