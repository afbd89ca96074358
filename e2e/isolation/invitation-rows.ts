import type { ActionRow } from "./action-row";
import type { Outcome } from "./probe";
import type { Scene } from "./scene";
import { formOf } from "./server-action";

const refused = (code: string): Outcome => ({ status: 200, code });
/** What is done about A's links, tried at B's own door. */
const row = (name: string, more: (scene: Scene) => Record<string, unknown>): ActionRow => ({
  action: `lib/invitations/actions.ts#${name}`,
  why: "links and requests are their group's members'; to others they do not exist",
  args: (scene) => [{ kind: "employee", appId: scene.b.customer.appId }, more(scene)],
  answer: { otherwise: refused("UNAUTHENTICATED"), "employee of B": refused("NOT_FOUND") },
});

/** Server actions about A's links. */
export const invitationActionRows: ActionRow[] = [
  row("createInvitationAction", ({ a }) => ({ groupId: a.groupId, maxUses: null })),
  row("revokeInvitationAction", ({ a }) => ({ invitationId: a.invitation.id })),
  row("decideJoinRequestAction", ({ a }) => ({ requestId: a.invitation.requestId, approve: true })),
  {
    action: "lib/invitations/actions.ts#joinByInvitationAction",
    why: "a link of A lets in nobody who is signed in elsewhere",
    args: ({ a, b }) => [null, formOf({ appId: b.customer.appId, token: a.invitation.token, stamp: "" })],
    answer: { otherwise: { status: 200 } },
  },
];
