import type postgres from "postgres";
import { JsonText } from "../json_text.ts";
import type {
  Finding,
  FindingList,
  FindingRule,
  FindingTalk,
  FindingThing,
  ListedFinding,
} from "../schemas/finding.ts";
import type { InputGeometry } from "../schemas/geometry.ts";
import type { Transaction } from "../store/open_store.ts";
import { drawn_geometry, period_of } from "./drawn_geometry.ts";
import type { WriteState } from "./scenario.ts";

/** Findings as the store writes them, JSON that nobody here needs to read: see `finding_list` of the schemas. */
export interface FindingTexts {
  readonly findings: JsonText<ListedFinding[]>;
  readonly things: JsonText<FindingThing[]>;
  readonly rules: JsonText<FindingRule[]>;
}

export interface FindingCount {
  readonly kind: Finding["kind"];
  readonly severity: Finding["severity"];
  readonly verdict: Finding["verdict"];
  readonly findings: number;
  readonly stretch_m: number;
}

export const read_texts = ({ findings, things, rules }: FindingTexts): FindingList => ({
  findings: findings.value(),
  things: things.value(),
  rules: rules.value(),
});

/** What an answer of the store says of findings: `answer` calls a function that returns a finding_answer. */
export async function finding_texts(sql: Transaction, answer: postgres.Fragment): Promise<FindingTexts> {
  const [row] = await sql<{ findings: string; things: string; rules: string }[]>`
    select findings::text, things::text, rules::text from ${answer}`;
  const { findings, things, rules } = row!;
  return { findings: new JsonText(findings), things: new JsonText(things), rules: new JsonText(rules) };
}

/** Which stored findings: of a scenario (null: the state today), of one street, dataset or measure or all. */
export interface FindingsOf {
  readonly scenario_id: number | null;
  readonly street_id?: string;
  readonly dataset_id?: number;
  readonly measure_id?: number | null;
  readonly verdicts?: readonly string[] | null;
}

/** The stored findings asked for, worst first. */
export function list_findings(
  sql: Transaction,
  of: FindingsOf & { limit: number; offset: number },
): Promise<FindingTexts> {
  const {
    scenario_id,
    street_id = null,
    verdicts = null,
    dataset_id = null,
    measure_id = null,
    limit,
    offset,
  } = of;
  return finding_texts(
    sql,
    sql`findings(${scenario_id}::bigint, ${street_id}::text, ${verdicts as string[] | null}::text[],
      ${limit}::int, ${offset}::int, ${dataset_id}::bigint, ${measure_id}::bigint)`,
  );
}

/** Counts of the findings that `list_findings` pages through, by kind, severity and verdict. */
export async function count_findings(sql: Transaction, of: FindingsOf): Promise<FindingCount[]> {
  const { scenario_id, street_id = null, verdicts = null, dataset_id = null, measure_id = null } = of;
  return sql<FindingCount[]>`
    select kind, severity, verdict, findings, stretch_m
    from finding_count(${scenario_id}::bigint, ${street_id}::text, ${verdicts as string[] | null}::text[],
      ${dataset_id}::bigint, ${measure_id}::bigint)
    order by kind, severity, verdict`;
}

/** One finding with both its things and its rule; undefined where there is none. */
export async function read_finding(sql: Transaction, id: string): Promise<Finding | undefined> {
  const list = read_texts(await finding_texts(sql, sql`finding_by_id(${id}::uuid)`));
  const { things } = list;
  const [one] = list.findings;
  const [rule] = list.rules;
  return one && rule ? { ...one, a: things[one.a.thing]!, b: things[one.b.thing]!, rule } : undefined;
}

/** A measure that is not saved; with `measure_id` it stands in for that measure of the scenario. */
export interface PreviewedMeasure {
  readonly measure_type: string;
  readonly geometry: InputGeometry;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly scenario_id: number | null;
  readonly measure_id: number | null;
  readonly from: string | null;
  readonly until: string | null;
  /** Its years count where there are no days of its own. */
  readonly phase_id?: number | null;
  /** Things are named in their findings and not described. */
  readonly brief: boolean;
  /** These are not sent. */
  readonly known_rules: readonly string[];
}

/** Findings of a measure that is not saved, worst first; with `shares` those of one part of the layers. */
export function preview_findings(
  sql: Transaction,
  draft: PreviewedMeasure,
  share = 0,
  shares = 1,
): Promise<FindingTexts> {
  return finding_texts(
    sql,
    sql`preview(${draft.measure_type}, ${drawn_geometry(sql, draft.geometry)},
      ${sql.json(draft.parameters as never)}, ${draft.scenario_id}::bigint, ${draft.measure_id}::bigint,
      coalesce(${period_of(sql, draft.from, draft.until)}, phase_years(${draft.phase_id ?? null}::bigint)), ${share}::int, ${shares}::int,
      ${draft.brief}, ${draft.known_rules as string[]}::text[])`,
  );
}

/** The state of a finding and its conversation; undefined where there is no such finding. */
export async function read_talk(sql: Transaction, id: string): Promise<FindingTalk | undefined> {
  const [row] = await sql<{ talk: FindingTalk | null }[]>`select finding_talk(${id}) as talk`;
  return row?.talk ?? undefined;
}

/** May the viewer decide about a finding and speak of it? False where there is none. */
export async function may_answer_finding(sql: Transaction, id: string): Promise<boolean> {
  const [row] = await sql<{ may: boolean }[]>`select may_answer_finding(${id}) as may`;
  return row!.may;
}

/** Sets the state of a finding if `version` is the stored one (0: nothing was decided yet). */
export async function decide_finding(
  sql: Transaction,
  of: { id: string; version: number; state: FindingTalk["state"]; reason: string },
): Promise<WriteState> {
  const [row] = await sql<WriteState[]>`
    select state, version from decide_finding(${of.id}, ${of.state}, ${of.reason}, ${of.version}::bigint)`;
  return row!;
}

/** Adds a message about a finding; false where there is no such finding. */
export async function say_of_finding(sql: Transaction, id: string, text: string): Promise<boolean> {
  const [row] = await sql<{ id: number | null }[]>`select say_of_finding(${id}, ${text}) as id`;
  return row?.id != null;
}
