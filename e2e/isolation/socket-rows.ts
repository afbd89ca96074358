import { randomUUID } from "node:crypto";
import type { HandshakeInput } from "@/lib/realtime/contract";
import type { Intruder } from "./people";
import type { Scene } from "./scene";

export type SocketRow = {
  event: string;
  why: string;
  /** What a page would send with it, naming A's group. */
  input: (scene: Scene) => unknown;
  /** Who is told more than that there is none: they may read the group, and nothing besides. */
  refusals?: Partial<Record<Intruder, string>>;
};

/** An auditor reads every conversation and takes part in none. */
const readsOnly = { auditor: "FORBIDDEN" } as const;

/** Events, by name: whoever is connected and no member of A's group is told that there is none. */
export const socketRows: SocketRow[] = [
  {
    event: "message:send",
    why: "only members post",
    input: ({ a }) => ({ groupId: a.groupId, clientId: randomUUID(), body: "let me in" }),
  },
  {
    event: "message:edit",
    why: "only members change messages, and only their own",
    input: ({ a }) => ({ groupId: a.groupId, messageId: a.messageIds[0], version: 2, body: "changed" }),
    refusals: readsOnly,
  },
  {
    event: "message:recall",
    why: "only members take messages back",
    input: ({ a }) => ({ groupId: a.groupId, messageId: a.messageIds[0] }),
    refusals: readsOnly,
  },
  {
    event: "message:react",
    why: "only members react to messages",
    input: ({ a }) => ({ groupId: a.groupId, messageId: a.messageIds[0], emoji: "👍", on: true }),
    refusals: readsOnly,
  },
  {
    event: "message:read",
    why: "only members have read positions",
    input: ({ a }) => ({ groupId: a.groupId, sequence: 1 }),
  },
];

export type HandshakeRow = {
  what: string;
  auth: (scene: Scene) => HandshakeInput;
  admits: readonly Intruder[];
};

/** Doors of the sockets, and who of the intruders is somebody there. */
export const handshakeRows: HandshakeRow[] = [
  {
    what: "A's channel",
    auth: ({ a }) => ({ door: "employee", appId: a.customer.appId }),
    admits: ["removed member of A's group"],
  },
  {
    what: "B's channel",
    auth: ({ b }) => ({ door: "employee", appId: b.customer.appId }),
    admits: ["employee of B"],
  },
  {
    what: "the desk",
    auth: () => ({ door: "staff" }),
    admits: [
      "TAM of B",
      "engineer without groups",
      "operator",
      "duty lead",
      "manager",
      "auditor",
      "TAM whose opening of A's groups ended",
      "engineer of A's other ticket",
      "engineer of A's other channel",
    ],
  },
];
