import { environment } from "@/lib/config/environment";
import { clipText } from "@/lib/feishu/card-text";
import { defaultLocale, isLocale } from "@/lib/i18n/locale";
import { translator } from "@/lib/i18n/translator";
import type { PageFacts } from "@/lib/incidents/internal/page-facts";
import type { Mail } from "@/lib/mail/send-mail";

type Named = PageFacts & { acknowledgedByName: string | null };

const NAME = 80;

/** A call as one of the service team gets it by mail, in their language. Plain text; the same call has the same Message-ID at every attempt. */
export function pageMail(facts: Named): Omit<Mail, "to"> {
  const { APP_URL, PRODUCT_NAME } = environment();
  const { id, person, incident, step } = facts;
  const { ticket } = incident;
  const t = translator(isLocale(person?.locale) ? person.locale : defaultLocale);
  const words = {
    number: String(ticket.number),
    title: clipText(ticket.title, NAME),
    organization: clipText(ticket.channel.organizationName, NAME),
    reason: t(`incidents.reason.${incident.reason}`),
    name: clipText(facts.acknowledgedByName ?? t("cards.mention.someone"), NAME),
  };
  const event = eventOf(facts.event);
  const query = new URLSearchParams({ group: ticket.groupId });
  const lines =
    event === "trigger"
      ? [
          `${t("mail.page.impact")}: ${clipText(incident.impact, 400)}`,
          incident.callbackNumber && `${t("mail.page.callback")}: ${clipText(incident.callbackNumber, NAME)}`,
          step && t("mail.page.step", { step: step.position + 1 }),
        ]
      : [];
  const parts = [
    t(`mail.page.${event}.intro`, words),
    lines.filter((line) => typeof line === "string" && line !== "").join("\n"),
    `${t("mail.page.open")}: ${APP_URL}/desk?${query.toString()}`,
    `-- \n${t("mail.page.footer", { product: PRODUCT_NAME })}`,
  ];
  return {
    subject: t(`mail.page.${event}.subject`, words),
    text: parts.filter((part) => part !== "").join("\n\n"),
    messageId: `page.${id}@${new URL(APP_URL).hostname}`,
  };
}

function eventOf(event: string): "trigger" | "acknowledged" | "undone" {
  return event === "acknowledged" || event === "undone" ? event : "trigger";
}
