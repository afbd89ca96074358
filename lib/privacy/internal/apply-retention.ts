import type { SystemActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import { pool } from "@/lib/db/pool";
import { prisma, type Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { lockGroups } from "@/lib/events/lock-groups";
import {
  groupsToEmptySql,
  mayBeEmptiedSql,
  messagesToEmptySql,
  ticketsToEmptySql,
} from "@/lib/privacy/internal/retention-sql";
import type { JobEnd, RunningJob } from "@/lib/privacy/internal/running-job";
import { storage } from "@/lib/storage/storage";

/** Messages emptied in one transaction: it holds the group's log. */
const PAGE = 200;

type Place = {
  groupIds: string[];
  ticketId: string | null;
};

/**
 * Deletes what is older than the account keeps: the conversations of tickets closed before that, and messages of its service
 * main groups. Rows stay, so that logs have no holes: a message without its text is drawn as one that is gone. A ticket
 * keeps its number, title and times, never loses anything under a legal hold or with an open emergency, and is asked again
 * once it is locked.
 */
export async function applyRetention(actor: SystemActor, job: RunningJob): Promise<JobEnd> {
  const { accountId } = job;
  const { id: jobId } = job.row;
  const { retentionMonths } = await prisma().account.findUniqueOrThrow({ where: { id: accountId } });
  const places = retentionMonths === null ? [] : await placesOf(accountId, job.now());
  await job.count(places.length);
  let messages = 0;
  for (const place of places) {
    messages += await emptyPlace(place, job);
    await job.step();
  }
  const tickets = places.filter(({ ticketId }) => ticketId !== null).length;
  return {
    record: (tx) =>
      recordAudit(tx, actor, {
        action: "account.retention_applied",
        subjectType: "account",
        subjectId: accountId,
        accountId,
        details: { jobId, months: retentionMonths, tickets, messages },
        now: job.now(),
      }),
  };
}

async function placesOf(accountId: string, now: Date): Promise<Place[]> {
  const tickets = await pool().query<{ id: string }>(ticketsToEmptySql, [accountId, now]);
  const found = await prisma().ticket.findMany({
    where: { id: { in: tickets.rows.map(({ id }) => id) } },
    select: { id: true, groupId: true, internalGroupId: true },
    orderBy: { id: "asc" },
  });
  const groups = await pool().query<{ id: string }>(groupsToEmptySql, [accountId, now]);
  return [
    ...found.map(({ id, groupId, internalGroupId }) => ({
      groupIds: [groupId, internalGroupId].toSorted(),
      ticketId: id,
    })),
    ...groups.rows.map(({ id }) => ({ groupIds: [id], ticketId: null })),
  ];
}

/** Page by page, each in a transaction of its own; the ticket's own texts go last, so that what broke off is found again. */
async function emptyPlace(place: Place, job: RunningJob): Promise<number> {
  let emptied = 0;
  for (const groupId of place.groupIds) {
    for (;;) {
      const page = await inTransaction((tx) => emptyPage(tx, place, groupId, job));
      await deleteFiles(page.files);
      emptied += page.messages;
      await job.alive();
      if (page.messages < PAGE) break;
    }
  }
  if (place.ticketId !== null) {
    const { ticketId } = place;
    await inTransaction(async (tx) => {
      if (await isDue(tx, place, job)) await emptyTicket(tx, ticketId);
    });
  }
  return emptied;
}

/** Locks the place (groups by id, then the ticket) and asks once more. */
async function isDue(tx: Tx, { groupIds, ticketId }: Place, job: RunningJob): Promise<boolean> {
  await lockGroups(tx, groupIds);
  if (ticketId === null) return true;
  await tx.$queryRaw`SELECT id FROM ticket WHERE id = ${ticketId}::uuid FOR NO KEY UPDATE`;
  const due = await tx.$queryRawUnsafe<unknown[]>(mayBeEmptied, job.row.accountId, job.now(), ticketId);
  return due.length > 0;
}

const mayBeEmptied = cast(mayBeEmptiedSql);
const messagesToEmpty = cast(messagesToEmptySql);

/** Prisma sends ids as text. */
function cast(sql: string): string {
  return sql.replaceAll("$1", "$1::uuid").replaceAll("$3", "$3::uuid");
}

type File = { id: string; storageKey: string };

async function emptyPage(tx: Tx, place: Place, groupId: string, job: RunningJob) {
  if (!(await isDue(tx, place, job))) return { messages: 0, files: [] };
  const { accountId } = job.row;
  const now = job.now();
  const isMain = place.ticketId === null;
  const rows = await tx.$queryRawUnsafe<{ id: string }[]>(
    messagesToEmpty,
    accountId,
    now,
    groupId,
    isMain,
    PAGE,
  );
  const ids = rows.map(({ id }) => id);
  await tx.messageRevision.deleteMany({ where: { messageId: { in: ids } } });
  await tx.reaction.deleteMany({ where: { messageId: { in: ids } } });
  const files: File[] = await tx.attachment.updateManyAndReturn({
    where: { messageId: { in: ids } },
    data: { messageId: null, mediaType: "", name: "" },
    select: { id: true, storageKey: true },
  });
  await tx.message.updateMany({
    where: { id: { in: ids } },
    data: { body: "", recalledAt: now, recalledById: null },
  });
  return { messages: ids.length, files };
}

/** What breaks off here is a file that nobody can read and that the sweep of expired drafts deletes. */
async function deleteFiles(files: readonly File[]): Promise<void> {
  for (const { id, storageKey } of files) {
    await storage().remove(storageKey);
    await prisma().attachment.deleteMany({ where: { id, messageId: null } });
  }
}

/** What people wrote into a ticket besides its conversation: reasons stand in its events and system lines, too. */
async function emptyTicket(tx: Tx, ticketId: string): Promise<void> {
  await tx.ticket.update({ where: { id: ticketId }, data: { description: "", resourceIds: [] } });
  await tx.satisfactionRating.updateMany({ where: { ticketId }, data: { comment: "" } });
  await tx.incident.updateMany({ where: { ticketId }, data: { impact: "", callbackNumber: null } });
  await tx.incidentJoin.updateMany({ where: { incident: { ticketId } }, data: { impact: "" } });
  const blank = (column: string) =>
    `${column} || coalesce((SELECT jsonb_object_agg(key, NULL) FROM jsonb_object_keys(${column}) AS key
      WHERE key IN ('reason', 'impact', 'text', 'note', 'title')), '{}')`;
  await tx.$executeRawUnsafe(
    `UPDATE ticket_event SET data = ${blank("data")} WHERE ticket_id = $1::uuid`,
    ticketId,
  );
  await tx.$executeRawUnsafe(
    `UPDATE incident_event SET data = ${blank("data")} WHERE incident_id IN (SELECT id FROM incident WHERE ticket_id = $1::uuid)`,
    ticketId,
  );
  await tx.$executeRawUnsafe(
    `UPDATE message SET notice = jsonb_set(notice, '{data}', ${blank("(notice->'data')")})
     WHERE notice IS NOT NULL AND group_id IN (SELECT unnest(ARRAY[group_id, internal_group_id]) FROM ticket WHERE id = $1::uuid)`,
    ticketId,
  );
}
