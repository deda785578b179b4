import { works_layer } from "../catalog/trenches.ts";
import type { Row, Value } from "./flatgeobuf.ts";
import { text } from "./map_row.ts";
import { parse_number, plain } from "./values.ts";

/**
 * Field names per meaning, best first, compared without accents, case and separators: the Brussels coordination platform
 * (Osiris), the Flemish one (GIPOD), and what people call the columns of a sheet.
 */
export const WORKS_FIELDS = {
  reference: ["chantier", "gipodid", "reference", "referentie", "dossier", "werknummer"],
  kind: ["nature", "type", "worktype", "groundworktype", "kind", "soort", "soortwerk", "omschrijving"],
  owner: ["organisation", "gestionnaire", "owner", "opdrachtgever", "beheerder", "maitredouvrage", "client"],
  from: [
    ...["datedebutautorisee", "datedebut", "startdatetime", "start", "startdatum", "startdate"],
    ...["begindatum", "begin", "van", "from", "debut"],
  ],
  to: [
    ...["datefinautorisee", "datefin", "enddatetime", "end", "einddatum", "enddate"],
    ...["einde", "tot", "to", "until", "fin"],
  ],
  status: ["statut", "status", "state", "stand"],
  duration: [
    "duree",
    "duur",
    "duurdagen",
    "duurwerkdagen",
    "durationdays",
    "duration",
    "werkdagen",
    "workingdays",
  ],
  area: ["surface", "oppervlakte", "oppervlaktem2", "aream2", "area"],
  blocking: [
    "sperperiode",
    "sperperiodejaar",
    "sperperiodejaren",
    "blockingyears",
    "blockingperiod",
    "interdiction",
  ],
  blocked_until: ["sperperiodetot", "blockeduntil", "interdictionjusquau"],
  lays: ["lays", "legt", "leiding", "nutsleiding", "netwerk", "network", "reseau"],
  category: ["categorie", "category", "gipodcategorie"],
} as const;
export type WorksField = keyof typeof WORKS_FIELDS;

const bare = (name: string): string => plain(name).replace(/[^a-z0-9]/g, "");

/** Which of our meanings a source's field name has; null: none of them. */
export function works_field(name: string): WorksField | null {
  const word = bare(name);
  const found = (Object.keys(WORKS_FIELDS) as WorksField[]).find((meaning) =>
    (WORKS_FIELDS[meaning] as readonly string[]).includes(word),
  );
  return found ?? null;
}

/** The value of a meaning: of its best field that holds any. */
export function works_value(row: Row, meaning: WorksField): Value {
  for (const word of WORKS_FIELDS[meaning])
    for (const name in row.fields)
      if (bare(name) === word && text(row.fields[name]) !== null) return row.fields[name]!;
  return null;
}

/** Working days from a number (days) or words: `10 Jours Ouvrables`, `3 weken`, `2 mois`. Null where it says neither. */
export function working_days(value: Value): number | null {
  const plain_number = parse_number(value);
  if (plain_number !== null) return plain_number > 0 ? plain_number : null;
  const said = /(\d+(?:[.,]\d+)?)\s*([a-z]+)/.exec(plain(text(value) ?? ""));
  if (!said) return null;
  const amount = Number(said[1]!.replace(",", "."));
  const unit = said[2]!;
  if (/^(jour|dag|day|werkdag|tag)/.test(unit)) return amount;
  if (/^(semaine|week|woche|weken)/.test(unit)) return amount * 5;
  if (/^(mois|maand|month|monat)/.test(unit)) return amount * 21;
  return null;
}

/** Years of blocking period that the rules know: 2 or 5. */
export function blocking_years(value: Value): number | null {
  const years = parse_number(value) ?? parse_number(/\d+/.exec(text(value) ?? "")?.[0] ?? null);
  return years === 2 || years === 5 ? years : null;
}

const event_words =
  /^(autres )?(marche|kermesse|brocante|braderie|fete|concert|parade|evenement|manifestation|markt|kermis|rommelmarkt|stoet|event)(s|en)?\b/;

/** Whether a kind of works is an event, which takes the street and digs nothing. What lays something is works, wherever it does. */
export const is_event = (kind: string | null, lays: string | null): boolean =>
  lays === null && event_words.test(plain(kind ?? ""));

/** The layer that works lay: as the source says it, else by the words of kind and client. */
export function lays_layer(said: Value, kind: string | null, owner: string | null): string | null {
  const word = plain(text(said) ?? "");
  return works_layer(`${word} ${plain(kind ?? "")}`.trim(), plain(owner ?? ""));
}
