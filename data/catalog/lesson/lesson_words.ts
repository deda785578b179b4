import type { CommentKind, LessonKind, LessonStatus, LessonSubject, LessonTheme, Words } from "./types.ts";

export const lesson_subject_names: Words<LessonSubject> = {
  street: { nl: "Straat", en: "Street", fr: "Rue" },
  measure: { nl: "Maatregel", en: "Measure", fr: "Mesure" },
  finding: { nl: "Bevinding", en: "Finding", fr: "Constat" },
  scenario: { nl: "Scenario", en: "Scenario", fr: "Scénario" },
};

export const lesson_kind_names: Words<LessonKind> = {
  barrier: { nl: "Drempel", en: "Barrier", fr: "Obstacle" },
  lesson: { nl: "Les", en: "Lesson", fr: "Leçon" },
};

export const lesson_theme_names: Words<LessonTheme> = {
  space: { nl: "Ruimte in de straat", en: "Space in the street", fr: "Place dans la rue" },
  underground: { nl: "Ondergrond", en: "Underground", fr: "Sous-sol" },
  cost: { nl: "Geld", en: "Money", fr: "Argent" },
  permit: { nl: "Vergunning en regels", en: "Permits and rules", fr: "Permis et règles" },
  support: { nl: "Draagvlak", en: "Public support", fr: "Adhésion" },
  ownership: { nl: "Eigendom en beheer", en: "Ownership and upkeep", fr: "Propriété et gestion" },
  timing: { nl: "Planning en afstemming", en: "Timing and coordination", fr: "Calendrier et coordination" },
  technique: { nl: "Techniek", en: "Technique", fr: "Technique" },
  data: { nl: "Gegevens", en: "Data", fr: "Données" },
  other: { nl: "Andere", en: "Other", fr: "Autre" },
};

export const lesson_status_names: Words<LessonStatus> = {
  open: { nl: "open", en: "open", fr: "ouvert" },
  in_progress: { nl: "in aanpak", en: "being worked on", fr: "en cours" },
  solved: { nl: "opgelost", en: "solved", fr: "résolu" },
  accepted: { nl: "aanvaard zoals het is", en: "accepted as it is", fr: "accepté tel quel" },
};

export const comment_kind_names: Words<CommentKind> = {
  comment: { nl: "Opmerking", en: "Comment", fr: "Commentaire" },
  decision: { nl: "Beslissing", en: "Decision", fr: "Décision" },
};
