import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { OpeningBoard } from "@/components/desk/opening/opening-board";
import { currentTime } from "@/lib/config/clock";
import { listBreakGlass } from "@/lib/desk/queries/list-break-glass";
import { groupIdInput } from "@/lib/groups/contract";
import { staffScope } from "@/lib/groups/policy";
import { requestLocale } from "@/lib/i18n/request-locale";
import { translator } from "@/lib/i18n/translator";
import { staffActor } from "@/lib/identity/session";

type OpenPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale())("opening.title") };
}

export default async function OpenPage({ searchParams }: OpenPageProps) {
  const { group } = await searchParams;
  const groupId = groupIdInput.safeParse({ groupId: group }).data?.groupId ?? null;
  const address = groupId === null ? "/desk/open" : `/desk/open?group=${groupId}`;
  const actor = await staffActor();
  if (!actor) redirect(`/desk/sign-in?returnTo=${encodeURIComponent(address)}`);
  if (!staffScope(actor.roles).breaksGlass) notFound();
  const open = await listBreakGlass(actor, {}, { now: currentTime() });
  return <OpeningBoard key={groupId} groupId={groupId} open={open} />;
}
