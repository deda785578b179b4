import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "react-aria-components";
import account_css from "../account/account.module.css";
import { account_api, useSession } from "../account/account_api.ts";
import { AccountForm } from "../account/account_form.tsx";
import { FormField } from "../account/form_field.tsx";
import { Trouble } from "../account/trouble.tsx";
import { client } from "../client.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { date, moment } from "../text/number.ts";
import { Choose } from "../ui/controls.tsx";
import ui from "../ui/ui.module.css";
import { look_word } from "./look_word.ts";

/** Who else may see a restricted dataset, and who looked; for whoever may know. */
export function DatasetGrants({ id, owner_is }: { id: string; owner_is: string }) {
  const session = useSession();
  const may_ask = session !== undefined && !["official", "resident", "visitor"].includes(session.role);
  const grants = useQuery({
    queryKey: ["grants", id],
    queryFn: () => account_api.grants(id),
    enabled: may_ask,
  });
  const { locale } = useLocale();
  const cache = useQueryClient();
  const again = () => cache.invalidateQueries({ queryKey: ["grants", id] });
  const withdraw = useMutation({
    mutationFn: (grant: number) => account_api.withdraw_grant(id, grant),
    onSuccess: again,
  });
  if (!grants.data) return null;
  const state = { in_force: null, over: m.grant_over(), withdrawn: m.grant_withdrawn() } as const;
  return (
    <section className={account_css.form} aria-labelledby="grants">
      <h2 id="grants">{m.grants_title()}</h2>
      {grants.data.grants.length === 0 && <p className={ui.caption}>{m.grants_none()}</p>}
      <ul className={account_css.list}>
        {grants.data.grants.map((one) => (
          <li key={one.id} className={account_css.item} data-over={one.state === "in_force" ? undefined : ""}>
            <span className={account_css.name}>{one.organisation}</span>
            <span>{one.purpose}</span>
            <span className={ui.caption}>
              {[
                one.area ? m.grant_in_area() : m.grant_everywhere(),
                state[one.state] ?? m.until_day({ day: date(one.until, locale) }),
              ].join(" · ")}
            </span>
            {grants.data.may_grant && one.state === "in_force" && (
              <div className={ui.row}>
                <Button className={ui.button!} onPress={() => withdraw.mutate(one.id)}>
                  {m.action_withdraw()}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {withdraw.isError && <Trouble error={withdraw.error} />}
      {grants.data.may_grant && <AddGrant id={id} owner_is={owner_is} on_added={again} />}
      {session?.organisation === owner_is && <AccessLog id={id} />}
    </section>
  );
}

function AddGrant(props: { id: string; owner_is: string; on_added: () => Promise<void> }) {
  const { id, owner_is, on_added } = props;
  const [organisation_id, set_organisation] = useState<string | null>(null);
  const [purpose, set_purpose] = useState("");
  const [until, set_until] = useState("");
  const [where, set_where] = useState("");
  const organisations = useQuery({ queryKey: ["organisations"], queryFn: account_api.organisations });
  const districts = useQuery({ queryKey: ["districts"], queryFn: client.districts });
  // Whoever owns it sees it anyway.
  const list = (organisations.data?.organisations ?? []).filter(({ name }) => name !== owner_is);
  const chosen = organisation_id ?? list[0]?.id ?? "";
  const add = useMutation({
    mutationFn: () =>
      account_api.add_grant(id, {
        organisation_id: chosen,
        purpose,
        until,
        ...(where ? { district_id: where } : {}),
      }),
    onSuccess: on_added,
  });
  // Before it is known to whom, nothing can be granted.
  if (!organisations.data) return null;
  return (
    <AccountForm title={m.grant_add()} level={3} action={m.grant_add()} aside sending={add}>
      <Choose
        label={m.grant_to()}
        value={chosen}
        on_change={set_organisation}
        sections={[{ choices: list }]}
      />
      <Choose
        label={m.grant_where()}
        value={where || "all"}
        on_change={(to) => set_where(to === "all" ? "" : to)}
        sections={[
          {
            choices: [
              { id: "all", name: m.grant_everywhere() },
              ...(districts.data?.districts ?? []).map((one) => ({ id: one.id, name: one.name })),
            ],
          },
        ]}
      />
      {where && <p className={ui.caption}>{m.grant_area_hint()}</p>}
      <FormField label={m.grant_purpose()} value={purpose} on_change={set_purpose} />
      <FormField label={m.grant_until()} type="date" value={until} on_change={set_until} />
    </AccountForm>
  );
}

function AccessLog({ id }: { id: string }) {
  const { locale } = useLocale();
  const log = useQuery({ queryKey: ["access_log", id], queryFn: () => account_api.access_log(id) });
  return (
    <>
      <h3 id="access_log">{m.access_log_title()}</h3>
      {log.data?.total === 0 && <p className={ui.caption}>{m.access_log_none()}</p>}
      {log.data && log.data.total > 0 && (
        <table className={account_css.log} aria-labelledby="access_log">
          <thead>
            <tr>
              <th scope="col">{m.access_log_who()}</th>
              <th scope="col">{m.access_log_when()}</th>
              <th scope="col">{m.access_log_looks()}</th>
            </tr>
          </thead>
          <tbody>
            {log.data.looks.map((look) => (
              <tr key={`${look.viewer_name} ${look.route} ${look.hour}`}>
                <td>
                  {[look.viewer_name, look.organisation].filter(Boolean).join(", ")}
                  <br />
                  {look_word(look.route)}
                </td>
                <td>{moment(look.hour, locale)}</td>
                <td>{look.looks}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
