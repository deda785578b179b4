import { extname } from "node:path";
import { note } from "./crs.ts";
import type { Member } from "./formats.ts";
import type { ImportNote } from "./types.ts";

/** What is missing of a shapefile and what was done about it. */
export function shapefile_notes(main: Member, parts: readonly Member[]): ImportNote[] {
  const has = (extension: string): boolean =>
    parts.some((part) => extname(part.name).toLowerCase() === extension);
  const notes: ImportNote[] = [];
  if (!has(".shx"))
    notes.push(note("shx_missing", `${main.name} came without its .shx; the index was made anew.`));
  if (!has(".dbf"))
    notes.push(
      note("dbf_missing", `${main.name} came without its .dbf: its objects have no attributes.`, "warning"),
    );
  const encoding_known =
    has(".cpg") || parts.some((part) => part.name.toLowerCase().endsWith(".dbf") && part.head[29] !== 0);
  if (has(".dbf") && !encoding_known)
    notes.push(
      note(
        "encoding_assumed",
        `${main.name} does not say how its texts are encoded (no .cpg, no code page): ISO 8859-1 was assumed.`,
        "warning",
      ),
    );
  return notes;
}
