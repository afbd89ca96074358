import type { Server as HttpServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { Server } from "socket.io";
import { currentTime } from "@/lib/config/clock";
import {
  announcementSchema,
  GROUP_LOG,
  GROUP_MEMBERSHIP,
  membershipNoticeSchema,
  processOrigin,
} from "@/lib/events/group-log";
import { STAFF_ROLES } from "@/lib/identity/announce-roles";
import { SESSION_ENDED } from "@/lib/identity/end-sessions-of";
import { log } from "@/lib/log/logger";
import { metrics } from "@/lib/log/metrics";
import { editMessage } from "@/lib/messages/commands/edit-message";
import { markRead } from "@/lib/messages/commands/mark-read";
import { reactToMessage } from "@/lib/messages/commands/react-to-message";
import { recallMessage } from "@/lib/messages/commands/recall-message";
import { sendMessage } from "@/lib/messages/commands/send-message";
import {
  editMessageInput,
  type GroupFrame,
  markReadInput,
  messageIdInput,
  reactToMessageInput,
  sendMessageInput,
} from "@/lib/messages/contract";
import { READ_POSITIONS, readPositions, readPositionsSchema } from "@/lib/messages/read-positions";
import { messageWriter } from "@/lib/messages/writer";
import { admit, mayConnect } from "@/lib/realtime/admission";
import { answerWith } from "@/lib/realtime/answer";
import { Audience } from "@/lib/realtime/audience";
import { GroupCursors } from "@/lib/realtime/cursors";
import {
  type GatewayServer,
  type GatewaySocket,
  groupOfRoom,
  roomOfGroup,
  roomOfPerson,
  roomOfSession,
} from "@/lib/realtime/gateway-socket";
import { GatewayLimits } from "@/lib/realtime/limits";
import { LogListener } from "@/lib/realtime/log-listener";
import { SessionWatch } from "@/lib/realtime/session-watch";

/** Longest request of a browser: a message of 10,000 characters in its longest spelling. */
const MAX_REQUEST_BYTES = 64 * 1_024;
const FLUSH_LIMIT = 2_000;

/** The live connection between browsers and the groups' logs. */
export class Gateway {
  readonly #io: GatewayServer;
  readonly #limits = new GatewayLimits();
  readonly #cursors = new GroupCursors((frame) => this.#tell(frame));
  readonly #audience: Audience;
  readonly #sessions: SessionWatch;
  readonly #listener: LogListener;
  #stopHearing: () => void = () => undefined;

  constructor(httpServer: HttpServer) {
    this.#io = new Server(httpServer, {
      transports: ["websocket", "polling"],
      serveClient: false,
      perMessageDeflate: false,
      maxHttpBufferSize: MAX_REQUEST_BYTES,
      // Next's own upgrades share the server.
      destroyUpgrade: false,
      allowRequest: (request, decide) => decide(null, mayConnect(request)),
    });
    this.#audience = new Audience(this.#io, this.#cursors);
    this.#sessions = new SessionWatch(this.#io);
    this.#listener = new LogListener({
      channels: {
        [GROUP_LOG]: (payload) => this.#hearLog(payload),
        [GROUP_MEMBERSHIP]: (payload) => this.#hearMembership(payload),
        [SESSION_ENDED]: (payload) => this.#sessions.end(payload),
        [STAFF_ROLES]: (payload) => void this.#rolesChanged(payload),
        [READ_POSITIONS]: (payload) => this.#hearReadPositions(payload),
      },
      onRestored: async () => {
        await this.#cursors.compareAll();
        await this.#sessions.checkAll();
        await this.#audience.alignAll();
      },
    });
  }

  /** Hears the database, then takes connections. */
  async start(): Promise<void> {
    await this.#listener.start();
    this.#stopHearing = messageWriter().onPosted((stretches) => {
      for (const stretch of stretches) this.#cursors.written(stretch);
    });
    this.#io.of("/").adapter.on("delete-room", (room: string) => {
      const groupId = groupOfRoom(room);
      if (groupId !== undefined) this.#cursors.forget(groupId);
    });
    admit(this.#io, this.#limits);
    this.#io.on("connection", (socket) => this.#welcome(socket));
    this.#sessions.start();
  }

  /**
   * Lets what was accepted finish and be acknowledged, then closes every connection in a way that browsers come again
   * (to another process, or to this one's successor).
   */
  async stop(): Promise<void> {
    this.#sessions.stop();
    this.#audience.stop();
    await Promise.all([messageWriter().drain(), readPositions().drain()]);
    for (const socket of this.#io.of("/").sockets.values()) socket.conn.close();
    const flushed = currentTime().getTime() + FLUSH_LIMIT;
    while (this.#io.engine.clientsCount > 0 && currentTime().getTime() < flushed) await sleep(10);
    this.#stopHearing();
    await this.#listener.stop();
    await this.#io.close();
  }

  #welcome(socket: GatewaySocket): void {
    const { actor } = socket.data;
    metrics.socketOpened();
    socket.on("disconnect", () => metrics.socketClosed());
    socket.on("message:send", answerWith(socket, this.#limits, sendMessageInput, sendMessage));
    socket.on("message:edit", answerWith(socket, this.#limits, editMessageInput, editMessage));
    socket.on("message:recall", answerWith(socket, this.#limits, messageIdInput, recallMessage));
    socket.on("message:react", answerWith(socket, this.#limits, reactToMessageInput, reactToMessage));
    socket.on("message:read", answerWith(socket, this.#limits, markReadInput, markRead));
    // Before the memberships are read: a change from now on finds this socket.
    void socket.join([roomOfPerson(actor.personId), roomOfSession(actor.sessionId)]);
    void this.#audience.align(actor.personId);
  }

  #tell(frame: GroupFrame): void {
    for (const event of frame.events)
      if (event.type === "member.left" && !event.member.present)
        this.#audience.evict(event.member.personId, frame.groupId);
    // One packet for the whole room: socket.io encodes it once.
    this.#io.to(roomOfGroup(frame.groupId)).emit("frame", frame);
    metrics.framesSent(1);
  }

  #hearLog(payload: string): void {
    const [origin, ...ends] = announcementSchema.parse(JSON.parse(payload));
    const hear = () => {
      for (const [groupId, sequence] of ends) this.#cursors.announced(groupId, sequence);
    };
    if (origin !== processOrigin()) return hear();
    // Our own batch: its notice may overtake the answer by which it goes out directly.
    messageWriter()
      .settled()
      .then(hear)
      .catch((thrown: unknown) => log.error("realtime.notice_not_heard", thrown));
  }

  #hearMembership(payload: string): void {
    const [, personId] = membershipNoticeSchema.parse(JSON.parse(payload));
    if (this.#io.of("/").adapter.rooms.has(roomOfPerson(personId))) void this.#audience.align(personId);
  }

  /** Who may be something else now may hear something else. */
  async #rolesChanged(personId: string): Promise<void> {
    await this.#sessions
      .check(personId)
      .catch((thrown: unknown) => log.error("realtime.roles_not_read", thrown));
    await this.#audience.align(personId);
  }

  #hearReadPositions(payload: string): void {
    for (const [personId, groupId, sequence] of readPositionsSchema.parse(JSON.parse(payload)))
      this.#io.to(roomOfPerson(personId)).emit("read", { groupId, sequence });
  }
}
