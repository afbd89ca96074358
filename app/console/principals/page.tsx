import type { Metadata } from "next";
import { requireConsole } from "@/app/console/require-console";
import { ConsoleShell } from "@/components/console/console-shell";
import { PrincipalsBoard } from "@/components/console/principals/principals-board";
import { listPrincipals } from "@/lib/accounts/queries/list-principals";
import { requestLocale } from "@/lib/i18n/request-locale";
import { translator } from "@/lib/i18n/translator";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale())("principals.title") };
}

export default async function PrincipalsPage() {
  const { actor, identity } = await requireConsole("/console/principals");
  const view = await listPrincipals(actor, {});
  const t = translator(await requestLocale());
  return (
    <ConsoleShell identity={identity} current="principals" title={t("principals.title")}>
      <PrincipalsBoard
        identity={identity}
        me={{ principalId: actor.principalId, assumedRoleId: actor.assumedRoleId }}
        view={view}
      />
    </ConsoleShell>
  );
}
