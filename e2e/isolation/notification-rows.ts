import type { ActionRow } from "./action-row";
import { intruders } from "./people";
import type { Outcome } from "./probe";

const refused = (code: string): Outcome => ({ status: 200, code });
const NOBODY = refused("UNAUTHENTICATED");

/** What is chosen about cards: by a person for themselves, by an account for its channels. */
export const notificationActionRows: ActionRow[] = [
  {
    action: "lib/notifications/actions.ts#setNotificationSettingsAction",
    why: "everybody chooses for themselves, in their own channel; who was removed from a group is still an employee",
    args: ({ a }) => [a.customer.appId, { cards: false, quiet: null, hideContent: true }],
    answer: { otherwise: NOBODY },
    who: intruders.filter((who) => who !== "removed member of A's group"),
  },
  {
    action: "lib/channels/actions.ts#setCardContentAction",
    why: "console: one's own account's channels",
    args: ({ a }) => [{ channelId: a.channelId, hidden: true }],
    answer: { otherwise: NOBODY, "principal of B": refused("NOT_FOUND") },
  },
];
