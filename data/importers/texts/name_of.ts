import type { Text } from "../../catalog/types.ts";
import { error_names } from "./error_names.ts";
import { note_names } from "./note_names.ts";
import { refusal_names } from "./refusal_names.ts";

/** The sentence for a code in one language; null for a code from elsewhere (an interrupted job). */
export function name_of(code: string, locale: keyof Text): string | null {
  const names: Readonly<Record<string, Text>> = { ...error_names, ...refusal_names, ...note_names };
  return names[code]?.[locale] ?? null;
}
