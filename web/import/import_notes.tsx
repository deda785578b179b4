import { name_of } from "../../data/importers/texts/name_of.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { Icon } from "../ui/icon.tsx";
import css from "./import.module.css";

/** What is worth knowing of an import: a sentence in one's language; the figures as the importer gave them open below it. */
export function ImportNotes({
  notes,
}: {
  notes: readonly { code: string; message: string; severity: "info" | "warning" }[];
}) {
  return (
    <ul className={css.notes}>
      {notes.map((note) => (
        <li key={`${note.code}${note.message}`}>
          <Icon name={note.severity === "warning" ? "warning" : "info"} size={14} />
          <Note code={note.code} message={note.message} />
        </li>
      ))}
    </ul>
  );
}

/** What the importer says of itself is technical and English: whoever wants the figures opens it. */
function Note({ code, message }: { code: string; message: string }) {
  const { locale } = useLocale();
  const name = name_of(code, locale);
  if (name === null || locale === "en") return <span lang="en">{message}</span>;
  return (
    <div>
      {name}
      <details className={css.more}>
        <summary>{m.import_exact_note()}</summary>
        <span lang="en">{message}</span>
      </details>
    </div>
  );
}

/** A coded message: its sentence in one's language, with the exact (English) message below it. */
export function CodedMessage({ code, message }: { code: string; message: string }) {
  const { locale } = useLocale();
  const name = name_of(code, locale);
  if (name === null || locale === "en") return <span lang="en">{message}</span>;
  return (
    <span>
      {name}
      <span lang="en" className={css.exact}>
        {message}
      </span>
    </span>
  );
}
