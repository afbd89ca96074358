import type { CardDelivery, Mention } from "@/lib/db/generated/client";
import { defaultNotificationSettings, type NotificationSettingsInput } from "@/lib/notifications/contract";
import { quietUntil } from "@/lib/notifications/quiet-hours";

/** A message as it was said, by the words it is known by on a card. */
export type Said = {
  messageId: string;
  groupId: string;
  words: string;
  version: number;
  recalledAt: number | null;
};

/** What happened around a reader, in milliseconds of the scene: what was said, what they wanted, when they were out of which group. */
export type Story = {
  messages: Said[];
  wanted: { since: number; settings: NotificationSettingsInput }[];
  absences: { groupId: string; from: number; to: number }[];
};

const settingsAt = ({ wanted }: Story, time: number): NotificationSettingsInput =>
  wanted.findLast(({ since }) => since <= time)?.settings ?? defaultNotificationSettings;

/** Whether the reader wanted no card at that time; `instant` is the same as a date. */
export function isUnwanted(story: Story, time: number, instant: Date): boolean {
  const { cards, quiet } = settingsAt(story, time);
  return !cards || (quiet !== null && quietUntil(quiet, instant) !== null);
}

type Card = {
  /** All that stands on it. */
  text: string;
  links: string;
  claimed: number;
  sent: number;
};

/** What must not stand on a card: recalled or in a group its reader was out of when it was claimed, or hidden when it was sent. */
export function forbiddenOn(story: Story, { text, links, claimed, sent }: Card): string[] {
  const isOut = (groupId: string) =>
    story.absences.some(({ groupId: left, from, to }) => left === groupId && from <= claimed && claimed < to);
  const shown = story.messages.filter(({ words }) => text.includes(words));
  const linked = new Set(story.messages.map(({ groupId }) => groupId).filter((id) => links.includes(id)));
  return [
    ...shown
      .filter(({ recalledAt }) => recalledAt !== null && recalledAt <= claimed)
      .map(({ words }) => `recalled: ${words}`),
    ...shown.filter(({ groupId }) => isOut(groupId)).map(({ words }) => `of a group left: ${words}`),
    ...[...linked].filter(isOut).map((groupId) => `links to a group left: ${groupId}`),
    ...(settingsAt(story, sent).hideContent ? shown.map(({ words }) => `hidden: ${words}`) : []),
  ];
}

/** Mentions undecided, or told of a card that did not arrive; cards that tell not exactly one as sent. */
export function wrongOutcomes(
  mentions: readonly Mention[],
  deliveries: readonly CardDelivery[],
  arrived: ReadonlySet<string | null>,
): string[] {
  const sentCards = deliveries.filter(({ status, lane }) => status === "sent" && lane === "mention");
  const sentIn = (id: string) =>
    mentions.filter(({ cardDeliveryId, outcome }) => cardDeliveryId === id && outcome === "sent");
  const isTold = (outcome: string | null) => outcome === "sent" || outcome === "folded";
  return [
    ...mentions.filter(({ outcome }) => outcome === null).map(({ messageId }) => `undecided: ${messageId}`),
    ...mentions
      .filter(({ outcome, cardDeliveryId }) => isTold(outcome) && !arrived.has(cardDeliveryId))
      .map(({ messageId }) => `told without a card: ${messageId}`),
    ...sentCards.filter(({ id }) => sentIn(id).length !== 1).map(({ id }) => `not one sent: ${id}`),
  ];
}
