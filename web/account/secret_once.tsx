import { useState } from "react";
import { Button } from "react-aria-components";
import * as m from "../text/compiled/messages.js";
import { Icon } from "../ui/icon.tsx";
import ui from "../ui/ui.module.css";
import css from "./account.module.css";

/** Something that is shown this once: a link or a token, with a button that copies it. */
export function SecretOnce({ text, explain }: { text: string; explain: string }) {
  const [copied, set_copied] = useState(false);
  return (
    <div className={css.form} role="status">
      <p>{explain}</p>
      <code className={css.secret}>{text}</code>
      <div className={ui.row}>
        <Button
          className={ui.button!}
          onPress={() => void navigator.clipboard?.writeText(text).then(() => set_copied(true))}
        >
          <Icon name={copied ? "check" : "copy"} size={16} />
          {copied ? m.secret_copied() : m.secret_copy()}
        </Button>
      </div>
    </div>
  );
}

/** The address of a page of ours with a secret that never reaches a server's log. */
export function secret_address(path: string, token: string): string {
  return `${window.location.origin}${path}#${token}`;
}
