import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { DeskSecurity } from "@/components/desk/desk-security";
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

export default async function DeskSecurityPage({ searchParams }: SecurityPageProps) {
  const actor = await enrollingActor("staff");
  if (actor === null) redirect(signInAddress("staff", "/desk/security"));
  const { returnTo } = await searchParams;
  const goesOnTo = returnTo === undefined ? null : returnAddress(returnTo, "/desk");
  return <DeskSecurity security={await getSecurity(actor, {}, { now: currentTime() })} goesOnTo={goesOnTo} />;
}
