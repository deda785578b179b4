import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button, Label, TextArea, TextField } from "react-aria-components";
import type { z } from "zod";
import type { finding_talk } from "../../api/schemas/finding.ts";
import { doer_name } from "../account/account_api.ts";
import { Trouble } from "../account/trouble.tsx";
import { type Finding, Problem, send } from "../client.ts";
import draw from "../draw/form.module.css";
import { layer_name } from "../layer/layer_by_id.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { moment, number } from "../text/number.ts";
import { Choose } from "../ui/controls.tsx";
import { Icon } from "../ui/icon.tsx";
import { Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import css from "./finding.module.css";

type Talk = z.infer<typeof finding_talk>;
type State = Talk["state"];

const state_words: Readonly<Record<State, () => string>> = {
  open: m.finding_state_open,
  in_discussion: m.finding_state_in_discussion,
  accepted: m.finding_state_accepted,
  mitigated: m.finding_state_mitigated,
  rejected: m.finding_state_rejected,
};
const states = Object.keys(state_words) as State[];

/** What was decided about a finding and why, a form to decide anew, and the conversation about it. */
export function FindingTalk({ finding }: { finding: Finding }) {
  const key = ["finding_talk", finding.id];
  const at = `/findings/${finding.id}`;
  const query = useQuery({ queryKey: key, queryFn: () => send<Talk>("GET", `${at}/talk`) });
  const talk = query.data;
  return (
    <section className={ui.stack} aria-labelledby="finding_talk">
      <h3 id="finding_talk">{m.finding_talk_title()}</h3>
      {talk ? (
        <>
          <Decided talk={talk} finding={finding} />
          {/* Another version: the form starts from what is decided now. */}
          {talk.may_answer ? (
            <DecisionForm key={talk.version} talk={talk} at={at} query_key={key} />
          ) : (
            <p className={ui.caption}>{m.finding_not_yours()}</p>
          )}
          <Former talk={talk} />
          <Messages talk={talk} at={at} query_key={key} />
        </>
      ) : query.isError ? (
        <Failed error={query.error} retry={() => query.refetch()} />
      ) : (
        <Loading rows={3} />
      )}
    </section>
  );
}

/** The state in words, with whose it is, and why a former decision no longer holds. */
function Decided({ talk, finding }: { talk: Talk; finding: Finding }) {
  const { locale } = useLocale();
  const changed: Readonly<Record<Talk["reopened"][number], () => string>> = {
    a: () => m.finding_reopened_thing({ thing: layer_name(finding.a.layer, locale) }),
    b: () => m.finding_reopened_thing({ thing: layer_name(finding.b.layer, locale) }),
    rule: m.finding_reopened_rule,
    result: m.finding_reopened_result,
  };
  const state = talk.former_state ?? talk.state;
  return (
    <>
      <p className={ui.row}>
        <span className={ui.chip}>{state_words[talk.state]()}</span>
        {talk.decided_by !== null && talk.decided_at !== null && (
          <span className={ui.caption}>
            {m.finding_decided_by({
              state: state_words[state](),
              who: [doer_name(talk.decided_by), talk.organisation].filter(Boolean).join(", "),
              when: moment(talk.decided_at, locale),
            })}
          </span>
        )}
      </p>
      {talk.reopened.length > 0 && (
        <div className={ui.guidance} role="note">
          <Icon name="info" size={16} />
          <div>
            <p>{m.finding_reopened({ state: state_words[state]() })}</p>
            <ul>
              {talk.reopened.map((what) => (
                <li key={what}>{changed[what]()}</li>
              ))}
            </ul>
          </div>
        </div>
      )}
      {talk.reason !== "" && <p className={css.said}>{talk.reason}</p>}
    </>
  );
}

/** What was decided before, newest first. */
function Former({ talk }: { talk: Talk }) {
  const { locale } = useLocale();
  if (talk.former.length === 0) return null;
  return (
    <details className={css.former}>
      <summary>{m.finding_former({ count: number(talk.former.length, locale) })}</summary>
      <ol className={css.messages}>
        {talk.former.map((one) => (
          <li key={one.version}>
            <p className={ui.caption}>
              {m.finding_decided_by({
                state: state_words[one.state](),
                who: [doer_name(one.decided_by), one.organisation].filter(Boolean).join(", "),
                when: moment(one.decided_at, locale),
              })}
            </p>
            {one.reason !== "" && <p className={css.said}>{one.reason}</p>}
          </li>
        ))}
      </ol>
    </details>
  );
}

interface FormProps {
  readonly talk: Talk;
  readonly at: string;
  readonly query_key: readonly string[];
}

function DecisionForm({ talk, at, query_key }: FormProps) {
  const cache = useQueryClient();
  const [editing, set_editing] = useState(false);
  const [state, set_state] = useState<State>(talk.state);
  const [reason, set_reason] = useState(talk.reason);
  const decide = useMutation({
    mutationFn: () =>
      send<Talk>("PUT", `${at}/decision`, {
        body: { state, reason },
        headers: { "if-match": `"${talk.version}"` },
      }),
    onSuccess: (now) => cache.setQueryData(query_key, now),
  });
  if (!editing)
    return (
      <Button className={ui.button!} onPress={() => set_editing(true)}>
        <Icon name="pen" size={16} />
        {m.finding_decide()}
      </Button>
    );
  const stale = decide.error instanceof Problem && decide.error.status === 412;
  const reason_missing = state === "accepted" && reason.trim() === "";
  return (
    <form
      className={draw.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!reason_missing) decide.mutate();
      }}
    >
      <Choose
        label={m.finding_state()}
        value={state}
        on_change={(id) => set_state(id as State)}
        sections={[{ choices: states.map((id) => ({ id, name: state_words[id]() })) }]}
      />
      <TextField value={reason} onChange={set_reason} maxLength={2000} isRequired={state === "accepted"}>
        <Label className={draw.label!}>{m.finding_reason()}</Label>
        <TextArea className={`${draw.input} ${draw.bordered} ${css.text}`} rows={3} />
      </TextField>
      {reason_missing && <p className={ui.caption}>{m.finding_reason_needed()}</p>}
      {stale ? (
        <p role="alert">
          {m.finding_decided_meanwhile()}{" "}
          <Button className={ui.button!} onPress={() => cache.invalidateQueries({ queryKey: query_key })}>
            {m.finding_look_again()}
          </Button>
        </p>
      ) : (
        decide.isError && <Trouble error={decide.error} />
      )}
      <div className={ui.row}>
        <Button className={ui.primary!} type="submit" isDisabled={decide.isPending || reason_missing}>
          {m.action_keep()}
        </Button>
        <Button className={ui.button!} onPress={() => set_editing(false)}>
          {m.action_cancel()}
        </Button>
      </div>
    </form>
  );
}

function Messages({ talk, at, query_key }: FormProps) {
  const { locale } = useLocale();
  const cache = useQueryClient();
  const [text, set_text] = useState("");
  const say = useMutation({
    mutationFn: () => send<Talk>("POST", `${at}/messages`, { body: { text } }),
    onSuccess: (now) => {
      cache.setQueryData(query_key, now);
      set_text("");
    },
  });
  return (
    <>
      {talk.messages.length > 0 && (
        <ol className={css.messages} aria-label={m.finding_messages()}>
          {talk.messages.map((message) => (
            <li key={message.id}>
              <p className={ui.caption}>
                {[doer_name(message.author), message.organisation, moment(message.at, locale)]
                  .filter(Boolean)
                  .join(" · ")}
              </p>
              <p className={css.said}>{message.text}</p>
            </li>
          ))}
        </ol>
      )}
      {talk.may_answer && (
        <form
          className={draw.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() !== "") say.mutate();
          }}
        >
          <TextField value={text} onChange={set_text} maxLength={4000}>
            <Label className={draw.label!}>{m.finding_message()}</Label>
            <TextArea className={`${draw.input} ${draw.bordered} ${css.text}`} rows={2} />
          </TextField>
          {say.isError && <Trouble error={say.error} />}
          <div className={ui.row}>
            <Button className={ui.button!} type="submit" isDisabled={say.isPending || text.trim() === ""}>
              {m.finding_send()}
            </Button>
          </div>
        </form>
      )}
    </>
  );
}
