import { expect } from "vitest";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { notifyPerson } from "@/lib/notifications/commands/notify-person";
import type { FeishuControl } from "../feishu/control-client";
import type { Participant } from "./participant";
import { namedBy } from "./script";

const MINUTE = 60_000;
/** A person gets at most one card in this time. */
const WINDOW = 10 * MINUTE;
const STEP = 11 * MINUTE;
const ROUNDS = 4;

/** What a mention may end in while nothing is wrong but crashes. */
const good = { customer: ["sent", "folded", "read_first"], service: ["mailed", "seen_in_desk"] };

/**
 * Lets time pass, window after window, until every mention is decided: the product's command is told a later time, the
 * local Feishu's clock goes along. Nobody waits.
 */
export async function letWindowsPass(feishu: FeishuControl): Promise<void> {
  let now = Date.now();
  for (let round = 0; round < ROUNDS; round += 1) {
    const waiting = await prisma().mention.findMany({
      where: { outcome: null },
      distinct: ["personId"],
      select: { personId: true },
    });
    if (waiting.length === 0) return;
    now += STEP;
    await feishu.advance(STEP);
    for (const { personId } of waiting)
      await notifyPerson({ kind: "system", name: "test" }, { personId }, { now: new Date(now) });
  }
}

/** Whoever was named has exactly one mention for it, and each ended in one outcome. */
export async function expectEveryMentionDecided(participants: readonly Participant[]): Promise<void> {
  const membersOf = (groupId: string) =>
    participants.filter((one) => one.groupIds.includes(groupId)).map(({ personId }) => personId);
  const expected = participants.flatMap(({ typed }) =>
    typed.flatMap(({ groupId, senderId, body }) =>
      namedBy(body, senderId, membersOf(groupId)).map((personId) => `${body} → ${personId}`),
    ),
  );
  const mentions = await prisma().mention.findMany({
    include: { message: { select: { body: true } }, member: { select: { side: true } } },
  });
  expect(mentions.map(({ message, personId }) => `${message.body} → ${personId}`).toSorted()).toEqual(
    expected.toSorted(),
  );
  for (const { outcome, member } of mentions) expect(good[member.side]).toContain(outcome);
}

/** Nobody got two cards in one window, or one card twice, and each card stands for one mention and what was folded into it. */
export async function expectCardsOnce(
  feishu: FeishuControl,
  participants: readonly Participant[],
): Promise<void> {
  for (const { personId, who } of participants) {
    if (who.userId === null) continue;
    const cards = await prisma().cardDelivery.findMany({
      where: { personId },
      include: { mentions: { select: { outcome: true } } },
      orderBy: { createdAt: "asc" },
    });
    for (const [index, { status, createdAt, mentions }] of cards.entries()) {
      expect(status).toBe("sent");
      expect(mentions.filter(({ outcome }) => outcome === "sent")).toHaveLength(1);
      const previous = cards[index - 1]?.createdAt.getTime() ?? -Infinity;
      expect(createdAt.getTime() - previous).toBeGreaterThanOrEqual(WINDOW);
    }
    const inbox = await feishu.inbox(who.userId);
    expect(inbox.map(({ uuid }) => String(uuid)).toSorted(), `cards of ${who.name}`).toEqual(
      cards.map(({ id }) => id).toSorted(),
    );
  }
}

/** Jobs that somebody holds. */
export async function heldJobs(): Promise<number> {
  const { rows } = await pool().query<{ held: number }>(
    "SELECT count(*) AS held FROM graphile_worker.jobs WHERE locked_at IS NOT NULL",
  );
  return rows[0]?.held ?? 0;
}
