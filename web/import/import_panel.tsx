import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Button } from "react-aria-components";
import { client, type Import } from "../client.ts";
import { DatasetMeaning } from "../dataset/dataset_meaning.tsx";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { number } from "../text/number.ts";
import { chosen_files, fly_to } from "../ui/bus.ts";
import { Go, Progress } from "../ui/controls.tsx";
import { Icon } from "../ui/icon.tsx";
import { Numbers, Panel } from "../ui/panel.tsx";
import { Empty, Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import css from "./import.module.css";
import { CodedMessage, ImportNotes } from "./import_notes.tsx";

const running = (state: Import["state"]) => state !== "done" && state !== "failed" && state !== "cancelled";

const state_word = (state: Import["state"]): string =>
  ({
    waiting: m.import_state_waiting,
    reading: m.import_state_reading,
    storing: m.import_state_storing,
    analysing: m.import_state_analysing,
    done: m.import_state_done,
    failed: m.import_state_failed,
    cancelled: m.import_state_cancelled,
  })[state]();

/** One import: how far it is, then what came of it. Flies to the new data when it ends while one looks. */
export function ImportPanel({ id, on_back }: { id: string; on_back: () => void }) {
  const { locale } = useLocale();
  const cache = useQueryClient();
  const seen_running = useRef(false);
  const query = useQuery({
    queryKey: ["import", id],
    queryFn: () => client.import_state(id),
    refetchInterval: ({ state }) => (state.data && !running(state.data.state) ? false : 500),
  });
  const cancel = useMutation({ mutationFn: () => client.cancel_import(id) });
  const state = query.data?.state;
  const bounds = query.data?.bounds_wgs84;
  if (state && running(state)) seen_running.current = true;
  useEffect(() => {
    if (state !== "done") return;
    for (const key of ["authority", "layers", "districts", "streets", "datasets", "street", "findings"]) {
      void cache.invalidateQueries({ queryKey: [key] });
    }
    if (bounds && seen_running.current) fly_to(bounds, 18);
    seen_running.current = false;
  }, [state, bounds, cache]);

  const job = query.data;
  return (
    <Panel
      of={`import-${id}`}
      on_back={on_back}
      kicker={job ? `${m.import_word()} · ${state_word(job.state)}` : m.import_word()}
      title={job?.file_name ?? "…"}
    >
      {query.isError && <Failed error={query.error} retry={() => query.refetch()} />}
      {query.isPending && <Loading rows={5} />}
      {job && running(job.state) && (
        <div className={ui.stack}>
          <Progress label={state_word(job.state)} fraction={job.fraction} />
          <p className={ui.quiet}>{m.import_read_so_far({ count: number(Number(job.read), locale) })}</p>
          <Button
            className={ui.button!}
            isDisabled={cancel.isPending || cancel.isSuccess}
            onPress={() => cancel.mutate()}
          >
            {cancel.isSuccess ? m.import_cancelling() : m.action_cancel()}
          </Button>
        </div>
      )}
      {job?.state === "failed" && (
        <Empty icon="warning" title={m.import_failed_title()}>
          <p>{m.import_failed_text()}</p>
          {job.error && (
            <p className={ui.caption}>
              <CodedMessage code={job.error.code} message={job.error.message} />
            </p>
          )}
          <Button className={ui.primary!} onPress={() => chosen_files.set([])}>
            {m.import_again()}
          </Button>
        </Empty>
      )}
      {job?.state === "cancelled" && (
        <Empty icon="info" title={m.import_cancelled_title()}>
          <p>{m.import_cancelled_text()}</p>
        </Empty>
      )}
      {job?.state === "done" && <Report job={job} />}
    </Panel>
  );
}

/** More than these stand closed, so that what the delivery means is not pushed off the screen. */
const notes_shown = 3;

function Report({ job }: { job: Import }) {
  const { locale } = useLocale();
  const rejected = Number(job.rejected);
  const rejections = useQuery({
    queryKey: ["rejections", String(job.id)],
    queryFn: () => client.rejections(job.id),
    enabled: rejected > 0,
  });
  return (
    <>
      <Numbers
        items={[
          { label: m.report_read(), value: number(job.read, locale) },
          { label: m.report_stored(), value: number(Number(job.stored), locale) },
          { label: m.report_rejected(), value: number(rejected, locale) },
        ]}
      />
      {Number(job.repaired) > 0 && (
        <p>{m.report_repaired({ count: number(Number(job.repaired), locale) })}</p>
      )}
      <div className={ui.row}>
        {job.bounds_wgs84 && (
          <Button className={ui.primary!} onPress={() => fly_to(job.bounds_wgs84!, 18)}>
            <Icon name="fit" size={16} />
            {m.action_show_on_map()}
          </Button>
        )}
        {job.dataset_ids.map((dataset) => (
          <Go key={dataset} to={`/datasets/${dataset}`}>
            {m.report_open_dataset()}
          </Go>
        ))}
      </div>
      {job.notes.length > 0 && (
        <details open={job.notes.length <= notes_shown}>
          <summary>{`${m.report_notes()} (${number(job.notes.length, locale)})`}</summary>
          <ImportNotes notes={job.notes} />
        </details>
      )}
      {job.dataset_ids.map((dataset) => (
        <DatasetMeaning key={dataset} id={dataset} />
      ))}
      {rejected > 0 && (
        <section className={ui.stack}>
          <h3>{m.report_rejections()}</h3>
          {rejections.isPending && <Loading rows={3} />}
          <table className={ui.table}>
            <caption className="visually_hidden">{m.report_rejections()}</caption>
            <thead>
              <tr>
                <th>{m.report_row()}</th>
                <th>{m.report_field()}</th>
                <th>{m.report_reason()}</th>
              </tr>
            </thead>
            <tbody>
              {rejections.data?.rejections.map((row) => (
                <tr key={row.position}>
                  <td>{row.row}</td>
                  <td>{row.field ?? "–"}</td>
                  <td>
                    <CodedMessage code={row.code} message={row.message} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {rejections.data && rejections.data.total > rejections.data.rejections.length && (
            <p className={ui.caption}>
              {m.list_more({
                shown: rejections.data.rejections.length,
                total: number(rejections.data.total, locale),
              })}
            </p>
          )}
        </section>
      )}
    </>
  );
}

/** Every import so far, newest first. */
export function ImportsPanel({ on_back }: { on_back: () => void }) {
  const { locale } = useLocale();
  const query = useQuery({ queryKey: ["imports"], queryFn: client.imports });
  return (
    <Panel of="imports" on_back={on_back} kicker={m.datasets_kicker()} title={m.imports_title()}>
      {query.isError && <Failed error={query.error} retry={() => query.refetch()} />}
      {query.isPending && <Loading rows={5} />}
      {query.data?.imports.length === 0 && <Empty icon="import" title={m.imports_none()} />}
      <ul className={css.layers}>
        {query.data?.imports.map((job) => (
          <li key={job.id} className={css.layer}>
            <Go to={`/imports/${job.id}`}>{job.file_name}</Go>
            <p className={ui.caption}>
              {state_word(job.state)} · {m.report_stored()} {number(Number(job.stored), locale)}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
