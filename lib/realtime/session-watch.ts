import { currentTime } from "@/lib/config/clock";
import { durations } from "@/lib/config/durations";
import { findActor } from "@/lib/identity/queries/find-actor";
import { log } from "@/lib/log/logger";
import {
  type GatewayServer,
  type GatewaySocket,
  roomOfPerson,
  roomOfSession,
  socketsIn,
} from "@/lib/realtime/gateway-socket";

/** Ends the connections of sessions that have ended: told at once by a notice, and found out every minute besides. */
export class SessionWatch {
  readonly #io: GatewayServer;
  #timer: NodeJS.Timeout | undefined;

  constructor(io: GatewayServer) {
    this.#io = io;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.checkAll().catch((thrown: unknown) => log.error("realtime.sessions_not_checked", thrown));
    }, durations.sessionRecheck);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Closes this session's sockets here, after telling them why. */
  end(sessionId: string): void {
    const room = roomOfSession(sessionId);
    this.#io.to(room).emit("signed-out");
    this.#io.in(room).disconnectSockets(true);
  }

  /** Asks for every session connected here whether it still holds, and what its person may be now. */
  async checkAll(): Promise<void> {
    await this.#check([...this.#io.of("/").sockets.values()]);
  }

  /** The same of one person. */
  async check(personId: string): Promise<void> {
    await this.#check(socketsIn(this.#io, roomOfPerson(personId)));
  }

  async #check(sockets: readonly GatewaySocket[]): Promise<void> {
    const sessions = new Map(sockets.map(({ data }) => [data.actor.sessionId, data.door]));
    for (const [sessionId, door] of sessions) {
      const actor = await findActor(door, sessionId, currentTime());
      if (actor === null) this.end(sessionId);
      else for (const socket of socketsIn(this.#io, roomOfSession(sessionId))) socket.data.actor = actor;
    }
  }
}
