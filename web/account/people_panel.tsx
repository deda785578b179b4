import type { PeoplePage } from "../selection.ts";
import { AccountPanel } from "./account_panel.tsx";
import { MembersPanel } from "./members_panel.tsx";
import { OneTimePanel } from "./one_time_panel.tsx";
import { ResidentLinksPanel } from "./resident_links_panel.tsx";
import { SharedPanel } from "./shared_panel.tsx";
import { SignInPanel } from "./sign_in_panel.tsx";

/** The page about people and rights that an address names. */
export function PeoplePanel({ page, on_back }: { page: PeoplePage; on_back: () => void }) {
  switch (page) {
    case "sign_in":
      return <SignInPanel on_back={on_back} />;
    case "account":
      return <AccountPanel on_back={on_back} />;
    case "members":
      return <MembersPanel on_back={on_back} />;
    case "resident_links":
      return <ResidentLinksPanel on_back={on_back} />;
    case "shared":
      return <SharedPanel on_back={on_back} />;
    default:
      return <OneTimePanel kind={page} on_back={on_back} />;
  }
}
