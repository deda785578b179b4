import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "react-aria-components";
import { type NotificationKind, notification_kinds } from "../../data/catalog/notification_kinds.ts";
import { useSession } from "../account/account_api.ts";
import { FormField } from "../account/form_field.tsx";
import { SecretOnce } from "../account/secret_once.tsx";
import form from "../draw/form.module.css";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { IconButton } from "../ui/controls.tsx";
import { Failed } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import css from "./notification.module.css";
import { notification_api } from "./notification_api.ts";
import { kind_word } from "./notification_words.ts";

const state_word = (state: string | null, error: string | null): string =>
  state === null
    ? m.webhook_never()
    : state === "sent"
      ? m.webhook_sent()
      : error
        ? m.webhook_trouble({ error })
        : m.webhook_waiting();

/** The addresses that notifications of one's organisation are sent to, and a new one. */
export function Webhooks() {
  useLocale();
  const cache = useQueryClient();
  const session = useSession();
  const may = session !== undefined && session.role !== "official";
  const hooks = useQuery({ queryKey: ["webhooks"], queryFn: notification_api.webhooks, enabled: may });
  const [url, set_url] = useState("");
  const [chosen, set_chosen] = useState<readonly NotificationKind[]>(notification_kinds);
  const renew = () => cache.invalidateQueries({ queryKey: ["webhooks"] });
  const add = useMutation({
    mutationFn: () => notification_api.add_webhook(url, chosen),
    onSuccess: () => {
      set_url("");
      void renew();
    },
  });
  const remove = useMutation({ mutationFn: notification_api.remove_webhook, onSuccess: renew });
  if (!may) return null;
  return (
    <details className={form.details}>
      <summary>{m.webhooks_title()}</summary>
      <div className={ui.stack}>
        <p className={ui.quiet}>{m.webhooks_text()}</p>
        <ul className={css.list}>
          {(hooks.data?.webhooks ?? []).map((hook) => (
            <li key={hook.id} className={css.item}>
              <div>
                <span>{hook.url}</span>
                <span className={ui.caption}>{state_word(hook.last_state, hook.last_error)}</span>
              </div>
              <IconButton
                icon="trash"
                label={m.webhook_remove({ url: hook.url })}
                on_press={() => remove.mutate(hook.id)}
              />
            </li>
          ))}
        </ul>
        <form
          className={ui.stack}
          onSubmit={(event) => {
            event.preventDefault();
            add.mutate();
          }}
        >
          <FormField label={m.webhook_url()} value={url} on_change={set_url} />
          <fieldset className={css.kinds}>
            <legend className={form.label}>{m.webhook_kinds()}</legend>
            {notification_kinds.map((kind) => (
              <label key={kind}>
                <input
                  type="checkbox"
                  checked={chosen.includes(kind)}
                  onChange={(event) =>
                    set_chosen(
                      event.target.checked ? [...chosen, kind] : chosen.filter((one) => one !== kind),
                    )
                  }
                />
                {kind_word(kind)}
              </label>
            ))}
          </fieldset>
          <div className={ui.row}>
            <Button className={ui.button!} type="submit" isDisabled={add.isPending || chosen.length === 0}>
              {m.webhook_add()}
            </Button>
          </div>
        </form>
        {add.data && <SecretOnce text={add.data.secret} explain={m.webhook_secret()} />}
        {(add.isError || remove.isError) && <Failed error={add.error ?? remove.error} />}
      </div>
    </details>
  );
}
