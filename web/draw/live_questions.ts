import type { MeasureType } from "../../data/catalog/types.ts";
import { type Finding, rest_ms } from "../client.ts";
import type { Draft } from "./draft.ts";
import { draw_api, type PreviewQuestion } from "./draw_api.ts";
import type { DrawSession } from "./draw_session.ts";
import { figure_of } from "./figure.ts";
import { KnownThings, type PreviewedList } from "./known_things.ts";
import { can_ask, type Live } from "./live.ts";
import { type PreviewLoop, preview_loop } from "./preview_loop.ts";

interface Question extends PreviewQuestion {
  readonly key: string | null;
  readonly type: MeasureType;
}

const patience_ms = 20_000;
/** A pointer that stays where it is for so long rests: then all is told, as when the shape is let go of. */
const rest_after_ms = 400;

/** What the shape in hand would clash with, asked of the server; answers go into it if it is still the same one. */
export class LiveQuestions {
  private readonly loop: PreviewLoop<Question>;
  private readonly known = new KnownThings();
  private rest: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly session: DrawSession,
    private readonly get: () => Live | null,
    set: (live: Live) => void,
  ) {
    this.loop = preview_loop<Question, PreviewedList>(
      ({ key: _, type: __, ...question }, signal) => draw_api.preview(question, signal),
      (answer, question) => {
        const findings = this.known.whole(answer);
        const live = this.get();
        if (!live?.geometry || live.key !== question.key) return;
        set({ ...live, findings, asked: figure_of(question, question.type), failed: false, resting: false });
      },
      (error, question) => {
        const live = this.get();
        const resting = rest_ms(error) !== null;
        if (live && live.key === question.key) set({ ...live, failed: !resting, resting });
      },
      undefined,
      rest_ms,
    );
  }

  /** The id by which the server has a measure now; null for a new, a deleted or no measure. */
  id_of(key: string | null): number | null {
    const known = key ? this.session.book.get().stored.get(key) : undefined;
    return known?.draft ? known.id : null;
  }

  /** Asks about the shape as it is now; one that crosses itself is no question. */
  ask(): void {
    const moving = this.get()?.moving ?? false;
    this.stop_resting();
    if (moving) this.rest = setTimeout(() => this.ask_now(false), rest_after_ms);
    this.ask_now(moving);
  }

  private ask_now(brief: boolean): void {
    const live = this.get();
    if (!live || !can_ask(live.geometry)) return;
    if (live.troubles.some(({ kind }) => kind === "crosses_itself")) return;
    this.loop.ask({
      key: live.key,
      type: live.type,
      measure_type: live.type.id,
      geometry: live.geometry,
      parameters: live.parameters,
      scenario_id: this.session.scenario_id,
      measure_id: this.id_of(live.key),
      brief,
      // Told anew at rest: a rule may have been changed meanwhile.
      known_rules: brief ? this.known.known_rules() : [],
      ...this.period_of(live.key),
    });
  }

  private period_of(key: string | null): Pick<Draft, "from" | "until" | "phase_id"> {
    const draft = key ? this.session.book.get().wanted.get(key) : undefined;
    return { from: draft?.from ?? null, until: draft?.until ?? null, phase_id: draft?.phase_id ?? null };
  }

  stop(): void {
    this.stop_resting();
    this.loop.stop();
  }

  private stop_resting(): void {
    if (this.rest !== null) clearTimeout(this.rest);
    this.rest = null;
  }

  /** Findings that a stored measure would have as another draft; rejects with a Problem. */
  async try_out(draft: Draft, key: string | null): Promise<Finding[]> {
    const { measure_type, geometry, parameters, from, until, phase_id } = draft;
    const question = {
      ...{ measure_type, geometry, parameters, from, until, phase_id },
      scenario_id: this.session.scenario_id,
      measure_id: this.id_of(key),
      brief: false,
      known_rules: this.known.known_rules(),
    };
    return this.known.whole(await draw_api.preview(question, AbortSignal.timeout(patience_ms)));
  }
}
