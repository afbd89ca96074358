import { z } from "zod";
import { isCallable } from "@/lib/config/outgoing-address";

/** How a webhook is told: the Events API v2 of PagerDuty, or our own signed JSON (docs/decisions/0070-emergency.md). */
export const webhookFormats = ["pagerduty", "generic"] as const;

const name = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/, "incidents.webhook_name_malformed");

/** A system of the vendor that is told of every emergency. `secret` is PagerDuty's routing key, or the key a generic one checks signatures with. */
export const addWebhookInput = z.object({
  name,
  url: z
    .string()
    .max(2_000, "incidents.webhook_address_refused")
    .refine((url) => isCallable(url), "incidents.webhook_address_refused"),
  format: z.enum(webhookFormats),
  secret: z.string().min(16, "incidents.webhook_secret_short").max(500, "incidents.webhook_secret_short"),
});
export type AddWebhookInput = z.output<typeof addWebhookInput>;

/** Names a webhook. */
export const disableWebhookInput = z.object({ name });
export type DisableWebhookInput = z.output<typeof disableWebhookInput>;
