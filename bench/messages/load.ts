// The load, in a process of its own: a fixed number of sends in flight, then a light trickle for latency.
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { connectTo, type LoadClient, type Path } from "./load-clients";
import type { BenchMember } from "./shapes";

export type LoadOrder = {
  path: Path;
  url: string;
  members: BenchMember[];
  inFlight: number;
  seconds: number;
  lightPerSecond: number;
};
export type LoadResult = {
  accepted: number;
  delivered: number;
  seconds: number;
  busyLatency: Latency;
  lightLatency: Latency;
};
type Latency = { p50: number; p95: number; p99: number };

const sentAt = new Map<string, number>();
let latencies: number[] = [];
let delivered = 0;

function onDelivered(clientId: string): void {
  const at = sentAt.get(clientId);
  if (at === undefined) return;
  delivered += 1;
  latencies.push(performance.now() - at);
}

/** Says how far it is and goes on once that has been noted. */
async function reached(step: string): Promise<void> {
  process.send?.({ step });
  await once(process, "message");
}

async function connectAll({ path, url, members }: LoadOrder): Promise<LoadClient[]> {
  const clients: LoadClient[] = [];
  for (let start = 0; start < members.length; start += 50) {
    // What the first half costs holds what the server loads once; the second half shows a connection.
    if (start >= members.length / 2 && start - 50 < members.length / 2) await reached("half");
    clients.push(
      ...(await Promise.all(
        members.slice(start, start + 50).map((member) => connectTo[path](url, member, onDelivered)),
      )),
    );
  }
  return clients;
}

async function send(client: LoadClient): Promise<void> {
  const clientId = randomUUID();
  sentAt.set(clientId, performance.now());
  await client.send(clientId);
}

const pick = <T>(items: T[]): T => items[Math.floor(Math.random() * items.length)] as T;

/** Keeps `inFlight` sends under way for `seconds`; answers how many were acknowledged in that time. */
async function busy(clients: LoadClient[], inFlight: number, seconds: number): Promise<number> {
  const end = performance.now() + seconds * 1000;
  let accepted = 0;
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (performance.now() < end) {
        await send(pick(clients));
        accepted += 1;
      }
    }),
  );
  return accepted;
}

async function light(clients: LoadClient[], perSecond: number, seconds: number): Promise<void> {
  for (let sent = 0; sent < perSecond * seconds; sent += 1) {
    await send(pick(clients));
    await sleep(1000 / perSecond);
  }
}

function takeLatency(): Latency {
  const sorted = latencies.toSorted((one, other) => one - other);
  const at = (part: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  latencies = [];
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

async function run(order: LoadOrder): Promise<void> {
  const clients = await connectAll(order);
  await reached("connected");
  await busy(clients, order.inFlight, 2);
  await sleep(500);
  takeLatency();
  delivered = 0;
  await reached("measuring");
  const start = performance.now();
  const accepted = await busy(clients, order.inFlight, order.seconds);
  const seconds = (performance.now() - start) / 1000;
  await reached("measured");
  await sleep(500);
  const busyLatency = takeLatency();
  const result = { accepted, delivered, seconds, busyLatency };
  await light(clients, order.lightPerSecond, 5);
  await sleep(200);
  process.send?.({ step: "done", result: { ...result, lightLatency: takeLatency() } satisfies LoadResult });
  for (const client of clients) client.close();
}

const [order] = (await once(process, "message")) as [LoadOrder];
await run(order);
process.exit(0);
