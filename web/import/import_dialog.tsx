import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Button, Dialog, DropZone, FileTrigger, Heading, Modal, ModalOverlay } from "react-aria-components";
import type { ImportInspection, ImportMapping } from "../../data/importers/types.ts";
import { client } from "../client.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { number } from "../text/number.ts";
import { chosen_files, useCell } from "../ui/bus.ts";
import { Progress } from "../ui/controls.tsx";
import dialog from "../ui/dialog.module.css";
import { Icon } from "../ui/icon.tsx";
import { Failed } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import { useGo } from "../ui/view_state.ts";
import { asks_for_crs, crs_questions } from "./asks_for_crs.ts";
import { crs_name } from "./crs_choices.ts";
import { CrsQuestion } from "./crs_question.tsx";
import css from "./import.module.css";
import { ImportNotes } from "./import_notes.tsx";
import { importer_name } from "./importer_name.ts";
import { MappingForm } from "./mapping_form.tsx";

/** From a dropped file to a running import: what it is, in which coordinates, and what becomes what. */
export default function ImportDialog() {
  const files = useCell(chosen_files);
  return (
    <ModalOverlay
      className={dialog.veil!}
      isOpen={files !== null}
      onOpenChange={(open) => !open && chosen_files.set(null)}
      isDismissable={files?.length === 0}
    >
      <Modal className={dialog.modal!}>
        <Dialog className={dialog.content!}>
          {files !== null && (files.length === 0 ? <PickFiles /> : <Prepare files={files} />)}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function PickFiles() {
  return (
    <>
      <Heading slot="title">{m.import_title()}</Heading>
      <DropZone
        className={css.drop!}
        onDrop={async (event) => {
          const found = await Promise.all(
            event.items.flatMap((item) => (item.kind === "file" ? [item.getFile()] : [])),
          );
          if (found.length > 0) chosen_files.set(found);
        }}
      >
        <Icon name="import" size={32} />
        <p className={css.drop_title}>{m.import_drop_here()}</p>
        <FileTrigger
          allowsMultiple
          onSelect={(list) => list && list.length > 0 && chosen_files.set([...list])}
        >
          <Button className={ui.primary!}>{m.import_choose()}</Button>
        </FileTrigger>
        <p className={ui.caption}>{m.import_formats()}</p>
      </DropZone>
      <div className={ui.row} style={{ justifyContent: "flex-end" }}>
        <Button slot="close" className={ui.button!}>
          {m.action_cancel()}
        </Button>
      </div>
    </>
  );
}

function Prepare({ files }: { files: readonly File[] }) {
  const { locale } = useLocale();
  const go = useGo();
  const cache = useQueryClient();
  const [srid, set_srid] = useState<number | null>(null);
  const [mapping, set_mapping] = useState<ImportMapping | null>(null);
  const inspect = useMutation({
    mutationFn: (chosen: number | null) => client.inspect(files, chosen),
    onSuccess: (found: ImportInspection) => set_mapping(found.guess),
  });
  const start = useMutation({
    mutationFn: () => client.start_import(files, srid, found?.fixed ? null : mapping),
    onSuccess: (begun) => {
      chosen_files.set(null);
      // It is seen running from here on: a small one may be done before it is asked about again.
      cache.setQueryData(["import", String(begun.id)], begun);
      go(`/imports/${begun.id}`);
    },
  });
  const { mutate: look } = inspect;
  useEffect(() => look(null), [look]);

  const found = inspect.data;
  const crs_wanted = asks_for_crs(inspect.error)
    ? inspect.error
    : asks_for_crs(start.error)
      ? start.error
      : null;
  const crs_note = found?.notes.find((note) => crs_questions.includes(note.code));
  const crs_open =
    crs_wanted !== null || (found !== undefined && found.srid === null && srid === null && !found.fixed);
  const something = found?.fixed || mapping?.layers.some((layer) => layer.layer !== null);
  const other_notes = found?.notes.filter((note) => note !== crs_note) ?? [];

  return (
    <>
      <Heading slot="title">{m.import_title()}</Heading>
      <p className={css.files}>
        <Icon name="dataset" size={18} />
        <span>
          {files.map((f) => f.name).join(", ")}
          <span className={ui.caption}> · {size_text(files, locale)}</span>
        </span>
      </p>
      {inspect.isPending && <Progress label={m.import_reading_file()} fraction={null} />}
      {inspect.isError && !crs_wanted && <Failed error={inspect.error} retry={() => look(srid)} />}
      {(crs_open || found) && (
        <section className={ui.stack}>
          <dl className={ui.facts}>
            {found && (
              <>
                <dt>{m.import_recognised()}</dt>
                <dd>{importer_name(found.importer)}</dd>
              </>
            )}
            <dt>{m.import_crs()}</dt>
            <dd>
              {srid !== null
                ? m.import_crs_yours({ name: crs_name(srid) })
                : found?.srid
                  ? crs_name(found.srid)
                  : m.import_crs_missing()}
            </dd>
          </dl>
          {(crs_wanted || crs_note) && (
            <p className={ui.guidance} role="alert">
              <Icon name="warning" size={16} />
              <span>
                {crs_wanted?.code === "crs_contradicted" || crs_note?.code === "crs_contradicted"
                  ? m.import_crs_contradicted()
                  : m.import_crs_ask()}
              </span>
            </p>
          )}
          {!found?.fixed && (
            <CrsQuestion
              srid={srid ?? found?.srid ?? null}
              message={crs_wanted?.message ?? crs_note?.message ?? ""}
              on_change={(next) => {
                set_srid(next);
                start.reset();
                look(next);
              }}
            />
          )}
        </section>
      )}
      {found?.fixed && <p className={ui.quiet}>{m.import_fixed()}</p>}
      {found && !found.fixed && mapping && (
        <MappingForm inspection={found} mapping={mapping} on_change={set_mapping} />
      )}
      {other_notes.length > 0 && <ImportNotes notes={other_notes} />}
      {start.isError && !crs_wanted && <Failed error={start.error} />}
      <div className={ui.row} style={{ justifyContent: "flex-end" }}>
        <Button slot="close" className={ui.button!}>
          {m.action_cancel()}
        </Button>
        <Button
          className={ui.primary!}
          isDisabled={!found || crs_open || !something || start.isPending || inspect.isPending}
          onPress={() => start.mutate()}
        >
          {start.isPending ? m.import_sending() : m.import_start()}
        </Button>
      </div>
    </>
  );
}

function size_text(files: readonly File[], locale: ReturnType<typeof useLocale>["locale"]): string {
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  return bytes >= 1e6
    ? `${number(bytes / 1e6, locale, 1)} MB`
    : `${number(Math.max(1, bytes / 1e3), locale)} kB`;
}
