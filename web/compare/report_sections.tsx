import { useQueries, useQuery } from "@tanstack/react-query";
import type { Position } from "geojson";
import { draw_api } from "../draw/draw_api.ts";
import { positions_of } from "../draw/shape_edit.ts";
import { read_section } from "../section/section_data.ts";
import { SectionDrawing } from "../section/section_drawing.tsx";
import { section_title } from "../section/section_words.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import page from "../ui/page.module.css";
import { Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import css from "./compare.module.css";
import { type Column, compare_api } from "./compare_api.ts";
import { changes } from "./street_section.tsx";

const streets_shown = 2;
const frame = { width: 680, height: 300, exaggeration: 1 };

/** The streets where the scenarios dig and clash most, each cut at its worst clash, with every scenario. */
export function ReportSections({
  columns,
  district,
}: {
  columns: readonly Column[];
  district: string | null;
}) {
  const ids = columns.map((column) => column.id as number);
  const answer = useQuery({
    queryKey: ["compared_streets", ids.join(","), district],
    queryFn: () => compare_api.streets(ids, district),
  });
  const lists = useQueries({
    queries: ids.map((id) => ({
      queryKey: ["scenario_findings", id, "report"],
      queryFn: () => draw_api.findings(id, null, 500),
    })),
  });
  if (!answer.data || lists.some((list) => list.isPending)) return <Loading rows={6} />;
  const changed = answer.data.streets.filter(changes);
  const clashing = changed.filter(({ clashes }) => clashes.some((count) => count > 0));
  const streets = (clashing.length > 0 ? clashing : changed).slice(0, streets_shown);
  const findings = lists.flatMap((list) => list.data?.findings ?? []);
  if (streets.length === 0) return null;
  return (
    <section className={`${page.block} ${page.long}`}>
      <h2>{m.report_sections_title()}</h2>
      <p className={ui.quiet}>{m.report_sections_hint()}</p>
      {streets.map((street) => {
        const worst = findings.find(({ street_id, stretch }) => street_id === street.street_id && stretch);
        const at = worst?.stretch ? (positions_of(worst.stretch)[0] ?? null) : null;
        return (
          <div key={street.street_id}>
            <h3>{street.name}</h3>
            {columns.map((column) => (
              <Cut key={column.id} street={street.street_id} at={at} column={column} />
            ))}
          </div>
        );
      })}
    </section>
  );
}

function Cut({ street, at, column }: { street: string; at: Position | null; column: Column }) {
  const { locale } = useLocale();
  const near = at ? ([at[0]!, at[1]!] as const) : null;
  const section = useQuery({
    queryKey: ["report_section", street, at, column.id],
    queryFn: () => read_section({ kind: "street", street, at_m: null, near }, column.id),
  });
  if (section.isError) return null;
  if (!section.data) return <div className={css.picture_wait} data-waiting="" />;
  return (
    <figure className={css.cut}>
      <figcaption>{`${column.name}: ${section_title(section.data, locale)}`}</figcaption>
      <SectionDrawing
        section={section.data}
        frame={frame}
        theme="light"
        locale={locale}
        clearances={false}
        lit={null}
      />
    </figure>
  );
}
