/** Every difference between the two stores; nothing else in the code asks which of them it talks to. */
export interface StoreFeatures {
  /** `COPY … FROM STDIN` works; else rows go in as arrays. */
  readonly copy: boolean;
  /** Vector tiles are made in the database (`ST_AsMVT`); else the API encodes tile-space rows. */
  readonly mvt: boolean;
  /** `LISTEN` delivers; else jobs are found by polling, and what is saved is told within the process. */
  readonly notify: boolean;
  /** Connections are sessions of their own: an advisory lock shows that its holder is alive. */
  readonly session_locks: boolean;
  /** How many statements may usefully run at the same time. */
  readonly parallel: number;
  /** Connections that the API keeps open. */
  readonly connections: number;
}

export type StoreKind = "embedded" | "postgis";

export const store_features: Readonly<Record<StoreKind, StoreFeatures>> = {
  // One backend, built without protobuf: every statement queues, so more connections only add memory.
  embedded: {
    copy: false,
    mvt: false,
    notify: false,
    session_locks: false,
    parallel: 1,
    connections: 6,
  },
  postgis: {
    copy: true,
    mvt: true,
    notify: true,
    session_locks: true,
    parallel: 2,
    connections: 12,
  },
};
