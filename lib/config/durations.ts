const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Every duration of a rule, in milliseconds. A rule's source stands beside it. */
export const durations = {
  /** A mention waits this long before its card, so that reading at once costs nothing (design.md §4.3). */
  cardGrace: 10 * second,
  /** At most one card per person in this time (manual, part 1, cost reminder). */
  cardWindow: 10 * minute,
  /** The same where the month's calls are used faster than its days, and much faster (lib/channels/quota-pace.ts). */
  cardWindowSlower: 30 * minute,
  cardWindowSlowest: 60 * minute,
  /** A month's first hours say nothing about how it will end. */
  quotaForecastAfter: day,
  /** No send attempt is made later than this after the first: Feishu's uuid protects for one hour (docs/feishu.md). */
  cardGiveUp: 55 * minute,
  /** What is to be told through a channel that waits for its new secret is held so long (edge-cases §1.7). */
  cardHeld: 4 * hour,
  /** A mention of the service side goes out as e-mail when still unread after this. */
  staffMail: 5 * minute,
  /** Feishu lets a sent card change for 14 days; the last hour is left, for a call on its way. */
  cardChangeable: 14 * 24 * hour - hour,
  /** What cards show follows an edit so much later, so that correcting twice is one change. */
  cardUpdate: 5 * second,
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
  /** An own message can be edited, and taken back, for so long after it was sent, by the server's time (ux.md "Conversation"). */
  messageEdit: 24 * hour,
  messageRecall: 2 * minute,
  workerHeartbeat: 5 * second,
  /** A worker silent for this long is dead and its jobs are freed. */
  workerSilence: 20 * second,
  dueSweep: 10 * second,
  listenHeartbeat: 5 * second,
  /** What an OpenID provider tells of itself is asked anew after this, and after any failure. */
  oidcDiscovery: hour,
  /** Each answer of an OpenID provider is waited for this long. */
  oidcTimeout: 5 * second,
  signInThrottleWindow: 15 * minute,
  /** Between the password and the code of the second factor. */
  secondStep: 5 * minute,
  /** A privileged act asks for the second factor unless it was shown within this (docs/decisions/0024-second-factor.md). */
  secondFactorRecent: 15 * minute,
  gracefulStop: 15 * second,
  /** A file that was uploaded and not sent is kept so long (edge-cases §4.3). */
  attachmentDraft: 24 * hour,
  /** A resolved or closed ticket can be reopened for so long; then a linked new one goes on (edge-cases §4.9). */
  ticketReopening: 14 * day,
  /** After a plan's end the tickets opened before can be used for so long (edge-cases §1.12, docs/decisions/0056-grace-after-a-plan.md). */
  planGrace: 14 * day,
  /** Silence after a resolution: a warning, another, the closing, each so long after the one before (edge-cases §4.10). */
  autoCloseStep: 2 * day,
  /** A ticket without an engineer looks for one again this often, and when a shift starts. */
  assignmentRetry: minute,
  /** Service time is looked for no further ahead than this. */
  serviceHorizon: 3 * 366 * day,
  /** An answer is due soon when a quarter of its target is left, at most this (docs/decisions/0050-sla-clock.md). */
  answerDueSoon: 15 * minute,
  /** The same for a resolution, which takes work. */
  resolutionDueSoon: 2 * hour,
  /** Answers in a ticket group are gathered for so long before they are looked at. */
  ticketActivity: 500,
  /** A ticket can be reminded of so long after its creation or the last answer, or after half of its first target (edge-cases §5.1). */
  reminderPatience: 15 * minute,
  /** Nobody is told a second time sooner than this after a reminder (edge-cases §5.1). */
  reminderInterval: 30 * minute,
  /** From each rung of a reminder's ladder to the next: duty lead, TAM, manager (edge-cases §5.6). */
  reminderToLead: 15 * minute,
  reminderToTam: 15 * minute,
  reminderToManager: 30 * minute,
  /** A press that arrives later than this has waited for a connection (edge-cases §5.8). */
  reminderReplay: 2 * minute,
  /** The same person's presses within this are one press. */
  reminderDoublePress: minute,
  /** A reminder that nobody could be told of looks for somebody again this often. */
  reminderRetry: minute,
  /** What is due within this stands in the inbox above what is merely unread (ux.md "Inbox"). */
  inboxDueNext: 4 * hour,
  /** Of tickets of others nobody tells the inbox: it asks again this often, besides at every change. */
  inboxRefresh: 30 * second,
  /** Changes that come together make one question of the inbox. */
  inboxGathering: 400,
  /** The command palette searches when typing has paused for so long. */
  paletteSearch: 200,
  /** How far the duty page looks ahead (ux.md "Staff desk"). */
  dutyOutlook: 14 * day,
  /** Shifts begin, and leaves lie, no further ahead than this: more is a typing error. */
  dutyPlanning: 366 * day,
  /** An emergency can be taken back for so long, by who declared it (ux.md "Emergency"). */
  incidentUndo: 60 * second,
  /** So long the desk tells those who were called that an emergency was taken back. */
  undoneShown: 10 * minute,
  /** Emergencies of several customers within so long may have one cause (edge-cases §6.14). */
  majorIncidentWindow: 30 * minute,
  /** When the chain has run out, all hands are called again this often until somebody acknowledges (edge-cases §6.4). */
  allHandsRepeat: 10 * minute,
  /** Silence after an acknowledgement before it lapses: the first, and then after each sign of life, the last for good (edge-cases §6.5). */
  acknowledgementSilence: [5 * minute, 15 * minute, 30 * minute, 45 * minute],
  /** A page is tried for so long after it was made. */
  pageGiveUp: 2 * hour,
  /** An invitation link is valid for so long (manual, part 2 "Add person"). */
  invitation: 24 * hour,
  /** Who opened a link in time and was held up at the sign-in still joins so long after its end; a stamp says it no longer (edge-cases §7.4). */
  invitationGrace: 10 * minute,
  /** Links are listed for so long after they were made. */
  invitationHistory: 7 * day,
  /** One attempt to page: whoever has not recorded its end by then is taken for dead (mail waits for three time-outs). */
  mailPageLease: 60 * second,
  webhookPageLease: 15 * second,
  /** Somebody who opened a group they are not in for a reason reads it so long (docs/decisions/0086-reading-without-membership.md). */
  breakGlass: hour,
  /** An auditor's reading of a group is recorded once in so long for each session. */
  auditorView: hour,
  /** Whoever does a data job and has not shown a sign of life for so long is taken for dead. */
  dataJobLease: 60 * second,
  /** A data job that failed is tried again so long after each attempt, longer each time. */
  dataJobRetry: 30 * second,
  /** A deletion that a legal hold keeps waiting looks again this often, and when a hold is lifted. */
  legalHoldRecheck: hour,
  /** An account's export can be downloaded for so long; then its file is deleted (docs/decisions/0084-personal-data.md). */
  exportKept: 7 * day,
  /** An app that is not ready yet is looked at so soon, at most so slowly, and so long (docs/decisions/0033-self-check.md). */
  readinessFirst: 30 * second,
  readinessSlowest: 6 * hour,
  readinessWatch: 14 * day,
  /** Whoever runs a self-check that is due and has not recorded its end by then is taken for dead. */
  selfCheckLease: 5 * minute,
  /** What fails while sending makes the self-check begin no more often. */
  selfCheckAfterFailure: hour,
  /** Runs of the self-check are kept so long; a card of trial says something for so long. */
  selfCheckKept: 90 * day,
  testCardKept: 7 * day,
  /** A webhook is to answer within this. */
  webhookTimeout: 5 * second,
} as const;
