import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "react-aria-components";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { date, month } from "../text/number.ts";
import { Choose } from "../ui/controls.tsx";
import page from "../ui/page.module.css";
import ui from "../ui/ui.module.css";
import css from "./dig.module.css";
import { dig_api, type Opening, type Package, type PackageChange, type PackageMember } from "./dig_api.ts";
import { opening_name } from "./dig_words.ts";

/** So many months later (or earlier) than the month of an ISO date, as `2028-03`. */
function month_after(iso: string, months: number): string {
  const month = Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1 + months;
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
}

const known = (members: readonly PackageMember[]): PackageChange["members"] =>
  members.map(({ kind, id }) => ({ kind, id: id! }));

/** The reader's own choice: what goes together and from which month. Each change is worked out at once. */
export function PackageEditor(props: {
  one: Package;
  scenario: number;
  busy: boolean;
  change: (wanted: PackageChange) => void;
}) {
  const { one, scenario, busy, change } = props;
  const { locale } = useLocale();
  const members = known(one.members);
  const start = one.from.slice(0, 7);
  const move = (months: number) => change({ members, start: month_after(one.from, months) });
  return (
    <fieldset className={css.editor}>
      <legend>{m.dig_change_title()}</legend>
      <div className={css.actions}>
        <Button className={ui.button!} isDisabled={busy} onPress={() => move(-1)}>
          {m.dig_month_earlier()}
        </Button>
        <strong aria-live="polite">{m.dig_begins_in({ month: month(one.from, locale) })}</strong>
        <Button className={ui.button!} isDisabled={busy} onPress={() => move(1)}>
          {m.dig_month_later()}
        </Button>
      </div>
      <ul className={css.members}>
        {one.members.map((member) => (
          <li key={`${member.kind} ${member.id}`}>
            <span>
              {opening_name(member, locale)} <span className={page.note}>{member.party}</span>
            </span>
            <Button
              className={ui.button!}
              aria-label={m.dig_remove_member({ what: opening_name(member, locale) })}
              isDisabled={busy || members.length <= 2}
              onPress={() =>
                change({
                  members: members.filter((x) => x.kind !== member.kind || x.id !== member.id),
                  start,
                })
              }
            >
              {m.dig_remove()}
            </Button>
          </li>
        ))}
      </ul>
      <AddMember
        one={one}
        scenario={scenario}
        busy={busy}
        add={(more) => change({ members: [...members, more], start })}
      />
      {one.members
        .filter(({ outside_months }) => outside_months > 0)
        .map((member) => (
          <p key={`${member.kind} ${member.id}`} className={css.warning}>
            ▲{" "}
            {m.dig_outside({
              party: member.party,
              what: opening_name(member, locale),
              count: String(member.outside_months),
            })}
          </p>
        ))}
      {one.changed?.clashes.map((other) => (
        <p key={`${other.kind} ${other.id}`} className={css.warning}>
          ▲ {m.dig_in_the_way({ what: opening_name(other, locale), party: other.party })}
        </p>
      ))}
    </fieldset>
  );
}

function AddMember(props: {
  one: Package;
  scenario: number;
  busy: boolean;
  add: (member: PackageChange["members"][number]) => void;
}) {
  const { one, scenario, busy, add } = props;
  const { locale } = useLocale();
  const [chosen, set_chosen] = useState<string | null>(null);
  const streets = useQueries({
    queries: one.streets.map(({ id }) => ({
      queryKey: ["openings", scenario, id],
      queryFn: () => dig_api.street(id, scenario),
    })),
  });
  const inside = new Set(one.members.map(({ kind, id }) => `${kind}:${id}`));
  const others = new Map<string, Opening>();
  for (const { data } of streets)
    for (const opening of data?.openings ?? [])
      if (!inside.has(opening.key) && opening.left_out === null && opening.package_id === null)
        others.set(opening.key, opening);
  if (others.size === 0) return <p className={page.note}>{m.dig_nothing_to_add()}</p>;
  const key = chosen !== null && others.has(chosen) ? chosen : [...others.keys()][0]!;
  const { kind, id } = others.get(key)!;
  return (
    <div className={css.actions}>
      <Choose
        label={m.dig_add_member()}
        value={key}
        on_change={set_chosen}
        className={css.street!}
        sections={[
          {
            choices: [...others.values()].map((other) => ({
              id: other.key,
              name: [
                opening_name(other, locale),
                other.party,
                other.from ? date(other.from, locale) : m.dig_no_time(),
              ].join(" · "),
            })),
          },
        ]}
      />
      <Button className={ui.button!} isDisabled={busy || id === null} onPress={() => add({ kind, id: id! })}>
        {m.dig_add()}
      </Button>
    </div>
  );
}
