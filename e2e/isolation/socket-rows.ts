import { randomUUID } from "node:crypto";
import type { HandshakeInput } from "@/lib/realtime/contract";
import type { Intruder } from "./people";
import type { Scene } from "./scene";

export type SocketRow = {
  event: string;
  why: string;
  /** What a page would send with it, naming A's group. */
  input: (scene: Scene) => unknown;
};

/** Events, by name: whoever is connected and no member of A's group is told that there is none. */
export const socketRows: SocketRow[] = [
  {
    event: "message:send",
    why: "only members post",
    input: ({ a }) => ({ groupId: a.groupId, clientId: randomUUID(), body: "let me in" }),
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
    admits: ["TAM of B", "engineer without groups", "operator"],
  },
];
