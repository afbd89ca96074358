// The parent of one PostgreSQL server, in a session of its own, so that Ctrl-C and a closed terminal do not reach it:
//   node postgres-keeper.mjs '{"command","args","token","uid","gid"}'
// Prints the port of its gate. Everybody who uses the server holds a connection to the gate; the kernel closes it when
// a holder dies, however it dies. The last one who leaves takes the server along, and learns of its end by the close.
import { spawn } from "node:child_process";
import { createServer } from "node:net";

const FIRST_HOLDER_MS = 10_000;
const FAST_SHUTDOWN_MS = 30_000;

const { command, args, token, ...user } = JSON.parse(process.argv[2]);
const postgres = spawn(command, args, { ...user, cwd: "/", stdio: ["ignore", 2, 2] });
const holders = new Set();
let stopping = false;

const gate = createServer({ allowHalfOpen: true }, (socket) => {
  socket.on("error", () => undefined);
  if (stopping) {
    socket.destroy();
    return;
  }
  holders.add(socket);
  socket.on("end", () => release(socket)).on("close", () => release(socket));
  socket.resume().write(token);
});

function release(socket) {
  if (!holders.delete(socket)) return;
  if (holders.size > 0) socket.end();
  else stop();
}

// SIGINT disconnects everybody and writes a checkpoint; SIGQUIT leaves the rest to recovery.
function stop() {
  stopping = true;
  postgres.kill("SIGINT");
  setTimeout(() => postgres.kill("SIGQUIT"), FAST_SHUTDOWN_MS).unref();
}

gate.listen(0, "127.0.0.1", () => process.stdout.write(`${gate.address().port}\n`));
process.stdout.on("error", () => undefined);
setTimeout(() => holders.size === 0 && stop(), FIRST_HOLDER_MS).unref();
process.on("SIGTERM", stop).on("SIGINT", stop).on("SIGHUP", stop);
postgres.on("error", (error) => {
  process.stderr.write(`cannot run ${command}: ${error.message}\n`);
  process.exit(127);
});
postgres.on("exit", () => process.exit(0));
