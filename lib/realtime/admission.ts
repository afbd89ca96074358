import type { IncomingMessage } from "node:http";
import type { PersonActor } from "@/lib/actor/actor";
import { addressOf } from "@/lib/http/client-address";
import { isOwnOrigin } from "@/lib/http/same-origin";
import { actorFromCookies } from "@/lib/identity/actor-from-cookies";
import { rememberTimeZone } from "@/lib/identity/remember-time-zone";
import { log } from "@/lib/log/logger";
import { type HandshakeRefusal, handshakeInput } from "@/lib/realtime/contract";
import type { GatewayServer, GatewaySocket, SocketDoor } from "@/lib/realtime/gateway-socket";
import type { GatewayLimits } from "@/lib/realtime/limits";

/**
 * Whether a request may become a connection: only a page of APP_URL. Browsers name the origin of every WebSocket and of
 * every request that sends something; a long-polling read of our own page has none, and no other site can read its answer.
 */
export function mayConnect(request: IncomingMessage): boolean {
  const { origin } = request.headers;
  if (origin !== undefined) return isOwnOrigin(origin);
  return request.method === "GET" && request.headers.upgrade === undefined;
}

/** A refusal of the handshake as socket.io hands it to the browser: no reason beyond the code. */
class HandshakeError extends Error {
  readonly data: HandshakeRefusal;
  constructor(code: HandshakeRefusal["code"]) {
    super(code);
    this.data = { code };
  }
}

/** Lets in only who is signed in through the door they name, and only so many at a time. */
export function admit(io: GatewayServer, limits: GatewayLimits): void {
  io.use((socket, next) => void decide(socket, limits, next));
}

async function decide(
  socket: GatewaySocket,
  limits: GatewayLimits,
  next: (refusal?: Error) => void,
): Promise<void> {
  try {
    const refusal = await admission(socket, limits);
    next(refusal === null ? undefined : new HandshakeError(refusal));
  } catch (thrown) {
    log.error("realtime.not_admitted", thrown);
    next(new HandshakeError("UNAVAILABLE"));
  }
}

async function admission(
  socket: GatewaySocket,
  limits: GatewayLimits,
): Promise<HandshakeRefusal["code"] | null> {
  const given = handshakeInput.safeParse(socket.handshake.auth);
  if (!given.success) return "INVALID_INPUT";
  const door: SocketDoor =
    given.data.door === "staff" ? "staff" : { kind: "employee", appId: given.data.appId };
  const actor = await actorFromCookies(socket.request.headers.cookie, door);
  if (actor === null) return "UNAUTHENTICATED";
  const giveBack = limits.takeSocket(actor.personId, addressOf(socket.request), Date.now());
  if (giveBack === null) return "RATE_LIMITED";
  // Also called for a connection that ends before it is complete.
  socket.conn.once("close", giveBack);
  if (given.data.timeZone !== undefined) noteTimeZone(actor, given.data.timeZone);
  socket.data = { actor, door, isWelcome: false, untold: new Set(), unanswered: 0, tooFast: 0 };
  return null;
}

/** Nobody waits for it: the next connection tells it again. */
function noteTimeZone(actor: PersonActor, timeZone: string): void {
  void rememberTimeZone(actor, { timeZone }).catch((thrown: unknown) =>
    log.warn("realtime.time_zone_not_kept", { personId: actor.personId, error: String(thrown) }),
  );
}
