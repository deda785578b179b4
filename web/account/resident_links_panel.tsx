import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "react-aria-components";
import { send } from "../client.ts";
import form from "../draw/form.module.css";
import { type_name } from "../draw/measure_words.ts";
import review from "../review/review.module.css";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { date, number } from "../text/number.ts";
import { Choose } from "../ui/controls.tsx";
import { Panel } from "../ui/panel.tsx";
import { Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import css from "./account.module.css";
import { account_api } from "./account_api.ts";
import { AccountForm } from "./account_form.tsx";
import { FormField } from "./form_field.tsx";
import { SecretOnce, secret_address } from "./secret_once.tsx";
import type { SharedMeasure } from "./shared_panel.tsx";

/** Links with which residents read the measures of a plan, without an account. */
export function ResidentLinksPanel({ on_back }: { on_back: () => void }) {
  const { locale } = useLocale();
  const cache = useQueryClient();
  const links = useQuery({ queryKey: ["resident_links"], queryFn: account_api.resident_links });
  const again = () => cache.invalidateQueries({ queryKey: ["resident_links"] });
  const withdraw = useMutation({ mutationFn: account_api.withdraw_resident_link, onSuccess: again });
  return (
    <Panel of="resident_links" on_back={on_back} kicker={m.account_kicker()} title={m.resident_links_title()}>
      <p>{m.resident_links_text()}</p>
      {links.isPending && <Loading rows={4} />}
      {links.isError && <Failed error={links.error} />}
      <ul className={css.list}>
        {links.data?.resident_links.map((one) => (
          <li key={one.id} className={css.item} data-over={one.withdrawn_at ? "" : undefined}>
            <span className={css.name}>{one.name}</span>
            <span className={ui.caption}>
              {[
                one.scenario,
                one.measure_ids && m.resident_link_some({ count: number(one.measure_ids.length, locale) }),
                one.withdrawn_at ? m.grant_withdrawn() : m.until_day({ day: date(one.expires, locale) }),
              ]
                .filter(Boolean)
                .join(" · ")}
            </span>
            {!one.withdrawn_at && (
              <div className={ui.row}>
                <Button className={ui.button!} onPress={() => withdraw.mutate(one.id)}>
                  {m.action_withdraw()}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      <AddLink on_added={again} />
    </Panel>
  );
}

function AddLink({ on_added }: { on_added: () => Promise<void> }) {
  const { locale } = useLocale();
  const [name, set_name] = useState("");
  const [scenario, set_scenario] = useState<string | null>(null);
  const scenarios = useQuery({
    queryKey: ["scenarios"],
    queryFn: () => send<{ scenarios: { id: number; name: string }[] }>("GET", "/scenarios"),
  });
  const list = scenarios.data?.scenarios ?? [];
  const chosen = scenario ?? (list[0] ? String(list[0].id) : null);
  const measures = useQuery({
    queryKey: ["shared_measures", Number(chosen)],
    queryFn: () => send<{ measures: SharedMeasure[] }>("GET", `/scenarios/${chosen}/measures`),
    enabled: chosen !== null,
  });
  const there = measures.data?.measures ?? [];
  // All, also those that are drawn later, until one is left out.
  const [left_out, set_left_out] = useState<readonly number[]>([]);
  const shared = there.filter(({ id }) => !left_out.includes(id)).map(({ id }) => id);
  const add = useMutation({
    mutationFn: () =>
      account_api.add_resident_link({
        name,
        scenario_id: Number(chosen),
        measure_ids: shared.length < there.length ? shared : null,
        days: 60,
      }),
    onSuccess: on_added,
  });
  if (chosen === null) return <p className={ui.caption}>{m.resident_links_no_scenario()}</p>;
  return (
    <AccountForm
      title={m.resident_link_add()}
      action={m.resident_link_add()}
      sending={add}
      result={
        add.data && (
          <SecretOnce text={secret_address("/resident", add.data.token)} explain={m.resident_link_once()} />
        )
      }
    >
      <FormField label={m.resident_link_name()} value={name} on_change={set_name} />
      <Choose
        label={m.resident_link_scenario()}
        value={chosen}
        on_change={(id) => {
          set_scenario(id);
          set_left_out([]);
        }}
        sections={[{ choices: list.map(({ id, name: text }) => ({ id: String(id), name: text })) }]}
      />
      {there.length > 0 && (
        <fieldset className={review.choices}>
          <legend className={form.label}>{m.resident_link_measures()}</legend>
          {there.map((one) => (
            <label key={one.id}>
              <input
                type="checkbox"
                checked={!left_out.includes(one.id)}
                onChange={(event) =>
                  set_left_out(
                    event.target.checked ? left_out.filter((id) => id !== one.id) : [...left_out, one.id],
                  )
                }
              />
              {one.name || type_name(one.measure_type, locale)}
            </label>
          ))}
        </fieldset>
      )}
    </AccountForm>
  );
}
