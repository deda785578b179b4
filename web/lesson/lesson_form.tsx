import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button, Checkbox } from "react-aria-components";
import {
  lesson_kind_names,
  lesson_kinds,
  lesson_status_names,
  lesson_statuses,
  lesson_theme_names,
  lesson_themes,
  type Words,
} from "../../data/catalog/lesson/index.ts";
import { Problem } from "../client.ts";
import form from "../draw/form.module.css";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { Choose } from "../ui/controls.tsx";
import { Icon } from "../ui/icon.tsx";
import { Failed } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import css from "./lesson.module.css";
import { type About, type Lesson, type LessonInput, lesson_api } from "./lesson_api.ts";

const blank: LessonInput = {
  ...{ kind: "barrier", theme: "space", what: "", what_helped: "", status: "open", shared: false },
};

/** Writing a lesson, or changing one. */
export function LessonForm(props: { of: About; lesson: Lesson | null; done: () => void }) {
  const { of, lesson, done } = props;
  const { locale } = useLocale();
  const cache = useQueryClient();
  const [input, set_input] = useState<LessonInput>(() => {
    if (!lesson) return blank;
    const { kind, theme, what, what_helped, status, shared } = lesson;
    return { kind, theme, what, what_helped, status, shared };
  });
  const set = (part: Partial<LessonInput>) => set_input({ ...input, ...part });
  const save = useMutation({
    mutationFn: () => (lesson ? lesson_api.change(lesson, input) : lesson_api.add(of, input)),
    onSuccess: async () => {
      await renew_lessons(cache);
      done();
    },
  });
  const code = save.error instanceof Problem ? save.error.code : null;
  function choices<Id extends string>(ids: readonly Id[], names: Words<Id>) {
    return [{ choices: ids.map((id) => ({ id, name: names[id][locale] })) }];
  }
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (input.what.trim()) save.mutate();
      }}
    >
      <div className={css.two}>
        <Choose
          label={m.lesson_kind()}
          value={input.kind}
          on_change={(kind) => set({ kind: kind as LessonInput["kind"] })}
          sections={choices(lesson_kinds, lesson_kind_names)}
        />
        <Choose
          label={m.lesson_theme()}
          value={input.theme}
          on_change={(theme) => set({ theme: theme as LessonInput["theme"] })}
          sections={choices(lesson_themes, lesson_theme_names)}
        />
      </div>
      <Prose label={m.lesson_what()} value={input.what} change={(what) => set({ what })} required />
      <Prose
        label={m.lesson_what_helped()}
        value={input.what_helped}
        change={(what_helped) => set({ what_helped })}
      />
      <p className={ui.guidance}>
        <Icon name="lock" size={16} />
        <span>{m.lesson_public_hint()}</span>
      </p>
      <Choose
        label={m.lesson_status()}
        value={input.status}
        on_change={(status) => set({ status: status as LessonInput["status"] })}
        sections={choices(lesson_statuses, lesson_status_names)}
      />
      <Checkbox className={form.checkbox!} isSelected={input.shared} onChange={(shared) => set({ shared })}>
        <span className={form.box}>{input.shared && <Icon name="check" size={14} />}</span>
        <span>{m.lesson_share()}</span>
      </Checkbox>
      {code === "version_stale" || code === "lesson_restricted" ? (
        <p className={css.refused} role="alert">
          {code === "version_stale" ? m.lesson_stale() : m.lesson_restricted()}
        </p>
      ) : (
        save.isError && <Failed error={save.error} />
      )}
      <div className={ui.row}>
        <Button type="submit" className={ui.primary!} isDisabled={input.what.trim() === "" || save.isPending}>
          {m.action_keep()}
        </Button>
        <Button className={ui.button!} onPress={done}>
          {m.action_cancel()}
        </Button>
      </div>
    </form>
  );
}

/** Lists of lessons are read anew after a change. */
export const renew_lessons = (cache: ReturnType<typeof useQueryClient>) =>
  Promise.all(["lessons", "workbook"].map((key) => cache.invalidateQueries({ queryKey: [key] })));

/** A text of some lines. */
export function Prose(props: {
  label: string;
  value: string;
  change: (value: string) => void;
  required?: boolean;
  rows?: number;
}) {
  return (
    <label className={form.number}>
      <span className={form.label}>{props.label}</span>
      <textarea
        className={`${form.input} ${form.bordered} ${css.prose}`}
        rows={props.rows ?? 3}
        maxLength={4000}
        required={props.required ?? false}
        value={props.value}
        onChange={(event) => props.change(event.target.value)}
      />
    </label>
  );
}
