import { createHash } from "node:crypto";
import { type PlanTerms, planPhase } from "@/lib/accounts/policy";
import type { EmployeeActor } from "@/lib/actor/actor";
import { newId } from "@/lib/db/new-id";
import type { Tx } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { lockGroup, recordEvent } from "@/lib/events/record-event";
import { accessGroup } from "@/lib/groups/access";
import { joinGroup } from "@/lib/groups/join-group";
import { groupPolicy } from "@/lib/groups/policy";
import { attachDrafts } from "@/lib/messages/attach-drafts";
import { recordMessage } from "@/lib/messages/record-message";
import { recordNotice } from "@/lib/messages/record-notice";
import { changeTicket, lockTicket } from "@/lib/tickets/change-ticket";
import { findAndAssign } from "@/lib/tickets/assignment";
import type { CreateTicketInput } from "@/lib/tickets/contract";
import { openingMessage } from "@/lib/tickets/internal/opening-message";
import { refreshTicketClocks } from "@/lib/tickets/internal/ticket-clocks";
import { joinTicketStaff } from "@/lib/tickets/join-ticket";

/** A clock at the customer's may be a little ahead of ours. */
const CLOCK_TOLERANCE = 5 * 60_000;

/** Of what was submitted: another text under the same client id is another form, not the same one again. */
export function contentHashOf(input: CreateTicketInput): string {
  const { clientId: _clientId, ...content } = input;
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}

/**
 * Opens a ticket in the caller's transaction, whole: the ticket, its group with requester, TAM and deputy, the service
 * side's internal group, the opening message with the form's content and files, its timeline and clocks, and an engineer
 * or the word that it waits for duty. Answers its id.
 *
 * @throws AppError NOT_FOUND `groups.no_such_group` for a stranger; INVALID_INPUT `tickets.not_a_main_group`,
 *   `tickets.no_such_product`, `tickets.began_in_future`, `messages.no_such_attachment`; FORBIDDEN `groups.may_not_post`,
 *   `tickets.plan_expired` or `tickets.plan_not_started` with the date (edge-cases §1.12).
 */
export async function openTicket(
  tx: Tx,
  actor: EmployeeActor,
  input: CreateTicketInput,
  now: Date,
): Promise<string> {
  const main = await accessGroup(tx, actor, input.groupId, "takePart");
  if (main.kind !== "main") throw new AppError("INVALID_INPUT", "tickets.not_a_main_group");
  const plan = await tx.supportPlan.findUniqueOrThrow({ where: { id: main.planId } });
  requireActive(plan, now);
  if (!groupPolicy.post(actor, main)) throw new AppError("FORBIDDEN", "groups.may_not_post");
  await requireProduct(tx, input.productCode);
  const beganAt = input.beganAt === null ? null : new Date(input.beganAt);
  if (beganAt !== null && beganAt.getTime() > now.getTime() + CLOCK_TOLERANCE)
    throw new AppError("INVALID_INPUT", "tickets.began_in_future");

  const previous = await lockPrevious(tx, actor, input.previousTicketId, now);
  const place = { accountId: main.accountId, channelId: main.channelId, planId: main.planId };
  const [id, groupId, internalGroupId] = [newId(), newId(), newId()];
  await tx.group.createMany({
    data: [
      { ...place, id: groupId, kind: "ticket", name: input.title, createdAt: now },
      { ...place, id: internalGroupId, kind: "internal", name: input.title, createdAt: now },
    ],
  });
  const { severity, productCode, title, description, resourceIds, region } = input;
  const { number } = await tx.ticket.create({
    data: {
      ...place,
      id,
      groupId,
      internalGroupId,
      mainGroupId: main.id,
      requesterId: actor.personId,
      clientId: input.clientId,
      contentHash: contentHashOf(input),
      previousTicketId: previous?.id ?? null,
      severity,
      productCode,
      title,
      description,
      resourceIds,
      region,
      beganAt,
      status: "new",
      version: 1,
      createdAt: now,
      updatedAt: now,
    },
    select: { number: true },
  });
  const ticket = { id, accountId: main.accountId, groupId, internalGroupId };
  await nameGroups(tx, ticket, `#${number} ${title}`, now);
  await tx.ticketEvent.create({
    data: {
      ticketId: id,
      version: 1,
      type: "created",
      actorId: actor.personId,
      data: { severity, status: "new", requesterId: actor.personId, number },
      createdAt: now,
    },
  });
  await joinFirstMembers(tx, ticket, { actor, staff: [plan.tamId, plan.deputyId], now });
  await sayOpening(tx, { ticket, number, actor, input, now });
  await refreshTicketClocks(tx, id, now);
  if (previous)
    await changeTicket(tx, previous.id, {
      type: "continued",
      actorId: actor.personId,
      data: { number },
      now,
      addressees: [previous.assigneeId],
    });
  const opened = await tx.ticket.findUniqueOrThrow({ where: { id } });
  await findAndAssign(tx, opened, { actorId: null, now });
  return id;
}

/** The group of a plan that is not active is archived, too: the refusal says why, and since or until when. */
function requireActive(plan: PlanTerms, now: Date): void {
  const phase = planPhase(plan, now);
  if (phase === "active") return;
  const [reason, at] =
    phase === "not_started"
      ? (["plan_not_started", plan.validFrom] as const)
      : (["plan_expired", plan.validTo] as const);
  throw new AppError("FORBIDDEN", `tickets.${reason}`, { details: { at: at.getTime() } });
}

/** A ticket goes on with one of the same main group that is too long closed to be reopened. */
async function lockPrevious(tx: Tx, actor: EmployeeActor, ticketId: string | null, now: Date) {
  return ticketId === null ? null : lockTicket(tx, actor, { ticketId, now }, "continue");
}

async function requireProduct(tx: Tx, productCode: string): Promise<void> {
  const product = await tx.product.findUnique({ where: { code: productCode } });
  if (!product || product.retiredAt !== null) throw new AppError("INVALID_INPUT", "tickets.no_such_product");
}

type TicketGroups = { id: string; accountId: string; groupId: string; internalGroupId: string };

/** The groups are known by the ticket's number, which the database has just given. */
async function nameGroups(tx: Tx, ticket: TicketGroups, name: string, now: Date): Promise<void> {
  for (const id of [ticket.groupId, ticket.internalGroupId].toSorted()) {
    await tx.group.update({ where: { id }, data: { name } });
    await lockGroup(tx, id);
    await recordEvent(tx, { groupId: id, type: "group.created", subjectId: id, actorId: null, now });
  }
}

type FirstMembers = { actor: EmployeeActor; staff: (string | null)[]; now: Date };

async function joinFirstMembers(tx: Tx, ticket: TicketGroups, { actor, staff, now }: FirstMembers) {
  const requester = { id: actor.personId, side: "customer" } as const;
  const group = { id: ticket.groupId, accountId: ticket.accountId };
  await joinGroup(tx, group, requester, { role: "owner", actorId: actor.personId, now });
  for (const personId of new Set(staff))
    if (personId !== null) await joinTicketStaff(tx, ticket, personId, { actorId: null, now });
}

type Opening = {
  ticket: TicketGroups;
  number: number;
  actor: EmployeeActor;
  input: CreateTicketInput;
  now: Date;
};

/** The system line, then the form's content in the requester's name. The TAM is told by it; the engineer by the assignment. */
async function sayOpening(tx: Tx, { ticket, number, actor, input, now }: Opening): Promise<void> {
  const { groupId, accountId } = ticket;
  const { personId } = actor;
  const staff = await tx.groupMember.findMany({ where: { groupId, side: "service" } });
  await recordNotice(tx, {
    groupId,
    kind: "ticket.created",
    data: { requesterId: personId, number },
    actorId: personId,
    addressees: staff.map((member) => member.personId),
    now,
  });
  const messageId = newId();
  const requester = await tx.person.findUniqueOrThrow({ where: { id: personId }, select: { locale: true } });
  await recordMessage(tx, {
    id: messageId,
    groupId,
    senderId: personId,
    clientId: input.clientId,
    body: openingMessage(input, requester.locale),
    now,
  });
  if (input.attachmentIds.length > 0)
    await attachDrafts(tx, {
      attachmentIds: input.attachmentIds,
      uploaderId: personId,
      messageId,
      fromGroupId: input.groupId,
      toGroupId: groupId,
      accountId,
    });
}
