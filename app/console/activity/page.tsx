import type { Metadata } from "next";
import { requireConsole } from "@/app/console/require-console";
import { AuditLog } from "@/components/audit/audit-log";
import { ConsoleShell } from "@/components/console/console-shell";
import { consoleNouns } from "@/lib/audit/policy";
import { requestLocale } from "@/lib/i18n/request-locale";
import { translator } from "@/lib/i18n/translator";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale())("audit.activityTitle") };
}

export default async function ActivityPage() {
  const { identity } = await requireConsole("/console/activity");
  const t = translator(await requestLocale());
  return (
    <ConsoleShell identity={identity} current="activity" title={t("audit.activityTitle")}>
      <div className="flex flex-col gap-4">
        <p className="text-ink-muted">{t("audit.activityIntro")}</p>
        <AuditLog place="console" nouns={[...consoleNouns, "session"]} />
      </div>
    </ConsoleShell>
  );
}
