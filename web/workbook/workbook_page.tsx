import { useQuery } from "@tanstack/react-query";
import { parseAsString, useQueryStates } from "nuqs";
import { Button } from "react-aria-components";
import {
  lesson_kind_names,
  lesson_kinds,
  lesson_status_names,
  lesson_statuses,
  lesson_theme_names,
  lesson_themes,
} from "../../data/catalog/lesson/index.ts";
import { client } from "../client.ts";
import form from "../draw/form.module.css";
import { lesson_api, workbook_query } from "../lesson/lesson_api.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { number } from "../text/number.ts";
import { Choose, Go } from "../ui/controls.tsx";
import { Icon } from "../ui/icon.tsx";
import page from "../ui/page.module.css";
import { Empty, Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import css from "./workbook.module.css";
import { WorkbookChapter } from "./workbook_chapter.tsx";

/** The workbook: lessons over districts and authorities, by theme; the address says which. */
export default function WorkbookPage() {
  const { locale } = useLocale();
  const [filters, set] = useQueryStates({
    ...{ q: parseAsString, theme: parseAsString, status: parseAsString },
    ...{ kind: parseAsString, district: parseAsString, authority: parseAsString },
  });
  const query = workbook_query(filters);
  const workbook = useQuery({
    queryKey: ["workbook", query],
    queryFn: () => lesson_api.workbook(query),
    placeholderData: (before) => before,
  });
  const districts = useQuery({ queryKey: ["districts"], queryFn: client.districts });
  const lessons = workbook.data?.lessons ?? [];
  // Those that have something here; who wants the others takes all again.
  const authorities = [...new Map(lessons.map((one) => [one.authority_id, one.authority]))].map(
    ([id, name]) => ({ id, name }),
  );
  const themes = lesson_themes.filter((theme) => lessons.some((one) => one.theme === theme));
  const file = `/api/v1/workbook/export?${query}${query ? "&" : ""}language=${locale}`;
  const choice = (
    key: "theme" | "status" | "kind" | "district" | "authority",
    label: string,
    choices: readonly { id: string; name: string }[],
  ) => (
    <Choose
      label={label}
      value={filters[key] ?? ""}
      on_change={(id) => void set({ [key]: id || null })}
      sections={[{ choices: [{ id: "", name: m.workbook_all() }, ...choices] }]}
    />
  );
  return (
    <div className={`${page.page} ${css.page}`}>
      <header className={page.head}>
        <h1>{m.workbook_title()}</h1>
        <p className={ui.quiet}>{m.workbook_hint()}</p>
        <search className={page.choices}>
          <label className={form.number}>
            <span className={form.label}>{m.workbook_search()}</span>
            <input
              type="search"
              className={`${form.input} ${form.bordered}`}
              maxLength={200}
              value={filters.q ?? ""}
              onChange={(event) => void set({ q: event.target.value || null })}
            />
          </label>
          {choice(
            "theme",
            m.lesson_theme(),
            lesson_themes.map((id) => ({ id, name: lesson_theme_names[id][locale] })),
          )}
          {choice(
            "kind",
            m.lesson_kind(),
            lesson_kinds.map((id) => ({ id, name: lesson_kind_names[id][locale] })),
          )}
          {choice(
            "status",
            m.lesson_status(),
            lesson_statuses.map((id) => ({ id, name: lesson_status_names[id][locale] })),
          )}
          {choice("district", m.compare_district(), districts.data?.districts ?? [])}
          {(authorities.length > 1 || filters.authority) &&
            choice("authority", m.authority_word(), authorities)}
          <a className={ui.button} href={file} download>
            <Icon name="dataset" size={16} />
            {m.workbook_markdown()}
          </a>
          <Button className={ui.button!} onPress={() => window.print()}>
            {m.compare_print()}
          </Button>
        </search>
      </header>
      {workbook.isError && <Failed error={workbook.error} retry={() => void workbook.refetch()} />}
      {workbook.isPending && <Loading rows={10} />}
      {workbook.data && (
        <p className={css.count} role="status">
          {m.workbook_count({ count: number(workbook.data.total, locale) })}
        </p>
      )}
      {workbook.data && lessons.length === 0 && (
        <div className={page.none}>
          <Empty icon="pen" title={m.workbook_none_title()}>
            <p>{m.workbook_none_text()}</p>
            <p>
              <Go to="/">{m.scenario_see_streets()}</Go>
            </p>
          </Empty>
        </div>
      )}
      {themes.length > 1 && (
        <nav className={css.contents} aria-label={m.workbook_contents()}>
          {themes.map((theme) => (
            <a key={theme} href={`#theme_${theme}`}>
              {lesson_theme_names[theme][locale]}
            </a>
          ))}
        </nav>
      )}
      {themes.map((theme) => (
        <WorkbookChapter
          key={theme}
          theme={theme}
          lessons={lessons.filter((lesson) => lesson.theme === theme)}
        />
      ))}
    </div>
  );
}
