import { environment } from "@/lib/config/environment";
import { webAppLink } from "@/lib/feishu/app-link";
import { type Card, buildCard, linkButton, textBlock } from "@/lib/feishu/card";
import { safeMessageText } from "@/lib/feishu/card-text";
import { translator } from "@/lib/i18n/translator";
import { inLanguageOf, words } from "@/lib/notifications/internal/card-languages";
import type { MentionFacts } from "@/lib/notifications/internal/mention-facts";
import { listOfNames, timeInShanghai } from "@/lib/notifications/internal/wording";

/** One notification in every form in which it can be sent. */
export type CardContents = {
  full: Card;
  /** With a short excerpt and without the list of groups. */
  shorter: Card;
  /** Without a word of the message, the group or a person. */
  neutral: Card;
  text: string;
};

const EXCERPT = 300;
const SHORT_EXCERPT = 60;
const NAME = 80;

/** The card that tells a person of their mentions (docs/feishu.md, "Messages and cards"). Words of people are plain text only. */
export function mentionCard(facts: MentionFacts, appId: string): CardContents {
  const { locale } = facts.reader;
  const link = webAppLink({ appId, targetUrl: messageUrl(facts, appId) });
  const full = card(facts, link, [...source(facts), excerpt(facts, EXCERPT), ...more(facts), time(facts)]);
  const shorter = card(facts, link, [...source(facts), excerpt(facts, SHORT_EXCERPT), time(facts)]);
  const neutral = buildCard({
    title: words((t) => t("cards.mention.title")),
    summary: words((t) => t("cards.mention.title")),
    elements: [textBlock(words((t) => t("cards.mention.neutral"))), openButton(link)],
  });
  const t = translator(locale);
  return {
    full: inLanguageOf(full, locale),
    shorter: inLanguageOf(shorter, locale),
    neutral: inLanguageOf(neutral, locale),
    text: `${safeMessageText(`${t("cards.mention.title")} ${t("cards.mention.neutral")}`)}\n${link}`,
  };
}

type Element = Card["body"]["elements"][number];

function card(facts: MentionFacts, link: string, elements: Element[]): Card {
  const { senderName: sender, groupName: group, title } = facts.first;
  return buildCard({
    title: words((t, locale) => title?.(locale) ?? t("cards.mention.title")),
    summary: words((t, locale) =>
      title ? `${title(locale)} · ${group}` : t("cards.mention.summary", { sender, group }),
    ),
    elements: [...elements, openButton(link)],
  });
}

function source({ first }: MentionFacts): Element[] {
  const names = { sender: first.senderName, group: first.groupName };
  return [
    textBlock(
      words((t) => t("cards.mention.source", names)),
      { limit: 2 * NAME },
    ),
  ];
}

function excerpt({ first }: MentionFacts, limit: number): Element {
  return textBlock(
    words((_t, locale) => first.body(locale)),
    { lines: 3, limit },
  );
}

function more({ others }: MentionFacts): Element[] {
  if (others.count === 0) return [];
  const { count, groupNames } = others;
  const text = words((t, locale) =>
    t("cards.mention.more", { count, groups: groupNames.length, names: listOfNames(groupNames, locale) }),
  );
  return [textBlock(text, { color: "grey", limit: 500 })];
}

function time({ first }: MentionFacts): Element {
  return textBlock(timeInShanghai(first.createdAt), { size: "notation", color: "grey" });
}

function openButton(link: string): Element {
  return linkButton(
    words((t) => t("cards.mention.open")),
    link,
  );
}

function messageUrl({ first }: MentionFacts, appId: string): string {
  const query = new URLSearchParams({ group: first.groupId, message: first.messageId });
  return `${environment().APP_URL}/feishu/${appId}/workbench?${query.toString()}`;
}
