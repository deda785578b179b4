import { createRequire } from "node:module";
import pdfmake from "pdfmake";
import type { TDocumentDefinitions } from "pdfmake/interfaces";

const font_file = createRequire(import.meta.url).resolve;
const roboto = (weight: string) => font_file(`pdfmake/build/fonts/Roboto/Roboto-${weight}.ttf`);
const font_files = {
  normal: roboto("Regular"),
  bold: roboto("Medium"),
  italics: roboto("Italic"),
  bolditalics: roboto("MediumItalic"),
};

// The house typeface comes as woff2 of Latin only; Roboto, which pdfmake ships as TrueType, also has the
// letters of "Čapekstraat" and "≥". Pictures and fonts never come from elsewhere: a definition holds
// words of users, and an address in them must not make the server fetch or read something.
pdfmake.setFonts({ Roboto: font_files });
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => Object.values(font_files).includes(path));

const house_style: Partial<TDocumentDefinitions> = {
  pageSize: "A4",
  pageMargins: [42, 48, 42, 48],
  compress: true,
  defaultStyle: { font: "Roboto", fontSize: 9.5, lineHeight: 1.2, color: "#1f2a2e" },
  styles: {
    title: { fontSize: 18, bold: true, margin: [0, 0, 0, 4] },
    subtitle: { fontSize: 12.5, bold: true, margin: [0, 14, 0, 4] },
    quiet: { color: "#5b666b", fontSize: 8.5 },
    table_head: { bold: true, fillColor: "#f1ede5" },
  },
};

/**
 * A PDF with selectable text from a pdfmake definition, offline. A4, the house's type and the styles
 * `title`, `subtitle`, `quiet` and `table_head` unless the definition says otherwise (its styles are added
 * to these). The font has no verdict shapes (▲ ◆): draw them as `svg`. Rejects where the definition asks for a
 * file or address, or is not one.
 */
export async function make_pdf(definition: TDocumentDefinitions): Promise<Uint8Array> {
  const document = pdfmake.createPdf({
    ...house_style,
    ...definition,
    defaultStyle: { ...house_style.defaultStyle, ...definition.defaultStyle },
    styles: { ...house_style.styles, ...definition.styles },
  });
  return new Uint8Array(await document.getBuffer());
}
