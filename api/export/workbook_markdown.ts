import {
  case_facts,
  comment_kind_names,
  lesson_kind_names,
  lesson_status_names,
  lesson_subject_names,
  lesson_theme_names,
  lesson_themes,
} from "../../data/catalog/lesson/index.ts";
import type { Text } from "../../data/catalog/types.ts";
import type { WorkbookEntry } from "../schemas/lesson.ts";

const WORDS = {
  title: {
    nl: "Werkboek: drempels en lessen",
    en: "Workbook: barriers and lessons",
    fr: "Carnet : obstacles et leçons",
  },
  helped: { nl: "Wat hielp", en: "What helped", fr: "Ce qui a aidé" },
  status: { nl: "Stand", en: "Status", fr: "État" },
  gone: {
    nl: "Het geval bestaat niet meer.",
    en: "The case is no longer there.",
    fr: "Le cas n’existe plus.",
  },
  none: { nl: "Geen lessen gevonden.", en: "No lessons found.", fr: "Aucune leçon trouvée." },
} satisfies Record<string, Text>;

/** Somebody's own words as Markdown that reads the same: no markup, headings, links or pages come of them. */
export const plain_markdown = (text: string): string =>
  text
    .replace(/[\\`*_{}[\]<>#|~!&]/g, "\\$&")
    .split(/\r?\n/)
    .map((line) => line.trim().replace(/^([-+=]|\d+(?=[.)]))/, "\\$1"))
    .join("  \n");

/** Lessons as a guide in Markdown, by theme, with the numbers of the case under each. */
export function workbook_markdown(lessons: readonly WorkbookEntry[], language: keyof Text): string {
  const word = (id: keyof typeof WORDS) => WORDS[id][language];
  const lines = [`# ${word("title")}`, ""];
  if (lessons.length === 0) lines.push(word("none"), "");
  for (const theme of lesson_themes) {
    const own = lessons.filter((lesson) => lesson.theme === theme);
    if (own.length === 0) continue;
    lines.push(`## ${lesson_theme_names[theme][language]}`, "");
    for (const lesson of own) lines.push(...chapter(lesson, language), "");
  }
  return `${lines.join("\n").trimEnd()}\n`;
}

function chapter(lesson: WorkbookEntry, language: keyof Text): string[] {
  const word = (id: keyof typeof WORDS) => WORDS[id][language];
  const subject = lesson_subject_names[lesson.about][language];
  const place = [lesson.authority, lesson.district].filter((one) => one !== null).map(plain_markdown);
  const facts = case_facts(lesson.numbers, language);
  return [
    `### ${lesson_kind_names[lesson.kind][language]}: ${[...place, subject].join(", ")}`,
    "",
    plain_markdown(lesson.what),
    "",
    ...(lesson.what_helped ? [`**${word("helped")}.** ${plain_markdown(lesson.what_helped)}`, ""] : []),
    `**${word("status")}:** ${lesson_status_names[lesson.status][language]} (${lesson.changed_at.slice(0, 10)})`,
    "",
    ...lesson.decisions.map(
      ({ body, on }) => `**${comment_kind_names.decision[language]}, ${on}.** ${plain_markdown(body)}\n`,
    ),
    ...(facts.length === 0
      ? [`_${word("gone")}_`]
      : facts.map(({ label, value }) => `- ${label}: ${plain_markdown(value)}`)),
  ];
}
