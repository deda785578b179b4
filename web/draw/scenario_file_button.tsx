import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, FileTrigger } from "react-aria-components";
import { Problem, send } from "../client.ts";
import * as m from "../text/compiled/messages.js";
import { Icon } from "../ui/icon.tsx";
import { Failed } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import { useGo } from "../ui/view_state.ts";

async function read_json(file: File): Promise<unknown> {
  try {
    return JSON.parse(await file.text());
  } catch {
    throw new Problem(400, "malformed_json", `${file.name}: expected a scenario file (GeoJSON).`);
  }
}

/** Brings in a scenario that was saved as a file, here or elsewhere. */
export function ScenarioFileButton() {
  const go = useGo();
  const cache = useQueryClient();
  const open = useMutation({
    mutationFn: async (file: File) =>
      send<{ id: number }>("POST", "/scenarios/files", { body: await read_json(file) }),
    onSuccess: (made) => {
      void cache.invalidateQueries({ queryKey: ["scenarios"] });
      go(`/draw/${made.id}`);
    },
  });
  return (
    <>
      <FileTrigger
        acceptedFileTypes={[".geojson", ".json"]}
        onSelect={(files) => files?.[0] && open.mutate(files[0])}
      >
        <Button className={ui.button!} isDisabled={open.isPending}>
          <Icon name="import" size={16} />
          {m.scenario_file_open()}
        </Button>
      </FileTrigger>
      {open.isError && <Failed error={open.error} />}
    </>
  );
}
