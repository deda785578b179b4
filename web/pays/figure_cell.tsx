import { type Figure, formula_sources, formula_text } from "../../data/catalog/financing/index.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { type Locale, money_range, number } from "../text/number.ts";
import ui from "../ui/ui.module.css";
import css from "./pays.module.css";

/** Money as the sheet may claim it: a range, to two figures. */
export const money = ({ low, high }: { low: number; high: number }, locale: Locale): string =>
  high === 0 ? `€\u00a0${number(0, locale)}` : money_range(low, high, "EUR", locale);

/** A figure that opens into how it was worked out, with its sources. */
export function FigureCell({ figure, strong }: { figure: Figure | null; strong?: boolean }) {
  const { locale } = useLocale();
  if (figure === null) return <span className={ui.quiet}>{m.pays_cannot_be_said()}</span>;
  const text = money(figure, locale);
  const sources = formula_sources(figure.derivation, locale);
  return (
    <details className={css.figure}>
      <summary>{strong ? <strong>{text}</strong> : text}</summary>
      <p className={css.formula}>{formula_text(figure.derivation, locale)}</p>
      {sources.length > 0 && (
        <p className={css.formula}>
          {m.pays_sources()} {sources.join("; ")}
        </p>
      )}
    </details>
  );
}
