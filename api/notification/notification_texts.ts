import type { NotificationKind } from "../../data/catalog/notification_kinds.ts";
import type { NotificationLanguage } from "../queries/notification.ts";
import type { ReviewAnswer } from "../queries/review.ts";

/** What the store keeps of a notification; which of it, its kind says. */
export interface About {
  readonly scenario_id?: number;
  readonly scenario?: string;
  readonly finding_id?: string;
  readonly due?: string;
  readonly by?: string;
  readonly organisation?: string;
  readonly answer?: ReviewAnswer;
  readonly scenarios?: readonly { id: number; name: string; measures: number }[];
  readonly reviews_asked?: number;
  readonly reviews_answered?: number;
  readonly reviews_waiting?: number;
  readonly reviews_overdue?: number;
  readonly reactions_waiting?: number;
  readonly grants_ending?: number;
}

const counted = [
  "reviews_asked",
  "reviews_answered",
  "reviews_waiting",
  "reviews_overdue",
  "reactions_waiting",
  "grants_ending",
] as const;

const nl = {
  greeting: "Dag {name}",
  review_asked: "Vraag om “{scenario}” na te kijken tegen {due}",
  review_asked_text: "{by} vraagt u om het scenario “{scenario}” na te kijken, ten laatste op {due}.",
  review_answered: "{organisation} antwoordde over “{scenario}”",
  review_answered_text: "{organisation} antwoordde op uw vraag over het scenario “{scenario}”: {answer}.",
  finding_message: "{organisation} schreef over een bevinding",
  finding_message_text: "{organisation} schreef over een bevinding waarin uw net of uw plan voorkomt.",
  reaction_received: "Nieuwe reactie op “{scenario}”",
  reaction_received_text:
    "Een bewoner reageerde op “{scenario}”. De reactie is pas zichtbaar als u ze goedkeurt.",
  digest: "Wat er veranderde in Straatlagen",
  digest_text: "Dit veranderde sinds het vorige overzicht:",
  changed: "{name}: {measures} maatregel(en) gewijzigd",
  reviews_asked: "Nieuwe vragen aan u: {n}",
  reviews_answered: "Antwoorden op uw vragen: {n}",
  reviews_waiting: "Vragen die op uw antwoord wachten: {n}",
  reviews_overdue: "Antwoorden die te laat zijn: {n}",
  reactions_waiting: "Reacties die op goedkeuring wachten: {n}",
  grants_ending: "Toegang die binnen twee weken afloopt: {n}",
  agreed: "akkoord",
  agreed_with_conditions: "akkoord onder voorwaarden",
  objection: "bezwaar",
  not_concerned: "niet betrokken",
  open: "Openen:",
  choose: "Wat u wilt ontvangen, kiest u hier:",
};
type Texts = typeof nl;
const en: Texts = {
  greeting: "Hello {name}",
  review_asked: "Please check “{scenario}” by {due}",
  review_asked_text: "{by} asks you to check the scenario “{scenario}”, by {due} at the latest.",
  review_answered: "{organisation} answered about “{scenario}”",
  review_answered_text: "{organisation} answered your request about the scenario “{scenario}”: {answer}.",
  finding_message: "{organisation} wrote about a finding",
  finding_message_text: "{organisation} wrote about a finding with your network or your plan.",
  reaction_received: "New reaction to “{scenario}”",
  reaction_received_text: "A resident reacted to “{scenario}”. It shows only once you approve it.",
  digest: "What changed in Straatlagen",
  digest_text: "This changed since the last summary:",
  changed: "{name}: {measures} measure(s) changed",
  reviews_asked: "New requests to you: {n}",
  reviews_answered: "Answers to your requests: {n}",
  reviews_waiting: "Requests that wait for your answer: {n}",
  reviews_overdue: "Answers that are overdue: {n}",
  reactions_waiting: "Reactions that wait for approval: {n}",
  grants_ending: "Access that ends within two weeks: {n}",
  agreed: "agreed",
  agreed_with_conditions: "agreed with conditions",
  objection: "objection",
  not_concerned: "not concerned",
  open: "Open:",
  choose: "Choose what you want to receive:",
};
const fr: Texts = {
  greeting: "Bonjour {name}",
  review_asked: "Demande de vérifier « {scenario} » pour le {due}",
  review_asked_text: "{by} vous demande de vérifier le scénario « {scenario} », au plus tard le {due}.",
  review_answered: "{organisation} a répondu au sujet de « {scenario} »",
  review_answered_text: "{organisation} a répondu à votre demande sur le scénario « {scenario} » : {answer}.",
  finding_message: "{organisation} a écrit au sujet d’un constat",
  finding_message_text: "{organisation} a écrit au sujet d’un constat qui touche votre réseau ou votre plan.",
  reaction_received: "Nouvelle réaction à « {scenario} »",
  reaction_received_text:
    "Un habitant a réagi à « {scenario} ». La réaction n’est visible qu’après votre accord.",
  digest: "Ce qui a changé dans Straatlagen",
  digest_text: "Voici ce qui a changé depuis le dernier résumé :",
  changed: "{name} : {measures} mesure(s) modifiée(s)",
  reviews_asked: "Nouvelles demandes pour vous : {n}",
  reviews_answered: "Réponses à vos demandes : {n}",
  reviews_waiting: "Demandes en attente de votre réponse : {n}",
  reviews_overdue: "Réponses en retard : {n}",
  reactions_waiting: "Réactions en attente d’approbation : {n}",
  grants_ending: "Accès qui prennent fin dans les deux semaines : {n}",
  agreed: "d’accord",
  agreed_with_conditions: "d’accord sous conditions",
  objection: "objection",
  not_concerned: "non concerné",
  open: "Ouvrir :",
  choose: "Choisissez ce que vous voulez recevoir :",
};
const texts: Readonly<Record<NotificationLanguage, Texts>> = { nl, en, fr };
const tags = { nl: "nl-BE", en: "en-GB", fr: "fr-BE" } as const;

const fill = (text: string, values: Readonly<Record<string, string | number | undefined>>): string =>
  text.replace(/\{(\w+)\}/g, (_, key) => String(values[key] ?? ""));

/** Where the page shows what a notification is about. */
export function notification_path(kind: NotificationKind, about: About): string {
  if (kind === "digest") return "/to_do";
  if (kind === "finding_message") return `/findings/${about.finding_id}`;
  if (kind === "reaction_received") return "/reactions";
  return `/draw/${about.scenario_id}`;
}

/** A notification as an e-mail: subject and plain text. Names of others stay one line: they may not add headers or lines. */
export function notification_mail(of: {
  readonly kind: NotificationKind;
  readonly about: About;
  readonly name: string;
  readonly language: NotificationLanguage;
  readonly public_url: string;
}): { subject: string; text: string } {
  const { kind, about, name, language, public_url } = of;
  const say = texts[language];
  const plain = (text = ""): string => text.replace(/\p{Cc}+/gu, " ");
  const values = {
    scenario: plain(about.scenario),
    by: plain(about.by),
    organisation: plain(about.organisation),
    due:
      about.due &&
      new Intl.DateTimeFormat(tags[language], { dateStyle: "long", timeZone: "UTC" }).format(
        new Date(about.due),
      ),
    answer: about.answer && say[about.answer],
  };
  const lines = [
    `${fill(say.greeting, { name: plain(name) })},`,
    "",
    fill(say[`${kind}_text`], values),
    ...(about.scenarios ?? []).map((one) => `- ${fill(say.changed, { ...one, name: plain(one.name) })}`),
    ...counted.filter((key) => (about[key] ?? 0) > 0).map((key) => `- ${fill(say[key], { n: about[key] })}`),
    "",
    `${say.open} ${public_url}${notification_path(kind, about)}`,
    `${say.choose} ${public_url}/notifications`,
  ];
  return { subject: fill(say[kind], values), text: `${lines.join("\n")}\n` };
}
