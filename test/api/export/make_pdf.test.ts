import { expect, test } from "vitest";
import { make_pdf } from "../../../api/export/make_pdf.ts";
import { pdf_text, pdftotext_missing } from "./pdf_text.ts";

test("a definition becomes a PDF of its pages", async () => {
  const pdf = await make_pdf({ content: ["first", { text: "second", pageBreak: "before" }] });
  const raw = Buffer.from(pdf).toString("latin1");
  expect(raw.slice(0, 5)).toBe("%PDF-");
  expect(raw.trimEnd().endsWith("%%EOF")).toBe(true);
  expect(raw).toMatch(/\/Count 2\b/);
});

test.skipIf(pdftotext_missing)(
  "text is selectable, with the letters and signs of our sentences",
  async () => {
    const text = pdf_text(
      await make_pdf({
        content: [
          { text: "Čapekstraat — proefsleuf ≥ 1,5 m² ± 0,2 ø110 één", style: "title" },
          {
            table: {
              headerRows: 1,
              body: [
                [{ text: "Beheerder", style: "table_head" }, "m"],
                ["Fluvius", "12,5"],
              ],
            },
          },
          {
            svg: '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="20"><path d="M0 9L5 0L10 9Z" fill="#b3261e"/><text x="14" y="9">te dicht</text></svg>',
          },
        ],
      }),
    );
    expect(text).toContain("Čapekstraat — proefsleuf ≥ 1,5 m² ± 0,2 ø110 één");
    expect(text).toMatch(/Beheerder\s+m\s+Fluvius\s+12,5/);
    expect(text).toContain("te dicht");
  },
);

test("a definition that asks for a file or an address is refused", async () => {
  await expect(make_pdf({ content: [{ image: "/etc/hostname" }] })).rejects.toThrow(/access|denied|policy/i);
  await expect(make_pdf({ content: [{ image: "http://127.0.0.1:9/x.png" }] })).rejects.toThrow();
});
