import type { EmployeeActor } from "../../lib/actor/actor";
import { closePools } from "../../lib/db/pool";
import { exportTicketsInput } from "../../lib/tickets/browser/ticket-lists";
import { exportTickets } from "../../lib/tickets/queries/export-tickets";
import { type Goal, printResult, printTable } from "../report";
import { countTickets, fill, growOthers, MAIN_TICKETS, type Stage } from "./fill";
import { accessNodes, answer, countAlone, cursorAt, questions } from "./questions";

const RUNS = 50;
const WARM_UP = 5;
const WANTED_MILLISECONDS = 100;
const WANTED_GROWTH = 1.5;

type Timing = { p50: number; p95: number };
type Timings = Record<string, Timing>;
type Readers = { owner: Timings; member: Timings };

async function timed(work: () => Promise<unknown>): Promise<Timing> {
  for (let run = 0; run < WARM_UP; run++) await work();
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const begun = performance.now();
    await work();
    times.push(performance.now() - begun);
  }
  times.sort((one, other) => one - other);
  const at = (share: number): number => times[Math.floor(share * (RUNS - 1))] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}

/** Times every question of one reader; each is answered as the route answers it: access, page, counts, engineers, view. */
async function timingsOf(actor: EmployeeActor, stage: Stage): Promise<Timings> {
  const timings: Timings = {};
  for (const [name, asked] of Object.entries(questions(stage)))
    timings[name] = await timed(() => answer(actor, stage, asked));
  timings["counts alone"] = await timed(() => countAlone(actor, stage));
  const deep = await cursorAt(actor, stage, MAIN_TICKETS * 0.9);
  if (deep !== null) timings["page 180 of 200"] = await timed(() => answer(actor, stage, { cursor: deep }));
  return timings;
}

async function measure(stage: Stage): Promise<Readers> {
  return { owner: await timingsOf(stage.owner, stage), member: await timingsOf(stage.member, stage) };
}

async function exportSeconds({ owner, place }: Stage): Promise<number> {
  const begun = performance.now();
  const input = exportTicketsInput.parse({ groupId: place.mainGroupId });
  const { bytes } = await exportTickets(owner, input, { now: new Date() });
  await new Response(bytes).arrayBuffer();
  return (performance.now() - begun) / 1_000;
}

/** Below this a millisecond more or less is the machine's, not the question's. */
const NOISE_MILLISECONDS = 5;

const growthOf = (before: Timing, after: Timing | undefined): number =>
  Math.max(NOISE_MILLISECONDS, after?.p50 ?? 0) / Math.max(NOISE_MILLISECONDS, before.p50);

function printTimings(who: string, before: Timings, after: Timings): void {
  const header = ["", "p50 ms", "p95 ms", "others ×10: p50", "p95", "growth"];
  const rows = Object.entries(before).map(([name, timing]) => [
    name,
    timing.p50,
    timing.p95,
    after[name]?.p50 ?? 0,
    after[name]?.p95 ?? 0,
    growthOf(timing, after[name]),
  ]);
  printTable(`${who}, server time of ${RUNS} runs`, header, rows);
}

async function printPlans(stage: Stage): Promise<void> {
  for (const [who, actor] of [
    ["owner", stage.owner],
    ["member of 20", stage.member],
  ] as const) {
    const rows: string[][] = [];
    for (const [name, asked] of Object.entries(questions(stage)))
      rows.push([name, ...(await accessNodes(actor, stage, asked))]);
    printTable(`${who}, how tickets are found`, ["", "page", "counts", "engineers"], rows);
  }
}

function worst(timings: readonly Timings[], of: (timing: Timing) => number): { name: string; value: number } {
  const all = timings.flatMap((each) =>
    Object.entries(each).map(([name, timing]) => ({ name, value: of(timing) })),
  );
  return all.reduce((one, other) => (other.value > one.value ? other : one));
}

function goalsOf(before: Readers, after: Readers): Goal[] {
  return (["owner", "member"] as const).flatMap((who) => {
    const slowest = worst([before[who], after[who]], ({ p95 }) => p95);
    const growths = Object.entries(before[who]).map(([name, timing]) => ({
      name,
      value: growthOf(timing, after[who][name]),
    }));
    const steepest = growths.reduce((one, other) => (other.value > one.value ? other : one));
    return [
      {
        name: `${who}: slowest p95 of all questions, ms (${slowest.name})`,
        wanted: `< ${WANTED_MILLISECONDS}`,
        measured: slowest.value,
        met: slowest.value < WANTED_MILLISECONDS,
      },
      {
        name: `${who}: steepest growth when the other groups grow tenfold (${steepest.name})`,
        wanted: `< ${WANTED_GROWTH}`,
        measured: steepest.value,
        met: steepest.value < WANTED_GROWTH,
      },
    ];
  });
}

/** Measures the Workstation's list with 10,000 tickets in one main group among 200, and again when the other groups have grown tenfold. */
export async function benchWorkstation(): Promise<void> {
  console.log(`filling the database: ${MAIN_TICKETS} tickets in one main group among 200 …`);
  const stage = await fill();
  const small = await countTickets();
  console.log(`measuring with ${small} tickets altogether …`);
  const before = await measure(stage);
  await printPlans(stage);
  console.log("\nthe other groups grow tenfold …");
  await growOthers(stage);
  const large = await countTickets();
  console.log(`measuring with ${large} tickets altogether …`);
  const after = await measure(stage);
  await printPlans(stage);
  const csv = await exportSeconds(stage);
  printTimings("owner", before.owner, after.owner);
  printTimings("member of 20 tickets", before.member, after.member);
  console.log(`\nCSV of ${MAIN_TICKETS} tickets: ${csv.toFixed(2)} s`);
  await closePools();
  const figures = { tickets: { before: small, after: large }, runs: RUNS, before, after, csvSeconds: csv };
  printResult("workstation", figures, goalsOf(before, after));
}
