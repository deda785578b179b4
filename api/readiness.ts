/** What `/readyz` tells while the store opens, migrates and loads the demo. */
export interface ReadinessState {
  readonly ready: boolean;
  /** One sentence part for people: `opening the store`, `loading the demo`, `ready`, `failed`, `stopping`. */
  readonly state: string;
  /** 0 to 1 where it is known. */
  readonly fraction: number | null;
  readonly detail: string | null;
}

/** The truth about starting up, in one place: written by the server's start, read by `/readyz` and the routes. */
export class Readiness {
  private current: ReadinessState;

  constructor(ready = false) {
    this.current = ready
      ? { ready: true, state: "ready", fraction: 1, detail: null }
      : { ready: false, state: "opening the store", fraction: null, detail: null };
  }

  get now(): ReadinessState {
    return this.current;
  }

  working(state: string, fraction: number | null = null, detail: string | null = null): void {
    this.current = { ready: false, state, fraction, detail };
  }

  ready(): void {
    this.current = { ready: true, state: "ready", fraction: 1, detail: null };
  }

  failed(detail: string): void {
    this.current = { ready: false, state: "failed", fraction: null, detail };
  }
}
