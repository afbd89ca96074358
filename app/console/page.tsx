import type { Metadata } from "next";
import { requireConsole } from "@/app/console/require-console";
import { ChannelHealthBanner } from "@/components/console/channel-health-banner";
import { ConsoleShell } from "@/components/console/console-shell";
import { PlanBanner } from "@/components/console/plan-banner";
import { QuotaBanner } from "@/components/console/quota-banner";
import { RoleSwitch } from "@/components/sign-in/role-switch";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { listChannels } from "@/lib/channels/queries/list-channels";
import { listQuotaUsage } from "@/lib/channels/queries/list-quota-usage";
import { currentTime } from "@/lib/config/clock";
import { requestLocale } from "@/lib/i18n/request-locale";
import { translator } from "@/lib/i18n/translator";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale())("console.myExpertService") };
}

export default async function MyExpertServicePage() {
  const { actor, identity, plan } = await requireConsole("/console");
  const [channels, usage, locale] = await Promise.all([
    listChannels(actor),
    listQuotaUsage(actor, { now: currentTime() }),
    requestLocale(),
  ]);
  const t = translator(locale);
  return (
    <ConsoleShell identity={identity} current="overview" title={t("console.myExpertService")}>
      <div className="flex flex-col gap-4">
        <PlanBanner plan={plan} />
        <ChannelHealthBanner channels={channels} />
        <QuotaBanner channels={channels} usage={usage} />
        <Card
          title={t("console.channelManagement")}
          actions={<ButtonLink href="/console/channels">{t("console.openChannelManagement")}</ButtonLink>}
        >
          <p className="text-ink-muted">{t("console.overviewText")}</p>
          <p className="mt-2 font-medium">{t("console.overviewChannels", { count: channels.length })}</p>
        </Card>
        {identity.kind === "ram_user" && (
          <div className="rounded-lg border bg-raised p-4">
            <RoleSwitch identity={identity} />
          </div>
        )}
      </div>
    </ConsoleShell>
  );
}
