import { type ChannelCheck, channelChecks } from "@/lib/channels/self-check-contract";
import { environment } from "@/lib/config/environment";
import { clipText } from "@/lib/feishu/card-text";
import { defaultLocale, isLocale } from "@/lib/i18n/locale";
import { translator } from "@/lib/i18n/translator";
import type { JobPayloads } from "@/lib/jobs/enqueue-job";
import type { Mail } from "@/lib/mail/send-mail";
import { timeInShanghai } from "@/lib/notifications/internal/wording";

type HealthFacts = {
  id: string;
  checkedAt: Date;
  news: JobPayloads["tell-channel-health"]["news"];
  channel: { organizationName: string; checks: unknown; account: { name: string } };
};

const NAME = 80;

const isToRepair = ({ state }: ChannelCheck): boolean => state === "wrong" || state === "warning";

/** The mail that tells one of the service team how a customer's channel is. Plain text; the rows by name, no value of the customer's. */
export function channelHealthMail(
  { id, checkedAt, news, channel }: HealthFacts,
  personId: string,
  locale: string,
): Omit<Mail, "to"> {
  const { APP_URL, PRODUCT_NAME } = environment();
  const t = translator(isLocale(locale) ? locale : defaultLocale);
  const words = {
    organization: clipText(channel.organizationName, NAME),
    account: clipText(channel.account.name, NAME),
    time: timeInShanghai(checkedAt),
  };
  const rows = channelChecks(channel.checks)
    .filter(isToRepair)
    .map(({ step }) => `- ${t(`selfCheck.title.${step}`)}`);
  const query = new URLSearchParams({ text: channel.organizationName });
  return {
    subject: t(`mail.channelHealth.subject.${news}`, words),
    text: [
      t(`mail.channelHealth.intro.${news}`, words),
      ...(rows.length === 0 ? [] : [rows.join("\n")]),
      `${t("mail.channelHealth.open")}: ${APP_URL}/desk/groups?${query.toString()}`,
      `-- \n${t("mail.channelHealth.footer", { product: PRODUCT_NAME })}`,
    ].join("\n\n"),
    messageId: `channel-health.${id}.${news}.${personId}@${new URL(APP_URL).hostname}`,
  };
}
