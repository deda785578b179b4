import { layer_name } from "../layer/layer_by_id.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { length } from "../text/number.ts";
import { Icon } from "../ui/icon.tsx";
import ui from "../ui/ui.module.css";
import type { OverlapCheck } from "./check_api.ts";

/** Whom to tell before the dig: protected zones and operators with a duty to notify; nothing where there is nobody. */
export function NotifyList({ notify }: Pick<OverlapCheck, "notify">) {
  const { locale } = useLocale();
  if (notify.length === 0) return null;
  return (
    <section className={ui.guidance} aria-label={m.check_notify()}>
      <Icon name="info" size={16} />
      <div>
        <strong>{m.check_notify()}</strong>
        <ul>
          {notify.map((one) => (
            <li key={[one.kind, one.owner, one.layer, one.name, one.rule_id].join("|")}>
              {[
                one.name ?? layer_name(one.layer, locale),
                one.owner,
                one.kind === "duty" ? m.check_notify_duty() : m.check_notify_area(),
                one.kind === "duty" && one.distance_m !== null ? length(one.distance_m, locale) : null,
              ]
                .filter(Boolean)
                .join(" · ")}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
