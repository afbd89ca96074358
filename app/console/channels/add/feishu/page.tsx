import type { Metadata } from "next";
import { requireConsole } from "@/app/console/require-console";
import { AddFeishuChannel } from "@/components/console/add-feishu-channel";
import { ConsoleShell } from "@/components/console/console-shell";
import { PlanBanner } from "@/components/console/plan-banner";
import { WhoCan } from "@/components/console/who-can";
import { APP_ID_PLACE } from "@/lib/channels/contract";
import { manualValues } from "@/lib/channels/manual-values";
import { environment } from "@/lib/config/environment";
import { requestLocale } from "@/lib/i18n/request-locale";
import { translator } from "@/lib/i18n/translator";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale())("console.addFeishuChannel") };
}

export default async function AddFeishuChannelPage() {
  const { identity, plan } = await requireConsole("/console/channels/add/feishu");
  const mayManage = identity.permissions.includes("channels");
  const t = translator(await requestLocale());
  const { APP_URL, FEISHU_API_BASE, FEISHU_APPLINK_BASE } = environment();
  const open = new URLSearchParams({ appId: APP_ID_PLACE, mode: "appCenter" });
  return (
    <ConsoleShell identity={identity} current="channels" title={t("console.addFeishuChannel")}>
      <WhoCan identity={identity} permission="channels" />
      {mayManage && plan.state !== "active" && <PlanBanner plan={plan} />}
      {mayManage && plan.state === "active" && (
        <AddFeishuChannel
          values={manualValues(APP_URL)}
          openPlatformUrl={FEISHU_API_BASE}
          openInFeishuUrl={`${FEISHU_APPLINK_BASE}/client/web_app/open?${open.toString()}`}
        />
      )}
    </ConsoleShell>
  );
}
