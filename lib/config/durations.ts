const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** Every duration of a rule, in milliseconds. A rule's source stands beside it. */
export const durations = {
  /** A mention waits this long before its card, so that reading at once costs nothing (design.md §4.3). */
  cardGrace: 10 * second,
  /** At most one card per person in this time (manual, part 1, cost reminder). */
  cardWindow: 10 * minute,
  /** No send attempt is made later than this after the first: Feishu's uuid protects for one hour (docs/feishu.md). */
  cardGiveUp: 55 * minute,
  /** A mention of the service side goes out as e-mail when still unread after this. */
  staffMail: 5 * minute,
  employeeSession: 12 * hour,
  staffSession: 12 * hour,
  consoleSession: 8 * hour,
  /** How long a person may take at Feishu's authorize page. */
  signInAttempt: 10 * minute,
  /** Answers of Feishu are waited for this long; a check of credentials must answer a person. */
  feishuTimeout: 8 * second,
  /** In-client sign-in falls back to the redirect after this (docs/feishu.md). */
  inClientSignIn: 6 * second,
  /** Sockets re-check their session this often, besides the notice of a revocation. */
  sessionRecheck: 60 * second,
  /** Waiting for a row lock ends in a retry or UNAVAILABLE. */
  lockTimeout: 2 * second,
  readCoalescing: 250,
  workerHeartbeat: 5 * second,
  /** A worker silent for this long is dead and its jobs are freed. */
  workerSilence: 20 * second,
  dueSweep: 10 * second,
  listenHeartbeat: 5 * second,
  signInThrottleWindow: 15 * minute,
  gracefulStop: 15 * second,
} as const;
