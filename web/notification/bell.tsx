import { useQuery } from "@tanstack/react-query";
import { useSession } from "../account/account_api.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { number } from "../text/number.ts";
import { Go } from "../ui/controls.tsx";
import { Icon } from "../ui/icon.tsx";
import css from "./notification.module.css";
import { is_member, notifications_query } from "./notification_api.ts";

/** How much is not read, and the way to it; nothing for residents and visitors. */
export function Bell() {
  const { locale } = useLocale();
  const member = is_member(useSession());
  const list = useQuery(notifications_query(member));
  if (!member) return null;
  const unread = list.data?.unread ?? 0;
  return (
    <>
      <Go to="/to_do" className={`${css.bell} ${css.wide}`} label={m.to_do_title()}>
        <Icon name="check" />
      </Go>
      <Go to="/notifications" className={css.bell} label={m.bell_label({ count: number(unread, locale) })}>
        <Icon name="bell" />
        {unread > 0 && (
          <span className={css.count} aria-hidden="true">
            {unread > 99 ? "99+" : unread}
          </span>
        )}
      </Go>
    </>
  );
}
