import { environment } from "@/lib/config/environment";
import { clipText } from "@/lib/feishu/card-text";
import { defaultLocale, isLocale } from "@/lib/i18n/locale";
import { translator } from "@/lib/i18n/translator";
import type { Mail } from "@/lib/mail/send-mail";

type QuotaFacts = {
  channelId: string;
  month: string;
  counted: number;
  organizationName: string;
  accountName: string;
};

const NAME = 80;

/** The mail that tells one of the service team that most of a customer's Feishu calls of a month are used. */
export function quotaMail(facts: QuotaFacts, personId: string, locale: string): Omit<Mail, "to"> {
  const { APP_URL, PRODUCT_NAME, FEISHU_MONTHLY_QUOTA: limit } = environment();
  const t = translator(isLocale(locale) ? locale : defaultLocale);
  const words = {
    organization: clipText(facts.organizationName, NAME),
    account: clipText(facts.accountName, NAME),
    month: facts.month,
    counted: facts.counted,
    limit,
    share: Math.floor((facts.counted / limit) * 100),
  };
  const query = new URLSearchParams({ text: facts.organizationName });
  return {
    subject: t("mail.quota.subject", words),
    text: [
      t("mail.quota.intro", words),
      `${t("mail.quota.open")}: ${APP_URL}/desk/groups?${query.toString()}`,
      `-- \n${t("mail.quota.footer", { product: PRODUCT_NAME })}`,
    ].join("\n\n"),
    messageId: `quota.${facts.channelId}.${facts.month}.${personId}@${new URL(APP_URL).hostname}`,
  };
}
