import type { Metadata } from "next";
import { requireConsole } from "@/app/console/require-console";
import { ConsoleShell } from "@/components/console/console-shell";
import { DataPage } from "@/components/console/data/data-page";
import { requestLocale } from "@/lib/i18n/request-locale";
import { translator } from "@/lib/i18n/translator";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale())("privacy.title") };
}

export default async function ConsoleDataPage() {
  const { identity } = await requireConsole("/console/data");
  const t = translator(await requestLocale());
  return (
    <ConsoleShell identity={identity} current="data" title={t("privacy.title")}>
      <DataPage identity={identity} />
    </ConsoleShell>
  );
}
