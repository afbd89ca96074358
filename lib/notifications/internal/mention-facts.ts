import type { Db } from "@/lib/db/prisma";
import { environment } from "@/lib/config/environment";
import { type NoticeView, noticeSchema } from "@/lib/groups/contract";
import { noticeWords } from "@/lib/i18n/notice-words";
import { type Locale, defaultLocale, isLocale } from "@/lib/i18n/locale";
import { translator } from "@/lib/i18n/translator";
import { withMentionNames } from "@/lib/messages/contract";
import { timeInShanghai } from "@/lib/notifications/internal/wording";

/** What a card or a mail about some mentions tells: one in full, the others by group. */
export type MentionFacts = {
  reader: { name: string; locale: Locale };
  /** The oldest: what the button opens. */
  first: {
    messageId: string;
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
  /** The others: how many, and the names of their groups, that of the oldest first. */
  others: { count: number; groupNames: string[] };
};

/** Collects what is to be told of these mentions of one person, which must be given the oldest first. */
export async function mentionFacts(
  db: Db,
  personId: string,
  messageIds: readonly [string, ...string[]],
): Promise<MentionFacts> {
  const [firstId, ...otherIds] = messageIds;
  const reader = await db.person.findUniqueOrThrow({
    where: { id: personId },
    select: { name: true, locale: true },
  });
  const { message, member } = await db.mention.findUniqueOrThrow({
    where: { messageId_personId: { messageId: firstId, personId } },
    select: {
      message: {
        select: {
          body: true,
          notice: true,
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
  const { group } = member;
  const notice = message.notice === null ? null : noticeSchema.parse(message.notice);
  const told = notice && (await noticeReadable(db, group.id, notice));
  return {
    reader: { name: reader.name, locale: isLocale(reader.locale) ? reader.locale : defaultLocale },
    first: {
      messageId: firstId,
      groupId: group.id,
      groupName: group.name,
      organizationName: group.channel.organizationName,
      senderName: message.sender?.person.name ?? environment().PRODUCT_NAME,
      title: told && ((locale) => told(locale).title),
      createdAt: message.createdAt,
      body: told ? (locale) => told(locale).line : await readable(db, group.id, message.body),
    },
    others: { count: otherIds.length, groupNames: await groupNamesOf(db, personId, otherIds) },
  };
}

async function groupNamesOf(db: Db, personId: string, messageIds: readonly string[]): Promise<string[]> {
  if (messageIds.length === 0) return [];
  const mentions = await db.mention.findMany({
    where: { personId, messageId: { in: [...messageIds] } },
    select: { messageId: true, groupId: true, member: { select: { group: { select: { name: true } } } } },
  });
  const place = new Map(messageIds.map((id, index) => [id, index]));
  const inOrder = mentions.toSorted(
    (one, other) => (place.get(one.messageId) ?? 0) - (place.get(other.messageId) ?? 0),
  );
  return [...new Map(inOrder.map(({ groupId, member }) => [groupId, member.group.name])).values()];
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

async function noticeReadable(db: Db, groupId: string, notice: NoticeView) {
  const ids = Object.entries(notice.data).flatMap(([key, value]) =>
    key.endsWith("Id") && typeof value === "string" ? [value] : [],
  );
  const names = await namesIn(db, groupId, ids);
  return (locale: Locale) => {
    const t = translator(locale);
    const nameOf = (id: string) => names.get(id) ?? t("cards.mention.someone");
    return noticeWords(t, notice, { nameOf, timeOf: (instant) => timeInShanghai(new Date(instant)) });
  };
}

/** Names of this group's people only: a made-up id must not reveal who somebody elsewhere is. */
async function namesIn(db: Db, groupId: string, personIds: string[]): Promise<Map<string, string>> {
  const members = await db.groupMember.findMany({
    where: { groupId, personId: { in: personIds } },
    select: { personId: true, person: { select: { name: true } } },
  });
  return new Map(members.map(({ personId, person }) => [personId, person.name]));
}
