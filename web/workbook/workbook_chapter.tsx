import {
  case_facts,
  comment_kind_names,
  type LessonTheme,
  lesson_kind_names,
  lesson_status_names,
  lesson_subject_names,
  lesson_theme_names,
} from "../../data/catalog/lesson/index.ts";
import type { WorkbookEntry } from "../lesson/lesson_api.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { date } from "../text/number.ts";
import { Go } from "../ui/controls.tsx";
import page from "../ui/page.module.css";
import ui from "../ui/ui.module.css";
import css from "./workbook.module.css";

/** Where what a lesson is about can be looked at; null where its address is not told. */
function address({ about, about_id, numbers }: WorkbookEntry): string | null {
  if (about_id === null) return null;
  const id = encodeURIComponent(about_id);
  if (about === "measure") return numbers?.scenario_id ? `/draw/${numbers.scenario_id}/measures/${id}` : null;
  return about === "street" ? `/streets/${id}` : about === "finding" ? `/findings/${id}` : `/draw/${id}`;
}

/** The lessons of a theme, each with the numbers of its case beside it. */
export function WorkbookChapter({
  theme,
  lessons,
}: {
  theme: LessonTheme;
  lessons: readonly WorkbookEntry[];
}) {
  const { locale } = useLocale();
  return (
    <section className={`${page.block} ${css.chapter}`} id={`theme_${theme}`}>
      <h2>{lesson_theme_names[theme][locale]}</h2>
      {lessons.map((lesson) => (
        <Entry key={`${lesson.authority_id}/${lesson.id}`} lesson={lesson} />
      ))}
    </section>
  );
}

function Entry({ lesson }: { lesson: WorkbookEntry }) {
  const { locale } = useLocale();
  const facts = case_facts(lesson.numbers, locale);
  const subject = lesson_subject_names[lesson.about][locale];
  const to = address(lesson);
  return (
    <article className={css.entry} data-kind={lesson.kind}>
      <div className={css.text}>
        <h3>
          {lesson_kind_names[lesson.kind][locale]}
          {": "}
          {[lesson.authority, lesson.district].filter(Boolean).join(", ")}
        </h3>
        <p className={css.words}>{lesson.what}</p>
        {lesson.what_helped && (
          <p className={css.words}>
            <strong>{m.lesson_helped()}</strong> {lesson.what_helped}
          </p>
        )}
        {lesson.decisions.map(({ body, on }) => (
          <p key={`${on}${body}`} className={css.decision}>
            <strong>{`${comment_kind_names.decision[locale]}, ${date(on, locale)}.`}</strong> {body}
          </p>
        ))}
        <p className={ui.caption}>
          {[
            lesson_status_names[lesson.status][locale],
            date(lesson.changed_at, locale),
            lesson.own ? (lesson.shared ? m.lesson_shared() : null) : m.workbook_of_other(),
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
      <div className={css.case}>
        <p className={css.case_head}>{to ? <Go to={to}>{subject}</Go> : subject}</p>
        {facts.length === 0 ? (
          <p className={ui.quiet}>{m.workbook_gone()}</p>
        ) : (
          <dl className={ui.facts}>
            {facts.map(({ label, value }) => (
              <div key={`${label}${value}`} className={css.fact}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </article>
  );
}
