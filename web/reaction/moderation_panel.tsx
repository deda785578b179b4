import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "react-aria-components";
import { FormField } from "../account/form_field.tsx";
import review from "../review/review.module.css";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { moment } from "../text/number.ts";
import { fly_to } from "../ui/bus.ts";
import { Choose, Go } from "../ui/controls.tsx";
import { Panel } from "../ui/panel.tsx";
import { Empty, Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import { about_words, type ModeratedReaction, reaction_api, states } from "./reaction_api.ts";

const state_word = (state: (typeof states)[number]): string =>
  ({
    waiting: m.reaction_state_waiting,
    approved: m.reaction_state_approved,
    refused: m.reaction_state_refused,
  })[state]();

/** The reactions of residents that wait for approval, and those that were decided. */
export function ModerationPanel({ on_back }: { on_back: () => void }) {
  useLocale();
  const [state, set_state] = useState<(typeof states)[number]>("waiting");
  const list = useQuery({
    queryKey: ["moderation", state],
    queryFn: () => reaction_api.moderated(state),
    refetchInterval: 60_000,
  });
  const rows = list.data?.reactions ?? [];
  return (
    <Panel of="reactions" on_back={on_back} kicker={m.bell_kicker()} title={m.moderation_title()}>
      <p className={ui.quiet}>{m.moderation_text()}</p>
      <Choose
        label={m.moderation_state()}
        value={state}
        on_change={(id) => set_state(states.find((one) => one === id) ?? "waiting")}
        sections={[{ choices: states.map((id) => ({ id, name: state_word(id) })) }]}
      />
      {list.isPending && <Loading rows={6} />}
      {list.isError && <Failed error={list.error} retry={() => void list.refetch()} />}
      {list.data && rows.length === 0 && <Empty icon="check" title={m.moderation_none()} />}
      {rows.map((one) => (
        <One key={`${one.id} ${one.version}`} reaction={one} />
      ))}
    </Panel>
  );
}

function One({ reaction }: { reaction: ModeratedReaction }) {
  const { locale } = useLocale();
  const cache = useQueryClient();
  const [reason, set_reason] = useState("");
  const [refusing, set_refusing] = useState(false);
  const decide = useMutation({
    mutationFn: (state: "approved" | "refused") =>
      reaction_api.decide(reaction.id, reaction.version, {
        state,
        reason: state === "refused" ? reason : "",
      }),
    onSettled: () =>
      Promise.all(
        ["moderation", "reactions", "to_do"].map((key) => cache.invalidateQueries({ queryKey: [key] })),
      ),
  });
  const at = reaction.place?.coordinates;
  return (
    <article className={review.card}>
      <p>{reaction.text}</p>
      <span className={ui.caption}>
        <Go to={`/draw/${reaction.scenario_id}`}>{reaction.scenario}</Go> · {about_words(reaction, locale)} ·{" "}
        {moment(reaction.created_at, locale)}
      </span>
      {reaction.state !== "waiting" && (
        <span className={ui.caption}>
          {[state_word(reaction.state), reaction.reason, reaction.moderated_by].filter(Boolean).join(" · ")}
        </span>
      )}
      {refusing && <FormField label={m.reaction_reason()} value={reason} on_change={set_reason} />}
      <div className={ui.row} style={{ flexWrap: "wrap" }}>
        {reaction.state !== "approved" && !refusing && (
          <Button
            className={ui.primary!}
            isDisabled={decide.isPending}
            onPress={() => decide.mutate("approved")}
          >
            {m.reaction_approve()}
          </Button>
        )}
        {reaction.state !== "refused" && (
          <Button
            className={ui.button!}
            isDisabled={decide.isPending || (refusing && reason.trim() === "")}
            onPress={() => (refusing ? decide.mutate("refused") : set_refusing(true))}
          >
            {m.reaction_refuse()}
          </Button>
        )}
        {refusing && (
          <Button className={ui.button!} onPress={() => set_refusing(false)}>
            {m.action_cancel()}
          </Button>
        )}
        {at && (
          <Button className={ui.button!} onPress={() => fly_to([at[0], at[1], at[0], at[1]])}>
            {m.action_show_on_map()}
          </Button>
        )}
      </div>
      {decide.isError && <Failed error={decide.error} />}
    </article>
  );
}
