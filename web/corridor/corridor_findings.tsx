import { layer_name } from "../layer/layer_by_id.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { type Locale, metres } from "../text/number.ts";
import { Go } from "../ui/controls.tsx";
import ui from "../ui/ui.module.css";
import { VerdictMark, verdict_word } from "../ui/verdict.tsx";
import css from "./corridor.module.css";
import type { Corridor } from "./corridor_api.ts";

type CorridorFinding = Corridor["findings"][number];

/** A list says enough with these; the map and the scenario have all. */
const MOST = 30;

/** What was measured against what is asked, in the direction that decides. */
function measured(finding: CorridorFinding, locale: Locale): string {
  const { distance_m, required_m, vertical_m, required_vertical_m } = finding;
  if (required_vertical_m !== null)
    return vertical_m === null
      ? m.corridor_depth_unknown()
      : m.corridor_gap({ gap: metres(vertical_m, locale), required: metres(required_vertical_m, locale) });
  return m.corridor_distance({
    distance: metres(distance_m ?? 0, locale),
    required: metres(required_m ?? 0, locale),
  });
}

/** The conflicts that the engine finds of a corridor, worst first. */
export function CorridorFindings({ corridor }: { corridor: Corridor }) {
  const { locale } = useLocale();
  const { findings } = corridor;
  if (findings.length === 0) return null;
  return (
    <details>
      <summary>{m.corridor_findings()}</summary>
      <ul className={css.blocks}>
        {findings.slice(0, MOST).map((finding, k) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is made anew with each answer
          <li key={k}>
            <VerdictMark verdict={finding.verdict} />
            <span>
              <span className="visually_hidden">{verdict_word(finding.verdict)}: </span>
              <Thing thing={finding.other} />
              <span className={ui.caption}> {measured(finding, locale)}</span>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** A thing by its name, as a link where one may look at it; else with the one to ask. */
export function Thing({ thing }: { thing: CorridorFinding["other"] }) {
  const { locale } = useLocale();
  const name = layer_name(thing.layer, locale);
  if (thing.id !== null && thing.kind === "feature")
    return <Go to={`/features/${thing.layer}/${thing.id}`}>{name}</Go>;
  return <>{thing.owner ? `${name} (${thing.owner})` : name}</>;
}
