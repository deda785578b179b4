import { useQuery } from "@tanstack/react-query";
import { parseAsInteger, parseAsString, useQueryState } from "nuqs";
import { useRef, useState } from "react";
import { draw_api } from "../draw/draw_api.ts";
import { NoScenario } from "../draw/no_scenario.tsx";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { number } from "../text/number.ts";
import { Choose, Go } from "../ui/controls.tsx";
import page from "../ui/page.module.css";
import { Empty, Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import css from "./dig.module.css";
import { dig_api, type OpenedStreet } from "./dig_api.ts";
import { MeetingList, OpeningTable } from "./opening_table.tsx";
import { PackageSection } from "./package_section.tsx";
import { PartyForm } from "./party_form.tsx";
import { TimeAxis } from "./time_axis.tsx";

/** Dig once: what opens a street along time, and which works and measures to do together. The address says which scenario and street. */
export default function DigPage() {
  const scenarios = useQuery({ queryKey: ["scenarios"], queryFn: draw_api.scenarios });
  const [asked, set_asked] = useQueryState("scenario", parseAsInteger);
  const [street, set_street] = useQueryState("street", parseAsString);
  const axis = useRef<HTMLElement>(null);
  const list = scenarios.data?.scenarios ?? [];
  const scenario = asked ?? list[0]?.id ?? null;
  const show = (id: string) => {
    void set_street(id);
    axis.current?.scrollIntoView({ block: "start" });
    axis.current?.focus();
  };
  return (
    <div className={`${page.page} ${css.page}`}>
      <header className={page.head}>
        <h1>{m.dig_title()}</h1>
        <p className={ui.quiet}>{m.dig_text()}</p>
        {scenario !== null && list.length > 0 && (
          <div className={page.choices}>
            <Choose
              label={m.dig_scenario()}
              value={String(scenario)}
              on_change={(id) => void set_asked(Number(id))}
              sections={[{ choices: list.map(({ id, name }) => ({ id: String(id), name })) }]}
            />
            <Go to={`/draw/${scenario}`} className={css.link}>
              {m.dig_draw_works()}
            </Go>
          </div>
        )}
      </header>
      {scenarios.isError && <Failed error={scenarios.error} retry={() => void scenarios.refetch()} />}
      {scenarios.isPending && <Loading rows={10} />}
      {scenarios.data && scenario === null && (
        <NoScenario title={m.dig_no_scenario()} text={m.pays_no_scenario_text()} />
      )}
      {scenario !== null && (
        <>
          <section ref={axis} tabIndex={-1} className={page.block} aria-labelledby="dig_axis">
            <StreetAxis scenario={scenario} street={street} choose={(id) => void set_street(id)} />
          </section>
          <PackageSection key={scenario} scenario={scenario} show={show} />
          <PartyForm key={`parties ${scenario}`} scenario={scenario} />
        </>
      )}
    </div>
  );
}

function StreetAxis(props: { scenario: number; street: string | null; choose: (id: string) => void }) {
  const { scenario, choose } = props;
  const [chosen, set_chosen] = useState<string | null>(null);
  const streets = useQuery({ queryKey: ["openings", scenario], queryFn: () => dig_api.streets(scenario) });
  const list = streets.data?.streets ?? [];
  const street = props.street ?? list[0]?.id ?? null;
  const data = useQuery({
    queryKey: ["openings", scenario, street],
    queryFn: () => dig_api.street(street!, scenario),
    enabled: street !== null,
  });
  return (
    <>
      <header className={css.card_head}>
        <h2 id="dig_axis">{data.data ? m.dig_axis_of({ street: data.data.street.name }) : m.dig_axis()}</h2>
        {street !== null && list.length > 0 && <StreetChoice list={list} street={street} choose={choose} />}
      </header>
      {streets.isError && <Failed error={streets.error} retry={() => void streets.refetch()} />}
      {data.isError && <Failed error={data.error} retry={() => void data.refetch()} />}
      {(streets.isPending || (data.isPending && street !== null)) && <Loading rows={6} />}
      {streets.data && list.length === 0 && (
        <Empty icon="info" title={m.dig_nothing_planned()}>
          <p>{m.dig_nothing_planned_text()}</p>
        </Empty>
      )}
      {data.data && street !== null && list.length > 0 && (
        <>
          {data.data.openings.length > 0 && <TimeAxis data={data.data} chosen={chosen} choose={set_chosen} />}
          <Legend />
          <MeetingList data={data.data} chosen={chosen} />
          {data.data.hidden_owners.length > 0 && (
            <p className={page.note}>{m.dig_hidden_owners({ owners: data.data.hidden_owners.join(", ") })}</p>
          )}
          <OpeningTable data={data.data} scenario={scenario} />
        </>
      )}
    </>
  );
}

/** Streets with something to share or to mend first; those where openings only lie side by side after them. */
function StreetChoice({
  list,
  street,
  choose,
}: {
  list: readonly OpenedStreet[];
  street: string;
  choose: (id: string) => void;
}) {
  const { locale } = useLocale();
  const met = (one: OpenedStreet) => one.meet_count + one.blocked_count + one.shared_trench_count > 0;
  const choice = (one: OpenedStreet) => ({
    id: one.id,
    name: m.dig_street_choice({ street: one.name, count: number(one.opening_count, locale) }),
  });
  const known = list.some(({ id }) => id === street);
  return (
    <Choose
      label={m.dig_street()}
      className={css.street!}
      value={street}
      on_change={choose}
      sections={[
        ...(known ? [] : [{ choices: [{ id: street, name: street }] }]),
        { title: m.dig_streets_met(), choices: list.filter(met).map(choice) },
        { title: m.dig_streets_other(), choices: list.filter((one) => !met(one)).map(choice) },
      ].filter(({ choices }) => choices.length > 0)}
    />
  );
}

function Legend() {
  return (
    <p className={css.legend} aria-hidden="true">
      <span className={css.key_bar} /> {m.dig_legend_works()}
      <span className={css.key_measure} /> {m.dig_legend_measure()}
      <span className={css.key_blocked} /> {m.dig_legend_blocked()}
      <span className={css.key_agreed} /> {m.dig_legend_agreed()}
      <span className={css.key_today} /> {m.dig_legend_today()}
    </p>
  );
}
