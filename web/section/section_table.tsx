import { LayerSymbol } from "../layer/layer_symbol.tsx";
import * as m from "../text/compiled/messages.js";
import type { Locale } from "../text/number.ts";
import { lights_up } from "../ui/bus.ts";
import { Go } from "../ui/controls.tsx";
import ui from "../ui/ui.module.css";
import { VerdictBadge } from "../ui/verdict.tsx";
import css from "./section.module.css";
import { type Section, thing_key, worst_of } from "./section_data.ts";
import { accuracy_words, depth_words, object_title, place_words, source_words } from "./section_words.ts";

/** The same section as a table: for screen readers, for reading off, for copying. */
export function SectionTable({
  section,
  locale,
  title,
}: {
  section: Section;
  locale: Locale;
  title: string;
}) {
  return (
    <table className={ui.table}>
      <caption className="visually_hidden">{title}</caption>
      <thead>
        <tr>
          <th scope="col">{m.section_column_thing()}</th>
          <th scope="col">{m.section_column_place()}</th>
          <th scope="col">{m.column_depth()}</th>
          <th scope="col">{m.section_column_accuracy()}</th>
          <th scope="col">{m.section_column_source()}</th>
          <th scope="col">{m.section_column_verdict()}</th>
        </tr>
      </thead>
      <tbody>
        {section.objects.map((object) => {
          const worst = worst_of(object, section.findings);
          const path = object.kind === "feature" ? `/features/${object.layer}/${object.id}` : null;
          return (
            <tr
              key={`${thing_key(object)}@${object.from_m}`}
              {...(path ? lights_up({ kind: "feature", layer: object.layer, id: String(object.id) }) : {})}
            >
              <td>
                <span className={css.thing}>
                  <LayerSymbol layer={object.layer} />
                  {path ? <Go to={path}>{object_title(object, locale)}</Go> : object_title(object, locale)}
                </span>
                {object.removed.length > 0 && <span className={ui.chip}>{m.section_note_removed()}</span>}
              </td>
              <td>{place_words(object, locale)}</td>
              <td>{depth_words(object, locale) || m.section_on_ground()}</td>
              <td>{accuracy_words(object, locale)}</td>
              <td>
                {source_words(object)}
                {object.synthetic && <span className={ui.chip}>{m.synthetic_short()}</span>}
              </td>
              <td>{worst ? <VerdictBadge verdict={worst} /> : "–"}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
