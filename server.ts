import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import next from "next";
import { durations } from "@/lib/config/durations";
import { environment } from "@/lib/config/environment";
import { closePools } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { warnOfOwnerRights } from "@/lib/db/warn-of-owner-rights";
import { stampClientAddress } from "@/lib/http/client-address";
import { REQUEST_ID_HEADER } from "@/lib/http/request-id";
import { log } from "@/lib/log/logger";
import { messageWriter } from "@/lib/messages/writer";
import { Gateway } from "@/lib/realtime/gateway";
import { startWork } from "@/lib/realtime/start-work";

/** Longer than load balancers keep an idle connection, so that it is never us who closes one they are about to use. */
const KEEP_ALIVE = 75_000;

/** The first calls of a cold database client took seconds: they are made before anybody waits for them. */
async function warmUp(): Promise<void> {
  await prisma().group.findFirst({ select: { id: true, members: { select: { role: true }, take: 1 } } });
  await messageWriter().warmUp();
}

/** Pages and routes of Next, and the upgrades it answers itself (reloading while the code changes). */
async function startPages() {
  // Next adds a listener for upgrades to the server it is given; it must not see those of the sockets.
  const upgrades = createServer();
  const { APP_MODE, PORT: port } = environment();
  // After a form that leads elsewhere Next asks itself for that page, cookies and all: at port 3000 unless it is told ours.
  const pages = next({ dev: APP_MODE === "development", hostname: "localhost", port, httpServer: upgrades });
  await pages.prepare();
  const answer = pages.getRequestHandler();
  return {
    request: (request: IncomingMessage, response: ServerResponse) => {
      request.headers[REQUEST_ID_HEADER] ??= randomUUID();
      stampClientAddress(request);
      answer(request, response).catch((thrown: unknown) => {
        log.error("server.request_failed", thrown);
        response.destroy();
      });
    },
    upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (request.url?.startsWith("/socket.io/")) return;
      if (request.url?.startsWith("/_next/") && upgrades.emit("upgrade", request, socket, head)) return;
      socket.destroy();
    },
    stop: () => pages.close(),
  };
}

/**
 * How to close this server: it takes no more connections, and lets go of those that are open as soon as nothing is being
 * answered. Node's own `close` forgets connections that were busy at that moment, and browsers open some that ask nothing.
 */
function closing(server: Server): () => void {
  let answering = 0;
  server.on("request", (_request, response: ServerResponse) => {
    answering += 1;
    response.once("close", () => (answering -= 1));
  });
  return () => {
    server.close();
    const letGo = () => (answering === 0 ? server.closeAllConnections() : server.closeIdleConnections());
    const timer = setInterval(letGo, 50);
    server.once("close", () => clearInterval(timer));
    letGo();
  };
}

async function main(): Promise<void> {
  validateEnvironment();
  process.on("uncaughtException", fail);
  process.on("unhandledRejection", fail);
  const { APP_MODE, PORT, RUN_WORKER } = environment();
  await warmUp();
  await warnOfOwnerRights();
  const pages = await startPages();
  const server = createServer(
    { keepAliveTimeout: KEEP_ALIVE, headersTimeout: KEEP_ALIVE + 5_000 },
    pages.request,
  );
  server.on("upgrade", pages.upgrade);
  const gateway = new Gateway(server);
  const close = closing(server);
  await gateway.start();
  const worker = RUN_WORKER ? await startWork("own") : null;
  // The demo lets anybody in with one click: only this machine's people may click.
  server.listen(PORT, APP_MODE === "production" ? undefined : "127.0.0.1");
  await once(server, "listening");
  log.info("server.listening", { port: PORT });

  let isStopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    log.info("server.stopping", { signal });
    setTimeout(() => {
      log.warn("server.stopped_late");
      process.exit(1);
    }, durations.gracefulStop).unref();
    close();
    // Accepted messages are committed and acknowledged, running jobs end, and only then the database is left.
    await Promise.all([gateway.stop(), worker?.stop()]);
    await pages.stop();
    await closePools();
    log.info("server.stopped");
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.on(signal, () => {
      stop(signal).catch(fail);
    });
}

/** What nobody expected: told in the log, where it is redacted, and the process ends. */
function fail(thrown: unknown): void {
  log.error("server.failed", thrown);
  process.exitCode = 1;
  setTimeout(() => process.exit(1), 100);
}

/** Before anything else: a missing variable is named, and nothing starts. */
function validateEnvironment(): void {
  try {
    environment();
  } catch (thrown) {
    // The log itself needs the environment.
    process.stderr.write(`${thrown instanceof Error ? thrown.message : "The environment is not complete"}\n`);
    process.exit(1);
  }
}

main().catch(fail);
