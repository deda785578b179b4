import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "react-aria-components";
import {
  type CommentKind,
  comment_kind_names,
  comment_kinds,
  lesson_kind_names,
  lesson_status_names,
  lesson_theme_names,
} from "../../data/catalog/lesson/index.ts";
import { doer_name } from "../account/account_api.ts";
import { Trouble } from "../account/trouble.tsx";
import { Problem } from "../client.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { date } from "../text/number.ts";
import { Choose, IconButton } from "../ui/controls.tsx";
import { Failed } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import css from "./lesson.module.css";
import { type Lesson, lesson_api } from "./lesson_api.ts";
import { LessonForm, Prose, renew_lessons } from "./lesson_form.tsx";

/** One lesson at its place, with what was said and decided, to be changed, answered or deleted. */
export function LessonCard({ lesson }: { lesson: Lesson }) {
  const { locale } = useLocale();
  const cache = useQueryClient();
  const [editing, set_editing] = useState(false);
  const remove = useMutation({
    mutationFn: () => lesson_api.remove(lesson),
    onSettled: () => renew_lessons(cache),
  });
  const remove_comment = useMutation({
    mutationFn: (id: number) => lesson_api.remove_comment(lesson.id, id),
    onSettled: () => renew_lessons(cache),
  });
  if (editing) return <LessonForm of={lesson} lesson={lesson} done={() => set_editing(false)} />;
  const stale = remove.error instanceof Problem && remove.error.status === 412;
  return (
    <article className={css.card} data-kind={lesson.kind}>
      <header className={css.card_head}>
        <p className={ui.caption}>
          {[
            lesson_kind_names[lesson.kind][locale],
            lesson_theme_names[lesson.theme][locale],
            lesson_status_names[lesson.status][locale],
            lesson.shared ? m.lesson_shared() : null,
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
        {lesson.may_change && (
          <>
            <IconButton icon="pen" label={m.lesson_change()} on_press={() => set_editing(true)} size={16} />
            <IconButton icon="trash" label={m.lesson_delete()} on_press={() => remove.mutate()} size={16} />
          </>
        )}
      </header>
      <p className={css.words}>{lesson.what}</p>
      {lesson.what_helped && (
        <p className={css.words}>
          <strong>{m.lesson_helped()}</strong> {lesson.what_helped}
        </p>
      )}
      {lesson.comments.length > 0 && (
        <ul className={css.comments}>
          {lesson.comments.map((comment) => (
            <li key={comment.id} data-kind={comment.kind}>
              <p className={css.words}>{comment.body}</p>
              <p className={ui.caption}>
                {[
                  comment_kind_names[comment.kind][locale],
                  doer_name(comment.created_by),
                  date(comment.created_at, locale),
                ].join(" · ")}
                {comment.may_change && (
                  <IconButton
                    icon="close"
                    size={12}
                    label={m.lesson_delete_comment()}
                    on_press={() => remove_comment.mutate(comment.id)}
                  />
                )}
              </p>
            </li>
          ))}
        </ul>
      )}
      {stale ? (
        <p className={css.refused} role="alert">
          {m.lesson_stale()}
        </p>
      ) : (
        remove.isError && <Trouble error={remove.error} />
      )}
      <CommentForm lesson={lesson} />
    </article>
  );
}

function CommentForm({ lesson }: { lesson: Lesson }) {
  const { locale } = useLocale();
  const cache = useQueryClient();
  const [open, set_open] = useState(false);
  const [body, set_body] = useState("");
  const [kind, set_kind] = useState<CommentKind>("comment");
  const add = useMutation({
    mutationFn: () => lesson_api.comment(lesson.id, kind, body),
    onSuccess: async () => {
      set_body("");
      set_open(false);
      await renew_lessons(cache);
    },
  });
  if (!open)
    return (
      <div>
        <Button className={css.text_button!} onPress={() => set_open(true)}>
          {m.lesson_comment()}
        </Button>
      </div>
    );
  const restricted = add.error instanceof Problem && add.error.code === "lesson_restricted";
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (body.trim()) add.mutate();
      }}
    >
      <Choose
        label={m.lesson_comment_kind()}
        value={kind}
        on_change={(id) => set_kind(id as CommentKind)}
        sections={[{ choices: comment_kinds.map((id) => ({ id, name: comment_kind_names[id][locale] })) }]}
      />
      <Prose label={m.lesson_comment_text()} value={body} change={set_body} rows={2} required />
      <p className={ui.caption}>{m.lesson_comment_hint()}</p>
      {restricted ? (
        <p className={css.refused} role="alert">
          {m.lesson_restricted()}
        </p>
      ) : (
        add.isError && <Failed error={add.error} />
      )}
      <div className={ui.row}>
        <Button type="submit" className={ui.primary!} isDisabled={body.trim() === "" || add.isPending}>
          {m.lesson_comment_add()}
        </Button>
        <Button className={ui.button!} onPress={() => set_open(false)}>
          {m.action_cancel()}
        </Button>
      </div>
    </form>
  );
}
