import { layer_in_sentence } from "../layer/layer_by_id.ts";
import { LayerSymbol } from "../layer/layer_symbol.tsx";
import * as m from "../text/compiled/messages.js";
import { type Locale, number } from "../text/number.ts";
import { Go } from "../ui/controls.tsx";
import ui from "../ui/ui.module.css";
import { VerdictBadge } from "../ui/verdict.tsx";
import css from "./section.module.css";
import { type Section, type SectionObject, worst_of } from "./section_data.ts";
import { accuracy_words, depth_words, object_title, place_words, source_words } from "./section_words.ts";

/** One line under the drawing: what is pointed at, whose it is and where that comes from; else how to read on. */
export function ThingLine({
  section,
  object,
  locale,
}: {
  section: Section;
  object: SectionObject | null;
  locale: Locale;
}) {
  const scale = section.scale_error_pct !== null && (
    <span className={ui.caption}>
      {m.section_scale_error({ percent: number(Math.abs(section.scale_error_pct), locale, 3) })}
    </span>
  );
  const hidden = section.hidden.length > 0 && (
    <span className={css.hidden}>
      {m.section_hidden({
        what: section.hidden
          .map(({ layer, owner }) => `${layer_in_sentence(layer, locale)} (${owner})`)
          .join(", "),
      })}
    </span>
  );
  if (!object)
    return (
      <p className={css.thing_line}>
        <span className={ui.caption}>{section.truncated ? m.section_truncated() : m.section_hint()}</span>
        {scale}
        {hidden}
      </p>
    );
  const worst = worst_of(object, section.findings);
  return (
    <div className={css.thing_line} role="status">
      <span className={css.thing}>
        <LayerSymbol layer={object.layer} />
        <strong>
          {object.kind === "feature" ? (
            <Go to={`/features/${object.layer}/${object.id}`}>{object_title(object, locale)}</Go>
          ) : (
            object_title(object, locale)
          )}
        </strong>
        {worst && <VerdictBadge verdict={worst} />}
        {object.synthetic && <span className={ui.chip}>{m.synthetic_short()}</span>}
      </span>
      <span className={ui.caption}>
        {[place_words(object, locale), depth_words(object, locale), accuracy_words(object, locale)]
          .filter(Boolean)
          .join(" · ")}
      </span>
      <span className={ui.caption}>{source_words(object)}</span>
      {scale}
      {hidden}
    </div>
  );
}
