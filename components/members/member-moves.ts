import type { MemberView } from "@/lib/groups/contract";
import { type MemberFacts, memberPolicy, type MemberRefusal } from "@/lib/groups/policy";

/** What can be chosen for somebody in the list. */
export type MemberMove = "makeOwner" | "makeMember" | "remove" | "leave";

/** A move somebody chose, and why it is refused where that can be told beforehand. */
export type ChosenMove = { move: MemberMove; member: MemberView; refusal: MemberRefusal | null };

/**
 * What this reader may do to a member, in the order of the menu. Leaving is offered even where it is refused: why, and what
 * to do first, is what somebody wants to know then.
 */
export function movesFor(acting: Omit<MemberFacts, "member">, member: MemberView): ChosenMove[] {
  const facts = { ...acting, member };
  const isMe = acting.actor.personId === member.personId;
  const moves: ChosenMove[] = [
    member.role === "member"
      ? { move: "makeOwner", member, refusal: memberPolicy.makeOwner(facts) }
      : { move: "makeMember", member, refusal: memberPolicy.makeMember(facts) },
    isMe
      ? { move: "leave", member, refusal: memberPolicy.leave(facts) }
      : { move: "remove", member, refusal: memberPolicy.remove(facts) },
  ];
  return moves.filter(({ move, refusal }) => move === "leave" || refusal === null);
}
