import { expect } from "vitest";
import type { Text } from "../../data/catalog/types.ts";

/** Ids are snake_case and start with a letter. */
export const ID = /^[a-z][a-z0-9_]*$/;

/** Fails unless the text is there in Dutch, English and French, trimmed and not an id that was left standing. */
export function expect_texts(text: Text, where: string): void {
  for (const language of ["nl", "en", "fr"] as const) {
    const value = text[language];
    expect(value?.trim(), `${where}: ${language}`).toBeTruthy();
    expect(value, `${where}: ${language}`).toBe(value.trim());
    expect(value, `${where}: ${language}`).not.toMatch(/[a-z]_[a-z]/);
  }
}
