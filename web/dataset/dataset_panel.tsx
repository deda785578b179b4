import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button, Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useMayImport } from "../account/account_api.ts";
import { client, type Dataset } from "../client.ts";
import { importer_name } from "../import/importer_name.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { date, moment } from "../text/number.ts";
import { chosen_files, fly_to } from "../ui/bus.ts";
import { Go, IconButton } from "../ui/controls.tsx";
import dialog from "../ui/dialog.module.css";
import { Icon } from "../ui/icon.tsx";
import { Panel } from "../ui/panel.tsx";
import { Empty, Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import { useGo } from "../ui/view_state.ts";
import css from "./dataset.module.css";
import { DatasetGrants } from "./dataset_grants.tsx";
import { DatasetMeaning } from "./dataset_meaning.tsx";

/** Every delivery: where it came from, whose it is and how old. */
export function DatasetsPanel({ on_back }: { on_back: () => void }) {
  const { locale } = useLocale();
  const may_import = useMayImport();
  const query = useQuery({ queryKey: ["datasets"], queryFn: client.datasets });
  return (
    <Panel of="datasets" on_back={on_back} kicker={m.datasets_kicker()} title={m.datasets_title()}>
      {query.isError && <Failed error={query.error} retry={() => query.refetch()} />}
      {query.isPending && <Loading rows={6} />}
      {query.data?.datasets.length === 0 && (
        <Empty icon="dataset" title={m.overview_empty_title()}>
          <p>{m.overview_empty_text()}</p>
        </Empty>
      )}
      <ul className={css.list}>
        {query.data?.datasets.map((dataset) => (
          <li key={dataset.id}>
            <Go to={`/datasets/${dataset.id}`} className={css.item}>
              <span className={css.name}>
                {dataset.name}
                {dataset.access_class === "restricted" && <Icon name="lock" size={14} />}
              </span>
              <span className={ui.caption}>
                {[
                  dataset.owner,
                  date(dataset.dated ?? dataset.imported_at, locale),
                  dataset.synthetic ? m.synthetic_short() : null,
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </Go>
          </li>
        ))}
      </ul>
      {may_import && (
        <div className={ui.row}>
          <Button className={ui.button!} onPress={() => chosen_files.set([])}>
            <Icon name="import" size={16} />
            {m.import_action()}
          </Button>
          <Go to="/imports">{m.imports_title()}</Go>
        </div>
      )}
    </Panel>
  );
}

/** One delivery, with the way to remove it. Removing cannot be undone, so it is asked once. */
export function DatasetPanel({ id, on_back }: { id: string; on_back: () => void }) {
  const { locale } = useLocale();
  const query = useQuery({ queryKey: ["datasets"], queryFn: client.datasets });
  const dataset = query.data?.datasets.find((d) => String(d.id) === id);
  return (
    <Panel
      of={`dataset-${id}`}
      on_back={on_back}
      kicker={m.dataset_word()}
      title={dataset?.name ?? "…"}
      actions={
        dataset?.bounds_wgs84 && (
          <IconButton
            icon="fit"
            label={m.action_show_on_map()}
            on_press={() => fly_to(dataset.bounds_wgs84!)}
          />
        )
      }
    >
      {query.isError && <Failed error={query.error} retry={() => query.refetch()} />}
      {query.isPending && <Loading rows={6} />}
      {query.isSuccess && !dataset && <Empty icon="dataset" title={m.state_missing_title()} />}
      {dataset && (
        <>
          {dataset.synthetic && (
            <p className={ui.guidance}>
              <Icon name="info" size={16} />
              <span>{m.synthetic_long()}</span>
            </p>
          )}
          {dataset.outside_area_of_use && (
            <p className={ui.guidance}>
              <Icon name="warning" size={16} />
              <span>{m.dataset_outside()}</span>
            </p>
          )}
          <DatasetMeaning id={id} />
          <dl className={ui.facts}>
            {facts(dataset, locale).map(([name, value]) => (
              <Fact key={name} name={name} value={value} />
            ))}
          </dl>
          {dataset.access_class === "restricted" && <DatasetGrants id={id} owner_is={dataset.owner} />}
          <Remove dataset={dataset} />
        </>
      )}
    </Panel>
  );
}

const Fact = ({ name, value }: { name: string; value: string }) => (
  <>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </>
);

function facts(dataset: Dataset, locale: ReturnType<typeof useLocale>["locale"]): [string, string][] {
  const rows: [string, string | null | undefined][] = [
    [m.dataset_owner(), dataset.owner],
    [m.dataset_licence(), dataset.licence],
    [m.dataset_dated(), dataset.dated ? date(dataset.dated, locale) : null],
    [m.dataset_imported(), moment(dataset.imported_at, locale)],
    [m.dataset_access(), dataset.access_class === "public" ? m.access_public() : m.access_restricted()],
    [m.dataset_purpose(), dataset.purpose],
    [m.dataset_expires(), dataset.expires ? date(dataset.expires, locale) : null],
    [m.dataset_file(), dataset.source_file],
    [m.dataset_importer(), importer_name(dataset.importer)],
    [m.dataset_srid(), `EPSG:${dataset.srid}`],
    [
      m.dataset_attachments(),
      dataset.attachments?.length ? dataset.attachments.map((a) => a.name).join(", ") : null,
    ],
  ];
  return rows.filter((row): row is [string, string] => Boolean(row[1]));
}

function Remove({ dataset }: { dataset: Dataset }) {
  const cache = useQueryClient();
  const go = useGo();
  const [asked, set_asked] = useState(false);
  const remove = useMutation({
    mutationFn: () => client.delete_dataset(dataset.id),
    onSuccess: async () => {
      set_asked(false);
      go("/datasets");
      await cache.invalidateQueries();
    },
  });
  return (
    <div>
      <Button className={ui.danger!} onPress={() => set_asked(true)}>
        <Icon name="trash" size={16} />
        {m.dataset_remove()}
      </Button>
      <ModalOverlay className={dialog.veil!} isOpen={asked} onOpenChange={set_asked} isDismissable>
        <Modal className={dialog.modal!}>
          <Dialog className={dialog.content!} role="alertdialog">
            <Heading slot="title">{m.dataset_remove_title({ name: dataset.name })}</Heading>
            <p>{m.dataset_remove_text()}</p>
            {remove.isError && <Failed error={remove.error} />}
            <div className={ui.row} style={{ justifyContent: "flex-end" }}>
              <Button className={ui.button!} onPress={() => set_asked(false)} autoFocus>
                {m.action_keep()}
              </Button>
              <Button className={ui.danger!} isDisabled={remove.isPending} onPress={() => remove.mutate()}>
                {remove.isPending ? m.dataset_removing() : m.dataset_remove()}
              </Button>
            </div>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </div>
  );
}
