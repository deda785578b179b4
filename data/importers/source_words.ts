import { text_of } from "./formats.ts";
import type { ImportSource } from "./types.ts";

/** Whether every one of the words (field names, mostly) stands in the head of some one member. */
export function head_has(source: ImportSource, ...words: readonly string[]): boolean {
  return source.members.some((member) => {
    const text = text_of(member);
    return words.every((word) => text.includes(word));
  });
}

/** The last step of a member's path without its extensions, in lower case. */
export function member_stem(name: string): string {
  return name
    .replace(/^.*\//, "")
    .replace(/(\.\w{1,8})+$/, "")
    .toLowerCase();
}
