/**
 * A part of an answer that is JSON already, as the store wrote it. `answer_json` passes it on as it is:
 * reading and writing it anew took longer than making it. `T` is what it would be read as.
 */
export class JsonText<T> {
  constructor(readonly text: string) {}

  value(): T {
    return JSON.parse(this.text) as T;
  }
}

/** An answer with its `JsonText` parts read. */
export type Read<T> = { [K in keyof T]: T[K] extends JsonText<infer V> ? V : T[K] };
