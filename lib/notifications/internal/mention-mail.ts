import { environment } from "@/lib/config/environment";
import { clipText } from "@/lib/feishu/card-text";
import { translator } from "@/lib/i18n/translator";
import type { Mail } from "@/lib/mail/send-mail";
import type { MentionFacts } from "@/lib/notifications/internal/mention-facts";
import { listOfNames, timeIn } from "@/lib/notifications/internal/wording";

const EXCERPT = 1_000;
const NAME = 80;

/** The mail that tells one of the service team of mentions they have not read. Plain text: nothing in it can be a link but ours. */
export function mentionMail(facts: MentionFacts, personId: string): Omit<Mail, "to"> {
  const { reader, lead, total, groups } = facts;
  const { APP_URL, PRODUCT_NAME } = environment();
  const t = translator(reader.locale);
  const names = {
    sender: clipText(lead.senderName, NAME),
    group: clipText(lead.groupName, NAME),
    organization: clipText(lead.organizationName, NAME),
  };
  const [opened] = groups.filter(({ id }) => id === lead.groupId);
  const query = new URLSearchParams({
    group: lead.groupId,
    message: opened?.firstMessageId ?? lead.messageId,
  });
  const others = groups.filter(({ id, count }) => id !== lead.groupId || count > 1);
  const more = {
    count: total - 1,
    groups: others.length,
    names: listOfNames(
      others.map(({ name }) => name),
      reader.locale,
    ),
  };
  const parts = [
    lead.title
      ? t("mail.notice.intro", { ...names, time: timeIn(reader.timeZone, lead.createdAt) })
      : t("mail.mention.intro", { ...names, time: timeIn(reader.timeZone, lead.createdAt) }),
    quoted(clipText(lead.body(reader.locale), EXCERPT)),
    total > 1 ? t("mail.mention.more", more) : null,
    `${t("mail.mention.open")}: ${APP_URL}/desk?${query.toString()}`,
    `-- \n${t("mail.mention.footer", { product: PRODUCT_NAME })}`,
  ];
  return {
    subject: lead.title
      ? t("mail.notice.subject", { ...names, title: lead.title(reader.locale) })
      : t("mail.mention.subject", names),
    text: parts.filter((part) => part !== null).join("\n\n"),
    messageId: `mention.${facts.oldestMessageId}.${personId}@${new URL(APP_URL).hostname}`,
  };
}

function quoted(text: string): string {
  return text
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n");
}
