import { randomBytes } from "node:crypto";
import { io, type Socket } from "socket.io-client";
import type { PersonActor } from "@/lib/actor/actor";
import { newId } from "@/lib/db/new-id";
import { sendMessage } from "@/lib/messages/commands/send-message";
import { until } from "../world/until";
import { cookiesOf, intruders, knownBy, type Insider, type Intruder } from "./people";
import { says, type Probed } from "./probe";
import type { Scene } from "./scene";
import { handshakeRows, socketRows, type HandshakeRow } from "./socket-rows";

const ANSWER_LIMIT = 10_000;

/** A connection and everything that came over it. */
export type Line = { socket: Socket; heard: string[]; refusal: string | null };

/** Opens a connection with these cookies; answers when it is in and has been greeted, or refused. */
export async function connect(
  scene: Scene,
  { baseUrl = scene.appUrl, auth, cookie }: { baseUrl?: string; auth: object; cookie: string },
): Promise<Line> {
  const heard: string[] = [];
  const socket = io(baseUrl, {
    auth,
    extraHeaders: { cookie, origin: scene.appUrl },
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
  });
  socket.onAny((...parts: unknown[]) => heard.push(JSON.stringify(parts)));
  const refusal = await new Promise<string | null>((resolve, reject) => {
    socket.once("hello", () => resolve(null));
    socket.once("connect_error", (error: Error & { data?: unknown }) => {
      heard.push(JSON.stringify([error.message, error.data ?? null]));
      if (error.data === undefined) reject(error);
      else resolve(error.message);
    });
  });
  return { socket, heard, refusal };
}

/** Says something in A's group that nobody else can have said; answers the words. */
export async function talk(scene: Scene, speaker: PersonActor): Promise<string> {
  const body = `confidential ${randomBytes(8).toString("hex")}`;
  const { id } = await sendMessage(speaker, { groupId: scene.a.groupId, clientId: newId(), body });
  scene.a.marks.push(body, id);
  return body;
}

/** Resolves when a member has heard the words. */
export async function heardBy(line: Line, words: string): Promise<void> {
  await until(
    "a member to hear the words",
    () => line.heard.some((one) => one.includes(words)),
    ANSWER_LIMIT,
  );
}

/** What of A came over a line that its person neither named nor knows. */
export function leaked(scene: Scene, { heard }: Line, known: readonly string[]): string[] {
  return scene.a.marks.filter(
    (mark) => heard.some((one) => says(one, mark)) && !known.some((text) => says(text, mark)),
  );
}

/** A member's line, which proves that there is something to hear. */
export async function memberLine(scene: Scene, baseUrl: string): Promise<Line> {
  const who: Insider = "employee of A";
  const auth = { door: "employee", appId: scene.a.customer.appId };
  return connect(scene, { baseUrl, auth, cookie: await cookiesOf(scene, who) });
}

type Listener = { who: Intruder; door: HandshakeRow; line: Line };

async function handshakes(scene: Scene, baseUrl: string, problems: string[]): Promise<Listener[]> {
  const listeners: Listener[] = [];
  for (const door of handshakeRows)
    for (const who of intruders) {
      const line = await connect(scene, {
        baseUrl,
        auth: door.auth(scene),
        cookie: await cookiesOf(scene, who),
      });
      const wanted = door.admits.includes(who) ? null : "UNAUTHENTICATED";
      if (line.refusal !== wanted)
        problems.push(`handshake at ${door.what}, by ${who}: ${line.refusal ?? "admitted"}`);
      listeners.push({ who, door, line });
    }
  return listeners;
}

async function askOver(scene: Scene, { who, door, line }: Listener): Promise<string[]> {
  const problems: string[] = [];
  for (const { event, input, refusals } of socketRows) {
    const given = input(scene);
    const answer: unknown = await line.socket.timeout(ANSWER_LIMIT).emitWithAck(event, given);
    const text = JSON.stringify(answer);
    const wanted = text.includes('"ok":false') && text.includes(`"code":"${refusals?.[who] ?? "NOT_FOUND"}"`);
    if (!wanted) problems.push(`${event} at ${door.what}, by ${who}: answered ${text}`);
    const known = [JSON.stringify(given), ...knownBy(scene, who)];
    for (const mark of scene.a.marks)
      if (says(text, mark) && !known.some((one) => says(one, mark)))
        problems.push(`${event} at ${door.what}, by ${who}: learned "${mark}"`);
  }
  return problems;
}

/** Every intruder at every door with every event, while A talks. */
export async function probeSockets(scene: Scene, baseUrl: string = scene.appUrl): Promise<Probed> {
  const problems: string[] = [];
  const member = await memberLine(scene, baseUrl);
  const listeners = await handshakes(scene, baseUrl, problems);
  const admitted = listeners.filter(({ line }) => line.refusal === null);
  await heardBy(member, await talk(scene, scene.a.tam));
  // Their answers come after whatever the gateway sent them before: nothing is still on its way.
  for (const listener of admitted) problems.push(...(await askOver(scene, listener)));
  for (const { who, door, line } of listeners)
    for (const mark of leaked(scene, line, knownBy(scene, who)))
      problems.push(`listening at ${door.what}, ${who}: learned "${mark}"`);
  for (const { socket } of [member, ...listeners.map(({ line }) => line)]) socket.close();
  const cells = listeners.length * 2 + admitted.length * socketRows.length;
  return { cells, problems: problems.toSorted() };
}
