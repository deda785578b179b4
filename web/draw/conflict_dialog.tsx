import type { Geometry, Position } from "geojson";
import { Button, Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { measure_type_by_id } from "../../data/catalog/index.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { date, type Locale, number } from "../text/number.ts";
import { useCell } from "../ui/bus.ts";
import dialog from "../ui/dialog.module.css";
import ui from "../ui/ui.module.css";
import css from "./conflict_dialog.module.css";
import type { Draft } from "./draft.ts";
import { maybe, open_drawing } from "./draw_state.ts";
import { draft_amount, measure_name, type_name, unit_text } from "./measure_words.ts";
import { phase_name, usePhases } from "./phase_list.tsx";
import { plane_at } from "./plane.ts";
import type { Phase } from "./scenario_api.ts";
import { middle_of, positions_of } from "./shape_edit.ts";

/** A measure changed by two people at once: both versions side by side, one choice. Nothing is lost before it is made. */
export function ConflictDialog() {
  const { locale } = useLocale();
  const session = useCell(open_drawing);
  const book = useCell(maybe(session?.book));
  const conflict = book?.conflicts[0];
  if (!session || !book || !conflict) return null;
  const mine = book.wanted.get(conflict.key) ?? null;
  const { theirs } = conflict;
  const any = mine ?? theirs;
  return (
    <ModalOverlay className={dialog.veil!} isOpen isKeyboardDismissDisabled>
      <Modal className={dialog.modal!}>
        <Dialog className={dialog.content!} role="alertdialog">
          <Heading slot="title">
            {m.conflict_title({ name: any ? measure_name(any, locale) : m.measure_word() })}
          </Heading>
          <p>{m.conflict_text()}</p>
          <Both mine={mine} theirs={theirs} />
          <div className={css.versions}>
            <Version title={m.conflict_mine()} draft={mine} other={theirs} locale={locale}>
              <Button className={ui.primary!} autoFocus onPress={() => session.settle(conflict.key, "mine")}>
                {m.conflict_take_mine()}
              </Button>
            </Version>
            <Version title={m.conflict_theirs()} draft={theirs} other={mine} locale={locale}>
              <Button className={ui.button!} onPress={() => session.settle(conflict.key, "theirs")}>
                {m.conflict_take_theirs()}
              </Button>
            </Version>
          </div>
          {book.conflicts.length > 1 && (
            <p className={ui.caption}>{m.conflict_more({ count: book.conflicts.length - 1 })}</p>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Version(props: {
  title: string;
  draft: Draft | null;
  other: Draft | null;
  locale: Locale;
  children: React.ReactNode;
}) {
  const { title, draft, other, locale, children } = props;
  const phases = usePhases(useCell(open_drawing)?.scenario_id ?? null);
  const facts = draft ? facts_of(draft, locale, phases) : [];
  const others = new Map(other ? facts_of(other, locale, phases) : []);
  return (
    <section className={css.version} aria-label={title}>
      <h3>{title}</h3>
      {draft ? (
        <dl className={ui.facts}>
          {facts.map(([name, value]) => (
            <div key={name} className={css.fact} data-differs={others.get(name) === value ? undefined : ""}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <p>{m.conflict_deleted()}</p>
      )}
      {children}
    </section>
  );
}

const quantity_or_text = (value: string | number, unit: string, locale: Locale): string =>
  typeof value === "number" ? [number(value, locale, 3), unit].filter(Boolean).join("\u00a0") : value;

function facts_of(draft: Draft, locale: Locale, phases: readonly Phase[]): [string, string][] {
  const type = measure_type_by_id(draft.measure_type);
  const phase = phases.find(({ id }) => id === draft.phase_id);
  return [
    [m.measure_type_word(), type_name(draft.measure_type, locale)],
    [m.measure_name(), draft.name || "–"],
    [m.measure_size(), draft_amount(draft, locale)],
    ...(type?.parameters ?? []).map((parameter): [string, string] => {
      const value = draft.parameters[parameter.id] ?? parameter.default;
      const text =
        typeof value === "boolean"
          ? value
            ? m.yes()
            : m.no()
          : (parameter.values?.find(({ id }) => id === value)?.name[locale] ??
            quantity_or_text(value, unit_text(parameter.unit), locale));
      return [parameter.name[locale], text];
    }),
    [m.phase_word(), phase ? phase_name(phase) : m.phase_none()],
    [
      m.measure_period(),
      draft.from || draft.until
        ? [draft.from, draft.until].map((day) => (day ? date(day, locale) : "…")).join(" – ")
        : "–",
    ],
  ];
}

/** Both shapes over one another, north up. */
function Both({ mine, theirs }: { mine: Draft | null; theirs: Draft | null }) {
  const shapes = [theirs, mine].map((draft) => draft?.geometry ?? null);
  const first = shapes.find((shape) => shape !== null);
  if (!first) return null;
  const plane = plane_at(middle_of(first));
  const all = shapes.flatMap((shape) => (shape ? positions_of(shape).map(plane.to) : []));
  const [west, south, east, north] = [
    Math.min(...all.map(([x]) => x)),
    Math.min(...all.map(([, y]) => y)),
    Math.max(...all.map(([x]) => x)),
    Math.max(...all.map(([, y]) => y)),
  ];
  const [width, height, rim] = [560, 170, 40];
  const scale = Math.min(
    (width - rim) / Math.max(east - west, 2),
    (height - rim) / Math.max(north - south, 2),
  );
  const at = (position: Position) => {
    const [x, y] = plane.to(position);
    return [
      width / 2 + (x - (west + east) / 2) * scale,
      height / 2 - (y - (south + north) / 2) * scale,
    ] as const;
  };
  const path = (shape: Geometry) =>
    positions_of(shape)
      .map(
        (position, i) =>
          `${i === 0 ? "M" : "L"}${at(position)
            .map((v) => v.toFixed(1))
            .join(" ")}`,
      )
      .join("");
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className={css.both} role="img" aria-label={m.conflict_picture()}>
      {shapes.map((shape, i) =>
        shape === null ? null : shape.type === "Point" ? (
          <circle
            key={i === 0 ? "theirs" : "mine"}
            cx={at(shape.coordinates)[0]}
            cy={at(shape.coordinates)[1]}
            r="8"
            className={i === 0 ? css.theirs : css.mine}
          />
        ) : (
          <path
            key={i === 0 ? "theirs" : "mine"}
            d={path(shape)}
            className={i === 0 ? css.theirs : css.mine}
          />
        ),
      )}
    </svg>
  );
}
