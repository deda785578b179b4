import type { Text } from "../../catalog/types.ts";

/**
 * What each note of an import says, in the languages of the interface; the note's own message (English)
 * adds the figures and an example. A code that is not here does not compile.
 */
export const note_names = {
  attachment_missing: {
    nl: "Een document dat de levering noemt, zat er niet bij.",
    en: "A document that the delivery names did not come with it.",
    fr: "Un document que la livraison mentionne manquait.",
  },
  axes_in_doubt: {
    nl: "De gegevens liggen ver van alles wat hier al is; met x en y verwisseld zouden ze er wel tussen liggen.",
    en: "The data lie far from all that is here already; with x and y changed they would lie among it.",
    fr: "Les données se trouvent loin de tout ce qui est déjà ici ; avec x et y permutés, elles s’y trouveraient.",
  },
  axes_swapped: {
    nl: "De coördinaatassen stonden verwisseld en zijn omgewisseld.",
    en: "The coordinate axes were the wrong way round and have been swapped.",
    fr: "Les axes des coordonnées étaient inversés et ont été permutés.",
  },
  class_unknown: {
    nl: "Een soort object dat hier niet bekend is, werd niet opgenomen.",
    en: "A kind of object that is not known here was not stored.",
    fr: "Un type d’objet inconnu ici n’a pas été repris.",
  },
  collection_split: {
    nl: "Verzamelgeometrieën zijn in hun delen gesplitst.",
    en: "Geometry collections were split into their parts.",
    fr: "Les collections de géométries ont été séparées en leurs parties.",
  },
  crs_assumed: {
    nl: "Het coördinatenstelsel stond er niet bij en is aangenomen.",
    en: "The coordinate system was not stated and has been assumed.",
    fr: "Le système de coordonnées n’était pas indiqué et a été supposé.",
  },
  crs_by_name: {
    nl: "Het coördinatenstelsel is aan zijn naam herkend.",
    en: "The coordinate system was recognised by its name.",
    fr: "Le système de coordonnées a été reconnu à son nom.",
  },
  crs_chosen: {
    nl: "Het gekozen coördinatenstelsel is gebruikt.",
    en: "The coordinate system that was chosen has been used.",
    fr: "Le système de coordonnées choisi a été utilisé.",
  },
  crs_from_columns: {
    nl: "Het coördinatenstelsel volgt uit de namen van de kolommen.",
    en: "The coordinate system follows from the names of the columns.",
    fr: "Le système de coordonnées découle du nom des colonnes.",
  },
  crs_not_checked: {
    nl: "Van dit coördinatenstelsel is niet nagegaan of de coördinaten erin passen.",
    en: "It was not checked whether the coordinates fit this coordinate system.",
    fr: "Il n’a pas été vérifié si les coordonnées conviennent à ce système.",
  },
  crs_overridden: {
    nl: "Het gekozen coördinatenstelsel gaat voor op dat van het bestand.",
    en: "The coordinate system that was chosen goes before the file’s own.",
    fr: "Le système de coordonnées choisi prévaut sur celui du fichier.",
  },
  crs_partly_outside: {
    nl: "Een deel van de coördinaten ligt buiten het gebied van het coördinatenstelsel.",
    en: "Part of the coordinates lie outside the area of the coordinate system.",
    fr: "Une partie des coordonnées se trouve hors de la zone du système de coordonnées.",
  },
  crs_unexpected: {
    nl: "Het coördinatenstelsel is een ander dan deze soort levering hoort te hebben.",
    en: "The coordinate system is not the one that this kind of delivery should have.",
    fr: "Le système de coordonnées n’est pas celui attendu pour ce type de livraison.",
  },
  dbf_missing: {
    nl: "De tabel met kenmerken (.dbf) ontbreekt: alleen de vormen zijn opgenomen.",
    en: "The table of attributes (.dbf) is missing: only the shapes were stored.",
    fr: "La table des attributs (.dbf) manque : seules les formes ont été reprises.",
  },
  delivery_incomplete: {
    nl: "De levering is niet volledig: niet elke netbeheerder heeft geantwoord.",
    en: "The delivery is not complete: not every network operator answered.",
    fr: "La livraison est incomplète : certains gestionnaires n’ont pas répondu.",
  },
  depth_by_place: {
    nl: "Diepten zijn aan de leiding gekoppeld die op die plaats ligt.",
    en: "Depths were tied to the line that lies at their place.",
    fr: "Les profondeurs ont été liées à la conduite située au même endroit.",
  },
  depth_far_away: {
    nl: "Een opgegeven diepte ligt ver van haar leiding; ze is overgenomen zoals ze is.",
    en: "A depth lies far from its line; it was taken as it is.",
    fr: "Une profondeur se trouve loin de sa conduite ; elle a été reprise telle quelle.",
  },
  depth_needs_ground_level: {
    nl: "Hoogten ten opzichte van zeeniveau zeggen zonder maaiveldhoogte niets over de diepte.",
    en: "Heights above sea level say nothing on depth without the ground level.",
    fr: "Sans le niveau du sol, une altitude ne renseigne pas sur la profondeur.",
  },
  depth_not_tied: {
    nl: "Diepten die bij geen leiding horen, zijn niet gebruikt.",
    en: "Depths that belong to no line were not used.",
    fr: "Les profondeurs qui ne se rapportent à aucune conduite n’ont pas été utilisées.",
  },
  encoding_assumed: {
    nl: "De tekencodering stond er niet bij en is aangenomen.",
    en: "The character encoding was not stated and has been assumed.",
    fr: "L’encodage des caractères n’était pas indiqué et a été supposé.",
  },
  ghost_site: {
    nl: "Werven zonder eigen plaats of inhoud zijn niet opgenomen.",
    en: "Sites without a place or content of their own were not stored.",
    fr: "Les chantiers sans lieu ou contenu propre n’ont pas été repris.",
  },
  history_left_out: {
    nl: "Vervallen versies zijn niet opgenomen.",
    en: "Superseded versions were not stored.",
    fr: "Les versions périmées n’ont pas été reprises.",
  },
  id_repeated: {
    nl: "Objecten met dezelfde sleutel zijn genummerd.",
    en: "Objects with the same identity were numbered.",
    fr: "Les objets de même identifiant ont été numérotés.",
  },
  in_shared_container: {
    nl: "Leidingen in een gedeelde buis nemen plaats en diepte van die buis over.",
    en: "Lines in a shared container take its place and depth.",
    fr: "Les conduites d’une gaine commune en reprennent la position et la profondeur.",
  },
  layer_assumed: {
    nl: "De laag is aangenomen, omdat de levering het onderscheid niet maakt.",
    en: "The layer was assumed, since the delivery does not tell them apart.",
    fr: "La couche a été supposée, la livraison ne faisant pas la distinction.",
  },
  layer_empty: {
    nl: "Een laag van het bestand is leeg.",
    en: "A layer of the file is empty.",
    fr: "Une couche du fichier est vide.",
  },
  layer_ignored: {
    nl: "Een laag van het bestand is niet gelezen.",
    en: "A layer of the file was not read.",
    fr: "Une couche du fichier n’a pas été lue.",
  },
  layer_left_out: {
    nl: "Een laag is op uw keuze weggelaten.",
    en: "A layer was left out as you chose.",
    fr: "Une couche a été laissée de côté selon votre choix.",
  },
  layer_unmapped: {
    nl: "Voor een laag is niet gezegd wat ze wordt: ze is niet opgenomen.",
    en: "Nobody said what a layer becomes: it was not stored.",
    fr: "Rien n’indique ce que devient une couche : elle n’a pas été reprise.",
  },
  left_out: {
    nl: "Tekenhulp en ondergrond zijn niet opgenomen.",
    en: "Drawing aids and background were not stored.",
    fr: "Les aides au dessin et le fond de plan n’ont pas été repris.",
  },
  link_left_out: {
    nl: "Een verwijzing naar een deel dat ontbreekt, is overgeslagen.",
    en: "A link to a part that is missing was passed over.",
    fr: "Un lien vers une partie manquante a été ignoré.",
  },
  links_unused: {
    nl: "Lijnstukken die bij geen kabel of leiding horen, zijn niet opgenomen.",
    en: "Links that belong to no cable or pipe were not stored.",
    fr: "Les tronçons qui n’appartiennent à aucun câble ou conduite n’ont pas été repris.",
  },
  mapping_guessed: {
    nl: "Wat wat wordt, is uit de namen afgeleid; kijk het na.",
    en: "What becomes what was guessed from the names; check it.",
    fr: "La correspondance a été déduite des noms ; vérifiez-la.",
  },
  mapping_remembered: {
    nl: "De toewijzing van een eerdere levering met dezelfde velden is gebruikt.",
    en: "The mapping of an earlier delivery with the same fields has been used.",
    fr: "La correspondance d’une livraison antérieure aux mêmes champs a été utilisée.",
  },
  member_ignored: {
    nl: "Een bestand in het archief is niet gelezen.",
    en: "A file in the archive was not read.",
    fr: "Un fichier de l’archive n’a pas été lu.",
  },
  network_missing: {
    nl: "Objecten horen bij een net dat niet in de levering zit.",
    en: "Objects belong to a network that is not in the delivery.",
    fr: "Des objets appartiennent à un réseau absent de la livraison.",
  },
  no_layer: {
    nl: "Wat hier bij geen laag hoort, is niet opgenomen.",
    en: "What belongs to no layer here was not stored.",
    fr: "Ce qui n’appartient à aucune couche ici n’a pas été repris.",
  },
  not_ground: {
    nl: "Vlakken boven de grond zijn niet opgenomen.",
    en: "Surfaces above the ground were not stored.",
    fr: "Les surfaces au-dessus du sol n’ont pas été reprises.",
  },
  not_in_use: {
    nl: "Wat niet in gebruik is, is niet opgenomen.",
    en: "What is not in use was not stored.",
    fr: "Ce qui n’est pas en service n’a pas été repris.",
  },
  outside_area_of_use: {
    nl: "De gegevens liggen buiten het rekengebied: neem de oordelen als indicatie.",
    en: "The data lie outside the area of the calculation: take verdicts as indicative.",
    fr: "Les données sont hors de la zone de calcul : les verdicts sont indicatifs.",
  },
  period_empty: {
    nl: "Een periode die eindigt voor ze begint, is opengelaten.",
    en: "A period that ends before it begins was left open.",
    fr: "Une période qui se termine avant de commencer a été laissée ouverte.",
  },
  precaution: {
    nl: "Voor het graven zijn voorzorgen verplicht: zie de bijlagen.",
    en: "Precautions are demanded before digging: see the attachments.",
    fr: "Des précautions sont exigées avant de creuser : voir les annexes.",
  },
  repaired: {
    nl: "Ongeldige vormen zijn hersteld.",
    en: "Invalid geometries were repaired.",
    fr: "Les géométries invalides ont été réparées.",
  },
  ring_closed: {
    nl: "Een omtrek die niet sloot, is gesloten.",
    en: "An outline that did not close was closed.",
    fr: "Un contour ouvert a été fermé.",
  },
  segment_repeated: {
    nl: "Dubbele wegsegmenten zijn één keer opgenomen.",
    en: "Road segments that repeat were stored once.",
    fr: "Les tronçons de route en double ont été repris une seule fois.",
  },
  shx_missing: {
    nl: "De index (.shx) ontbrak en is opnieuw gemaakt.",
    en: "The index (.shx) was missing and has been made anew.",
    fr: "L’index (.shx) manquait et a été recréé.",
  },
  status_assumed: {
    nl: "Objecten zonder status gelden als in gebruik.",
    en: "Objects without a status count as in use.",
    fr: "Les objets sans statut sont considérés comme en service.",
  },
  table_ignored: {
    nl: "Een tabel zonder vormen is niet gelezen.",
    en: "A table without geometry was not read.",
    fr: "Une table sans géométrie n’a pas été lue.",
  },
  tree_row: {
    nl: "Bomenrijen zonder plaats per boom zijn niet opgenomen.",
    en: "Tree rows without a place for each tree were not stored.",
    fr: "Les alignements sans position par arbre n’ont pas été repris.",
  },
  works_period: {
    nl: "De aanvraag geldt voor werken in een bepaalde periode.",
    en: "The request is for works in a given period.",
    fr: "La demande concerne des travaux pendant une période donnée.",
  },
  z_kept: {
    nl: "Hoogten zijn als kenmerk bewaard en niet als diepte genomen.",
    en: "Heights were kept as attributes and not taken as depths.",
    fr: "Les altitudes sont gardées comme attributs et non prises pour des profondeurs.",
  },
} satisfies Record<string, Text>;

export type NoteCode = keyof typeof note_names;
