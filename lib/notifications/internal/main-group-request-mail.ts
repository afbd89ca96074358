import { environment } from "@/lib/config/environment";
import { clipText } from "@/lib/feishu/card-text";
import { defaultLocale, isLocale } from "@/lib/i18n/locale";
import { translator } from "@/lib/i18n/translator";
import type { Mail } from "@/lib/mail/send-mail";
import { timeInShanghai } from "@/lib/notifications/internal/wording";

type RequestFacts = {
  id: string;
  requestedAt: Date;
  person: { name: string };
  channel: { organizationName: string; account: { name: string } };
};

const NAME = 80;

/** The mail that tells one of the service team who asks for a service main group. Plain text: nothing in it can be a link but ours. */
export function mainGroupRequestMail(
  { id, requestedAt, person, channel }: RequestFacts,
  personId: string,
  locale: string,
): Omit<Mail, "to"> {
  const { APP_URL, PRODUCT_NAME } = environment();
  const t = translator(isLocale(locale) ? locale : defaultLocale);
  const words = {
    asker: clipText(person.name, NAME),
    organization: clipText(channel.organizationName, NAME),
    account: clipText(channel.account.name, NAME),
    time: timeInShanghai(requestedAt),
  };
  const query = new URLSearchParams({ text: channel.organizationName });
  return {
    subject: t("mail.mainGroupRequest.subject", words),
    text: [
      t("mail.mainGroupRequest.intro", words),
      `${t("mail.mainGroupRequest.open")}: ${APP_URL}/desk/groups?${query.toString()}`,
      `-- \n${t("mail.mainGroupRequest.footer", { product: PRODUCT_NAME })}`,
    ].join("\n\n"),
    messageId: `main-group-request.${id}.${personId}@${new URL(APP_URL).hostname}`,
  };
}
