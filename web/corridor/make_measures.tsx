import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "react-aria-components";
import type { Draft } from "../draw/draft.ts";
import { draw_api } from "../draw/draw_api.ts";
import * as m from "../text/compiled/messages.js";
import { Choose, Go } from "../ui/controls.tsx";
import { Icon } from "../ui/icon.tsx";
import { Failed } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";

/** The choice that stands for a scenario to be made. */
const anew = "new";

/** Puts drafts into a scenario, all or nothing, and leads there. */
export function MakeMeasures({ drafts, scenario_name }: { drafts: readonly Draft[]; scenario_name: string }) {
  const cache = useQueryClient();
  const scenarios = useQuery({ queryKey: ["scenarios"], queryFn: draw_api.scenarios });
  const [chosen, set_chosen] = useState(anew);
  const make = useMutation({
    mutationFn: async () => {
      const id = chosen === anew ? (await draw_api.add_scenario(scenario_name)).id : Number(chosen);
      await draw_api.changes(
        id,
        drafts.map((draft, k) => ({ op: "put" as const, id: null, ref: String(k), version: null, ...draft })),
        crypto.randomUUID(),
      );
      return id;
    },
    onSuccess: () => {
      for (const word of ["scenarios", "scenario", "measures"])
        void cache.invalidateQueries({ queryKey: [word] });
    },
  });
  const list = scenarios.data?.scenarios ?? [];
  return (
    <div className={ui.stack}>
      <Choose
        label={m.corridor_scenario()}
        value={chosen}
        on_change={(id) => {
          make.reset();
          set_chosen(id);
        }}
        sections={[
          {
            choices: [
              { id: anew, name: m.corridor_scenario_new({ name: scenario_name }) },
              ...list.map(({ id, name }) => ({ id: String(id), name })),
            ],
          },
        ]}
      />
      {make.isSuccess ? (
        <p role="status" className={ui.row}>
          <Icon name="check" size={16} />
          {m.corridor_made()} <Go to={`/draw/${make.data}`}>{m.corridor_open_scenario()}</Go>
        </p>
      ) : (
        <Button
          className={ui.primary!}
          isDisabled={make.isPending || drafts.length === 0}
          onPress={() => make.mutate()}
        >
          <Icon name="plus" size={16} />
          {m.corridor_make()}
        </Button>
      )}
      {make.isError && <Failed error={make.error} />}
    </div>
  );
}
