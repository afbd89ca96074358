import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { streamEvents } from "./client-page/event-stream";
import { createPlatform, type Platform } from "./control/platform";
import { controlRoutes } from "./control/routes";
import { platformRoutes } from "./routes";
import { type Answer, type Call, json, notFound } from "./transport/exchange";
import { type Outcome, withFaults } from "./transport/exchange-fault";
import { journalEntry } from "./transport/journal";
import { readCall } from "./transport/read-call";
import { matchRoute, type Route } from "./transport/route";

export interface LocalFeishuOptions {
  /** 0 takes a free one. */
  port?: number;
  /** Origin of the product: home page, redirect URLs and trusted domain of the seeded apps point there. */
  appUrl?: string;
  /** Decides every generated id; random unless given, so that two runs never mint the same message id. */
  seed?: string;
}

export interface LocalFeishu {
  url: string;
  close: () => Promise<void>;
}

/** The newest calls; a demo may run for weeks. */
const JOURNAL_LENGTH = 20_000;

const LOOPBACK = "127.0.0.1";
const LOOPBACK_HOSTS = /^(127\.0\.0\.1|localhost)(:\d+)?$/;

async function outcomeOf(
  platform: Platform,
  routes: readonly Route[],
  call: Call,
): Promise<{ outcome: Outcome; route: Route | undefined; call: Call }> {
  const matched = matchRoute(routes, call.method, call.path);
  if (!matched) return { outcome: { answer: notFound, fault: null }, route: undefined, call };
  const { route, params } = matched;
  const routed = { ...call, params };
  if (route.internal === true)
    return { outcome: { answer: await route.handle(routed), fault: null }, route, call: routed };
  const outcome = await withFaults(platform.faults, route.name, routed, (inner) => route.handle(inner));
  return { outcome, route, call: routed };
}

/** Unread bodies and refused names aside, every request goes through here. */
async function exchange(
  platform: Platform,
  routes: readonly Route[],
  call: Call,
): Promise<Outcome["answer"]> {
  const { outcome, route, call: routed } = await outcomeOf(platform, routes, call);
  if (route?.internal !== true) {
    platform.journal.push(journalEntry(routed, route?.name ?? "not-found", outcome.answer, outcome.fault));
    if (platform.journal.length > JOURNAL_LENGTH) platform.journal.shift();
  }
  return outcome.answer;
}

function write(response: ServerResponse, answer: Answer, logId: string): void {
  response.writeHead(answer.status, { ...answer.headers, "x-tt-logid": logId });
  response.end(answer.body);
}

async function serve(
  context: { platform: Platform; routes: readonly Route[]; baseUrl: string },
  request: IncomingMessage,
  response: ServerResponse,
) {
  const { platform, routes, baseUrl } = context;
  const call = await readCall(request, platform.world, baseUrl);
  // A name that merely resolves to this machine is a page of another site, not a caller of ours.
  if (!LOOPBACK_HOSTS.test(request.headers.host ?? "")) return write(response, notFound, call.logId);
  if (call.path === "/client/events") return streamEvents(call, response);
  const answer = await exchange(platform, routes, call);
  if (answer === "reset") request.socket.destroy();
  else write(response, answer, call.logId);
}

/** Longer than any caller keeps an idle connection, so that it is never this side that closes one about to be used. */
const KEEP_ALIVE = 120_000;

/** Starts a Feishu of its own on the loopback address. */
export async function startLocalFeishu(options: LocalFeishuOptions = {}): Promise<LocalFeishu> {
  const { port = 0, appUrl = "http://localhost:3000", seed = randomBytes(8).toString("hex") } = options;
  const platform = createPlatform(seed, appUrl.replace(/\/$/, ""));
  const context = { platform, routes: [...controlRoutes(platform), ...platformRoutes], baseUrl: "" };
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE }, (request, response) => {
    serve(context, request, response).catch((error: unknown) => {
      // A fault of this program, not of the caller: say so where a developer looks, without the request.
      const reason = error instanceof Error ? `${error.name}: ${error.message}` : "unknown";
      if (!response.headersSent)
        write(response, json(500, { code: 2200, msg: `local feishu failed: ${reason}` }), "");
      else response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, LOOPBACK, resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  context.baseUrl = `http://${LOOPBACK}:${bound}`;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: context.baseUrl, close };
}
