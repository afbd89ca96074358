import { z } from "zod";

/** A link lets in at most so many, when its maker sets a limit. */
export const MAX_USES_LIMIT = 1_000;
/** So many live links one person may have in a group. */
export const LIVE_LINKS_LIMIT = 20;

/** Whose links are listed: the group's. */
export const listInvitationsInput = z.object({ groupId: z.uuid() });
export type ListInvitationsInput = z.output<typeof listInvitationsInput>;

/** A new link into a group; without `maxUses` it lets in any number. */
export const createInvitationInput = z.object({
  groupId: z.uuid(),
  maxUses: z
    .int("invitations.uses_out_of_range")
    .min(1, "invitations.uses_out_of_range")
    .max(MAX_USES_LIMIT, "invitations.uses_out_of_range")
    .nullable()
    .default(null),
});
export type CreateInvitationInput = z.output<typeof createInvitationInput>;

/** Names a link, by an id that opens nothing. */
export const invitationIdInput = z.object({ invitationId: z.uuid() });
export type InvitationIdInput = z.output<typeof invitationIdInput>;

/** The answer to somebody who was removed and asks to come back. */
export const decideJoinRequestInput = z.object({ requestId: z.uuid(), approve: z.boolean() });
export type DecideJoinRequestInput = z.output<typeof decideJoinRequestInput>;

/** What a link's address holds; whatever is not of the right form is no link, and told like an unknown one. */
export const invitationTokenInput = z.object({
  token: z.string().default(""),
  stamp: z.string().default(""),
});
export type InvitationTokenInput = z.output<typeof invitationTokenInput>;

/** The page of a channel where links lead (manual, step 6): the third of the five addresses. */
export function invitationPath(appId: string, { token, stamp }: { token: string; stamp?: string }): string {
  const query = new URLSearchParams({ token, ...(stamp === undefined ? {} : { stamp }) });
  return `/feishu/${encodeURIComponent(appId)}/person/inviteToGroup?${query.toString()}`;
}

type PersonName = { personId: string; name: string };

/** Why a link lets nobody in any more, or that it does; `inviter_gone` when its maker lost the right to invite. */
export type InvitationState = "live" | "expired" | "revoked" | "used_up" | "inviter_gone";

/** An invitation link as the list shows it; the link itself was shown once, when it was made. */
export type InvitationView = {
  id: string;
  inviter: PersonName;
  state: InvitationState;
  createdAt: string;
  expiresAt: string;
  revokedAt: string | null;
  maxUses: number | null;
  /** Who came by it, the latest first; no more than the list shows. */
  uses: readonly (PersonName & { usedAt: string })[];
  useCount: number;
  mayRevoke: boolean;
};

/** Somebody who was removed and asks to come back. */
export type JoinRequestView = { id: string; person: PersonName; requestedAt: string };

/** The links of a group and who waits; what the reader may do is for showing and hiding, never for protection. */
export type InvitationsView = {
  mayInvite: boolean;
  mayDecide: boolean;
  invitations: readonly InvitationView[];
  requests: readonly JoinRequestView[];
  /** By the server's clock: no device's is trusted alone. */
  serverTime: string;
};

/** What making a link answers, once: the address to hand on. */
export type CreatedInvitationView = { url: string; expiresAt: string };

const linkProblems = [
  "not_valid",
  "expired",
  "revoked",
  "used_up",
  "archived",
  "waiting",
  "refused",
] as const;

/** Why a link does not lead into its group, each with a page of its own: `invitations.problem.*` of the catalogs. */
export type LinkProblem = (typeof linkProblems)[number];

/** The problem a refusal's reason names; null for one that has nothing to do with the link. */
export function linkProblemOf(reason: string): LinkProblem | null {
  return linkProblems.find((problem) => reason === `invitations.${problem}`) ?? null;
}

/** What somebody finds who opens a link; `stamp` goes along with the joining. */
export type OpenedInvitationView =
  | { state: "open"; stamp: string }
  | { state: "member"; groupId: string }
  | { state: LinkProblem };

/** What joining comes to, when it is not refused: in the group, or waiting for its owners. */
export type JoinedView = { outcome: "joined" | "already_member"; groupId: string } | { outcome: "waiting" };

/** What the page of a link shows after a joining that did not lead into the group. */
export type JoinState = { reason: string; requestId: string | null } | null;
