import { environment } from "@/lib/config/environment";
import { webAppLink } from "@/lib/feishu/app-link";
import { type Card, type CardWords, buildCard, linkButton, textBlock } from "@/lib/feishu/card";
import { clipText, safeMessageText } from "@/lib/feishu/card-text";
import { translator } from "@/lib/i18n/translator";
import { inLanguageOf, words } from "@/lib/notifications/internal/card-languages";
import type { MentionedGroup, MentionFacts } from "@/lib/notifications/internal/mention-facts";
import { timeIn } from "@/lib/notifications/internal/wording";

/** One notification in every form in which it can be sent. */
export type CardContents = {
  full: Card;
  /** With a short excerpt and one button. */
  shorter: Card;
  /** Without a word of the message, the group or a person. */
  neutral: Card;
  text: string;
};

const EXCERPT = 300;
const SHORT_EXCERPT = 60;
const NAME = 80;
/** Of a group on its button, beside the number. */
const BUTTON_NAME = 60;
const BUTTONS = 5;

/** The card that tells a person of their mentions (docs/feishu.md, "Messages and cards"). Words of people are plain text only. */
export function mentionCard(facts: MentionFacts, appId: string): CardContents {
  const { locale } = facts.reader;
  const link = linkOf(
    appId,
    facts.groups.find(({ id }) => id === facts.lead.groupId),
  );
  const open = openButton("cards.mention.open", link);
  const full = card(facts, [
    ...source(facts),
    ...excerpt(facts, EXCERPT),
    time(facts),
    ...(facts.groups.length === 1 ? [open] : groupButtons(facts, appId)),
  ]);
  const shorter = card(facts, [...source(facts), ...excerpt(facts, SHORT_EXCERPT), time(facts), open]);
  const neutral = buildCard({
    title: words((t) => t("cards.mention.title")),
    summary: words((t) => t("cards.mention.title")),
    elements: [textBlock(words((t) => t("cards.mention.neutral"))), open],
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

function card(facts: MentionFacts, elements: Element[]): Card {
  const { senderName: sender, groupName: group, title: noticeTitle } = facts.lead;
  const { total, groups } = facts;
  const counts = { count: total, groups: groups.length };
  // Hidden content is hidden of system lines too: what they are about is what was written, in codes.
  const title = facts.reader.hidesContent ? null : noticeTitle;
  return buildCard({
    title:
      total > 1
        ? words((t) => t("cards.mention.several", counts))
        : words((t, locale) => title?.(locale) ?? t("cards.mention.title")),
    summary: words((t, locale) =>
      title ? `${title(locale)} · ${group}` : t("cards.mention.summary", { sender, group }),
    ),
    elements,
  });
}

function source({ lead }: MentionFacts): Element[] {
  const names = { sender: lead.senderName, group: lead.groupName };
  return [
    textBlock(
      words((t) => t("cards.mention.source", names)),
      { limit: 2 * NAME },
    ),
  ];
}

function excerpt({ lead, reader }: MentionFacts, limit: number): Element[] {
  if (reader.hidesContent) return [];
  return [
    textBlock(
      words((_t, locale) => lead.body(locale)),
      { lines: 3, limit },
    ),
  ];
}

function time({ lead, reader }: MentionFacts): Element {
  return textBlock(timeIn(reader.timeZone, lead.createdAt), { size: "notation", color: "grey" });
}

/** One for each of the first groups, and one for all the others. */
function groupButtons({ groups }: MentionFacts, appId: string): Element[] {
  const named = groups.slice(0, BUTTONS).map((group, index) => {
    const label = `${clipText(group.name, BUTTON_NAME)} (${group.count})`;
    return button({ en: label, zh: label }, linkOf(appId, group), index);
  });
  const others = groups.length > BUTTONS ? [openButton("cards.mention.openWorkbench", linkOf(appId), 1)] : [];
  return [...named, ...others];
}

function openButton(
  key: "cards.mention.open" | "cards.mention.openWorkbench",
  link: string,
  place = 0,
): Element {
  return button(
    words((t) => t(key)),
    link,
    place,
  );
}

/** Only the first stands out. */
const button = (label: CardWords, link: string, place: number): Element =>
  linkButton(label, link, place === 0 ? "primary_filled" : "default");

function linkOf(appId: string, group?: MentionedGroup): string {
  const query = group
    ? `?${new URLSearchParams({ group: group.id, message: group.firstMessageId }).toString()}`
    : "";
  return webAppLink({
    appId,
    targetUrl: `${environment().APP_URL}/feishu/${appId}/workbench${query}`,
  });
}
