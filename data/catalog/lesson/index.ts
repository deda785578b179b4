export { case_facts } from "./case_facts.ts";
export * from "./lesson_words.ts";
export * from "./types.ts";
