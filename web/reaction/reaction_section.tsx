import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button, Label, TextArea, TextField } from "react-aria-components";
import { useSession } from "../account/account_api.ts";
import { Trouble } from "../account/trouble.tsx";
import form from "../draw/form.module.css";
import review from "../review/review.module.css";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { date } from "../text/number.ts";
import { Choose } from "../ui/controls.tsx";
import ui from "../ui/ui.module.css";
import { useCamera } from "../ui/view_state.ts";
import { about_words, reaction_api } from "./reaction_api.ts";

/** What a reaction can be about: a measure of the scenario, or the middle of the map. */
export interface ReactionSubject {
  readonly id: number;
  readonly name: string;
}

/** In a scenario's panel: the reactions that were approved; for a resident also a new one. */
export function ReactionSection(props: { scenario_id: number; measures: readonly ReactionSubject[] }) {
  const { scenario_id, measures } = props;
  const { locale } = useLocale();
  const session = useSession();
  const list = useQuery({
    queryKey: ["reactions", scenario_id],
    queryFn: () => reaction_api.of_scenario(scenario_id),
    enabled: session !== undefined && session.role !== "visitor",
  });
  const rows = list.data?.reactions ?? [];
  const resident = session?.role === "resident";
  if (!resident && rows.length === 0) return null;
  return (
    <section className={ui.stack} aria-labelledby="reactions_title">
      <h3 id="reactions_title">{m.reactions_title()}</h3>
      {rows.map((one) => (
        <article key={one.id} className={review.card}>
          <p>{one.text}</p>
          <span className={ui.caption}>
            {about_words(one, locale)} · {date(one.created_at, locale)}
          </span>
        </article>
      ))}
      {resident && <React {...{ scenario_id, measures }} />}
    </section>
  );
}

function React({ scenario_id, measures }: { scenario_id: number; measures: readonly ReactionSubject[] }) {
  const [camera] = useCamera();
  const [text, set_text] = useState("");
  const [chosen, set_subject] = useState<string | null>(null);
  // The measures may be known after the form: until one chooses, the first.
  const subject = chosen ?? (measures[0] ? String(measures[0].id) : "place");
  const add = useMutation({
    mutationFn: () =>
      reaction_api.add(scenario_id, {
        text,
        ...(subject === "place"
          ? { place: { type: "Point", coordinates: [camera!.lon, camera!.lat] } }
          : { measure_id: Number(subject) }),
      }),
    onSuccess: () => set_text(""),
  });
  return (
    <form
      className={ui.stack}
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <Choose
        label={m.reaction_about()}
        value={subject}
        on_change={set_subject}
        sections={[
          {
            choices: [
              ...measures.map(({ id, name }) => ({ id: String(id), name })),
              { id: "place", name: m.reaction_map_middle() },
            ],
          },
        ]}
      />
      <TextField value={text} onChange={set_text} maxLength={2000} isRequired>
        <Label className={form.label!}>{m.reaction_text()}</Label>
        <TextArea className={`${form.bordered} ${form.input} ${review.area}`} rows={4} />
      </TextField>
      <p className={ui.quiet}>{m.reaction_moderated()}</p>
      <div className={ui.row}>
        <Button
          className={ui.primary!}
          type="submit"
          isDisabled={add.isPending || text.trim() === "" || (subject === "place" && camera === null)}
        >
          {m.reaction_send()}
        </Button>
      </div>
      {add.isSuccess && <p role="status">{m.reaction_thanks()}</p>}
      {add.isError && <Trouble error={add.error} />}
    </form>
  );
}
