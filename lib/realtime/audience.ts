import { currentTime } from "@/lib/config/clock";
import { log } from "@/lib/log/logger";
import { type Departure, listDepartures } from "@/lib/groups/queries/list-departures";
import { listMemberships, type Membership } from "@/lib/groups/queries/list-memberships";
import type { GroupCursors } from "@/lib/realtime/cursors";
import {
  type GatewayServer,
  type GatewaySocket,
  groupOfRoom,
  roomOfGroup,
  roomOfPerson,
  socketsIn,
} from "@/lib/realtime/gateway-socket";

type Alignment = { isStale: boolean; done: Promise<void> };

/**
 * Who listens to what: keeps the rooms of each person's sockets what their memberships are. Asked at connect, at every
 * notice of a changed membership and after every interruption; one question per person at a time, so that an older answer
 * never overrides a newer one.
 */
export class Audience {
  readonly #io: GatewayServer;
  readonly #cursors: GroupCursors;
  readonly #running = new Map<string, Alignment>();
  /** When what somebody hears without being a member ends by itself. */
  readonly #endings = new Map<string, NodeJS.Timeout>();

  constructor(io: GatewayServer, cursors: GroupCursors) {
    this.#io = io;
    this.#cursors = cursors;
  }

  /**
   * Brings the rooms of this person's sockets in line with their memberships, and says hello to new sockets. If that
   * cannot be found out, their connections are closed: they come again, and nobody listens on an old permission.
   */
  async align(personId: string): Promise<void> {
    const running = this.#running.get(personId);
    if (running !== undefined) {
      running.isStale = true;
      return running.done;
    }
    const alignment: Alignment = { isStale: false, done: Promise.resolve() };
    this.#running.set(personId, alignment);
    alignment.done = this.#alignUntilCurrent(personId, alignment);
    return alignment.done;
  }

  /** Aligns everybody connected here. */
  async alignAll(): Promise<void> {
    const persons = new Set([...this.#io.of("/").sockets.values()].map(({ data }) => data.actor.personId));
    for (const personId of persons) await this.align(personId);
  }

  /** Forgets what is still to end: nobody listens here any more. */
  stop(): void {
    for (const ending of this.#endings.values()) clearTimeout(ending);
    this.#endings.clear();
  }

  #alignAgainAt(personId: string, end: Date | null): void {
    clearTimeout(this.#endings.get(personId));
    this.#endings.delete(personId);
    if (end === null) return;
    const wait = Math.max(0, end.getTime() - currentTime().getTime());
    this.#endings.set(personId, setTimeout(() => void this.align(personId), wait).unref());
  }

  /** Cuts a person off from a group at once, whatever an answer under way says. */
  evict(personId: string, groupId: string): void {
    const running = this.#running.get(personId);
    if (running !== undefined) running.isStale = true;
    for (const socket of socketsIn(this.#io, roomOfPerson(personId))) leave(socket, groupId);
    // Their pages are told why, once that is known.
    void this.align(personId);
  }

  async #alignUntilCurrent(personId: string, alignment: Alignment): Promise<void> {
    try {
      do {
        alignment.isStale = false;
        await this.#alignOnce(personId, alignment);
      } while (alignment.isStale);
    } catch (thrown) {
      log.error("realtime.not_aligned", thrown);
      for (const socket of socketsIn(this.#io, roomOfPerson(personId))) socket.conn.close();
    } finally {
      this.#running.delete(personId);
    }
  }

  async #alignOnce(personId: string, alignment: Alignment): Promise<void> {
    const actor = socketsIn(this.#io, roomOfPerson(personId))[0]?.data.actor;
    if (actor === undefined) return;
    const memberships = await listMemberships(actor);
    this.#alignAgainAt(personId, firstEnd(memberships));
    if (alignment.isStale) return;
    const sockets = socketsIn(this.#io, roomOfPerson(personId));
    const groupIds = new Set(memberships.map(({ groupId }) => groupId));
    for (const socket of sockets) leaveAllBut(socket, groupIds);
    await tellDepartures(actor.personId, sockets);
    if (alignment.isStale) return;
    for (const socket of sockets) listenTo(socket, groupIds);
    // Rooms first, then the cursors: from a cursor's number on, nothing can pass unheard.
    const told = await this.#cursors.follow(memberships);
    for (const socket of sockets) if (!socket.data.isWelcome) sayHello(socket, told);
  }
}

/** When the first of them ends by itself; null if none does. */
function firstEnd(memberships: readonly Membership[]): Date | null {
  const ends = memberships.flatMap(({ until }) => until ?? []);
  return ends.length === 0 ? null : new Date(Math.min(...ends.map((end) => end.getTime())));
}

function leaveAllBut(socket: GatewaySocket, groupIds: ReadonlySet<string>): void {
  for (const room of socket.rooms) {
    const groupId = groupOfRoom(room);
    if (groupId !== undefined && !groupIds.has(groupId)) leave(socket, groupId);
  }
}

/** Says which groups these sockets no longer hear, and how that came. */
async function tellDepartures(personId: string, sockets: readonly GatewaySocket[]): Promise<void> {
  const untold = new Set(sockets.flatMap(({ data }) => [...data.untold]));
  if (untold.size === 0) return;
  const departures = new Map<string, Departure>();
  for (const one of await listDepartures(personId, [...untold])) departures.set(one.groupId, one);
  for (const socket of sockets)
    for (const groupId of untold)
      if (socket.data.untold.delete(groupId))
        socket.emit("group:left", { groupId, via: departures.get(groupId)?.via ?? null });
}

function listenTo(socket: GatewaySocket, groupIds: ReadonlySet<string>): void {
  // A room joined after the connection ended would never be left.
  if (!socket.connected) return;
  for (const groupId of groupIds) {
    if (socket.rooms.has(roomOfGroup(groupId))) continue;
    void socket.join(roomOfGroup(groupId));
    if (socket.data.isWelcome) socket.emit("group:joined", { groupId });
  }
}

function leave(socket: GatewaySocket, groupId: string): void {
  if (!socket.rooms.has(roomOfGroup(groupId))) return;
  void socket.leave(roomOfGroup(groupId));
  if (socket.data.isWelcome) socket.data.untold.add(groupId);
}

function sayHello(socket: GatewaySocket, told: ReadonlyMap<string, number>): void {
  const groups = [...told].flatMap(([groupId, sequence]) =>
    socket.rooms.has(roomOfGroup(groupId)) ? [{ groupId, sequence }] : [],
  );
  socket.data.isWelcome = true;
  socket.emit("hello", { groups, serverTime: currentTime().toISOString() });
}
