import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "react-aria-components";
import { useMayPlan } from "../account/account_api.ts";
import { euro } from "../compare/figure_words.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { area, date, type Locale, length, metres, number } from "../text/number.ts";
import page from "../ui/page.module.css";
import { Failed } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import css from "./dig.module.css";
import { dig_api, type Package, type PackageChange, type Packages } from "./dig_api.ts";
import { moved, opening_name, weeks } from "./dig_words.ts";
import { PackageEditor } from "./package_editor.tsx";

/** One package: what it saves, who does what when and moves how far, and who pays what. */
export function PackageCard({
  one,
  scenario,
  show,
}: {
  one: Package;
  scenario: number;
  show: (street: string) => void;
}) {
  const { locale } = useLocale();
  const cache = useQueryClient();
  const decide = useMutation({
    mutationFn: (state: Package["state"]) => dig_api.decide(scenario, one.id, state),
    onSuccess: () => cache.invalidateQueries(),
  });
  const [editing, set_editing] = useState(false);
  const edit = useMutation({
    mutationFn: (wanted: PackageChange) => dig_api.change(scenario, one.id, wanted),
    onSuccess: (made) =>
      cache.setQueryData<Packages>(
        ["packages", scenario],
        (known) =>
          known && { ...known, packages: known.packages.map((was) => (was.id === made.id ? made : was)) },
      ),
  });
  const may_plan = useMayPlan();
  const complete = one.members.every(({ id }) => id !== null);
  const accepted = one.state === "accepted";
  const title = one.streets.map(({ name }) => name).join(", ");
  return (
    <article
      className={css.card}
      data-accepted={accepted ? "" : undefined}
      aria-label={m.dig_package_in({ street: title })}
    >
      <header className={css.card_head}>
        <div>
          <h3>{title}</h3>
          <p className={ui.quiet}>
            {m.dig_from_to({ from: date(one.from, locale), to: date(one.to, locale) })}
            {accepted && ` · ${m.dig_accepted()}`}
            {one.changed && ` · ${m.dig_changed()}`}
          </p>
        </div>
        <div className={css.actions}>
          {one.streets[0] && (
            <Button className={ui.button!} onPress={() => show(one.streets[0]!.id)}>
              {m.dig_show_axis()}
            </Button>
          )}
          {may_plan && !accepted && complete && (
            <Button className={ui.button!} aria-expanded={editing} onPress={() => set_editing(!editing)}>
              {editing ? m.dig_change_done() : m.dig_change()}
            </Button>
          )}
          {may_plan && (
            <Button
              className={accepted ? ui.button! : ui.primary!}
              isDisabled={decide.isPending || edit.isPending || (!accepted && !complete)}
              onPress={() => decide.mutate(accepted ? "proposed" : "accepted")}
            >
              {accepted ? m.dig_take_back() : m.dig_accept()}
            </Button>
          )}
        </div>
      </header>
      {decide.isError && <Failed error={decide.error} />}
      {edit.isError && <Failed error={edit.error} />}
      {editing && !accepted && (
        <PackageEditor one={one} scenario={scenario} busy={edit.isPending} change={edit.mutate} />
      )}
      {!complete && <p className={ui.quiet}>{m.dig_incomplete()}</p>}
      {one.alone && one.together && <Savings alone={one.alone} together={one.together} locale={locale} />}
      <div className={css.tables}>
        <MemberTable one={one} locale={locale} />
        {one.parties.length > 0 && <PartyTable one={one} locale={locale} />}
      </div>
    </article>
  );
}

function Savings(props: {
  alone: NonNullable<Package["alone"]>;
  together: NonNullable<Package["together"]>;
  locale: Locale;
}) {
  const { alone, together, locale } = props;
  const saved = (level: "low" | "high") =>
    alone.trench_eur[level] +
    alone.paving_eur[level] -
    together.trench_eur[level] -
    together.paving_eur[level];
  const [low, high] = [euro(saved("low"), locale), euro(saved("high"), locale)];
  return (
    <dl className={css.savings}>
      <div>
        <dt>{m.dig_saves()}</dt>
        <dd>{low === high ? low : m.compare_cost_range({ low, high })}</dd>
      </div>
      <div>
        <dt>{m.dig_saves_weeks()}</dt>
        <dd>{weeks(alone.weeks - together.weeks, locale)}</dd>
      </div>
      <div>
        <dt>{m.dig_saves_paving()}</dt>
        <dd>{area(alone.paving_m2 - together.paving_m2, locale)}</dd>
      </div>
      <div>
        <dt>{m.dig_one_trench()}</dt>
        <dd>{length(together.shared_trench_m, locale)}</dd>
      </div>
    </dl>
  );
}

function MemberTable({ one, locale }: { one: Package; locale: Locale }) {
  return (
    <table className={ui.table} aria-label={m.dig_members()}>
      <thead>
        <tr>
          <th scope="col">{m.dig_order()}</th>
          <th scope="col">{m.dig_when()}</th>
          <th scope="col">{m.dig_moves()}</th>
        </tr>
      </thead>
      <tbody>
        {one.members.map((member) => (
          <tr key={`${member.kind} ${member.id} ${member.order} ${member.party}`}>
            <th scope="row" className={page.row_head}>
              {member.order !== null && `${number(member.order, locale)}. `}
              {opening_name(member, locale)}
              <div className={page.note}>
                {member.party}
                {member.depth_m !== null &&
                  member.depth_m > 0 &&
                  ` · ${m.dig_deep({ depth: metres(member.depth_m, locale) })}`}
              </div>
            </th>
            <td>
              {m.dig_from_to({ from: date(member.from, locale), to: date(member.to, locale) })}
              {member.weeks !== null && (
                <div className={page.note}>
                  {weeks(member.weeks, locale)}
                  {member.weeks_assumed && `, ${m.dig_assumed()}`}
                </div>
              )}
            </td>
            <td>{member.planned_from === null ? m.dig_moved_free() : moved(member.moved_months, locale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function PartyTable({ one, locale }: { one: Package; locale: Locale }) {
  return (
    <table className={ui.table} aria-label={m.dig_who_pays()}>
      <thead>
        <tr>
          <th scope="col">{m.dig_party()}</th>
          <th scope="col" className={ui.figure}>
            {m.dig_alone()}
          </th>
          <th scope="col" className={ui.figure}>
            {m.dig_together()}
          </th>
          <th scope="col" className={ui.figure}>
            {m.dig_less()}
          </th>
        </tr>
      </thead>
      <tbody>
        {one.parties.map(({ party, alone_eur, share_eur }) => (
          <tr key={party}>
            <th scope="row" className={page.row_head}>
              {party}
            </th>
            <td className={ui.figure}>{euro(alone_eur, locale)}</td>
            <td className={ui.figure}>{euro(share_eur, locale)}</td>
            <td className={ui.figure}>{euro(alone_eur - share_eur, locale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
