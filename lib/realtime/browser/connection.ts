import { io, type Socket } from "socket.io-client";
import type { Result } from "@/lib/errors/result";
import type {
  ChangedMessageView,
  GroupFrame,
  MessageIdInput,
  ReadPositionView,
  SendMessageInput,
  SentMessageView,
} from "@/lib/messages/contract";
import type {
  ClientToServerEvents,
  GroupHint,
  HandshakeInput,
  HandshakeRefusal,
  HelloView,
  LeftHint,
  ServerToClientEvents,
} from "@/lib/realtime/contract";

/** Whether messages flow, and if not, why. */
export type ConnectionState = "connecting" | "live" | "reconnecting" | "signed_out";

type ConnectionOptions = {
  baseUrl: string;
  auth: HandshakeInput;
  headers: Readonly<Record<string, string>>;
  onState: (state: ConnectionState) => void;
  onHello: (hello: HelloView) => void;
  onFrame: (frame: GroupFrame) => void;
  onRead: (position: ReadPositionView) => void;
  onJoined: (hint: GroupHint) => void;
  onLeft: (hint: LeftHint) => void;
};

/** An answer that did not come in this time is asked for again. */
const ANSWER_TIMEOUT = 10_000;
const FIRST_RETRY = 300;
const LAST_RETRY = 5_000;

/** The socket of a page: connects again by itself until the session ends or it is stopped. */
export class Connection {
  readonly #options: ConnectionOptions;
  #socket: Socket<ServerToClientEvents, ClientToServerEvents> | undefined;
  #state: ConnectionState = "connecting";
  #retry: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #clockAhead = 0;
  #wasLive = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** The server's time by the last greeting; this device's own before the first. */
  get serverTime(): Date {
    return new Date(Date.now() + this.#clockAhead);
  }

  start(): void {
    if (this.#socket !== undefined) return;
    const { baseUrl, auth, headers } = this.#options;
    const options = {
      auth,
      // WebSocket first; long polling where something in between does not let it through.
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      forceNew: true,
      withCredentials: true,
      reconnectionDelay: FIRST_RETRY,
      reconnectionDelayMax: LAST_RETRY,
      ...(Object.keys(headers).length > 0 && { extraHeaders: headers }),
    };
    this.#become(this.#state === "signed_out" ? "connecting" : this.#state);
    const socket: Socket<ServerToClientEvents, ClientToServerEvents> =
      baseUrl === "" ? io(options) : io(baseUrl, options);
    this.#socket = socket;
    this.#listen(socket);
  }

  stop(): void {
    clearTimeout(this.#retry);
    const socket = this.#socket;
    // Forgotten first: an end of our own is no loss, after which it would connect again.
    this.#socket = undefined;
    socket?.disconnect();
    if (this.#state !== "signed_out") this.#become(this.#wasLive ? "reconnecting" : "connecting");
  }

  /** The session is over, whoever found out. */
  signedOut(): void {
    this.#become("signed_out");
    this.stop();
  }

  /** Somebody looks at the page: do not wait out the pause before the next attempt. */
  hurry(): void {
    if (this.#socket !== undefined && !this.#socket.connected) this.#socket.connect();
  }

  /** Null when there was no answer: it may or may not have been done. */
  async send(message: SendMessageInput): Promise<Result<SentMessageView> | null> {
    if (this.#state !== "live" || this.#socket === undefined) return null;
    return answerOf<SentMessageView>(
      this.#socket.timeout(ANSWER_TIMEOUT).emitWithAck("message:send", message),
    );
  }

  /** Null when there was no answer. */
  async markRead(position: ReadPositionView): Promise<Result<ReadPositionView> | null> {
    if (this.#state !== "live" || this.#socket === undefined) return null;
    return answerOf<ReadPositionView>(
      this.#socket.timeout(ANSWER_TIMEOUT).emitWithAck("message:read", position),
    );
  }

  /** Changes a message that was sent. Null when there was no answer. */
  async change(
    event: "message:edit" | "message:recall" | "message:react",
    input: MessageIdInput,
  ): Promise<Result<ChangedMessageView> | null> {
    if (this.#state !== "live" || this.#socket === undefined) return null;
    return answerOf<ChangedMessageView>(this.#socket.timeout(ANSWER_TIMEOUT).emitWithAck(event, input));
  }

  #listen(socket: Socket<ServerToClientEvents, ClientToServerEvents>): void {
    const { onHello, onFrame, onRead, onJoined, onLeft } = this.#options;
    socket.on("hello", (hello) => {
      this.#failures = 0;
      this.#clockAhead = Date.parse(hello.serverTime) - Date.now();
      this.#wasLive = true;
      this.#become("live");
      onHello(hello);
    });
    socket.on("frame", onFrame);
    socket.on("read", onRead);
    socket.on("group:joined", onJoined);
    socket.on("group:left", onLeft);
    socket.on("signed-out", () => this.signedOut());
    socket.on("disconnect", () => this.#lost(socket));
    socket.on("connect_error", (error) => {
      const refusal = (error as Error & { data?: HandshakeRefusal }).data;
      if (refusal?.code === "UNAUTHENTICATED") this.signedOut();
      else this.#lost(socket);
    });
  }

  #lost(socket: Socket): void {
    if (socket !== this.#socket) return;
    if (this.#state === "live") this.#become("reconnecting");
    // After a refusal, or when the server ended it, socket.io does not come again by itself.
    if (socket.active) return;
    const pause = Math.min(LAST_RETRY, FIRST_RETRY * 2 ** this.#failures) * (0.5 + Math.random() / 2);
    this.#failures += 1;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => socket.connect(), pause);
  }

  #become(state: ConnectionState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#options.onState(state);
  }
}

/** socket.io rejects when the time is over or the connection is lost. */
async function answerOf<View>(answering: Promise<unknown>): Promise<Result<View> | null> {
  try {
    return (await answering) as Result<View>;
  } catch {
    return null;
  }
}
