import type { Draft } from "@/components/conversation/composer/draft";
import type { MemberView } from "@/lib/groups/contract";
import { mayMentionEveryone } from "@/lib/groups/policy";

/** What was typed after an `@`, and where: the picker's question. */
export type MentionQuery = { start: number; end: number; text: string };

export type MentionCandidate = { id: string; member: MemberView } | { id: "all"; member: null };

const LONGEST_QUERY = 40;
/** More are found by typing on. */
const CANDIDATE_LIMIT = 50;

/** The `@` or full-width `＠` the caret stands behind, unless it belongs to an address or to a mention that was picked already. */
export function mentionQueryAt(draft: Draft, caret: number): MentionQuery | null {
  const before = draft.text.slice(Math.max(0, caret - LONGEST_QUERY), caret);
  const found = /(?<![\w.+-])[@＠]([^@＠\n]*)$/u.exec(before);
  if (!found) return null;
  const start = caret - found[0].length;
  if (draft.mentions.some((mention) => mention.start <= start && start < mention.end)) return null;
  const text = found[1] ?? "";
  return text.startsWith(" ") ? null : { start, end: caret, text };
}

/** Whom a query may mean: people of both sides who are in the group, best match first; "everyone" stands first while nothing was typed. */
export function candidatesFor(
  query: MentionQuery,
  members: Iterable<MemberView>,
  { me, everyoneName }: { me: string; everyoneName: string },
): MentionCandidate[] {
  const present = [...members].filter((member) => member.present);
  const own = present.find(({ personId }) => personId === me);
  const wanted = query.text.trim().toLocaleLowerCase();
  const people = present
    .filter((member) => member.personId !== me)
    .map((member) => ({ member, rank: rankOf(member.name, wanted) }))
    .filter(({ rank }) => rank < NO_MATCH)
    .toSorted((one, other) => one.rank - other.rank || one.member.name.localeCompare(other.member.name))
    .slice(0, CANDIDATE_LIMIT)
    .map(({ member }): MentionCandidate => ({ id: member.personId, member }));
  const everyone: MentionCandidate = { id: "all", member: null };
  if (own && !mayMentionEveryone(own, present.length)) return people;
  const offersEveryone = people.length > 0 || wanted !== "" ? rankOf(everyoneName, wanted) < NO_MATCH : false;
  if (!offersEveryone) return people;
  return [everyone, ...people];
}

const NO_MATCH = 3;

function rankOf(name: string, wanted: string): number {
  const lower = name.toLocaleLowerCase();
  if (lower.startsWith(wanted)) return 0;
  if (lower.split(/[\s·.-]+/u).some((word) => word.startsWith(wanted))) return 1;
  return lower.includes(wanted) ? 2 : NO_MATCH;
}
