import { durations } from "@/lib/config/durations";
import { newId } from "@/lib/db/new-id";
import type { Tx } from "@/lib/db/prisma";
import { recordMessageEvents } from "@/lib/events/record-message-events";
import type { NoticeView } from "@/lib/groups/contract";
import type { NoticeKind } from "@/lib/i18n/notice-words";
import { enqueueJobs } from "@/lib/jobs/enqueue-job";

type NewNotices = {
  /** Groups, each once, whose logs the caller has locked, and the customer's people there whom it concerns. */
  places: readonly { groupId: string; addressees: readonly (string | null)[] }[];
  kind: NoticeKind;
  data: NoticeView["data"];
  actorId: string;
  now: Date;
};

/**
 * Writes the same system line into several groups' logs, in the caller's transaction and the same few statements however
 * many they are: what `recordNotice` promises of one holds of each.
 */
export async function recordNotices(tx: Tx, notices: NewNotices): Promise<void> {
  const { places, kind, data, actorId, now } = notices;
  if (places.length === 0) return;
  const concernedIn = await membersConcerned(tx, places);
  const sendingIn = await groupsOf(tx, places, actorId);
  const lines = places.map(({ groupId }) => ({
    id: newId(),
    groupId,
    senderId: sendingIn.has(groupId) ? actorId : null,
    concerned: concernedIn(groupId),
  }));
  const sequences = await recordMessageEvents(tx, { messages: lines, now });
  const numberIn = (groupId: string): bigint => sequences.get(groupId) ?? 0n;
  await tx.message.createMany({
    data: lines.map(({ id, groupId, senderId, concerned }) => ({
      id,
      groupId,
      sequence: numberIn(groupId),
      senderId,
      clientId: id,
      body: "",
      notice: { kind, data, addressees: concerned },
      createdAt: now,
    })),
  });
  const mentions = lines.flatMap(({ id, groupId, concerned }) =>
    concerned.map((personId) => ({
      messageId: id,
      personId,
      groupId,
      sequence: numberIn(groupId),
      createdAt: now,
    })),
  );
  await tx.mention.createMany({ data: mentions });
  const jobs = [...new Set(mentions.map(({ personId }) => personId))].map((personId) => ({
    key: personId,
    payload: { personId },
  }));
  await enqueueJobs(tx, "notify-person", jobs, new Date(now.getTime() + durations.cardGrace));
}

type Places = NewNotices["places"];

/** Who of those it concerns is a member now, of the customer's side. */
async function membersConcerned(tx: Tx, places: Places): Promise<(groupId: string) => string[]> {
  const members = await tx.groupMember.findMany({
    where: {
      groupId: { in: places.map(({ groupId }) => groupId) },
      personId: { in: places.flatMap(({ addressees }) => addressees.flatMap((id) => id ?? [])) },
      side: "customer",
      leftAt: null,
    },
    select: { groupId: true, personId: true },
    orderBy: { personId: "asc" },
  });
  const wanted = new Map(places.map(({ groupId, addressees }) => [groupId, new Set(addressees)]));
  return (groupId) =>
    members
      .filter((member) => member.groupId === groupId && wanted.get(groupId)?.has(member.personId))
      .map(({ personId }) => personId);
}

/** In which of the groups the actor is or was a member, and so can be a sender. */
async function groupsOf(tx: Tx, places: Places, personId: string): Promise<Set<string>> {
  const memberships = await tx.groupMember.findMany({
    where: { personId, groupId: { in: places.map(({ groupId }) => groupId) } },
    select: { groupId: true },
  });
  return new Set(memberships.map(({ groupId }) => groupId));
}
