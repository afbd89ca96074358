import type { Server, Socket } from "socket.io";
import type { PersonActor } from "@/lib/actor/actor";
import type { EmployeeDoor } from "@/lib/identity/door";
import type { ClientToServerEvents, ServerToClientEvents } from "@/lib/realtime/contract";

/** The doors a socket can come through; the console has no conversations. */
export type SocketDoor = EmployeeDoor | "staff";

/** What the gateway knows of a socket. */
type SocketData = {
  actor: PersonActor;
  door: SocketDoor;
  /** Whether it has been told its groups. */
  isWelcome: boolean;
  /** Groups it no longer hears of, without having been told so yet. */
  untold: Set<string>;
  /** Requests without an answer yet. */
  unanswered: number;
  /** Requests refused for coming too fast. */
  tooFast: number;
};

/** Processes tell each other through PostgreSQL alone. */
type NoEvents = Record<string, never>;
export type GatewayServer = Server<ClientToServerEvents, ServerToClientEvents, NoEvents, SocketData>;
export type GatewaySocket = Socket<ClientToServerEvents, ServerToClientEvents, NoEvents, SocketData>;

const GROUP_PREFIX = "group:";

/** The room of everybody who listens to a group. */
export const roomOfGroup = (groupId: string): string => GROUP_PREFIX + groupId;

/** The group whose room this is, or undefined. */
export const groupOfRoom = (room: string): string | undefined =>
  room.startsWith(GROUP_PREFIX) ? room.slice(GROUP_PREFIX.length) : undefined;

/** The room of all sockets of one person in this process. */
export const roomOfPerson = (personId: string): string => `user:${personId}`;

/** The room of all sockets of one session in this process. */
export const roomOfSession = (sessionId: string): string => `session:${sessionId}`;

/** The sockets in a room of this process. */
export function socketsIn(io: GatewayServer, room: string): GatewaySocket[] {
  const ids = io.of("/").adapter.rooms.get(room) ?? new Set<string>();
  return [...ids].flatMap((id) => io.of("/").sockets.get(id) ?? []);
}
