import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { World } from "../state/world";
import { nowOf } from "../state/world";
import type { Call } from "./exchange";

const MAX_BODY = 5 * 1024 * 1024;

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const part = chunk as Buffer;
    size += part.length;
    if (size > MAX_BODY) throw new Error("the request body is too large");
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Log ids look like the platform's: the time, then something unique. */
function logIdOf(world: World): string {
  const time = new Date(nowOf(world)).toISOString().replaceAll(/\D/g, "").slice(0, 14);
  return `${time}${randomUUID().replaceAll("-", "").slice(0, 20).toUpperCase()}`;
}

export async function readCall(request: IncomingMessage, world: World, baseUrl: string): Promise<Call> {
  const url = request.url ?? "/";
  const cut = url.indexOf("?");
  const rawQuery = cut === -1 ? "" : url.slice(cut + 1);
  return {
    world,
    baseUrl,
    method: request.method ?? "GET",
    path: cut === -1 ? url : url.slice(0, cut),
    params: {},
    query: new URLSearchParams(rawQuery),
    rawQuery,
    headers: request.headers,
    rawBody: await readBody(request),
    remoteAddress: request.socket.remoteAddress ?? "",
    logId: logIdOf(world),
    pause: () => Promise.resolve(),
    notes: { appId: null, counted: false },
  };
}
