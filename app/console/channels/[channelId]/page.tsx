import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireConsole } from "@/app/console/require-console";
import { SelfCheck } from "@/components/channels/self-check/self-check";
import { ConsoleShell } from "@/components/console/console-shell";
import { WhoCan } from "@/components/console/who-can";
import { ButtonLink } from "@/components/ui/button-link";
import { channelIdInput } from "@/lib/channels/contract";
import { getSelfCheck } from "@/lib/channels/queries/get-self-check";
import { isAppError } from "@/lib/errors/app-error";
import { requestLocale } from "@/lib/i18n/request-locale";
import { translator } from "@/lib/i18n/translator";

type SelfCheckPageProps = { params: Promise<{ channelId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale())("selfCheck.heading") };
}

export default async function SelfCheckPage({ params }: SelfCheckPageProps) {
  const { channelId } = await params;
  const { actor, identity } = await requireConsole(`/console/channels/${encodeURIComponent(channelId)}`);
  const input = channelIdInput.safeParse({ channelId });
  if (!input.success) notFound();
  const check = await getSelfCheck(actor, input.data).catch((thrown: unknown) => {
    if (isAppError(thrown) && thrown.code === "NOT_FOUND") notFound();
    throw thrown;
  });
  const t = translator(await requestLocale());
  return (
    <ConsoleShell
      identity={identity}
      current="channels"
      title={`${t("selfCheck.heading")}: ${check.organizationName}`}
      actions={<ButtonLink href="/console/channels">{t("selfCheck.back")}</ButtonLink>}
    >
      <div className="flex flex-col gap-4">
        <WhoCan identity={identity} permission="channels" />
        <SelfCheck door="console" check={check} mayAsk={identity.permissions.includes("channels")} />
      </div>
    </ConsoleShell>
  );
}
