import { mentionParts } from "@/components/conversation/mention-parts";

/** A name in the text that stands for a person, or for everyone; `isSilent`: they are not notified of it. */
type DraftMention = { start: number; end: number; id: string; isSilent?: boolean };

/** What is being written: names as people read them, and which of them are mentions. */
export type Draft = { text: string; mentions: readonly DraftMention[] };

export const emptyDraft: Draft = { text: "", mentions: [] };

/** The draft after the text became `text` with the caret at `caret`: mentions move with it, and one that was touched becomes plain text. */
export function editDraft(draft: Draft, text: string, caret: number): Draft {
  const { start, end } = changedRange(draft.text, text, caret);
  const shift = text.length - draft.text.length;
  const mentions = draft.mentions.flatMap((mention) => {
    if (mention.end <= start) return [mention];
    if (mention.start >= end) return [{ ...mention, start: mention.start + shift, end: mention.end + shift }];
    return [];
  });
  return { text, mentions };
}

/** What of the old text was replaced. Typing and pasting leave the caret behind what is new; anything else is found by comparing. */
function changedRange(before: string, after: string, caret: number): { start: number; end: number } {
  const tail = after.length - caret;
  const isTyping = tail <= before.length && before.endsWith(after.slice(caret));
  const end = isTyping ? before.length - tail : before.length - commonSuffix(before, after);
  const limit = Math.min(end, isTyping ? caret : after.length);
  let start = 0;
  while (start < limit && before[start] === after[start]) start += 1;
  return { start, end: Math.max(start, end) };
}

function commonSuffix(one: string, other: string): number {
  const limit = Math.min(one.length, other.length);
  let length = 0;
  while (length < limit && one.at(-1 - length) === other.at(-1 - length)) length += 1;
  return length;
}

/** Puts a mention in place of the text from `start` to `end` (the `@` and what was typed after it), and says where the caret goes. */
export function insertMention(
  draft: Draft,
  range: { start: number; end: number },
  mention: { id: string; name: string; isSilent?: boolean },
): { draft: Draft; caret: number } {
  const label = `@${mention.name}`;
  const tail = draft.text.slice(range.end);
  const gap = tail.startsWith(" ") ? "" : " ";
  const text = draft.text.slice(0, range.start) + label + gap + tail;
  const caret = range.start + label.length + 1;
  const edited = editDraft(draft, text, range.start + label.length + gap.length);
  const added: DraftMention = {
    start: range.start,
    end: range.start + label.length,
    id: mention.id,
    ...(mention.isSilent === true && { isSilent: true }),
  };
  const mentions = [...edited.mentions, added].toSorted((one, other) => one.start - other.start);
  return { draft: { text, mentions }, caret };
}

/** Backspace behind a mention removes it whole; null when there is none. */
export function withoutMentionBefore(draft: Draft, caret: number): { draft: Draft; caret: number } | null {
  const mention = draft.mentions.find(({ end }) => end === caret);
  if (!mention) return null;
  const text = draft.text.slice(0, mention.start) + draft.text.slice(caret);
  return { draft: editDraft(draft, text, mention.start), caret: mention.start };
}

/** The message body of a draft: tokens for mentions, no empty lines around it. */
export function bodyOf(draft: Draft): string {
  let body = "";
  let at = 0;
  for (const { start, end, id, isSilent } of draft.mentions) {
    body += `${draft.text.slice(at, start)}<@${id}${isSilent ? ":silent" : ""}>`;
    at = end;
  }
  body += draft.text.slice(at);
  // Leading spaces stay: four of them make a code block.
  return body.replace(/^(?:[^\S\n]*\n)+/, "").trimEnd();
}

/** The draft that would send this body: for editing a message that could not be sent. */
export function draftOf(body: string, nameOf: (id: string) => string): Draft {
  const mentions: DraftMention[] = [];
  let text = "";
  for (const part of mentionParts(body)) {
    if (typeof part === "string") {
      text += part;
      continue;
    }
    const start = text.length;
    text += `@${nameOf(part.mention)}`;
    mentions.push({ start, end: text.length, id: part.mention, ...(part.isSilent && { isSilent: true }) });
  }
  return { text, mentions };
}

/** Two drafts one below the other. */
export function joinDrafts(first: Draft, second: Draft): Draft {
  if (first.text.trim() === "") return second;
  if (second.text.trim() === "") return first;
  const shift = first.text.length + 1;
  return {
    text: `${first.text}\n${second.text}`,
    mentions: [
      ...first.mentions,
      ...second.mentions.map((mention) => ({
        ...mention,
        start: mention.start + shift,
        end: mention.end + shift,
      })),
    ],
  };
}
