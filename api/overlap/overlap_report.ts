import type { Content, TableCell, TDocumentDefinitions } from "pdfmake/interfaces";
import { layer_by_id } from "../../data/catalog/index.ts";
import type { OverlapObject } from "../queries/overlap_check.ts";
import type { OverlapAnswer } from "./answer_overlap_check.ts";
import type { OverlapLayer, VerdictCounts } from "./overlap_owners.ts";
import { type ReportLanguage, type ReportTexts, report_texts } from "./report_texts.ts";

/** A report that is read goes so far; the other files hold every object. */
const OBJECTS_MAX = 400;

interface Words {
  readonly t: ReportTexts;
  readonly language: ReportLanguage;
  number(value: number, decimals?: number): string;
  fill(text: string, values: Readonly<Record<string, string | number>>): string;
  layer(id: string): string;
}

function words_of(language: ReportLanguage): Words {
  const tag = { nl: "nl-BE", en: "en-GB", fr: "fr-BE" }[language];
  return {
    t: report_texts[language],
    language,
    number: (value, decimals = 1) =>
      new Intl.NumberFormat(tag, { maximumFractionDigits: decimals }).format(value),
    fill: (text, values) => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? "")),
    layer: (id) => layer_by_id(id)?.name[language] ?? id,
  };
}

/** On one line: with spaces that do not break. */
const three = ({ violated, possible, unknown }: VerdictCounts) =>
  `${violated}\u00a0/\u00a0${possible}\u00a0/\u00a0${unknown}`;

function question({ t, fill, number }: Words, answer: OverlapAnswer): string {
  const area = number(answer.zone_area_m2, 0);
  if (answer.scenario_id !== null) return fill(t.for_scenario, { id: answer.scenario_id, area });
  const depth = answer.dig_depth_m === null ? "" : number(answer.dig_depth_m, 2);
  if (answer.trench_width_m !== null)
    return fill(t.for_trench, { width: number(answer.trench_width_m, 2), depth, area });
  return `${fill(t.for_area, { area })}${depth === "" ? "" : `, ${fill(t.depth, { depth })}`}`;
}

function table(head: readonly string[], body: readonly TableCell[][], widths: (string | number)[]): Content {
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths,
      body: [head.map((text) => ({ text, style: "table_head" })), ...body],
    },
    layout: "lightHorizontalLines",
    fontSize: 8.5,
  };
}

function depths(words: Words, top_m: number | null, bottom_m: number | null): string {
  if (top_m === null) return words.t.no_depth;
  const [top, bottom] = [top_m, bottom_m].map((value) => (value === null ? "" : words.number(value, 2)));
  return bottom === "" || bottom === top ? top! : `${top} – ${bottom}`;
}

function amount({ number }: Words, of: { length_m: number | null; area_m2: number | null }): string {
  return [
    of.length_m === null ? "" : `${number(of.length_m)} m`,
    of.area_m2 === null ? "" : `${number(of.area_m2)} m²`,
  ]
    .filter(Boolean)
    .join(", ");
}

function layer_row(words: Words, owner: string, row: OverlapLayer): TableCell[] {
  const { t } = words;
  const counts = [
    row.inside > 0 ? String(row.inside) : "",
    row.nearby > 0 ? `${row.nearby} ${t.nearby}` : "",
    row.hidden > 0 ? `${row.hidden} ${t.hidden}` : "",
  ];
  const below = layer_by_id(row.layer)?.group === "below";
  const depth = [
    row.top_min_m !== null ? depths(words, row.top_min_m, row.bottom_max_m) : "",
    below && row.unknown_depth > 0 ? `${row.unknown_depth} ${t.no_depth}` : "",
    row.assumed_depth > 0 ? `${row.assumed_depth} ${t.assumed_depth}` : "",
  ];
  const status = Object.entries(row.status)
    .map(([id, n]) => `${n} ${t[id as "in_use"] ?? id}`)
    .join(", ");
  return [
    owner,
    words.layer(row.layer),
    counts.filter(Boolean).join(", "),
    amount(words, row),
    depth.filter(Boolean).join("; "),
    status,
    three(row.dig),
    three(row.findings),
  ];
}

function object_row(words: Words, object: OverlapObject): TableCell[] {
  const { t, number } = words;
  const verdict = { violated: t.violated, possible: t.maybe, unknown: t.not_known, clear: t.clear };
  const accuracy = [object.position_accuracy_m, object.depth_accuracy_m]
    .map((value) => (value === null ? "–" : number(value, 2)))
    .join(", ");
  return [
    object.owner,
    words.layer(object.layer),
    object.visible ? (object.name ?? String(object.id)) : t.hidden,
    amount(words, object),
    object.visible && object.buried ? depths(words, object.top_m, object.bottom_m) : "",
    object.visible ? accuracy : "",
    object.dig ? verdict[object.dig] : "",
  ];
}

function pits({ t, fill, number, layer }: Words, { trial_pits }: OverlapAnswer): Content {
  if (trial_pits.length === 0) return { text: t.none };
  return table(
    [t.rank, t.place, t.settles, t.shows],
    trial_pits.map(({ rank, place, settles, may_settle, objects }) => {
      const [lon, lat] = (place as unknown as { coordinates: [number, number] }).coordinates;
      return [
        String(rank),
        `${lat.toFixed(6)}, ${lon.toFixed(6)}`,
        fill(t.settles_of, { settles: number(settles), of: may_settle }),
        [...new Set(objects.map((one) => layer(one.layer)))].join(", "),
      ];
    }),
    [24, 120, 120, "*"],
  );
}

function notify({ t, fill, number, layer }: Words, answer: OverlapAnswer): Content {
  if (answer.notify.length === 0) return { text: t.none };
  return {
    ul: answer.notify.map((one) =>
      [
        one.owner ?? "",
        layer(one.layer),
        one.name ?? "",
        one.kind === "duty" ? t.duty : t.protected_area,
        one.distance_m === null || one.kind !== "duty"
          ? ""
          : fill(t.distance, { distance: number(one.distance_m) }),
      ]
        .filter(Boolean)
        .join(" · "),
    ),
  };
}

/** The report of an overlap check as a pdfmake definition, in a language. It says only what the answer says. */
export function overlap_report(answer: OverlapAnswer, language: ReportLanguage): TDocumentDefinitions {
  const words = words_of(language);
  const { t, fill, number } = words;
  const listed = answer.objects.filter(({ buried, dig }) => buried || dig);
  const rest = listed.length - OBJECTS_MAX;
  const made = new Intl.DateTimeFormat({ nl: "nl-BE", en: "en-GB", fr: "fr-BE" }[language], {
    dateStyle: "long",
  }).format(new Date());
  const synthetic = answer.objects.some((one) => one.synthetic);
  return {
    pageOrientation: "landscape",
    info: { title: answer.name || t.title },
    footer: (page, pages) => ({
      text: `${t.title} ${answer.id} · ${page} / ${pages}`,
      style: "quiet",
      margin: [42, 12, 42, 0],
    }),
    content: [
      { text: answer.name || t.title, style: "title" },
      { text: `${question(words, answer)} · ${t.made} ${made}`, style: "quiet" },
      { text: t.guidance, margin: [0, 8, 0, 0] },
      ...(synthetic
        ? [{ text: t.synthetic, bold: true, margin: [0, 4, 0, 0] as [number, number, number, number] }]
        : []),
      { text: t.summary, style: "subtitle" },
      {
        columns: [
          { text: `${t.certain}: ${answer.dig.violated}` },
          { text: `${t.possible}: ${answer.dig.possible}` },
          { text: `${t.unknown}: ${answer.unknown_depth}` },
          { text: `${t.conflicts}: ${three(answer.conflicts)}` },
        ],
      },
      ...(answer.findings_truncated
        ? [{ text: fill(t.truncated, { count: number(answer.findings_total, 0) }), style: "quiet" }]
        : []),
      { text: t.owners, style: "subtitle" },
      table(
        [
          t.owner,
          t.layer,
          t.count,
          t.amount,
          t.depths,
          t.status,
          `${t.dig}: ${t.verdicts}`,
          `${t.findings}: ${t.verdicts}`,
        ],
        answer.owners.flatMap(({ owner, layers }) => layers.map((row) => layer_row(words, owner, row))),
        [90, 90, 70, 75, "*", 80, 80, 80],
      ),
      { text: t.notify, style: "subtitle" },
      notify(words, answer),
      { text: t.pits, style: "subtitle" },
      pits(words, answer),
      { text: t.objects, style: "subtitle" },
      listed.length === 0
        ? { text: t.none }
        : table(
            [t.owner, t.layer, t.name, t.amount, t.depths, t.accuracy, t.dig],
            listed.slice(0, OBJECTS_MAX).map((one) => object_row(words, one)),
            [110, 110, "*", 80, 90, 90, 60],
          ),
      ...(rest > 0 ? [{ text: fill(t.more, { count: number(rest, 0) }), style: "quiet" }] : []),
    ],
  };
}
