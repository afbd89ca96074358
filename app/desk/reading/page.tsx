import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { FindReading } from "@/components/desk/opening/find-reading";
import { Reading } from "@/components/desk/opening/reading";
import { isAppError } from "@/lib/errors/app-error";
import { groupIdInput } from "@/lib/groups/contract";
import { staffScope } from "@/lib/groups/policy";
import { findTicketGroup, ticketNumberInput } from "@/lib/groups/queries/find-ticket-group";
import { listReadableGroups } from "@/lib/groups/queries/list-readable-groups";
import { requestLocale } from "@/lib/i18n/request-locale";
import { translator } from "@/lib/i18n/translator";
import { staffActor } from "@/lib/identity/session";

type ReadingPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale())("opening.reading.title") };
}

export default async function ReadingPage({ searchParams }: ReadingPageProps) {
  const { group, ticket } = await searchParams;
  const asked = groupIdInput.safeParse({ groupId: group }).data;
  const address = asked ? `/desk/reading?group=${asked.groupId}` : "/desk/reading";
  const actor = await staffActor();
  if (!actor) redirect(`/desk/sign-in?returnTo=${encodeURIComponent(address)}`);
  if (asked) {
    const groups = await listReadableGroups(actor, asked).catch(notFoundFor);
    return <Reading key={`${actor.personId} ${asked.groupId}`} me={actor.personId} groups={groups} />;
  }
  if (!staffScope(actor.roles).audits) notFound();
  const number = ticketNumberInput.safeParse(ticket);
  const found = number.success ? await findTicketGroup(actor, number.data) : null;
  if (found !== null) redirect(`/desk/reading?group=${found}`);
  return <FindReading isMissing={ticket !== undefined} />;
}

/** To who may not read a group there is no such page. */
function notFoundFor(thrown: unknown): never {
  if (isAppError(thrown) && thrown.code === "NOT_FOUND") notFound();
  throw thrown;
}
