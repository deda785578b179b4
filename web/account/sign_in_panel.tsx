import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button, Form } from "react-aria-components";
import * as m from "../text/compiled/messages.js";
import { Panel } from "../ui/panel.tsx";
import ui from "../ui/ui.module.css";
import css from "./account.module.css";
import { account_api, start_anew, useSession } from "./account_api.ts";
import { FormField } from "./form_field.tsx";
import { Trouble } from "./trouble.tsx";

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
      <Form
        className={css.form!}
        onSubmit={(event) => {
          event.preventDefault();
          sign_in.mutate();
        }}
      >
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
        {(sign_in.isError || openid.isError) && <Trouble error={sign_in.error ?? openid.error} />}
        <div className={ui.row}>
          <Button type="submit" className={ui.primary!} isDisabled={sign_in.isPending}>
            {m.sign_in_action()}
          </Button>
        </div>
      </Form>
      <p className={ui.caption}>{m.sign_in_lost()}</p>
    </Panel>
  );
}
