import type { ActionRow } from "./action-row";
import { intruders } from "./people";
import type { Outcome } from "./probe";
import type { Scene } from "./scene";
import { formOf } from "./server-action";

const refused = (code: string): Outcome => ({ status: 200, code });
const NOBODY = refused("UNAUTHENTICATED");
const ABSENT = refused("NOT_FOUND");

/** What keeps A's channel working, tried at the desk; the console's is the same action with its own cookie. */
const careRow = (name: string, args: ActionRow["args"], operator: Outcome): ActionRow => ({
  action: `lib/channels/actions.ts#${name}`,
  why: "a channel is cared for by its account, by who looks after the customer, and by operators; to others it does not exist",
  args,
  answer: { otherwise: NOBODY, "TAM of B": ABSENT, "engineer without groups": ABSENT, operator },
});

const of = ({ a }: Scene) => ({ channelId: a.channelId });

/** Secrets, new apps and the end of A's channel. What is tried is wrong besides, so that nobody's right harms A. */
export const channelCareActionRows: ActionRow[] = [
  {
    ...careRow(
      "addChannelForAction",
      ({ a }) => [
        formOf({
          accountId: a.accountId,
          organizationName: a.customer.organizationName,
          appId: a.customer.appId,
          appSecret: a.customer.appSecret,
        }),
      ],
      refused("CONFLICT"),
    ),
    // Operators look after accounts: who of A added the app already is theirs to know.
    who: intruders.filter((who) => who !== "operator"),
  },
  careRow(
    "rotateSecretAction",
    (scene) => ["staff", formOf({ ...of(scene), appSecret: "intruder" })],
    refused("INVALID_INPUT"),
  ),
  careRow(
    "rebindChannelAction",
    (scene) => [
      "staff",
      formOf({
        ...of(scene),
        appId: "cli_00000000000000ff",
        appSecret: "intruder",
        confirmation: "intruder",
      }),
    ],
    refused("INVALID_INPUT"),
  ),
  // Of those who may, nobody is asked (role-rights.ts): it would be done.
  careRow("recheckChannelAction", (scene) => ["staff", of(scene)], { status: 200 }),
  {
    action: "lib/channels/actions.ts#deleteChannelAction",
    why: "console: one's own account's channels",
    args: (scene) => [{ ...of(scene), confirmation: scene.a.customer.organizationName }],
    answer: { otherwise: NOBODY, "principal of B": ABSENT },
  },
];
