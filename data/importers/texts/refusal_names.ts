import type { Text } from "../../catalog/types.ts";

/** Why a row was refused, in the languages of the interface; the row's own message (English) says what came. */
export const refusal_names = {
  crs_contradicted: {
    nl: "De coördinaten passen niet bij het coördinatenstelsel.",
    en: "The coordinates do not fit the coordinate system.",
    fr: "Les coordonnées ne conviennent pas au système de coordonnées.",
  },
  crs_missing: {
    nl: "Het coördinatenstelsel ontbreekt.",
    en: "The coordinate system is missing.",
    fr: "Le système de coordonnées manque.",
  },
  crs_mixed: {
    nl: "Verschillende coördinatenstelsels in één object.",
    en: "Different coordinate systems in one object.",
    fr: "Systèmes de coordonnées différents dans un même objet.",
  },
  depth_reversed: {
    nl: "De onderkant ligt hoger dan de bovenkant.",
    en: "The bottom lies above the top.",
    fr: "Le bas se trouve au-dessus du haut.",
  },
  duplicate_object: {
    nl: "Hetzelfde object staat er al in.",
    en: "The same object is there already.",
    fr: "Le même objet y figure déjà.",
  },
  geometry_degenerate: {
    nl: "De vorm heeft te weinig punten.",
    en: "The geometry has too few points.",
    fr: "La géométrie a trop peu de points.",
  },
  geometry_empty: {
    nl: "Er is geen vorm, of ze heeft geen uitgestrektheid.",
    en: "There is no geometry, or it has no extent.",
    fr: "La géométrie manque ou n’a pas d’étendue.",
  },
  geometry_invalid: {
    nl: "De vorm is ongeldig en niet te herstellen.",
    en: "The geometry is invalid and cannot be repaired.",
    fr: "La géométrie est invalide et irréparable.",
  },
  geometry_invalid_number: {
    nl: "Een coördinaat is geen getal.",
    en: "A coordinate is not a number.",
    fr: "Une coordonnée n’est pas un nombre.",
  },
  geometry_kind: {
    nl: "De soort vorm past niet bij de laag.",
    en: "The kind of geometry does not suit the layer.",
    fr: "Le type de géométrie ne convient pas à la couche.",
  },
  geometry_not_finite: {
    nl: "Een coördinaat is oneindig of geen getal.",
    en: "A coordinate is infinite or not a number.",
    fr: "Une coordonnée est infinie ou n’est pas un nombre.",
  },
  geometry_unreadable: {
    nl: "De vorm is niet te lezen.",
    en: "The geometry cannot be read.",
    fr: "La géométrie est illisible.",
  },
  geometry_unsupported: {
    nl: "Deze soort vorm wordt niet ondersteund.",
    en: "This kind of geometry is not supported.",
    fr: "Ce type de géométrie n’est pas pris en charge.",
  },
  id_invalid: {
    nl: "De sleutel is ongeldig.",
    en: "The identity is not valid.",
    fr: "L’identifiant est invalide.",
  },
  id_missing: { nl: "De sleutel ontbreekt.", en: "The identity is missing.", fr: "L’identifiant manque." },
  link_missing: {
    nl: "Een deel waarnaar het object verwijst, ontbreekt.",
    en: "A part that the object refers to is missing.",
    fr: "Une partie à laquelle l’objet renvoie manque.",
  },
  name_missing: { nl: "De naam ontbreekt.", en: "The name is missing.", fr: "Le nom manque." },
  number_expected: {
    nl: "Er hoort een getal te staan.",
    en: "A number is expected.",
    fr: "Un nombre est attendu.",
  },
  number_invalid: {
    nl: "Het getal is ongeldig.",
    en: "The number is not valid.",
    fr: "Le nombre est invalide.",
  },
  period_reversed: {
    nl: "De periode eindigt voor ze begint.",
    en: "The period ends before it begins.",
    fr: "La période se termine avant de commencer.",
  },
  unit_unknown: {
    nl: "De eenheid is niet bekend.",
    en: "The unit is not known.",
    fr: "L’unité est inconnue.",
  },
} satisfies Record<string, Text>;

export type RefusalCode = keyof typeof refusal_names;
