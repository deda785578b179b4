import { useMutation } from "@tanstack/react-query";
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from "react-aria-components";
import { may_moderate } from "../notification/notification_api.ts";
import * as m from "../text/compiled/messages.js";
import { Icon } from "../ui/icon.tsx";
import ui from "../ui/ui.module.css";
import { useGo } from "../ui/view_state.ts";
import { account_api, type Role, role_word, start_anew, useSession } from "./account_api.ts";

/** Who one is, and what belongs to that: signing in and out, members, residents' links, roles to try on the demo. */
export function AccountMenu() {
  const session = useSession();
  const go = useGo();
  const leave = useMutation({ mutationFn: account_api.sign_out, onSuccess: () => start_anew("/") });
  const try_role = useMutation({ mutationFn: account_api.try_role, onSuccess: () => start_anew("/") });
  if (!session) return null;
  const { by, role, name } = session;
  const shown = name ?? role_word(role);
  const member = !["resident", "visitor"].includes(role);
  const items = [
    by === "session" ? { id: "/account", text: m.account_title() } : null,
    by === "nothing" || by === "link" ? { id: "/sign_in", text: m.sign_in_action() } : null,
    by === "link" ? { id: "/shared", text: m.shared_title() } : null,
    member ? { id: "/to_do", text: m.to_do_title() } : null,
    may_moderate(session) ? { id: "/reactions", text: m.moderation_title() } : null,
    member ? { id: "/members", text: m.members_title() } : null,
    ["administrator", "planner"].includes(role)
      ? { id: "/resident_links", text: m.resident_links_title() }
      : null,
    by === "session" || by === "link" ? { id: "leave", text: m.sign_out_action() } : null,
  ].filter((item) => item !== null);
  return (
    <MenuTrigger>
      <Button className={ui.icon_button!} aria-label={m.account_menu({ name: shown })}>
        <Icon name="person" />
      </Button>
      <Popover className={ui.popover!} placement="bottom end">
        <Menu
          className={ui.listbox!}
          onAction={(key) => {
            const id = String(key);
            if (id === "leave") leave.mutate();
            else if (id.startsWith("try ")) try_role.mutate(id.slice(4) as Role);
            else go(id);
          }}
        >
          <MenuSection>
            <Header className={ui.section_title!}>{shown}</Header>
            {items.map(({ id, text }) => (
              <MenuItem key={id} id={id} className={ui.option!}>
                {text}
              </MenuItem>
            ))}
          </MenuSection>
          {session.try_roles.length > 0 && (
            <MenuSection>
              <Header className={ui.section_title!}>{m.try_roles_title()}</Header>
              {session.try_roles.map((one) => (
                <MenuItem key={one} id={`try ${one}`} className={ui.option!} textValue={role_word(one)}>
                  {role_word(one)}
                  {one === role && <Icon name="check" size={14} />}
                </MenuItem>
              ))}
            </MenuSection>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
