import type { Db } from "@/lib/db/prisma";
import { environment } from "@/lib/config/environment";
import { type NoticeView, noticeSchema } from "@/lib/groups/contract";
import { noticeWords } from "@/lib/i18n/notice-words";
import { type Locale, defaultLocale, isLocale } from "@/lib/i18n/locale";
import { personName } from "@/lib/i18n/person-name";
import { translator } from "@/lib/i18n/translator";
import { withMentionNames } from "@/lib/messages/contract";
import { cardSettings, hidesContent } from "@/lib/notifications/internal/card-settings";
import { compareUrgency, type Lane, laneOf } from "@/lib/notifications/internal/lanes";
import { timeIn } from "@/lib/notifications/internal/wording";

/** What a card or a mail about some mentions tells: the most urgent in full, the others by group. */
export type MentionFacts = {
  reader: { name: string; locale: Locale; timeZone: string | null; hidesContent: boolean };
  /** The newest of the most urgent lane. */
  lead: {
    messageId: string;
    /** Of its text, as told; 0 once it is recalled. */
    version: number;
    lane: Lane;
    groupId: string;
    groupName: string;
    organizationName: string;
    senderName: string;
    /** What a system line is about, in each language; null for what somebody wrote. */
    title: ((locale: Locale) => string) | null;
    createdAt: Date;
    /** The message in each language, for "everyone" differs. */
    body: (locale: Locale) => string;
  };
  oldestMessageId: string;
  total: number;
  /** By what is most urgent in each, so that the lead's comes first. */
  groups: MentionedGroup[];
};

/** A group with unread mentions, and the first of them: what its button opens. */
export type MentionedGroup = { id: string; name: string; count: number; firstMessageId: string };

/** Collects what is to be told of these mentions of one person, which must be given the oldest first; `leadId` keeps what was told first. */
export async function mentionFacts(
  db: Db,
  personId: string,
  messageIds: readonly [string, ...string[]],
  leadId?: string,
): Promise<MentionFacts> {
  const reader = await readerOf(db, personId);
  const mentions = await mentionsOf(db, personId, messageIds);
  const ranked = mentions.toSorted(compareUrgency);
  const lead = ranked.find(({ message }) => message.id === leadId) ?? ranked[0];
  if (lead === undefined) throw new Error(`Nothing mentions ${personId} any more.`);
  return {
    reader,
    lead: await leadFacts(db, lead, reader),
    oldestMessageId: messageIds[0],
    total: mentions.length,
    groups: groupsIn(ranked, mentions),
  };
}

async function readerOf(db: Db, personId: string): Promise<MentionFacts["reader"]> {
  const { name, locale, timeZone } = await db.person.findUniqueOrThrow({
    where: { id: personId },
    select: { name: true, locale: true, timeZone: true },
  });
  return {
    name,
    timeZone,
    locale: isLocale(locale) ? locale : defaultLocale,
    hidesContent: hidesContent(await cardSettings(db, personId)),
  };
}

/** The mentions with their messages, the oldest first. */
async function mentionsOf(db: Db, personId: string, messageIds: readonly string[]) {
  const rows = await db.mention.findMany({
    where: { personId, messageId: { in: [...messageIds] } },
    select: {
      message: {
        select: {
          id: true,
          body: true,
          notice: true,
          version: true,
          recalledAt: true,
          createdAt: true,
          sender: { select: { person: { select: { name: true } } } },
        },
      },
      member: {
        select: {
          group: { select: { id: true, name: true, channel: { select: { organizationName: true } } } },
        },
      },
    },
  });
  const place = new Map(messageIds.map((id, index) => [id, index]));
  return rows
    .map(({ message: { notice: raw, ...message }, member }) => {
      const notice = raw === null ? null : noticeSchema.parse(raw);
      const lane = laneOf(personId, { body: message.body, noticeKind: notice?.kind ?? null });
      return { message, notice, group: member.group, lane, place: place.get(message.id) ?? 0 };
    })
    .toSorted((one, other) => one.place - other.place);
}

type Told = Awaited<ReturnType<typeof mentionsOf>>[number];

async function leadFacts(
  db: Db,
  { message, notice, group, lane }: Told,
  { locale, timeZone }: MentionFacts["reader"],
): Promise<MentionFacts["lead"]> {
  const told = notice && (await noticeReadable(db, { groupId: group.id, timeZone }, notice));
  const sender = message.sender && personName(translator(locale), message.sender.person.name);
  const isRecalled = message.recalledAt !== null;
  const written = isRecalled ? recalledBody : await readable(db, group.id, message.body);
  return {
    messageId: message.id,
    version: isRecalled ? 0 : message.version,
    lane,
    groupId: group.id,
    groupName: group.name,
    organizationName: group.channel.organizationName,
    senderName: sender ?? environment().PRODUCT_NAME,
    title: told && ((language) => told(language).title),
    createdAt: message.createdAt,
    body: told ? (language) => told(language).line : written,
  };
}

const recalledBody = (locale: Locale): string => translator(locale)("cards.mention.recalled");

/** The groups of `ranked` in its order, each with the oldest of its mentions. */
function groupsIn(ranked: readonly Told[], oldestFirst: readonly Told[]): MentionedGroup[] {
  const names = new Map(ranked.map(({ group }) => [group.id, group.name]));
  return [...names].map(([id, name]) => {
    const mentions = oldestFirst.filter(({ group }) => group.id === id);
    return { id, name, count: mentions.length, firstMessageId: mentions[0]?.message.id ?? "" };
  });
}

async function readable(db: Db, groupId: string, body: string): Promise<(locale: Locale) => string> {
  const named: string[] = [];
  withMentionNames(body, (id) => {
    if (id !== "all") named.push(id);
    return "";
  });
  const names = await namesIn(db, groupId, named);
  return (locale) => {
    const t = translator(locale);
    return withMentionNames(body, (id) =>
      id === "all" ? t("cards.mention.everyone") : (names.get(id) ?? t("cards.mention.someone")),
    );
  };
}

type NoticeReader = { groupId: string; timeZone: string | null };

async function noticeReadable(db: Db, { groupId, timeZone }: NoticeReader, notice: NoticeView) {
  const ids = Object.entries(notice.data).flatMap(([key, value]) =>
    key.endsWith("Id") && typeof value === "string" ? [value] : [],
  );
  const names = await namesIn(db, groupId, ids);
  return (locale: Locale) => {
    const t = translator(locale);
    const nameOf = (id: string) => names.get(id) ?? t("cards.mention.someone");
    return noticeWords(t, notice, { nameOf, timeOf: (instant) => timeIn(timeZone, new Date(instant)) });
  };
}

/** Names of this group's people only: a made-up id must not reveal who somebody elsewhere is. */
async function namesIn(db: Db, groupId: string, personIds: string[]): Promise<Map<string, string>> {
  const members = await db.groupMember.findMany({
    where: { groupId, personId: { in: personIds } },
    select: { personId: true, person: { select: { name: true } } },
  });
  // Who was deleted has no name: they are somebody.
  return new Map(
    members.flatMap(({ personId, person }) => (person.name === "" ? [] : [[personId, person.name]])),
  );
}
