import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "react-aria-components";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { date } from "../text/number.ts";
import { Choose } from "../ui/controls.tsx";
import { Panel } from "../ui/panel.tsx";
import { Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import css from "./account.module.css";
import { account_api, role_word, start_anew, useSession } from "./account_api.ts";
import { AccountForm } from "./account_form.tsx";
import { FormField } from "./form_field.tsx";
import { SecretOnce } from "./secret_once.tsx";
import { Trouble } from "./trouble.tsx";

/** One's own account: who one is, the password, tokens for programs, and signing out everywhere. */
export function AccountPanel({ on_back }: { on_back: () => void }) {
  const session = useSession();
  const leave = useMutation({
    mutationFn: account_api.sign_out_everywhere,
    onSuccess: () => start_anew("/"),
  });
  return (
    <Panel
      of="account"
      on_back={on_back}
      kicker={m.account_kicker()}
      title={session?.name ?? m.account_title()}
    >
      {session && (
        <p className={ui.caption}>
          {[session.organisation, role_word(session.role)].filter(Boolean).join(" · ")}
        </p>
      )}
      <ChangePassword />
      <Tokens />
      <section className={css.form} aria-labelledby="everywhere">
        <h2 id="everywhere">{m.sign_out_everywhere()}</h2>
        <p>{m.sign_out_everywhere_text()}</p>
        {leave.isError && <Trouble error={leave.error} />}
        <div className={ui.row}>
          <Button className={ui.danger!} onPress={() => leave.mutate()}>
            {m.sign_out_everywhere()}
          </Button>
        </div>
      </section>
    </Panel>
  );
}

function ChangePassword() {
  const [current, set_current] = useState("");
  const [password, set_password] = useState("");
  const save = useMutation({
    mutationFn: () => account_api.change_password({ current, password }),
    onSuccess: () => start_anew("/sign_in"),
  });
  return (
    <AccountForm title={m.change_password_title()} action={m.new_password_action()} aside sending={save}>
      <FormField
        label={m.field_current_password()}
        type="password"
        autocomplete="current-password"
        value={current}
        on_change={set_current}
      />
      <FormField
        label={m.field_new_password()}
        type="password"
        autocomplete="new-password"
        least={12}
        hint={m.field_password_hint()}
        value={password}
        on_change={set_password}
      />
    </AccountForm>
  );
}

function Tokens() {
  const { locale } = useLocale();
  const cache = useQueryClient();
  const [name, set_name] = useState("");
  const [scope, set_scope] = useState("read");
  const tokens = useQuery({ queryKey: ["api_tokens"], queryFn: account_api.tokens });
  const again = () => cache.invalidateQueries({ queryKey: ["api_tokens"] });
  const add = useMutation({
    mutationFn: () => account_api.add_token({ name, scope, days: 90 }),
    onSuccess: async () => {
      set_name("");
      await again();
    },
  });
  const withdraw = useMutation({ mutationFn: account_api.withdraw_token, onSuccess: again });
  const good = tokens.data?.api_tokens.filter((one) => one.withdrawn_at === null) ?? [];
  return (
    <section className={css.form} aria-labelledby="tokens">
      <h2 id="tokens">{m.tokens_title()}</h2>
      <p>{m.tokens_text()}</p>
      {tokens.isPending && <Loading rows={2} />}
      {tokens.isError && <Failed error={tokens.error} />}
      <ul className={css.list}>
        {good.map((one) => (
          <li key={one.id} className={css.item}>
            <span className={css.name}>{one.name}</span>
            <span className={ui.caption}>
              {[
                one.scope === "read" ? m.token_scope_read() : m.token_scope_write(),
                m.until_day({ day: date(one.expires, locale) }),
                one.last_used_at ? m.token_used({ day: date(one.last_used_at, locale) }) : m.token_unused(),
              ].join(" · ")}
            </span>
            <div className={ui.row}>
              <Button className={ui.button!} onPress={() => withdraw.mutate(one.id)}>
                {m.action_withdraw()}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <AccountForm action={m.token_add()} aside sending={add}>
        <FormField label={m.token_name()} value={name} on_change={set_name} />
        <Choose
          label={m.token_scope()}
          value={scope}
          on_change={set_scope}
          sections={[
            {
              choices: [
                { id: "read", name: m.token_scope_read() },
                { id: "write", name: m.token_scope_write() },
              ],
            },
          ]}
        />
      </AccountForm>
      {add.data && <SecretOnce text={add.data.token} explain={m.token_once()} />}
    </section>
  );
}
