import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "react-aria-components";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { moment } from "../text/number.ts";
import { Go, IconButton } from "../ui/controls.tsx";
import { Panel } from "../ui/panel.tsx";
import { Empty, Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import css from "./notification.module.css";
import { notification_api, notifications_query } from "./notification_api.ts";
import { NotificationChoices } from "./notification_choices.tsx";
import { notification_line } from "./notification_words.ts";
import { Webhooks } from "./webhooks.tsx";

/** What one was told, newest first, read or not; and below it what one wants to be told. */
export function NotificationPanel({ on_back }: { on_back: () => void }) {
  const { locale } = useLocale();
  const cache = useQueryClient();
  const list = useQuery(notifications_query(true));
  const mark = useMutation({
    mutationFn: ({ ids, read }: { ids: readonly number[] | null; read: boolean }) =>
      notification_api.mark(ids, read),
    onSuccess: () => cache.invalidateQueries({ queryKey: ["notifications"] }),
  });
  const rows = list.data?.notifications ?? [];
  return (
    <Panel of="notifications" on_back={on_back} kicker={m.bell_kicker()} title={m.notifications_title()}>
      {list.isPending && <Loading rows={6} />}
      {list.isError && <Failed error={list.error} retry={() => void list.refetch()} />}
      {list.data && rows.length === 0 && (
        <Empty icon="bell" title={m.notifications_none()}>
          <p>{m.notifications_none_text()}</p>
          <p>
            <Go to="/to_do">{m.to_do_title()}</Go>
          </p>
        </Empty>
      )}
      {(list.data?.unread ?? 0) > 0 && (
        <div className={ui.row}>
          <Button className={ui.button!} onPress={() => mark.mutate({ ids: null, read: true })}>
            {m.notifications_read_all()}
          </Button>
        </div>
      )}
      {rows.length > 0 && (
        <ul className={css.list}>
          {rows.map((one) => {
            const { text, to } = notification_line(one, locale);
            return (
              <li key={one.id} className={css.item} data-unread={one.read ? undefined : ""}>
                <div>
                  <Go to={to}>{text}</Go>
                  <span className={ui.caption}>
                    {moment(one.created_at, locale)} ·{" "}
                    {one.read ? m.notification_read() : m.notification_unread()}
                  </span>
                </div>
                <IconButton
                  icon={one.read ? "undo" : "check"}
                  label={one.read ? m.notification_mark_unread() : m.notification_mark_read()}
                  on_press={() => mark.mutate({ ids: [one.id], read: !one.read })}
                />
              </li>
            );
          })}
        </ul>
      )}
      {mark.isError && <Failed error={mark.error} />}
      <NotificationChoices />
      <Webhooks />
    </Panel>
  );
}
