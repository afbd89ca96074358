import type { EmployeeActor, StaffActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { accessGroup } from "@/lib/groups/access";
import {
  DELIVERIES_SHOWN,
  type DeliveryState,
  type MentionDeliveriesInput,
  type MentionDeliveriesView,
  type MentionDeliveryView,
} from "@/lib/notifications/contract";
import { deliveryCause } from "@/lib/notifications/internal/delivery-cause";

const missedStates: ReadonlySet<DeliveryState> = new Set<DeliveryState>([
  "unreachable",
  "no_quota",
  "cancelled",
]);

/**
 * What became of the mentions of a message, for who wrote it: nobody else needs to know who of a group cannot be reached.
 *
 * @throws AppError NOT_FOUND `groups.no_such_group` for a stranger to the group, `messages.no_such_message` for what is not
 *   there and for what somebody else wrote.
 */
export async function listMentionDeliveries(
  actor: EmployeeActor | StaffActor,
  { groupId, messageId }: MentionDeliveriesInput,
): Promise<MentionDeliveriesView> {
  await accessGroup(prisma(), actor, groupId, "read");
  const message = await prisma().message.findFirst({
    where: { id: messageId, groupId, senderId: actor.personId },
    select: {
      mentions: {
        select: {
          personId: true,
          outcome: true,
          outcomeReason: true,
          outcomeAt: true,
          member: {
            select: {
              side: true,
              person: { select: { name: true, notificationWindow: { select: { dueAt: true } } } },
            },
          },
        },
        orderBy: { personId: "asc" },
      },
    },
  });
  if (message === null) throw new AppError("NOT_FOUND", "messages.no_such_message");
  const people = message.mentions.map(
    ({ personId, outcome, outcomeReason, outcomeAt, member: { side, person } }): MentionDeliveryView => ({
      personId,
      name: person.name,
      side,
      state: outcome ?? "waiting",
      cause: deliveryCause(outcomeReason),
      at: (outcome === null ? person.notificationWindow?.dueAt : outcomeAt)?.toISOString() ?? null,
    }),
  );
  return {
    total: people.length,
    waiting: people.filter(({ state }) => state === "waiting").length,
    missed: people.filter(isMissed).length,
    people: people.toSorted((a, b) => Number(isMissed(b)) - Number(isMissed(a))).slice(0, DELIVERIES_SHOWN),
  };
}

const isMissed = ({ state }: Pick<MentionDeliveryView, "state">): boolean => missedStates.has(state);
