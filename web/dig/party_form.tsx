import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "react-aria-components";
import { useMayPlan } from "../account/account_api.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { number } from "../text/number.ts";
import page from "../ui/page.module.css";
import { Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import css from "./dig.module.css";
import { dig_api, type Party, type PartyLimits } from "./dig_api.ts";

/** How far each party can move its works and what it can spend on digging; saved row by row as one set. */
export function PartyForm({ scenario }: { scenario: number }) {
  const cache = useQueryClient();
  const parties = useQuery({ queryKey: ["parties", scenario], queryFn: () => dig_api.parties(scenario) });
  const save = useMutation({
    mutationFn: (rows: readonly PartyLimits[]) => dig_api.save_parties(scenario, rows),
    onSuccess: (found) => cache.setQueryData(["parties", scenario], found),
  });
  return (
    <section className={page.block} aria-labelledby="dig_parties">
      <h2 id="dig_parties">{m.dig_limits()}</h2>
      <p className={ui.quiet}>{m.dig_limits_text()}</p>
      {parties.isPending && <Loading rows={4} />}
      {parties.isError && <Failed error={parties.error} retry={() => void parties.refetch()} />}
      {parties.data && (
        <Form
          // Only other limits begin the form anew: an answer that says the same must not take away what is typed.
          key={JSON.stringify(parties.data.parties)}
          parties={parties.data.parties}
          save={save.mutate}
          saving={save.isPending}
        />
      )}
      {save.isError && <Failed error={save.error} />}
      <span role="status" className={ui.quiet}>
        {save.isSuccess ? m.dig_limits_saved() : ""}
      </span>
    </section>
  );
}

/** Years that a budget can be given for: as far as works are planned by hand. */
const YEARS = 5;

function Form(props: {
  parties: readonly Party[];
  save: (rows: readonly PartyLimits[]) => void;
  saving: boolean;
}) {
  const { parties, save, saving } = props;
  const { locale } = useLocale();
  const may_plan = useMayPlan();
  const [draft, set_draft] = useState(parties);
  const first = new Date().getFullYear();
  const years = Array.from({ length: YEARS }, (_, n) => String(first + n));
  const change = (name: string, part: Partial<PartyLimits>) =>
    set_draft(draft.map((one) => (one.name === name ? { ...one, ...part, usual: false } : one)));
  const set_budget = (party: Party, year: string, text: string) => {
    const { [year]: _was, ...rest } = party.budgets;
    const amount = Number(text);
    change(party.name, { budgets: text === "" || !(amount >= 0) ? rest : { ...rest, [year]: amount } });
  };
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        save(
          draft
            .filter((one) => !one.usual)
            .map(({ name, earlier_months, later_months, budgets }) => ({
              name,
              earlier_months,
              later_months,
              budgets,
            })),
        );
      }}
    >
      <div className={page.scroll}>
        <table className={ui.table} aria-label={m.dig_limits()}>
          <thead>
            <tr>
              <th scope="col">{m.dig_party()}</th>
              <th scope="col">{m.dig_earlier()}</th>
              <th scope="col">{m.dig_later()}</th>
              {years.map((year) => (
                <th key={year} scope="col">
                  {m.dig_budget({ year })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {draft.map((one) => (
              <tr key={one.name}>
                <th scope="row" className={page.row_head}>
                  {one.name}
                  <div className={page.note}>
                    {m.dig_party_openings({ count: number(one.opening_count, locale) })}
                    {one.usual && ` · ${m.dig_usual()}`}
                  </div>
                </th>
                {(["earlier_months", "later_months"] as const).map((field) => (
                  <td key={field}>
                    <input
                      type="number"
                      min={0}
                      max={120}
                      required
                      className={css.input}
                      disabled={!may_plan}
                      aria-label={`${one.name}: ${field === "earlier_months" ? m.dig_earlier() : m.dig_later()}`}
                      value={one[field]}
                      onChange={(event) =>
                        change(one.name, { [field]: Math.round(Number(event.target.value)) })
                      }
                    />
                  </td>
                ))}
                {years.map((year) => (
                  <td key={year}>
                    <input
                      type="number"
                      min={0}
                      step={1000}
                      className={css.input_wide}
                      disabled={!may_plan}
                      placeholder={m.dig_no_limit()}
                      aria-label={`${one.name}: ${m.dig_budget({ year })}`}
                      value={one.budgets[year] ?? ""}
                      onChange={(event) => set_budget(one, year, event.target.value)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {may_plan && (
        <div className={css.actions}>
          <Button type="submit" className={ui.button!} isDisabled={saving || draft === parties}>
            {m.dig_save_limits()}
          </Button>
        </div>
      )}
    </form>
  );
}
