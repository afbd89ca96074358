import { type AddressInfo, type Server, type Socket, createServer } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { GET as live } from "@/app/api/health/live/route";
import { GET as ready } from "@/app/api/health/ready/route";
import { pool } from "@/lib/db/pool";

let silent: Server;
const sockets = new Set<Socket>();

beforeAll(async () => {
  // Takes connections and never says a word, as a database behind a dead network does.
  silent = createServer((socket) => void sockets.add(socket));
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const { port } = silent.address() as AddressInfo;
  process.env["DATABASE_URL"] = `postgresql://ailink:not-to-be-told@127.0.0.1:${port}/ailink`;
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  silent.close();
  await pool().end();
});

it("is live and not ready when the database does not answer, soon, and tells no address", async () => {
  const started = performance.now();

  const response = await ready();

  expect(performance.now() - started).toBeLessThan(4_500);
  const body = await response.text();
  expect(response.status).toBe(503);
  expect(JSON.parse(body)).toEqual({
    status: "not_ready",
    unready: ["database", "migrations", "queue", "worker"],
  });
  expect(body).not.toMatch(/127\.0\.0\.1|not-to-be-told/);
  expect(live().status).toBe(200);
});
