import { createFormatter } from "use-intl/core";
import type { StaffActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import type { MacroValues } from "@/lib/desk/browser/macro-text";
import type { MacroValuesInput } from "@/lib/desk/browser/macros";
import { accessGroup } from "@/lib/groups/access";
import { isLocale, type Locale } from "@/lib/i18n/locale";
import { translator } from "@/lib/i18n/translator";

/** Where nobody's zone is known: the service team's. */
const SERVICE_ZONE = "Asia/Shanghai";

/** In whose words and by whose clock a text is written. */
type Reader = { locale: Locale; timeZone: string };

/**
 * What stands for the variables of a macro in one conversation. In a ticket's conversation its requester reads it, so
 * severity and times are in their language and zone; in the internal notes and in a main group they are in the actor's.
 * A time by which something was promised is told only while it lies ahead.
 *
 * @throws AppError NOT_FOUND `groups.no_such_group` for a stranger.
 */
export async function getMacroValues(
  actor: StaffActor,
  { groupId, locale }: MacroValuesInput,
  { now }: At,
): Promise<MacroValues> {
  const group = await accessGroup(prisma(), actor, groupId, "read");
  const [{ organizationName }, ticket, me] = await Promise.all([
    prisma().channel.findUniqueOrThrow({
      where: { id: group.channelId },
      select: { organizationName: true },
    }),
    ticketOf(groupId),
    prisma().person.findUniqueOrThrow({ where: { id: actor.personId }, select: { timeZone: true } }),
  ]);
  const own: Reader = { locale, timeZone: me.timeZone ?? SERVICE_ZONE };
  const reader = ticket && group.kind === "ticket" ? readerOf(ticket.requester) : own;
  return {
    customer: organizationName,
    ...(ticket === null ? noTicket : ticketValues(ticket, reader, now)),
    today: timesFor(reader).day(now),
  };
}

type TicketValues = Omit<MacroValues, "customer" | "today">;
const noTicket: TicketValues = {
  requester: null,
  engineer: null,
  "ticket.number": null,
  "ticket.title": null,
  severity: null,
  next_update: null,
};

type Ticket = NonNullable<Awaited<ReturnType<typeof ticketOf>>>;

function ticketValues(ticket: Ticket, reader: Reader, now: Date): TicketValues {
  const nextUpdate = ticket.promisedUpdateAt ?? ticket.nextUpdateDueAt;
  return {
    requester: ticket.requester.name,
    engineer: ticket.assignee?.name ?? null,
    "ticket.number": String(ticket.number),
    "ticket.title": ticket.title,
    severity: translator(reader.locale)(`tickets.severity.${ticket.severity}`),
    next_update: nextUpdate !== null && nextUpdate > now ? timesFor(reader).moment(nextUpdate) : null,
  };
}

async function ticketOf(groupId: string) {
  return prisma().ticket.findFirst({
    where: { OR: [{ groupId }, { internalGroupId: groupId }] },
    select: {
      number: true,
      title: true,
      severity: true,
      promisedUpdateAt: true,
      nextUpdateDueAt: true,
      assignee: { select: { name: true } },
      requester: { select: { name: true, locale: true, timeZone: true } },
    },
  });
}

function readerOf({ locale, timeZone }: { locale: string; timeZone: string | null }): Reader {
  return { locale: isLocale(locale) ? locale : "zh-CN", timeZone: timeZone ?? SERVICE_ZONE };
}

/** Times with the name of their zone: who reads them may be in another. */
function timesFor({ locale, timeZone }: Reader) {
  const format = createFormatter({ locale, timeZone });
  const date = { year: "numeric", month: "short", day: "numeric" } as const;
  return {
    day: (at: Date) => format.dateTime(at, date),
    moment: (at: Date) => {
      const time = format.dateTime(at, { ...date, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
      return `${time} (${zoneName(at, timeZone)})`;
    },
  };
}

function zoneName(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "shortOffset" }).formatToParts(at);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}
