import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "react-aria-components";
import * as m from "../text/compiled/messages.js";
import { Go } from "../ui/controls.tsx";
import { Icon } from "../ui/icon.tsx";
import { Failed } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import { type About, lesson_api } from "./lesson_api.ts";
import { LessonCard } from "./lesson_card.tsx";
import { LessonForm } from "./lesson_form.tsx";

const place_of = (of: About) => `lessons-${of.about}-${of.about_id}`;

const useLessons = (of: About) =>
  useQuery({ queryKey: ["lessons", of.about, of.about_id], queryFn: () => lesson_api.lessons(of) });

/** At the top of a panel whose lessons are below the fold: how many there are, and the way down to them. */
export function LessonsBelow(of: About) {
  const count = useLessons(of).data?.lessons.length ?? 0;
  const go_down = () => {
    const place = document.getElementById(place_of(of));
    place?.scrollIntoView({ block: "start" });
    place?.focus({ preventScroll: true });
  };
  return (
    count > 0 && (
      <Button className={ui.button!} onPress={go_down}>
        <Icon name="pen" size={16} />
        {m.lesson_jump({ count })}
      </Button>
    )
  );
}

/** The lessons at what a panel shows, and the way to write one. */
export function Lessons(of: About) {
  const [writing, set_writing] = useState(false);
  const query = useLessons(of);
  const lessons = query.data?.lessons ?? [];
  return (
    <section className={ui.stack} id={place_of(of)} tabIndex={-1} aria-label={m.lesson_title()}>
      <h3>{m.lesson_title()}</h3>
      {query.isError && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.data && lessons.length === 0 && !writing && <p className={ui.quiet}>{m.lesson_none()}</p>}
      {lessons.map((lesson) => (
        <LessonCard key={lesson.id} lesson={lesson} />
      ))}
      {writing ? (
        <LessonForm of={of} lesson={null} done={() => set_writing(false)} />
      ) : (
        <div className={ui.row}>
          <Button className={ui.button!} onPress={() => set_writing(true)}>
            <Icon name="pen" size={16} />
            {m.lesson_write()}
          </Button>
          <Go to="/workbook">{m.lesson_to_workbook()}</Go>
        </div>
      )}
    </section>
  );
}
