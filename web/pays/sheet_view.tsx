import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "react-aria-components";
import {
  check_inputs,
  financing_figures,
  financing_kind,
  town_role_names,
} from "../../data/catalog/financing/index.ts";
import { useMayPlan } from "../account/account_api.ts";
import { Problem } from "../client.ts";
import form from "../draw/form.module.css";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { Icon } from "../ui/icon.tsx";
import page from "../ui/page.module.css";
import { Failed } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import { Assumptions } from "./assumptions.tsx";
import { CostTable } from "./cost_table.tsx";
import { OwnLines } from "./own_lines.tsx";
import css from "./pays.module.css";
import { pays_api, type Sheet, table_address } from "./pays_api.ts";
import { PieceTable } from "./piece_table.tsx";
import { ShareTable } from "./share_table.tsx";
import { WhatIf } from "./what_if.tsx";
import { YearTable } from "./year_table.tsx";

/** One sheet: what is filled in is changed here and worked out at once; keeping it is a button. */
export function SheetView(props: { sheet: Sheet; on_removed: () => void; reload: () => void }) {
  const { sheet, on_removed, reload } = props;
  const { locale } = useLocale();
  const cache = useQueryClient();
  const may_plan = useMayPlan();
  const [name, set_name] = useState(sheet.name);
  const [inputs, change] = useState(sheet.inputs);
  const trouble = check_inputs(inputs);
  const figures = trouble.length === 0 ? financing_figures(sheet.kind, inputs, sheet.base) : null;
  const changed = name !== sheet.name || JSON.stringify(inputs) !== JSON.stringify(sheet.inputs);
  const renew = (saved: Sheet | null) => {
    if (saved) cache.setQueryData(["financing_sheet", sheet.id], saved);
    return cache.invalidateQueries({ queryKey: ["financing_sheets"] });
  };
  const save = useMutation({
    mutationFn: () => pays_api.change(sheet.id, sheet.version, name.trim() || sheet.name, inputs),
    onSuccess: renew,
  });
  const remove = useMutation({
    mutationFn: () => pays_api.remove(sheet.id, sheet.version),
    onSuccess: async () => {
      await renew(null);
      on_removed();
    },
  });
  const stale = save.error instanceof Problem && save.error.status === 412;
  return (
    <>
      <section className={`${page.block} ${css.head}`}>
        <p
          className={css.print_only}
        >{`${sheet.scenario_name} · ${financing_kind(sheet.kind).name[locale]}`}</p>
        <h2 className={css.print_only}>{name}</h2>
        <p>
          {m.pays_role()}:{" "}
          <strong>
            {inputs.town_roles.map((role) => town_role_names[role][locale]).join(", ") || m.pays_no_role()}
          </strong>
        </p>
        <div className={css.actions}>
          {may_plan && (
            <>
              {" "}
              <label className={form.number}>
                <span className={form.label}>{m.pays_name()}</span>
                <input
                  className={`${form.input} ${form.bordered}`}
                  maxLength={200}
                  value={name}
                  onChange={(event) => set_name(event.target.value)}
                />
              </label>
              <Button
                className={ui.primary!}
                isDisabled={!changed || trouble.length > 0 || save.isPending}
                onPress={() => save.mutate()}
              >
                {m.action_keep()}
              </Button>
            </>
          )}
          {changed && (
            <Button
              className={ui.button!}
              onPress={() => {
                change(sheet.inputs);
                set_name(sheet.name);
              }}
            >
              <Icon name="undo" size={16} />
              {m.pays_undo()}
            </Button>
          )}
          <a className={ui.button} href={table_address(sheet.id, locale)} download>
            <Icon name="dataset" size={16} />
            {m.compare_csv()}
          </a>
          <Button className={ui.button!} onPress={() => window.print()}>
            {m.compare_print()}
          </Button>
          {may_plan && (
            <Button className={ui.danger!} isDisabled={remove.isPending} onPress={() => remove.mutate()}>
              {m.pays_remove()}
            </Button>
          )}
        </div>
        {!may_plan ? (
          <p className={`${ui.caption} ${css.screen_only}`}>{m.pays_read_only()}</p>
        ) : (
          changed && <p className={ui.caption}>{m.pays_unsaved()}</p>
        )}
        {stale ? (
          <div className={css.trouble} role="alert">
            <span>{m.pays_stale()}</span>
            <Button className={ui.button!} onPress={reload}>
              {m.pays_reload()}
            </Button>
          </div>
        ) : (
          save.isError && <Failed error={save.error} />
        )}
        {remove.isError && <Failed error={remove.error} />}
        {trouble
          .filter(({ path }) => path !== "shares_pct")
          .map(({ path, message }) => (
            <p key={path} className={css.trouble} role="alert">
              {m.pays_trouble({ path, message })}
            </p>
          ))}
      </section>
      <WhatIf inputs={inputs} figures={figures} per={financing_kind(sheet.kind).per} change={change} />
      <ShareTable inputs={inputs} figures={figures} change={change} />
      {figures && <YearTable figures={figures} />}
      {figures && <PieceTable figures={figures} />}
      {figures && <CostTable sheet={sheet} inputs={inputs} figures={figures} change={change} />}
      <OwnLines inputs={inputs} change={change} />
      <Assumptions sheet={sheet} inputs={inputs} change={change} />
      <p className={css.claim}>{m.pays_claim()}</p>
    </>
  );
}
