import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ConsoleShell } from "@/components/console/console-shell";
import { SecuritySettings } from "@/components/security/security-settings";
import { getConsoleIdentity } from "@/lib/accounts/queries/get-console-identity";
import { currentTime } from "@/lib/config/clock";
import { requestLocale } from "@/lib/i18n/request-locale";
import { translator } from "@/lib/i18n/translator";
import { getSecurity } from "@/lib/identity/queries/get-security";
import { returnAddress } from "@/lib/identity/return-address";
import { enrollingActor } from "@/lib/identity/session";
import { signInAddress } from "@/lib/identity/sign-in-address";

type SecurityPageProps = { searchParams: Promise<{ returnTo?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale())("security.title") };
}

export default async function ConsoleSecurityPage({ searchParams }: SecurityPageProps) {
  const actor = await enrollingActor("console");
  if (actor === null) redirect(signInAddress("console", "/console/security"));
  const [identity, security, { returnTo }] = await Promise.all([
    getConsoleIdentity(actor),
    getSecurity(actor, {}, { now: currentTime() }),
    searchParams,
  ]);
  const goesOnTo = returnTo === undefined ? null : returnAddress(returnTo, "/console");
  return (
    <ConsoleShell
      identity={identity}
      current="security"
      title={translator(await requestLocale())("security.title")}
    >
      <SecuritySettings door="console" security={security} goesOnTo={goesOnTo} />
    </ConsoleShell>
  );
}
