import { environment } from "@/lib/config/environment";
import { webAppLink } from "@/lib/feishu/app-link";
import { type Card, buildCard, linkButton, textBlock } from "@/lib/feishu/card";
import { safeMessageText } from "@/lib/feishu/card-text";
import { translator } from "@/lib/i18n/translator";
import { inLanguageOf, words } from "@/lib/notifications/internal/card-languages";
import type { EmergencyFacts } from "@/lib/notifications/internal/emergency-facts";
import type { CardContents } from "@/lib/notifications/internal/mention-card";

const templates = { declared: "red", acknowledged: "orange", mitigated: "orange", closed: "green" } as const;

/** The card that tells an employee of a state of an emergency; words of people are plain text only. */
export function emergencyCard(facts: EmergencyFacts, appId: string): CardContents {
  const { state, locale, ticket, impact } = facts;
  const link = webAppLink({ appId, targetUrl: groupUrl(ticket.groupId, appId) });
  const title = words((t) => t(`cards.incident.${state}.title`));
  const named = words((t) => {
    const name =
      (state === "declared" ? facts.declaredByName : facts.acknowledgedByName) ?? t("cards.mention.someone");
    return t(`cards.incident.${state}.text`, { name, reason: t(`incidents.reason.${facts.reason}`) });
  });
  const subject = textBlock(`#${ticket.number} ${ticket.title}`, { limit: 120 });
  const open = linkButton(
    words((t) => t("cards.mention.open")),
    link,
    state === "declared" ? "danger_filled" : "primary_filled",
  );
  const card = (elements: Card["body"]["elements"]): Card =>
    inLanguageOf(
      buildCard({ title, summary: title, template: templates[state], elements: [...elements, open] }),
      locale,
    );
  const t = translator(locale);
  const neutral = words((tell) => tell("cards.mention.neutral"));
  return {
    full: card([
      subject,
      textBlock(named),
      ...(facts.hidesContent ? [] : [textBlock(impact, { color: "grey", limit: 200 })]),
    ]),
    shorter: card([subject, textBlock(named)]),
    neutral: card([textBlock(neutral)]),
    text: `${safeMessageText(`${t(`cards.incident.${state}.title`)} ${t("cards.mention.neutral")}`)}\n${link}`,
  };
}

function groupUrl(groupId: string, appId: string): string {
  const query = new URLSearchParams({ group: groupId });
  return `${environment().APP_URL}/feishu/${appId}/workbench?${query.toString()}`;
}
