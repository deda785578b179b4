import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import * as m from "../text/compiled/messages.js";
import type { Locale } from "../text/number.ts";
import { LongSectionDrawing } from "./long_section_drawing.tsx";
import type { Section } from "./section_data.ts";
import { SectionDrawing } from "./section_drawing.tsx";
import {
  accuracy_words,
  depth_words,
  object_title,
  place_words,
  section_title,
  source_words,
} from "./section_words.ts";

export interface SectionToSave {
  readonly section: Section;
  readonly exaggeration: number;
  readonly clearances: boolean;
  readonly locale: Locale;
}

const sheet = { width: 1100, height: 620 } as const;
/** Left of the drawing: a file is shown in whatever font there is, and depths in a wider one would lose their sign. */
const gutter = 18;

/** The drawing as a file of its own: light colours, no page around it. */
export function section_svg({ section, exaggeration, clearances, locale }: SectionToSave): string {
  const holder = document.createElement("div");
  const root = createRoot(holder);
  const Drawing = is_long(section) ? LongSectionDrawing : SectionDrawing;
  flushSync(() =>
    root.render(
      <Drawing
        frame={{ ...sheet, width: sheet.width - gutter, exaggeration }}
        theme="light"
        lit={null}
        {...{ section, clearances, locale }}
      />,
    ),
  );
  const svg = holder.querySelector("svg")!;
  const { width, height } = svg.viewBox.baseVal;
  svg.setAttribute("viewBox", `${-gutter} 0 ${width + gutter} ${height}`);
  svg.setAttribute("width", String(width + gutter));
  for (const node of svg.querySelectorAll("[tabindex]")) node.removeAttribute("tabindex");
  for (const node of svg.querySelectorAll("[style]")) node.removeAttribute("style");
  const text = new XMLSerializer().serializeToString(svg);
  root.unmount();
  return text;
}

/** A section along something rather than across it. */
export const is_long = (section: Section): boolean => section.length_m > 120;

/** The drawing as a picture, at twice the size of the screen. */
export async function section_png(saved: SectionToSave): Promise<Blob> {
  const svg = section_svg(saved);
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width * 2;
    canvas.height = image.height * 2;
    const context = canvas.getContext("2d");
    if (!context) throw new Error("expected a 2D canvas for the picture, got none");
    context.fillStyle = "#ffffff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, fail) =>
      canvas.toBlob(
        (blob) => (blob ? done(blob) : fail(new Error("expected a PNG, got nothing"))),
        "image/png",
      ),
    );
  } finally {
    URL.revokeObjectURL(image.src);
  }
}

/** Without what pdfmake draws otherwise: names of fonts that it has not, and halos, which it puts over the text. */
function plain_svg(svg: string): string {
  const document = new DOMParser().parseFromString(svg, "image/svg+xml");
  for (const node of document.querySelectorAll("[font-family]")) node.removeAttribute("font-family");
  for (const node of document.querySelectorAll("text[paint-order]"))
    for (const name of ["stroke", "stroke-width", "paint-order"]) node.removeAttribute(name);
  return new XMLSerializer().serializeToString(document);
}

/** A landscape A4 sheet: title, drawing, table with sources. Text can be selected. Loads pdfmake when first asked. */
export async function section_pdf(saved: SectionToSave): Promise<Blob> {
  const [{ default: pdfmake }, { default: fonts }] = await Promise.all([
    import("pdfmake/build/pdfmake.js"),
    import("pdfmake/build/fonts/Roboto.js"),
  ]);
  pdfmake.addFontContainer(fonts);
  const { section, locale } = saved;
  const head = [
    m.section_column_thing(),
    m.section_column_place(),
    m.column_depth(),
    m.section_column_accuracy(),
    m.section_column_source(),
  ];
  return pdfmake
    .createPdf({
      pageSize: "A4",
      pageOrientation: "landscape",
      pageMargins: [36, 36, 36, 36],
      defaultStyle: { font: "Roboto", fontSize: 8.5, color: "#1f2a2e" },
      content: [
        { text: section_title(section, locale), fontSize: 16, bold: true, margin: [0, 0, 0, 8] },
        { svg: plain_svg(section_svg(saved)), width: 768 },
        ...(section.objects.some(({ synthetic }) => synthetic)
          ? [{ text: m.synthetic_long(), margin: [0, 6, 0, 0] as [number, number, number, number] }]
          : []),
        {
          margin: [0, 10, 0, 0],
          layout: "lightHorizontalLines",
          table: {
            headerRows: 1,
            widths: ["*", "*", "auto", "auto", "*"],
            body: [
              head.map((text) => ({ text, bold: true })),
              ...section.objects.map((object) => [
                object_title(object, locale),
                place_words(object, locale),
                depth_words(object, locale),
                accuracy_words(object, locale),
                source_words(object),
              ]),
            ],
          },
        },
      ],
    })
    .getBlob();
}

/** Hands a file to the reader. */
export function save_file(content: Blob | string, name: string, type: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(typeof content === "string" ? new Blob([content], { type }) : content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
