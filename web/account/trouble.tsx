import { Problem } from "../client.ts";
import * as m from "../text/compiled/messages.js";
import { Icon } from "../ui/icon.tsx";
import { Failed } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";

const known: Readonly<Record<string, () => string>> = {
  sign_in_refused: m.trouble_sign_in_refused,
  too_many_attempts: m.trouble_too_many_attempts,
  link_not_valid: m.trouble_link_not_valid,
  email_taken: m.trouble_email_taken,
  last_administrator: m.trouble_last_administrator,
  organisation_taken: m.trouble_organisation_taken,
  dataset_not_yours: m.trouble_dataset_not_yours,
  finding_not_yours: m.trouble_finding_not_yours,
  lesson_not_yours: m.trouble_lesson_not_yours,
  sign_in_required: m.trouble_sign_in_required,
  role_not_allowed: m.trouble_role_not_allowed,
};

/** What went wrong in a form, in words where we have them. */
export function Trouble({ error }: { error: unknown }) {
  const words = error instanceof Problem ? known[error.code] : undefined;
  if (!words) return <Failed error={error} />;
  return (
    <p className={ui.guidance} role="alert">
      <Icon name="warning" size={16} />
      <span>{words()}</span>
    </p>
  );
}
