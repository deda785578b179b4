import { CheckResult } from "./check_result.tsx";
import { NewCheck } from "./new_check.tsx";

/** The overlap check: the answer to a stored question, or a new question. */
export function CheckPanel({ id, on_back }: { id: string | null; on_back: () => void }) {
  return id === null ? <NewCheck on_back={on_back} /> : <CheckResult key={id} id={id} />;
}
