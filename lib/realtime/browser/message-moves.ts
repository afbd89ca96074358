import type { Result } from "@/lib/errors/result";
import type {
  ChangedMessageView,
  EditMessageInput,
  MessageIdInput,
  ReactToMessageInput,
} from "@/lib/messages/contract";
import type { Connection } from "@/lib/realtime/browser/connection";

type Change = Parameters<Connection["change"]>[0];

/**
 * What a page does to messages that were sent. Unlike a message on its way it is not kept for later: windows end and others
 * edit meanwhile, so it is done now or the person is told and keeps their text.
 */
export class MessageMoves {
  readonly #connection: Connection;
  readonly #onDone: (groupId: string, sequence: number) => void;

  /** `onDone` hears up to where the log tells of it. */
  constructor(connection: Connection, onDone: (groupId: string, sequence: number) => void) {
    this.#connection = connection;
    this.#onDone = onDone;
  }

  /** The server's time, as far as this page knows it. */
  now(): Date {
    return this.#connection.serverTime;
  }

  async edit(input: EditMessageInput): Promise<Result<ChangedMessageView>> {
    return this.#do("message:edit", input);
  }

  async recall(input: MessageIdInput): Promise<Result<ChangedMessageView>> {
    return this.#do("message:recall", input);
  }

  async react(input: ReactToMessageInput): Promise<Result<ChangedMessageView>> {
    return this.#do("message:react", input);
  }

  async #do(change: Change, input: MessageIdInput): Promise<Result<ChangedMessageView>> {
    const answer = await this.#connection.change(change, input);
    if (answer === null) return { ok: false, error: unconnected };
    if (answer.ok) this.#onDone(input.groupId, answer.value.sequence);
    return answer;
  }
}

/** No answer: it may or may not have been done, and what the log says then shows it. */
const unconnected = {
  code: "UNAVAILABLE",
  reason: "messages.needs_connection",
  details: {},
  requestId: "",
} as const;
