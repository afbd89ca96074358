import type { Metadata } from "next";
import { requireConsole } from "@/app/console/require-console";
import { ConsoleShell } from "@/components/console/console-shell";
import { PlanBanner } from "@/components/console/plan-banner";
import { PlanFacts } from "@/components/console/plan-facts";
import { currentTime } from "@/lib/config/clock";
import { requestLocale } from "@/lib/i18n/request-locale";
import { translator } from "@/lib/i18n/translator";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale())("console.supportPlan") };
}

export default async function SupportPlanPage() {
  const { identity, plan } = await requireConsole("/console/plan");
  const t = translator(await requestLocale());
  return (
    <ConsoleShell identity={identity} current="plan" title={t("console.supportPlan")}>
      <div className="flex flex-col gap-4">
        <PlanBanner plan={plan} />
        <PlanFacts plan={plan} now={currentTime().toISOString()} />
      </div>
    </ConsoleShell>
  );
}
