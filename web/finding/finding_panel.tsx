import { useQuery } from "@tanstack/react-query";
import { topic_names } from "../../data/catalog/topic_names.ts";
import { way_out_names } from "../../data/catalog/way_out_names.ts";
import { client, type Finding, Problem, type Thing } from "../client.ts";
import { depth_source_word, status_word } from "../feature/words.ts";
import { layer_name } from "../layer/layer_by_id.ts";
import { LayerSymbol } from "../layer/layer_symbol.tsx";
import { Lessons, LessonsBelow } from "../lesson/lessons.tsx";
import { bounds_of } from "../map/bounds.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { type Locale, length, metres } from "../text/number.ts";
import { fly_to } from "../ui/bus.ts";
import { Go, IconButton } from "../ui/controls.tsx";
import { Icon } from "../ui/icon.tsx";
import { Numbers, Panel } from "../ui/panel.tsx";
import { Empty, Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import { VerdictBadge, VerdictMark, verdict_word } from "../ui/verdict.tsx";
import { derivation } from "./derivation.ts";
import css from "./finding.module.css";
import { FindingScale } from "./finding_scale.tsx";
import { finding_sentence, in_reading_order } from "./finding_sentence.ts";
import { FindingTalk } from "./finding_talk.tsx";

/** Where a finding is on earth; null where neither thing nor stretch may be seen. */
export const finding_bounds = ({ stretch, a, b, stretch_m }: Finding) =>
  // A sewer of 300 m would zoom the spot away: the stretch decides, and the things only where it is a spot.
  stretch && (stretch_m > 1 || (a.geometry?.type !== "Point" && b.geometry?.type !== "Point"))
    ? bounds_of([stretch])
    : bounds_of([stretch, ...[a, b].filter((t) => t.geometry?.type === "Point").map((t) => t.geometry)]);

/** One finding: the sentence, the numbers, both things, the rule and its source, and the way out. */
export function FindingPanel({ id, on_back }: { id: string; on_back: () => void }) {
  const { locale } = useLocale();
  const query = useQuery({ queryKey: ["finding", id], queryFn: () => client.finding(id) });
  const finding = query.data;
  if (!finding) {
    return (
      <Panel kicker={m.finding_word()} title={m.finding_word()} of={`finding-${id}`} on_back={on_back}>
        {query.isPending ? (
          <Loading rows={8} />
        ) : query.error instanceof Problem && query.error.status === 404 ? (
          <Empty icon="check" title={m.finding_gone_title()}>
            <p>{m.finding_gone_text()}</p>
          </Empty>
        ) : (
          <Failed error={query.error} retry={() => query.refetch()} />
        )}
      </Panel>
    );
  }
  const [first, second] = in_reading_order(finding);
  const topic = topic_names[finding.rule.topic]?.[locale] ?? finding.rule.topic;
  const bounds = finding_bounds(finding);
  const vertical = finding.required_m === null && finding.required_vertical_m !== null;
  const value_m = vertical ? finding.vertical_m : finding.distance_m;
  const required_m = vertical ? finding.required_vertical_m : finding.required_m;
  const accuracy_m = vertical ? finding.vertical_uncertainty_m : finding.uncertainty_m;
  const figure = (v: number | null, before = "") =>
    v === null ? m.not_known() : `${before}${metres(v, locale)}`;
  return (
    <Panel
      of={`finding-${id}`}
      on_back={on_back}
      kicker={`${m.finding_word()} · ${topic}`}
      title={`${layer_name(first.layer, locale)} – ${layer_name(second.layer, locale)}`}
      actions={
        bounds && <IconButton icon="fit" label={m.action_show_on_map()} on_press={() => fly_to(bounds, 21)} />
      }
    >
      <div className={ui.stack}>
        <div className={ui.row}>
          <VerdictBadge verdict={finding.verdict} kind={finding.kind} />
          <span className={ui.caption}>{severity_word(finding)}</span>
        </div>
        <p className={css.sentence}>{finding_sentence(finding, locale)}</p>
        <Numbers
          items={[
            { label: vertical ? m.number_gap() : m.number_distance(), value: figure(value_m) },
            {
              label: finding.rule.guidance ? m.number_guidance() : m.number_required(),
              value: required_m === null ? "–" : figure(required_m),
            },
            { label: m.number_accuracy(), value: accuracy_m === null ? "–" : figure(accuracy_m, "±\u00a0") },
          ]}
        />
        <FindingScale finding={finding} />
        <LessonsBelow about="finding" about_id={id} />
      </div>
      <section className={ui.stack}>
        <h2 className="visually_hidden">{m.finding_things()}</h2>
        <div className={css.things}>
          <ThingCard thing={first} />
          <ThingCard thing={second} />
        </div>
      </section>
      <section className={ui.stack}>
        <h3>{m.derivation_title()}</h3>
        <Derivation finding={finding} locale={locale} />
      </section>
      {finding.rule.ways_out.length > 0 && (
        <section className={ui.stack}>
          <h3>{m.ways_out_title()}</h3>
          <ul className={ui.chips}>
            {finding.rule.ways_out.map((way) => (
              <li key={way} className={ui.chip}>
                {way_out_names[way]?.[locale] ?? way}
              </li>
            ))}
          </ul>
        </section>
      )}
      <FindingTalk finding={finding} />
      <RuleBlock finding={finding} locale={locale} />
      <Lessons about="finding" about_id={id} />
    </Panel>
  );
}

const severity_word = ({ severity }: Finding): string =>
  severity === "block"
    ? m.severity_block()
    : severity === "mitigate"
      ? m.severity_mitigate()
      : m.severity_inform();

/** The numbers a finding rests on, as a table that ends in the verdict. */
export function Derivation({ finding, locale }: { finding: Finding; locale: Locale }) {
  return (
    <table className={ui.table}>
      <caption className="visually_hidden">{m.derivation_title()}</caption>
      <tbody>
        {derivation(finding, locale).map((line) => (
          <tr key={line.label} className={line.check ? css.check : undefined}>
            <td>{line.label}</td>
            <td className={ui.figure}>{line.value}</td>
          </tr>
        ))}
        <tr className={css.check}>
          <td>{m.derivation_verdict()}</td>
          <td className={ui.figure}>
            <span className={ui.row} style={{ justifyContent: "flex-end", gap: 6 }}>
              <VerdictMark verdict={finding.verdict} kind={finding.kind} />
              {verdict_word(finding.verdict)}
            </span>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function ThingCard({ thing }: { thing: Thing }) {
  const { locale } = useLocale();
  const name = layer_name(thing.layer, locale);
  if (!thing.visible) {
    return (
      <div className={css.thing}>
        <p className={css.thing_head}>
          <LayerSymbol layer={thing.layer} />
          {name}
          <Icon name="lock" size={14} />
        </p>
        <p className={ui.caption}>{m.thing_hidden({ owner: thing.owner ?? m.not_known() })}</p>
      </div>
    );
  }
  const facts = [
    thing.radius_m ? m.thing_diameter({ value: `ø${Math.round(thing.radius_m * 2000)}` }) : null,
    thing.top_m === null || thing.top_m === undefined
      ? m.thing_depth_unknown()
      : m.thing_depth({
          value: metres(thing.top_m, locale),
          source: depth_source_word(thing.depth_source ?? null),
        }),
    thing.status && thing.status !== "in_use" ? status_word(thing.status) : null,
  ].filter(Boolean);
  const above = thing.top_m === null && thing.radius_m === 0;
  return (
    <div className={css.thing}>
      <p className={css.thing_head}>
        <LayerSymbol layer={thing.layer} />
        {thing.kind === "feature" ? (
          <Go to={`/features/${thing.layer}/${thing.id}`}>{thing.name ?? name}</Go>
        ) : (
          name
        )}
      </p>
      {!above && <p>{facts.join(" · ")}</p>}
      <p className={ui.caption}>{[thing.owner, thing.dataset].filter(Boolean).join(" · ")}</p>
    </div>
  );
}

/** The rule of a finding: reason, source, how sure it is. */
export function RuleBlock({ finding: { rule, stretch_m }, locale }: { finding: Finding; locale: Locale }) {
  return (
    <section className={ui.stack}>
      <h3>{m.rule_title()}</h3>
      <p>{rule.reason[locale]}</p>
      {rule.guidance && (
        <p className={ui.guidance}>
          <Icon name="info" size={16} />
          <span>{m.rule_guidance_note()}</span>
        </p>
      )}
      <dl className={ui.facts}>
        <dt>{m.rule_source()}</dt>
        <dd>
          {/^https?:/.test(rule.source_url) ? (
            <a href={rule.source_url} target="_blank" rel="noreferrer">
              {rule.source_title}
            </a>
          ) : (
            rule.source_title
          )}
        </dd>
        <dt>{m.rule_jurisdiction()}</dt>
        <dd>{rule.jurisdiction}</dd>
        <dt>{m.rule_confidence()}</dt>
        <dd>
          {rule.confidence === "high"
            ? m.confidence_high()
            : rule.confidence === "medium"
              ? m.confidence_medium()
              : m.confidence_low()}
        </dd>
        {stretch_m > 0 && (
          <>
            <dt>{m.rule_stretch()}</dt>
            <dd>{length(stretch_m, locale)}</dd>
          </>
        )}
        <dt>{m.rule_id()}</dt>
        <dd>{rule.id}</dd>
      </dl>
    </section>
  );
}
