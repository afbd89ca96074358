import { createHmac } from "node:crypto";
import { environment } from "@/lib/config/environment";
import { openSecret } from "@/lib/config/secret-box";
import { isAppError } from "@/lib/errors/app-error";
import { clipText } from "@/lib/feishu/card-text";
import { translator } from "@/lib/i18n/translator";
import type { PageFacts } from "@/lib/incidents/internal/page-facts";
import { PageFailure } from "@/lib/incidents/internal/page-failure";
import type { WebhookRequest } from "@/lib/incidents/internal/post-webhook";

type Told = PageFacts & { webhook: NonNullable<PageFacts["webhook"]> };

/** PagerDuty cuts what is longer. */
const SUMMARY_LIMIT = 1_024;

const actions: Record<string, string> = {
  trigger: "trigger",
  acknowledged: "acknowledge",
  resolved: "resolve",
  undone: "resolve",
};

/**
 * A call as a webhook gets it. The emergency's id is the key by which its events belong together, the call's own id the one
 * by which a repetition is recognised: both are the same at every attempt. The signature is of the time of the attempt.
 * PagerDuty does not ring again for what it has seen acknowledged: after each acknowledgement that lapsed its key is another,
 * and what follows a trigger is told of each key, one request for each.
 *
 * @throws PageFailure `webhook_secret_unreadable` when the key it was sealed with is not configured any more.
 */
export function webhookRequests(told: Told, now: Date): WebhookRequest[] {
  const { url, format } = told.webhook;
  const secret = secretOf(told);
  const json = { "content-type": "application/json" };
  if (format === "pagerduty")
    return roundsOf(told).map((round) => ({
      url,
      headers: { ...json, "idempotency-key": inRound(told.id, round) },
      body: JSON.stringify(pagerDutyEvent(told, secret, round)),
    }));
  const body = JSON.stringify(genericEvent(told));
  const headers = { ...json, "idempotency-key": told.id, ...signatureOf(body, secret, now) };
  return [{ url, headers, body }];
}

/**
 * The rounds a call is about: its own to ring, all so far to end the ringing. A round ends with an acknowledgement's lapse,
 * in whose transaction the next is called, so a call's time tells its round at every attempt.
 */
function roundsOf({ event, createdAt, incident }: Told): number[] {
  const round = incident.events.filter((lapsed) => lapsed.createdAt <= createdAt).length;
  return event === "trigger" ? [round] : Array.from({ length: round + 1 }, (_, index) => index);
}

const inRound = (id: string, round: number): string => (round === 0 ? id : `${id}:${round}`);

function secretOf({ webhook }: Told): string {
  try {
    return openSecret({ ciphertext: webhook.secretCiphertext, keyId: webhook.secretKeyId }, webhook.id);
  } catch (thrown) {
    if (!isAppError(thrown)) throw thrown;
    throw new PageFailure("webhook_secret_unreadable", { isHopeless: false });
  }
}

/** Seconds since 1970, and HMAC-SHA256 over `<seconds>.<body>`: who checks both takes nothing old for new. */
function signatureOf(body: string, secret: string, now: Date): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const signature = createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex");
  return { "x-ailink-timestamp": timestamp, "x-ailink-signature": `sha256=${signature}` };
}

function summaryOf({ incident }: Told): string {
  const { ticket } = incident;
  const reason = translator("en")(`incidents.reason.${incident.reason}`);
  return clipText(
    `#${ticket.number} ${ticket.channel.organizationName}: ${reason}: ${incident.impact}`,
    SUMMARY_LIMIT,
  );
}

function deskAddress({ incident }: Told): string {
  return `${environment().APP_URL}/desk?${new URLSearchParams({ group: incident.ticket.groupId }).toString()}`;
}

function pagerDutyEvent(told: Told, routingKey: string, round: number) {
  const { incident } = told;
  const key = {
    routing_key: routingKey,
    event_action: actions[told.event] ?? "trigger",
    dedup_key: inRound(incident.id, round),
  };
  if (told.event !== "trigger") return key;
  const { PRODUCT_NAME } = environment();
  return {
    ...key,
    client: PRODUCT_NAME,
    client_url: deskAddress(told),
    payload: {
      summary: summaryOf(told),
      source: PRODUCT_NAME,
      severity: "critical",
      timestamp: incident.declaredAt.toISOString(),
      component: incident.ticket.productCode,
      class: incident.reason,
      custom_details: { ticket: incident.ticket.number, step: stepOf(told) },
    },
  };
}

function genericEvent(told: Told) {
  const { incident } = told;
  return {
    id: told.id,
    event: told.event,
    dedupKey: incident.id,
    summary: summaryOf(told),
    step: stepOf(told),
    createdAt: told.createdAt.toISOString(),
    incident: {
      id: incident.id,
      reason: incident.reason,
      impact: incident.impact,
      declaredAt: incident.declaredAt.toISOString(),
    },
    ticket: { number: incident.ticket.number, product: incident.ticket.productCode },
    organization: incident.ticket.channel.organizationName,
    link: deskAddress(told),
  };
}

const stepOf = ({ step }: Told): number | null => (step === null ? null : step.position + 1);
