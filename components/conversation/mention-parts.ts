import { mentionToken } from "@/lib/groups/contract";

export type MentionPart = { mention: string; isSilent: boolean };

/** A body cut at its mentions. */
export function mentionParts(body: string): (string | MentionPart)[] {
  const parts: (string | MentionPart)[] = [];
  let at = 0;
  for (const match of body.matchAll(mentionToken)) {
    if (match.index > at) parts.push(body.slice(at, match.index));
    parts.push({ mention: match[1] ?? "", isSilent: match[2] !== undefined });
    at = match.index + match[0].length;
  }
  if (at < body.length) parts.push(body.slice(at));
  return parts;
}
