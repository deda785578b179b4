import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { parseAsInteger, useQueryState } from "nuqs";
import { useState } from "react";
import { Button, ToggleButton } from "react-aria-components";
import { type FinancingKindId, financing_kind, financing_kinds } from "../../data/catalog/financing/index.ts";
import { useMayPlan } from "../account/account_api.ts";
import { draw_api } from "../draw/draw_api.ts";
import { NoScenario } from "../draw/no_scenario.tsx";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { Choose } from "../ui/controls.tsx";
import { Icon } from "../ui/icon.tsx";
import page from "../ui/page.module.css";
import { Empty, Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import css from "./pays.module.css";
import { pays_api } from "./pays_api.ts";
import { SheetView } from "./sheet_view.tsx";

/** Who pays: the financing sheets of a scenario; the address says which. */
export default function PaysPage() {
  const { locale } = useLocale();
  const cache = useQueryClient();
  const scenarios = useQuery({ queryKey: ["scenarios"], queryFn: draw_api.scenarios });
  const [asked, ask_scenario] = useQueryState("scenario", parseAsInteger);
  const [chosen, choose] = useQueryState("sheet", parseAsInteger);
  const [kind, set_kind] = useState<FinancingKindId>("heat_network");
  const may_plan = useMayPlan();
  const list = scenarios.data?.scenarios ?? [];
  const scenario = asked ?? list[0]?.id ?? null;
  const sheets = useQuery({
    queryKey: ["financing_sheets", scenario],
    queryFn: () => pays_api.sheets(scenario!),
    enabled: scenario !== null,
  });
  const heads = sheets.data?.financing_sheets ?? [];
  const id = heads.some((one) => one.id === chosen) ? chosen : (heads[0]?.id ?? null);
  const sheet = useQuery({
    queryKey: ["financing_sheet", id],
    queryFn: () => pays_api.sheet(id!),
    enabled: id !== null,
    // What the scenario takes may have changed since.
    refetchOnMount: "always",
  });
  const add = useMutation({
    mutationFn: () => pays_api.add(scenario!, kind, financing_kind(kind).name[locale]),
    onSuccess: async (made) => {
      cache.setQueryData(["financing_sheet", made.id], made);
      await cache.invalidateQueries({ queryKey: ["financing_sheets"] });
      void choose(made.id);
    },
  });
  return (
    <div className={`${page.page} ${css.page}`}>
      <header className={page.head}>
        <h1>{m.pays_title()}</h1>
        <div className={page.choices}>
          {list.length > 0 && scenario !== null && (
            <Choose
              label={m.scenario_word()}
              value={String(scenario)}
              on_change={(next) => {
                void choose(null);
                void ask_scenario(Number(next));
              }}
              sections={[{ choices: list.map((one) => ({ id: String(one.id), name: one.name })) }]}
            />
          )}
          {may_plan && (
            <>
              <Choose
                label={m.pays_kind()}
                value={kind}
                on_change={(next) => set_kind(next as FinancingKindId)}
                sections={[
                  { choices: financing_kinds.map((one) => ({ id: one.id, name: one.name[locale] })) },
                ]}
              />
              <Button
                className={ui.primary!}
                isDisabled={scenario === null || add.isPending}
                onPress={() => add.mutate()}
              >
                <Icon name="plus" size={16} />
                {m.pays_new()}
              </Button>
            </>
          )}
        </div>
        {heads.length > 0 && (
          <fieldset className={page.chooser}>
            <legend className={ui.caption}>{m.pays_sheets()}</legend>
            {heads.map((one) => (
              <ToggleButton
                key={one.id}
                className={page.chip!}
                isSelected={one.id === id}
                onChange={() => void choose(one.id)}
              >
                {one.name}
              </ToggleButton>
            ))}
          </fieldset>
        )}
      </header>
      {scenarios.isError && <Failed error={scenarios.error} retry={() => void scenarios.refetch()} />}
      {sheets.isError && <Failed error={sheets.error} retry={() => void sheets.refetch()} />}
      {add.isError && <Failed error={add.error} />}
      {sheet.isError && <Failed error={sheet.error} retry={() => void sheet.refetch()} />}
      <div className={page.none}>
        {scenarios.data && list.length === 0 && (
          <NoScenario title={m.pays_no_scenario_title()} text={m.pays_no_scenario_text()} />
        )}
        {sheets.data && heads.length === 0 && (
          <Empty icon="info" title={m.pays_none_title()}>
            <p>{may_plan ? m.pays_none_text() : m.pays_none_read_only()}</p>
          </Empty>
        )}
      </div>
      {id !== null && sheet.isPending && <Loading rows={12} />}
      {id !== null && sheet.data && (
        <SheetView
          key={`${sheet.data.id}/${sheet.data.version}`}
          sheet={sheet.data}
          on_removed={() => void choose(null)}
          reload={() => void sheet.refetch()}
        />
      )}
    </div>
  );
}
