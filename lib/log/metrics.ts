import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";
import { onePerProcess } from "@/lib/config/one-per-process";

function makeInstruments() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: "ailink_" });
  return {
    registry,
    accepted: new Counter({ name: "ailink_messages_accepted_total", help: "Messages stored.", registers }),
    refused: new Counter({
      name: "ailink_messages_refused_total",
      help: "Messages refused, by error code.",
      labelNames: ["code"],
      registers,
    }),
    batch: new Histogram({
      name: "ailink_message_batch_size",
      help: "Messages written in one round trip to the database.",
      buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
      registers,
    }),
    frames: new Counter({
      name: "ailink_frames_total",
      help: "Frames of group logs handed to sockets' rooms.",
      registers,
    }),
    sockets: new Gauge({ name: "ailink_sockets", help: "Open sockets of this process.", registers }),
    jobs: new Counter({
      name: "ailink_jobs_total",
      help: "Runs of jobs, by job and result.",
      labelNames: ["job", "result"],
      registers,
    }),
    tickets: new Counter({
      name: "ailink_tickets_created_total",
      help: "Tickets created, by severity.",
      labelNames: ["severity"],
      registers,
    }),
    incidents: new Counter({
      name: "ailink_incidents_declared_total",
      help: "Emergencies declared.",
      registers,
    }),
    pages: new Counter({
      name: "ailink_page_attempts_total",
      help: "Attempts to call somebody about an emergency, by way and result.",
      labelNames: ["via", "result"],
      registers,
    }),
    mentions: new Counter({
      name: "ailink_mentions_decided_total",
      help: "Mentions whose outcome was recorded, by outcome.",
      labelNames: ["outcome"],
      registers,
    }),
    cards: new Counter({
      name: "ailink_card_attempts_total",
      help: "Attempts to send a card, by the class of Feishu's answer.",
      labelNames: ["class"],
      registers,
    }),
    calls: new Histogram({
      name: "ailink_feishu_call_seconds",
      help: "Duration of calls of Feishu, by API and result.",
      labelNames: ["api", "result"],
      buckets: [0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8],
      registers,
    }),
  };
}

// server.ts and Next's bundle count into the same registry.
const instruments = () => onePerProcess("metrics", makeInstruments);

/** What the product counts. Labels are closed sets of the product's own words, never a tenant, a person or an id. */
export const metrics = {
  messagesAccepted: (count: number): void => instruments().accepted.inc(count),
  messageRefused: (code: string): void => instruments().refused.inc({ code }),
  batchWritten: (size: number): void => instruments().batch.observe(size),
  framesSent: (count: number): void => instruments().frames.inc(count),
  socketOpened: (): void => instruments().sockets.inc(),
  socketClosed: (): void => instruments().sockets.dec(),
  jobRan: (job: string, result: "done" | "failed"): void => instruments().jobs.inc({ job, result }),
  ticketCreated: (severity: string): void => instruments().tickets.inc({ severity }),
  incidentDeclared: (): void => instruments().incidents.inc(),
  /** `result` is "delivered" or the word of the failure. */
  pageAttempted: (via: string, result: string): void => instruments().pages.inc({ via, result }),
  mentionsDecided: (outcome: string, count: number): void => instruments().mentions.inc({ outcome }, count),
  /** `class` is "delivered" or the class of the failure (docs/feishu.md, "Outcomes of a send"). */
  cardAttempted: (answerClass: string): void => instruments().cards.inc({ class: answerClass }),
  /** `api` is the name of the API, never a URL; `result` is "ok" or the class of the failure. */
  feishuCalled: (api: string, result: string, seconds: number): void =>
    instruments().calls.observe({ api, result }, seconds),
} as const;

/** Everything counted in this process, as Prometheus reads it. */
export async function metricsPage(): Promise<{ contentType: string; body: string }> {
  const { registry } = instruments();
  return { contentType: registry.contentType, body: await registry.metrics() };
}
