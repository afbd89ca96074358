import type { Metadata } from "next";
import { requireConsole } from "@/app/console/require-console";
import { ConsoleShell } from "@/components/console/console-shell";
import { PlanBanner } from "@/components/console/plan-banner";
import { WhoCan } from "@/components/console/who-can";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { requestLocale } from "@/lib/i18n/request-locale";
import { translator } from "@/lib/i18n/translator";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale())("console.addChannel") };
}

export default async function AddChannelPage() {
  const { identity, plan } = await requireConsole("/console/channels/add");
  const mayManage = identity.permissions.includes("channels");
  const t = translator(await requestLocale());
  return (
    <ConsoleShell identity={identity} current="channels" title={t("console.addChannel")}>
      <WhoCan identity={identity} permission="channels" />
      {mayManage && plan.state !== "active" && <PlanBanner plan={plan} />}
      {mayManage && plan.state === "active" && (
        <Card title={t("console.choose.title")} className="max-w-2xl">
          <h3 className="font-semibold">{t("console.choose.feishu")}</h3>
          <p className="mb-3 text-ink-muted">{t("console.choose.feishuText")}</p>
          <ButtonLink href="/console/channels/add/feishu" variant="primary">
            {t("console.choose.continue")}
          </ButtonLink>
        </Card>
      )}
    </ConsoleShell>
  );
}
