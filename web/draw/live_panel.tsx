import type { Finding } from "../client.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { number } from "../text/number.ts";
import { useCell } from "../ui/bus.ts";
import { Numbers, Panel } from "../ui/panel.tsx";
import ui from "../ui/ui.module.css";
import { VerdictMark } from "../ui/verdict.tsx";
import { desk, maybe } from "./draw_state.ts";
import { figure_of } from "./figure.ts";
import type { Live } from "./live.ts";
import { LiveFindings } from "./live_findings.tsx";
import { amount_text, counted } from "./measure_words.ts";
import { amounts_of } from "./measuring.ts";
import { ParameterForm } from "./parameter_form.tsx";
import { TroubleNotice } from "./trouble_notice.tsx";
import { TypedPoint } from "./typed_point.tsx";

/** What the shape in hand amounts to: its size and its findings in three numbers. */
export function LiveNumbers({ live }: { live: Live }) {
  const { locale } = useLocale();
  const { violated, possible, attention, chances } = counted(live.findings ?? []);
  const geometry = live.geometry;
  const dots = geometry ? figure_of({ geometry, parameters: live.parameters }, live.type).dots.length : 0;
  const known = live.findings !== null;
  const mark = (verdict: string, value: number, kind?: string) => (
    <>
      {known && <VerdictMark verdict={verdict} size={15} {...(kind ? { kind } : {})} />}
      {known ? number(value, locale) : "–"}
    </>
  );
  // The worst there is, and green where there is nothing: a red nought above red cards contradicts itself.
  const worst =
    violated > 0
      ? { label: m.number_violated(), value: mark("violated", violated) }
      : possible > 0
        ? { label: m.number_possible(), value: mark("possible", possible) }
        : attention.count > 0
          ? { label: m.number_attention(), value: mark(attention.worst, attention.count) }
          : { label: m.number_violated(), value: mark("clear", 0) };
  return (
    <Numbers
      items={[
        dots > 0 && live.type.geometry !== "area"
          ? { label: m.number_pieces(), value: number(dots, locale) }
          : {
              label: live.type.geometry === "area" ? m.number_area() : m.number_length(),
              value: geometry ? amount_text(amounts_of(geometry), 0, locale) : "–",
            },
        worst,
        { label: m.number_chances(), value: mark("clear", chances, "synergy") },
      ]}
    />
  );
}

/** What a screen reader hears of the findings when a shape has come to rest. */
export function SpokenFindings({ live }: { live: Live }) {
  const { locale } = useLocale();
  const { violated, possible } = counted(live.findings ?? []);
  return (
    <p className="visually_hidden" role="status">
      {live.findings && !live.moving
        ? m.live_spoken({ violated: number(violated, locale), possible: number(possible, locale) })
        : ""}
    </p>
  );
}

/** The server asked for a rest; nothing is wrong and nothing has to be done. */
export const RestingNotice = ({ live }: { live: Live }) =>
  live.resting ? (
    <p className={ui.guidance} role="status">
      {m.live_resting()}
    </p>
  ) : null;

/** The shape being drawn: its size, its parameters and its findings, all while the pointer moves. */
export function LivePanel({ on_back }: { on_back: () => void }) {
  const { locale } = useLocale();
  const table = useCell(desk);
  const live = useCell(maybe(table?.shape.now));
  const tool = useCell(maybe(table?.tools.now));
  if (!table || !live || !tool) return null;
  const name = live.type.name[locale];
  if (tool.cut)
    return (
      <Panel of="cutting" on_back={on_back} kicker={name} title={m.shape_cut()}>
        <p className={ui.quiet}>{m.hint_cut()}</p>
      </Panel>
    );
  const findings: readonly Finding[] = live.findings ?? [];
  return (
    <Panel of="drawing" on_back={on_back} kicker={m.draw_new()} title={name}>
      <LiveNumbers live={live} />
      <TroubleNotice table={table} live={live} />
      {live.failed && <p className={ui.guidance}>{tool.follow ? m.follow_failed() : m.live_failed()}</p>}
      <RestingNotice live={live} />
      {live.geometry === null && <p className={ui.quiet}>{m.draw_hint_start()}</p>}
      {live.findings && (
        <section className={ui.stack} aria-label={m.tab_findings()}>
          <LiveFindings
            findings={findings}
            asked={live.asked}
            type={live.type}
            own_id={null}
            on_way_out={null}
          />
        </section>
      )}
      {live.type.parameters.length > 0 && (
        <section className={ui.stack}>
          <h3>{m.tab_parameters()}</h3>
          <ParameterForm
            type={live.type}
            parameters={live.parameters}
            on_change={(parameters) => table.set_parameters(parameters)}
          />
        </section>
      )}
      <TypedPoint
        last={table.tools.last_point()}
        measured={live.type.geometry !== "point"}
        on_place={(position) => table.tools.place(position)}
      />
    </Panel>
  );
}
