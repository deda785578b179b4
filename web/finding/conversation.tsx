import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button, Label, TextArea, TextField } from "react-aria-components";
import { useSession } from "../account/account_api.ts";
import { Problem, send } from "../client.ts";
import form from "../draw/form.module.css";
import { is_member } from "../notification/notification_api.ts";
import review from "../review/review.module.css";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { moment } from "../text/number.ts";
import { Choose } from "../ui/controls.tsx";
import { Icon } from "../ui/icon.tsx";
import { Failed } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";

const states = ["open", "in_discussion", "accepted", "mitigated", "rejected"] as const;
type State = (typeof states)[number];
interface Talk {
  readonly state: State;
  readonly reason: string;
  readonly decided_by: string | null;
  readonly decided_by_organisation: string | null;
  readonly decided_at: string | null;
  readonly version: number;
  readonly reopened: { readonly state: State; readonly changed: readonly string[] } | null;
  readonly messages: readonly {
    readonly id: number;
    readonly organisation: string;
    readonly own: boolean;
    readonly text: string;
    readonly written_by: string;
    readonly at: string;
  }[];
}

const state_word = (state: State): string =>
  ({
    open: m.finding_state_open,
    in_discussion: m.finding_state_in_discussion,
    accepted: m.finding_state_accepted,
    mitigated: m.finding_state_mitigated,
    rejected: m.finding_state_rejected,
  })[state]();

const facts: Readonly<Record<string, () => string>> = {
  verdict: m.changed_verdict,
  severity: m.changed_rule,
  kind: m.changed_rule,
  required: m.changed_rule,
  required_vertical: m.changed_rule,
  distance: m.changed_distance,
  vertical: m.changed_depth,
  uncertainty: m.changed_accuracy,
  run: m.changed_run,
  time: m.changed_time,
};

/** What town and owner decided and said about a finding; nothing for others. */
export function Conversation({ finding_id }: { finding_id: string }) {
  const { locale } = useLocale();
  const session = useSession();
  const may_speak = is_member(session) && session?.role !== "official";
  const talk = useQuery({
    queryKey: ["conversation", finding_id],
    queryFn: () => send<Talk>("GET", `/findings/${finding_id}/conversation`),
    enabled: is_member(session),
    retry: false,
    refetchInterval: 60_000,
  });
  const of = talk.data;
  if (!of)
    return talk.error instanceof Problem && talk.error.status !== 404 ? <Failed error={talk.error} /> : null;
  const why = of.reopened && [...new Set(of.reopened.changed.map((key) => facts[key]?.() ?? key))].join(", ");
  return (
    <section className={ui.stack} aria-labelledby="conversation_title">
      <h2 id="conversation_title">{m.conversation_title()}</h2>
      <p className={review.mark}>
        <Icon name={of.state === "open" || of.state === "in_discussion" ? "info" : "check"} size={16} />
        {state_word(of.state)}
      </p>
      {of.reopened && (
        <p className={ui.guidance}>
          <Icon name="warning" size={16} />
          <span>{m.finding_reopened({ state: state_word(of.reopened.state), why: why ?? "" })}</span>
        </p>
      )}
      {of.reason && <p>{of.reason}</p>}
      {of.decided_at && (
        <span className={ui.caption}>
          {[of.decided_by_organisation, of.decided_by, moment(of.decided_at, locale)]
            .filter(Boolean)
            .join(" · ")}
        </span>
      )}
      {of.messages.length > 0 && (
        <ul className={review.answers}>
          {of.messages.map((one) => (
            <li key={one.id}>
              <span>{one.text}</span>
              <span className={ui.caption}>
                {[one.organisation, one.written_by, moment(one.at, locale)].filter(Boolean).join(" · ")}
              </span>
            </li>
          ))}
        </ul>
      )}
      {may_speak && <Speak key={of.version} finding_id={finding_id} talk={of} />}
    </section>
  );
}

/** One field: said as it is, or as the reason of a decision. */
function Speak({ finding_id, talk }: { finding_id: string; talk: Talk }) {
  const cache = useQueryClient();
  const [text, set_text] = useState("");
  const [state, set_state] = useState<State>(talk.state);
  const kept = (next: Talk) => {
    cache.setQueryData(["conversation", finding_id], next);
    void cache.invalidateQueries({ queryKey: ["to_do"] });
    set_text("");
  };
  const say = useMutation({
    mutationFn: () => send<Talk>("POST", `/findings/${finding_id}/messages`, { body: { text } }),
    onSuccess: kept,
  });
  const decide = useMutation({
    mutationFn: () =>
      send<Talk>("PUT", `/findings/${finding_id}/state`, {
        body: { state, reason: text },
        headers: { "if-match": `"${talk.version}"` },
      }),
    onSuccess: kept,
    onError: () => cache.invalidateQueries({ queryKey: ["conversation", finding_id] }),
  });
  const wants_reason = state !== "open" && state !== "in_discussion";
  const pending = say.isPending || decide.isPending;
  return (
    <div className={ui.stack}>
      <TextField value={text} onChange={set_text} maxLength={5000}>
        <Label className={form.label!}>{m.conversation_text()}</Label>
        <TextArea className={`${form.bordered} ${form.input} ${review.area}`} rows={3} />
      </TextField>
      <div className={ui.row}>
        <Button
          className={ui.button!}
          isDisabled={pending || text.trim() === ""}
          onPress={() => say.mutate()}
        >
          {m.conversation_say()}
        </Button>
      </div>
      <div className={form.inline}>
        <Choose
          label={m.finding_state()}
          value={state}
          on_change={(id) => set_state(states.find((one) => one === id) ?? "open")}
          sections={[{ choices: states.map((id) => ({ id, name: state_word(id) })) }]}
        />
        <Button
          className={ui.button!}
          isDisabled={pending || (wants_reason && text.trim() === "")}
          onPress={() => decide.mutate()}
        >
          {m.finding_decide()}
        </Button>
      </div>
      {wants_reason && text.trim() === "" && <p className={ui.caption}>{m.finding_reason_needed()}</p>}
      {(say.isError || decide.isError) && <Failed error={say.error ?? decide.error} />}
    </div>
  );
}
