import { environment } from "@/lib/config/environment";
import { clipText } from "@/lib/feishu/card-text";
import { translator } from "@/lib/i18n/translator";
import type { Mail } from "@/lib/mail/send-mail";
import type { MentionFacts } from "@/lib/notifications/internal/mention-facts";
import { listOfNames, timeInShanghai } from "@/lib/notifications/internal/wording";

const EXCERPT = 1_000;
const NAME = 80;

/** The mail that tells one of the service team of mentions they have not read. Plain text: nothing in it can be a link but ours. */
export function mentionMail({ reader, first, others }: MentionFacts, personId: string): Omit<Mail, "to"> {
  const { APP_URL, PRODUCT_NAME } = environment();
  const t = translator(reader.locale);
  const names = {
    sender: clipText(first.senderName, NAME),
    group: clipText(first.groupName, NAME),
    organization: clipText(first.organizationName, NAME),
  };
  const query = new URLSearchParams({ group: first.groupId, message: first.messageId });
  const more = {
    count: others.count,
    groups: others.groupNames.length,
    names: listOfNames(others.groupNames, reader.locale),
  };
  const parts = [
    first.title
      ? t("mail.notice.intro", { ...names, time: timeInShanghai(first.createdAt) })
      : t("mail.mention.intro", { ...names, time: timeInShanghai(first.createdAt) }),
    quoted(clipText(first.body(reader.locale), EXCERPT)),
    others.count > 0 ? t("mail.mention.more", more) : null,
    `${t("mail.mention.open")}: ${APP_URL}/desk?${query.toString()}`,
    `-- \n${t("mail.mention.footer", { product: PRODUCT_NAME })}`,
  ];
  return {
    subject: first.title
      ? t("mail.notice.subject", { ...names, title: first.title(reader.locale) })
      : t("mail.mention.subject", names),
    text: parts.filter((part) => part !== null).join("\n\n"),
    messageId: `mention.${first.messageId}.${personId}@${new URL(APP_URL).hostname}`,
  };
}

function quoted(text: string): string {
  return text
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n");
}
