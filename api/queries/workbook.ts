import type {
  LessonCase,
  LessonKind,
  LessonStatus,
  LessonSubject,
  LessonTheme,
} from "../../data/catalog/lesson/index.ts";
import type { Transaction } from "../store/open_store.ts";

export interface WorkbookFilter {
  readonly words: readonly string[];
  readonly theme: string | null;
  readonly status: string | null;
  readonly kind: string | null;
  readonly district: string | null;
  readonly authority: string | null;
  readonly limit: number;
  readonly offset: number;
}

export interface WorkbookRow {
  readonly id: number;
  readonly authority_id: string;
  readonly authority: string;
  readonly own: boolean;
  readonly about: LessonSubject;
  readonly about_id: string | null;
  readonly kind: LessonKind;
  readonly theme: LessonTheme;
  readonly what: string;
  readonly what_helped: string;
  readonly status: LessonStatus;
  readonly shared: boolean;
  readonly district: string | null;
  readonly changed_at: string;
  readonly decisions: { readonly body: string; readonly on: string }[];
  readonly numbers:
    | (Omit<LessonCase, "indicators" | "cost"> & {
        readonly effects?: { kind: "indicator" | "cost"; item: string; value: number }[];
      })
    | null;
  readonly total: number;
}

/** The lessons that the viewer's authority has or is shared, by theme: what anybody may know, see `workbook()`. */
export function read_workbook(sql: Transaction, of: WorkbookFilter): Promise<WorkbookRow[]> {
  return sql<WorkbookRow[]>`
    select id, authority_id, authority, own, about, about_id, kind, theme, what, what_helped, status, shared, district,
      to_jsonb(changed_at) #>> '{}' as changed_at, decisions, lesson_case as numbers, total
    from workbook(${of.words as string[]}::text[], ${of.theme}, ${of.status}, ${of.kind}, ${of.district}, ${of.authority},
      ${of.limit}::int, ${of.offset}::int)`;
}
