import { mentionToken } from "@/lib/groups/contract";
import type { Participant } from "./participant";
import type { Random } from "./seeded-random";

/** One message to come: who types it, where, and what. */
export type Line = { participant: Participant; groupId: string; body: string };

/** So many messages of ten name somebody; one in fifty names everyone. */
const NAMING_OF_TEN = 3;

/** Who says what: `each` messages of every participant, in a random order, in random groups of theirs, each body once. */
export function writeScript(participants: readonly Participant[], each: number, random: Random): Line[] {
  const lines = participants.flatMap((participant) =>
    Array.from({ length: each }, (_, index): Line => {
      const groupId = random.pick(participant.groupIds);
      const others = participants.filter((one) => one !== participant && one.groupIds.includes(groupId));
      const body = [`${participant.who.name} ${index + 1}`, ...mention(others, random)].join(" ");
      return { participant, groupId, body };
    }),
  );
  // The order of one participant's lines is their own; only who comes next is shuffled.
  const queues = new Map(participants.map((one) => [one, lines.filter((line) => line.participant === one)]));
  return random.shuffled(lines).flatMap(({ participant }) => queues.get(participant)?.shift() ?? []);
}

function mention(others: readonly Participant[], random: Random): string[] {
  if (random.below(50) === 0) return ["<@all>"];
  return random.below(10) < NAMING_OF_TEN ? [`<@${random.pick(others).personId}>`] : [];
}

/** Whom a body names among the members of its group, its sender excepted. */
export function namedBy(body: string, senderId: string, memberIds: readonly string[]): string[] {
  const tokens = new Set([...body.matchAll(mentionToken)].map(([, name]) => name));
  const everyone = tokens.has("all");
  return memberIds.filter((id) => id !== senderId && (everyone || tokens.has(id)));
}
