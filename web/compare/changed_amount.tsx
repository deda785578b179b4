import { after_change } from "../../data/catalog/after_change.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import page from "../ui/page.module.css";
import { amount, difference } from "./figure_words.ts";

/** What a scenario leaves of what is there today, and by how much it changes it; in words where that is not known. */
export function ChangedAmount(props: { today: number | null; change: number; unit: string }) {
  const { locale } = useLocale();
  const { today, change, unit } = props;
  const after = after_change(today, change);
  if (today === null && change === 0) return "–";
  const moved = difference(change, unit, locale);
  return (
    <>
      {after === null ? m.compare_unknown() : amount(after, unit, locale)}
      {change !== 0 && (
        <div className={page.note}>
          {after === null && today !== null ? m.compare_more_than_known({ change: moved }) : moved}
        </div>
      )}
    </>
  );
}
