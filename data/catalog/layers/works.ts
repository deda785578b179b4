import type { Layer } from "../types.ts";
import { works_subjects } from "../works_subjects.ts";

/**
 * Works of third parties with a period. After works that renew the surface the street may not be opened for 2 or 5 years:
 * `blocking_years` says so, `blocked_until` says when that ends.
 */
export const works: Layer = {
  id: "works",
  name: { nl: "Geplande werken", en: "Planned works", fr: "Travaux planifiés" },
  group: "above",
  theme: "works",
  geometry: ["area", "line", "point"],
  access: "public",
  min_zoom: 12,
  draw: { symbol: "hatch", colour: "#C2571A", outline: "#8F3D0E", width_px: 1, opacity: 0.7 },
  attributes: [
    { id: "kind", name: { nl: "Soort werk", en: "Kind of works", fr: "Type de travaux" }, type: "text" },
    {
      id: "lays",
      name: { nl: "Legt of vernieuwt", en: "Lays or renews", fr: "Pose ou renouvelle" },
      type: "text",
      values: works_subjects.map(({ id }) => id),
      value_names: Object.fromEntries(works_subjects.map(({ id, name }) => [id, name])),
    },
    {
      id: "duration_days",
      name: { nl: "Duur in werkdagen", en: "Duration in working days", fr: "Durée en jours ouvrables" },
      type: "number",
    },
    {
      id: "area_m2",
      name: { nl: "Oppervlakte", en: "Area", fr: "Surface" },
      type: "number",
      unit: "m2",
    },
    {
      id: "event",
      name: { nl: "Evenement, graaft niet", en: "Event, does not dig", fr: "Événement, sans fouille" },
      type: "boolean",
    },
    { id: "piling", name: { nl: "Heien of trillen", en: "Piling", fr: "Battage de pieux" }, type: "boolean" },
    {
      id: "category",
      name: { nl: "GIPOD-categorie", en: "GIPOD category", fr: "Catégorie GIPOD" },
      type: "text",
      values: ["1", "2", "3"],
      value_names: {
        "1": { nl: "1: meer dan 50 m²", en: "1: over 50 m²", fr: "1 : plus de 50 m²" },
        "2": { nl: "2: 3 tot 50 m²", en: "2: 3 to 50 m²", fr: "2 : 3 à 50 m²" },
        "3": { nl: "3: minder dan 3 m²", en: "3: under 3 m²", fr: "3 : moins de 3 m²" },
      },
    },
    {
      id: "blocked_until",
      name: { nl: "Sperperiode tot", en: "Blocked until", fr: "Interdiction d’ouverture jusqu’au" },
      type: "date",
    },
    {
      id: "blocking_years",
      name: { nl: "Sperperiode", en: "Blocking period", fr: "Durée d’interdiction" },
      type: "number",
      unit: "year",
    },
    { id: "owner", name: { nl: "Opdrachtgever", en: "Client", fr: "Maître d’ouvrage" }, type: "text" },
    { id: "reference", name: { nl: "Referentie", en: "Reference", fr: "Référence" }, type: "text" },
    { id: "diversion", name: { nl: "Omleiding", en: "Diversion", fr: "Déviation" }, type: "boolean" },
  ],
  traits: [
    { id: "works_blocking", attribute: "blocking_years", values: ["2", "5"] },
    { id: "works_category_1", attribute: "category", values: ["1"] },
    { id: "works_event", attribute: "event", values: ["true"] },
    { id: "works_piling", attribute: "piling", values: ["true"] },
  ],
};
