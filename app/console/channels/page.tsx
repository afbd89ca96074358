import type { Metadata } from "next";
import { requireConsole } from "@/app/console/require-console";
import { AddChannelLink } from "@/components/console/add-channel-link";
import { ChannelList } from "@/components/console/channel-list";
import { ConsoleShell } from "@/components/console/console-shell";
import { WhoCan } from "@/components/console/who-can";
import { PlanBanner } from "@/components/console/plan-banner";
import { listChannels } from "@/lib/channels/queries/list-channels";
import { listQuotaUsage } from "@/lib/channels/queries/list-quota-usage";
import { currentTime } from "@/lib/config/clock";
import { requestLocale } from "@/lib/i18n/request-locale";
import { translator } from "@/lib/i18n/translator";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale())("console.channelManagement") };
}

export default async function ChannelManagementPage() {
  const { actor, identity, plan } = await requireConsole("/console/channels");
  const [channels, usage, locale] = await Promise.all([
    listChannels(actor),
    listQuotaUsage(actor, { now: currentTime() }),
    requestLocale(),
  ]);
  const t = translator(locale);
  const mayManage = identity.permissions.includes("channels");
  const addChannel = mayManage && <AddChannelLink isOff={plan.state !== "active"} />;
  return (
    <ConsoleShell
      identity={identity}
      current="channels"
      title={t("console.channelManagement")}
      actions={channels.length > 0 ? addChannel : undefined}
    >
      <div className="flex flex-col gap-4">
        <PlanBanner plan={plan} />
        <WhoCan identity={identity} permission="channels" />
        <ChannelList channels={channels} usage={usage} mayManage={mayManage} action={addChannel} />
      </div>
    </ConsoleShell>
  );
}
