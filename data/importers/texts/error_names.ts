import type { Text } from "../../catalog/types.ts";

/** Why a whole delivery was refused, in the languages of the interface. */
export const error_names = {
  dataset_not_yours: {
    nl: "Deze gegevens zijn er al, en ze zijn van een andere organisatie.",
    en: "These data are here already, and they are another organisation's.",
    fr: "Ces données existent déjà et appartiennent à une autre organisation.",
  },
  town_layers: {
    nl: "Straten en wijken levert enkel de gemeente.",
    en: "Streets and districts are delivered by the town alone.",
    fr: "Seule la commune livre les rues et les quartiers.",
  },
  archive_bomb: {
    nl: "Het archief pakt uit tot te veel gegevens.",
    en: "The archive unpacks to too much data.",
    fr: "L’archive se décompresse en trop de données.",
  },
  archive_damaged: {
    nl: "Het archief is beschadigd.",
    en: "The archive is damaged.",
    fr: "L’archive est endommagée.",
  },
  archive_empty: { nl: "Het archief is leeg.", en: "The archive is empty.", fr: "L’archive est vide." },
  archive_encrypted: {
    nl: "Het archief is versleuteld.",
    en: "The archive is encrypted.",
    fr: "L’archive est chiffrée.",
  },
  archive_link: {
    nl: "Het archief bevat een koppeling naar elders.",
    en: "The archive holds a link to elsewhere.",
    fr: "L’archive contient un lien vers l’extérieur.",
  },
  archive_path: {
    nl: "Een pad in het archief wijst naar buiten.",
    en: "A path in the archive leads out of it.",
    fr: "Un chemin de l’archive en sort.",
  },
  archive_too_many_members: {
    nl: "Er zitten te veel bestanden in het archief.",
    en: "There are too many files in the archive.",
    fr: "L’archive contient trop de fichiers.",
  },
  axes_swapped: {
    nl: "De coördinaatassen staan verwisseld.",
    en: "The coordinate axes are the wrong way round.",
    fr: "Les axes des coordonnées sont inversés.",
  },
  crs_contradicted: {
    nl: "De coördinaten passen niet bij het coördinatenstelsel.",
    en: "The coordinates do not fit the coordinate system.",
    fr: "Les coordonnées ne conviennent pas au système de coordonnées.",
  },
  crs_missing: {
    nl: "Het coördinatenstelsel ontbreekt: kies het.",
    en: "The coordinate system is missing: choose it.",
    fr: "Le système de coordonnées manque : choisissez-le.",
  },
  crs_mixed: {
    nl: "Er staan verschillende coördinatenstelsels in.",
    en: "It holds different coordinate systems.",
    fr: "Plusieurs systèmes de coordonnées y figurent.",
  },
  encoding_unknown: {
    nl: "De tekencodering is niet bekend.",
    en: "The character encoding is not known.",
    fr: "L’encodage des caractères est inconnu.",
  },
  file_damaged: {
    nl: "Het bestand is beschadigd.",
    en: "The file is damaged.",
    fr: "Le fichier est endommagé.",
  },
  file_empty: { nl: "Het bestand is leeg.", en: "The file is empty.", fr: "Le fichier est vide." },
  file_too_large: {
    nl: "Het bestand is te groot.",
    en: "The file is too large.",
    fr: "Le fichier est trop volumineux.",
  },
  format_unknown: {
    nl: "Dit soort bestand is hier niet bekend.",
    en: "This kind of file is not known here.",
    fr: "Ce type de fichier n’est pas connu ici.",
  },
  mapping_needed: {
    nl: "Zeg eerst wat wat wordt.",
    en: "Say first what becomes what.",
    fr: "Indiquez d’abord la correspondance.",
  },
  mapping_unknown_field: {
    nl: "Een veld in uw keuze staat niet in het bestand.",
    en: "A field you chose is not in the file.",
    fr: "Un champ choisi n’est pas dans le fichier.",
  },
  mapping_unknown_layer: {
    nl: "Een laag in uw keuze bestaat niet.",
    en: "A layer you chose does not exist.",
    fr: "Une couche choisie n’existe pas.",
  },
  no_coordinates: {
    nl: "Er staan geen coördinaten in het bestand.",
    en: "The file holds no coordinates.",
    fr: "Le fichier ne contient pas de coordonnées.",
  },
  reader_crashed: {
    nl: "Het bestand kon niet gelezen worden.",
    en: "The file could not be read.",
    fr: "Le fichier n’a pas pu être lu.",
  },
  xml_doctype: {
    nl: "Een XML-bestand met een documenttype wordt geweigerd.",
    en: "An XML file with a document type is refused.",
    fr: "Un fichier XML avec un type de document est refusé.",
  },
  xml_malformed: {
    nl: "Het XML-bestand is niet welgevormd.",
    en: "The XML file is not well formed.",
    fr: "Le fichier XML est mal formé.",
  },
  xml_too_large: {
    nl: "Een deel van het XML-bestand is te groot.",
    en: "A part of the XML file is too large.",
    fr: "Une partie du fichier XML est trop volumineuse.",
  },
} satisfies Record<string, Text>;

export type ImportErrorCode = keyof typeof error_names;
