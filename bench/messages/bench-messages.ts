import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { printResult, printTable, type Goal } from "../report";
import { MEASURED, cpuOf, cpuOfPostgres, heldMemoryOf } from "./cpu";
import type { LoadOrder, LoadResult } from "./load";
import type { Path } from "./load-clients";
import { prepareProduct, startProduct, stopProduct } from "./product";
import { membersOf, shapes, type BenchMember, type Shape } from "./shapes";

const IN_FLIGHT = 64;
const SECONDS = 5;
/** One run of the bare path differs from the next by a third; the paths take turns, and the median of each counts. */
const ROUNDS = 3;
const LIGHT_PER_SECOND = 20;

type Figures = {
  messagesPerSecond: number;
  deliveriesPerSecond: number;
  serverCpuPerMessage: number;
  postgresCpuPerMessage: number;
  cpuPerDelivery: number;
  busyP50: number;
  lightP50: number;
  lightP95: number;
  lightP99: number;
  kibPerIdleConnection: number;
};

type Running = { url: string; pid: number; members: BenchMember[]; stop: () => Promise<void> };

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

async function startBare(path: "ws" | "socket.io", shape: Shape): Promise<Running> {
  const child = fork(here("./bare-server.ts"), [path], { execArgv: ["--import", "tsx", ...MEASURED] });
  const [{ port }] = (await once(child, "message")) as [{ port: number }];
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    members: membersOf(shape),
    stop: () => stopChild(child),
  };
}

async function stopChild(child: ChildProcess): Promise<void> {
  child.kill("SIGTERM");
  if (child.exitCode === null) await once(child, "exit");
}

async function startServer(path: Path, shape: Shape): Promise<Running> {
  if (path !== "product") return startBare(path, shape);
  const members = await prepareProduct(shape);
  const server = await startProduct();
  return { ...server, members, stop: () => stopProduct(server) };
}

type Mark = { server: number; postgres: number; memory: number };

/** What has been used up to one of the load's marks; memory is asked while nothing but connections is there. */
async function markOf(pid: number, backend: number, step: string): Promise<Mark> {
  const memory = step === "half" || step === "connected" ? await heldMemoryOf(pid) : 0;
  return { server: cpuOf(pid), postgres: cpuOfPostgres(backend), memory };
}

/** Runs one shape against one server; CPU is counted between the load's own marks. */
async function measure(path: Path, shape: Shape, backend: number): Promise<Figures> {
  const server = await startServer(path, shape);
  const load = fork(here("./load.ts"), [], { execArgv: ["--import", "tsx"] });
  const order: LoadOrder = {
    path,
    url: server.url,
    members: server.members,
    inFlight: IN_FLIGHT,
    seconds: SECONDS,
    lightPerSecond: LIGHT_PER_SECOND,
  };
  const marks = new Map<string, Mark>();
  const note = async (step: string): Promise<void> => {
    marks.set(step, await markOf(server.pid, backend, step));
    load.send("go on");
  };
  const result = await new Promise<LoadResult>((resolve, reject) => {
    load.on("message", ({ step, result: done }: { step: string; result?: LoadResult }) => {
      if (done) return resolve(done);
      void note(step).catch(reject);
    });
    load.on("exit", (code) => code !== 0 && reject(new Error(`the load against ${path} ended with ${code}`)));
    load.send(order);
  });
  await server.stop();
  const before = marks.get("measuring");
  const after = marks.get("measured");
  if (!before || !after) throw new Error("the load did not report its marks");
  const serverCpu = after.server - before.server;
  const postgresCpu = after.postgres - before.postgres;
  return {
    messagesPerSecond: result.accepted / result.seconds,
    deliveriesPerSecond: result.delivered / result.seconds,
    serverCpuPerMessage: serverCpu / result.accepted,
    postgresCpuPerMessage: postgresCpu / result.accepted,
    cpuPerDelivery: (serverCpu + postgresCpu) / Math.max(1, result.delivered),
    busyP50: result.busyLatency.p50,
    lightP50: result.lightLatency.p50,
    lightP95: result.lightLatency.p95,
    lightP99: result.lightLatency.p99,
    kibPerIdleConnection:
      ((marks.get("connected")?.memory ?? 0) - (marks.get("half")?.memory ?? 0)) /
      (server.members.length / 2) /
      1024,
  };
}

const paths: Path[] = ["ws", "socket.io", "product"];

async function measureInTurns(shape: Shape, backend: number): Promise<Record<Path, Figures>> {
  const runs: Record<Path, Figures[]> = { ws: [], "socket.io": [], product: [] };
  for (let round = 1; round <= ROUNDS; round += 1)
    for (const path of paths) {
      console.log(`measuring ${titles[path]}, ${shape.name}, round ${round} of ${ROUNDS} …`);
      runs[path].push(await measure(path, shape, backend));
    }
  return { ws: medians(runs.ws), "socket.io": medians(runs["socket.io"]), product: medians(runs.product) };
}

function medians(runs: readonly Figures[]): Figures {
  const [first] = runs;
  if (first === undefined) throw new Error("nothing was measured");
  const names = Object.keys(first) as (keyof Figures)[];
  const middle = (name: keyof Figures): number =>
    runs.map((run) => run[name]).toSorted((a, b) => a - b)[Math.floor(runs.length / 2)] ?? 0;
  return Object.fromEntries(names.map((name) => [name, middle(name)])) as Figures;
}

const titles: Record<Path, string> = {
  ws: "the limit",
  "socket.io": "the bare path",
  product: "the product",
};

function row(path: Path, figures: Figures, limit: Figures): (string | number)[] {
  return [
    titles[path],
    figures.messagesPerSecond,
    figures.messagesPerSecond / limit.messagesPerSecond,
    figures.deliveriesPerSecond,
    figures.serverCpuPerMessage,
    figures.postgresCpuPerMessage,
    figures.cpuPerDelivery,
    figures.busyP50,
    figures.lightP50,
    figures.lightP95,
    figures.lightP99,
    figures.kibPerIdleConnection,
  ];
}

const header = [
  "",
  "msg/s",
  "of limit",
  "deliv/s",
  "server µs/msg",
  "pg µs/msg",
  "µs/deliv",
  "busy p50 ms",
  "light p50",
  "p95",
  "p99",
  "KiB/conn",
];

function goalsOf(shape: Shape, product: Figures, bare: Figures): Goal[] {
  const accepted = product.messagesPerSecond / bare.messagesPerSecond;
  const cpu = product.cpuPerDelivery / bare.cpuPerDelivery;
  const name = shape.name.slice(0, 1);
  return [
    {
      name: `${name} messages/s of the bare path`,
      wanted: "≥ 0.5",
      measured: accepted,
      met: accepted >= 0.5,
    },
    { name: `${name} CPU per delivery of the bare path`, wanted: "≤ 2", measured: cpu, met: cpu <= 2 },
    {
      name: `${name} send→visible p50 at light load, ms`,
      wanted: "< 15",
      measured: product.lightP50,
      met: product.lightP50 < 15,
    },
  ];
}

/** Measures the message path against "the limit" and "the bare path" in one run, so that every figure is a ratio. */
export async function benchMessages(): Promise<void> {
  const connection = new Client(process.env["DATABASE_URL"]);
  await connection.connect();
  const { rows } = await connection.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const backend = rows[0]?.pid ?? 0;
  const all: Record<string, Partial<Record<Path, Figures>>> = {};
  const goals: Goal[] = [];
  for (const shape of shapes) {
    const measured = await measureInTurns(shape, backend);
    printTable(
      `${shape.name}, ${IN_FLIGHT} in flight`,
      header,
      paths.map((path) => row(path, measured[path], measured.ws)),
    );
    all[shape.name.slice(0, 1)] = measured;
    goals.push(...goalsOf(shape, measured.product, measured["socket.io"]));
  }
  await connection.end();
  printResult("messages", { inFlight: IN_FLIGHT, seconds: SECONDS, rounds: ROUNDS, shapes: all }, goals);
}
