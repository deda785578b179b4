import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import * as m from "../text/compiled/messages.js";
import { Panel } from "../ui/panel.tsx";
import { Loading } from "../ui/state_block.tsx";
import { account_api, start_anew } from "./account_api.ts";
import { AccountForm } from "./account_form.tsx";
import { FormField } from "./form_field.tsx";
import { Trouble } from "./trouble.tsx";

export type OneTimeKind = "first_administrator" | "password" | "resident";

/** What a link with a secret after its # opens: the first administrator, a new password, or a resident's view. */
export function OneTimePanel({ kind, on_back }: { kind: OneTimeKind; on_back: () => void }) {
  const [token] = useState(() => window.location.hash.slice(1));
  if (kind === "resident") return <ResidentLinkOpening token={token} on_back={on_back} />;
  return <NewPassword first={kind === "first_administrator"} token={token} on_back={on_back} />;
}

function NewPassword({ first, token, on_back }: { first: boolean; token: string; on_back: () => void }) {
  const [name, set_name] = useState("");
  const [email, set_email] = useState("");
  const [password, set_password] = useState("");
  const save = useMutation({
    mutationFn: async () => {
      if (first) {
        await account_api.first_administrator({ token, name, email, password });
        await account_api.sign_in({ email, password });
      } else await account_api.set_password({ token, password });
    },
    onSuccess: () => start_anew(first ? "/members" : "/sign_in"),
  });
  return (
    <Panel
      of="password"
      on_back={on_back}
      kicker={m.account_kicker()}
      title={first ? m.first_administrator_title() : m.new_password_title()}
    >
      <p>{first ? m.first_administrator_text() : m.new_password_text()}</p>
      <AccountForm action={first ? m.first_administrator_action() : m.new_password_action()} sending={save}>
        {first && (
          <>
            <FormField label={m.field_name()} autocomplete="name" value={name} on_change={set_name} />
            <FormField
              label={m.field_email()}
              type="email"
              autocomplete="username"
              value={email}
              on_change={set_email}
            />
          </>
        )}
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
    </Panel>
  );
}

function ResidentLinkOpening({ token, on_back }: { token: string; on_back: () => void }) {
  const open = useMutation({
    mutationFn: () => account_api.open_link(token),
    onSuccess: () => start_anew("/shared"),
  });
  const { mutate } = open;
  useEffect(() => mutate(), [mutate]);
  return (
    <Panel of="resident" on_back={on_back} kicker={m.account_kicker()} title={m.resident_opening()}>
      {open.isError ? <Trouble error={open.error} /> : <Loading rows={4} />}
    </Panel>
  );
}
