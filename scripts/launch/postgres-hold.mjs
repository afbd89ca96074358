import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";

const KEEPER = fileURLToPath(new URL("postgres-keeper.mjs", import.meta.url));

/** Starts the keeper of a server, writing to the log; answers the port of its gate. */
export async function startKeeper(order, { log, env }) {
  const keeper = spawn(process.execPath, [KEEPER, JSON.stringify(order)], {
    stdio: ["ignore", "pipe", log],
    env,
    detached: true,
  });
  const [port] = await Promise.race([once(keeper.stdout, "data"), once(keeper, "exit").then(() => [0])]);
  keeper.stdout.destroy();
  keeper.unref();
  return Number(port);
}

/**
 * Holds the server behind a gate, so that nobody stops it meanwhile; undefined when there is none, or it is stopping.
 * `release()` resolves when the server goes on for others, or has stopped; `ended` when it is gone.
 */
export async function hold({ gate, token }) {
  if (!gate) return undefined;
  const socket = connect({ port: gate, host: "127.0.0.1" });
  socket.on("error", () => undefined);
  const ended = new Promise((resolve) => socket.once("close", resolve));
  const greeting = new Promise((resolve) => socket.once("data", (data) => resolve(String(data))));
  const tooLate = setTimeout(() => socket.destroy(), 5_000);
  const said = await Promise.race([greeting, ended]);
  clearTimeout(tooLate);
  if (said !== token) {
    socket.destroy();
    return undefined;
  }
  socket.unref().resume();
  return {
    ended,
    isOver: () => socket.closed,
    release: () => {
      socket.ref().end();
      return ended;
    },
  };
}
