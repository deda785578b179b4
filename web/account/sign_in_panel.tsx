import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "react-aria-components";
import * as m from "../text/compiled/messages.js";
import { Panel } from "../ui/panel.tsx";
import ui from "../ui/ui.module.css";
import { account_api, start_anew, useSession } from "./account_api.ts";
import { AccountForm } from "./account_form.tsx";
import { FormField } from "./form_field.tsx";

/** E-mail address and password, or the town's own sign-in. */
export function SignInPanel({ on_back }: { on_back: () => void }) {
  const session = useSession();
  const [email, set_email] = useState("");
  const [password, set_password] = useState("");
  const sign_in = useMutation({
    mutationFn: () => account_api.sign_in({ email, password }),
    onSuccess: () => start_anew("/"),
  });
  const openid = useMutation({
    mutationFn: account_api.openid,
    onSuccess: ({ address }) => start_anew(address),
  });
  const refused = new URLSearchParams(window.location.search).has("error");
  return (
    <Panel of="sign_in" on_back={on_back} kicker={m.account_kicker()} title={m.sign_in_title()}>
      {refused && <p className={ui.guidance}>{m.sign_in_openid_refused()}</p>}
      {session?.openid && (
        <Button className={ui.primary!} isDisabled={openid.isPending} onPress={() => openid.mutate()}>
          {m.sign_in_openid({ name: session.openid })}
        </Button>
      )}
      <AccountForm action={m.sign_in_action()} sending={{ ...sign_in, error: sign_in.error ?? openid.error }}>
        <FormField
          label={m.field_email()}
          type="email"
          autocomplete="username"
          value={email}
          on_change={set_email}
        />
        <FormField
          label={m.field_password()}
          type="password"
          autocomplete="current-password"
          value={password}
          on_change={set_password}
        />
      </AccountForm>
      <p className={ui.caption}>{m.sign_in_lost()}</p>
    </Panel>
  );
}
