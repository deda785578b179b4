import { Problem } from "../client.ts";

/** Codes of what only the user can say: which coordinate system a file is in. */
export const crs_questions: readonly string[] = ["crs_missing", "crs_contradicted", "crs_mixed"];

/** Was a file refused because its coordinate system is not certain? */
export const asks_for_crs = (error: unknown): error is Problem =>
  error instanceof Problem && crs_questions.includes(error.code);
