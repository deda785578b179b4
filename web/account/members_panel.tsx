import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button, Form } from "react-aria-components";
import * as m from "../text/compiled/messages.js";
import { Choose } from "../ui/controls.tsx";
import { Panel } from "../ui/panel.tsx";
import { Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import css from "./account.module.css";
import { type Account, account_api, role_word, roles, useSession } from "./account_api.ts";
import { AccountForm } from "./account_form.tsx";
import { FormField } from "./form_field.tsx";
import { SecretOnce, secret_address } from "./secret_once.tsx";
import { Trouble } from "./trouble.tsx";

const role_choices = () => [{ choices: roles.map((id) => ({ id, name: role_word(id) })) }];

/** The organisations with their members; an administrator adds and changes them. */
export function MembersPanel({ on_back }: { on_back: () => void }) {
  const session = useSession();
  const accounts = useQuery({ queryKey: ["accounts"], queryFn: account_api.accounts });
  const organisations = useQuery({ queryKey: ["organisations"], queryFn: account_api.organisations });
  const may = session?.role === "administrator" && session.by === "session";
  const list = organisations.data?.organisations ?? [];
  const people = accounts.data?.accounts ?? [];
  return (
    <Panel of="members" on_back={on_back} kicker={m.account_kicker()} title={m.members_title()}>
      {accounts.isPending && <Loading rows={6} />}
      {accounts.isError && <Failed error={accounts.error} />}
      {session?.by === "try_out" && <p className={ui.guidance}>{m.members_try_out()}</p>}
      {list
        .filter(({ id }) => people.some((one) => one.organisation_id === id))
        .map(({ id, name }) => (
          <section key={id} className={css.form} aria-label={name}>
            <h2>{name}</h2>
            <ul className={css.list}>
              {people
                .filter((one) => one.organisation_id === id)
                .map((one) => (
                  <Member key={one.id} account={one} may={may} />
                ))}
            </ul>
          </section>
        ))}
      {may && <AddMember organisations={list} />}
      {may && <AddOrganisation />}
    </Panel>
  );
}

function Member({ account, may }: { account: Account; may: boolean }) {
  const cache = useQueryClient();
  const again = () => cache.invalidateQueries({ queryKey: ["accounts"] });
  const { id, name, organisation_id, role } = account;
  const closed = account.closed_at !== null;
  const change = useMutation({
    mutationFn: (to: { role?: string; closed?: boolean }) =>
      account_api.change_account(id, { name, organisation_id, role, closed, ...to }),
    onSuccess: again,
  });
  const link = useMutation({ mutationFn: () => account_api.password_link(id) });
  return (
    <li className={css.item} data-over={closed ? "" : undefined}>
      <span className={css.name}>{name}</span>
      <span className={ui.caption}>
        {[
          account.email,
          may ? null : role_word(role),
          closed ? m.member_closed() : null,
          account.has_password ? null : m.member_no_password(),
        ]
          .filter(Boolean)
          .join(" · ")}
      </span>
      {may && (
        <>
          <Choose
            label={m.member_role({ name })}
            hidden_label
            value={role}
            on_change={(to) => change.mutate({ role: to })}
            sections={role_choices()}
          />
          <div className={ui.row}>
            {!closed && (
              <Button className={ui.button!} onPress={() => link.mutate()}>
                {m.member_password_link()}
              </Button>
            )}
            <Button className={ui.button!} onPress={() => change.mutate({ closed: !closed })}>
              {closed ? m.member_reopen() : m.member_close()}
            </Button>
          </div>
        </>
      )}
      {(change.isError || link.isError) && <Trouble error={change.error ?? link.error} />}
      {link.data && (
        <SecretOnce
          text={secret_address("/password", link.data.token)}
          explain={m.member_link_once({ name })}
        />
      )}
    </li>
  );
}

function AddMember({ organisations }: { organisations: readonly { id: string; name: string }[] }) {
  const cache = useQueryClient();
  const [name, set_name] = useState("");
  const [email, set_email] = useState("");
  const [organisation_id, set_organisation] = useState("town");
  const [role, set_role] = useState("planner");
  const add = useMutation({
    mutationFn: async () => ({
      name,
      ...(await account_api.add_account({ name, email, organisation_id, role })),
    }),
    onSuccess: async () => {
      // Ready for the next person; whose link stands below is said there.
      set_name("");
      set_email("");
      await cache.invalidateQueries({ queryKey: ["accounts"] });
    },
  });
  return (
    <AccountForm
      title={m.member_add()}
      action={m.member_add()}
      sending={add}
      result={
        add.data && (
          <SecretOnce
            text={secret_address("/password", add.data.token)}
            explain={m.member_link_once({ name: add.data.name })}
          />
        )
      }
    >
      <FormField label={m.field_name()} value={name} on_change={set_name} />
      <FormField label={m.field_email()} type="email" value={email} on_change={set_email} />
      <Choose
        label={m.field_organisation()}
        value={organisation_id}
        on_change={set_organisation}
        sections={[{ choices: organisations }]}
      />
      <Choose label={m.field_role()} value={role} on_change={set_role} sections={role_choices()} />
    </AccountForm>
  );
}

function AddOrganisation() {
  const cache = useQueryClient();
  const [name, set_name] = useState("");
  const add = useMutation({
    mutationFn: () =>
      account_api.add_organisation({
        name,
        id: name
          .normalize("NFD")
          .toLowerCase()
          .replaceAll(/[^a-z0-9]+/g, "_")
          .replaceAll(/^_+|_+$/g, ""),
      }),
    onSuccess: async () => {
      set_name("");
      await cache.invalidateQueries({ queryKey: ["organisations"] });
    },
  });
  return (
    <Form
      className={css.form!}
      aria-labelledby="add_organisation"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <h2 id="add_organisation">{m.organisation_add()}</h2>
      <FormField label={m.field_name()} value={name} on_change={set_name} />
      {add.isError && <Trouble error={add.error} />}
      {add.data && <p role="status">{m.organisation_added({ name: add.data.name })}</p>}
      <div className={ui.row}>
        <Button type="submit" className={ui.button!} isDisabled={add.isPending}>
          {m.organisation_add()}
        </Button>
      </div>
    </Form>
  );
}
