import { setTimeout as sleep } from "node:timers/promises";
import type { Program } from "../world/child-process";
import { until } from "../world/until";

const RESTART_PAUSE = 200;

/** Keeps one program running as a process manager does: whenever it has ended, it is started again. */
export class KeptProgram {
  readonly #name: string;
  readonly #start: () => Promise<Program>;
  readonly #killed = new WeakSet<Program>();
  #current: Program | undefined;
  #isStopping = false;
  #kept: Promise<void>;
  /** What it printed before it ended by itself although it had been ready: a crash. */
  readonly crashes: string[] = [];

  constructor(name: string, start: () => Promise<Program>) {
    this.#name = name;
    this.#start = start;
    this.#kept = this.#keep();
  }

  /** Resolves once it is ready. */
  async up(): Promise<Program> {
    return until(`the ${this.#name} to be ready`, () => this.#running(), 60_000);
  }

  /** SIGKILL as soon as it is ready: nothing is cleaned up. */
  async kill(): Promise<void> {
    const program = await this.up();
    this.#killed.add(program);
    await program.stop("SIGKILL");
  }

  /** SIGTERM, and no other is started; its exit code. */
  async terminate(): Promise<number | null> {
    const program = await this.up();
    this.#isStopping = true;
    const code = await program.stop("SIGTERM");
    await this.#kept;
    return code;
  }

  /** Ends keeping; what still runs is the world's to stop. */
  release(): void {
    this.#isStopping = true;
  }

  #running(): Program | undefined {
    return this.#current?.isRunning() === true ? this.#current : undefined;
  }

  async #keep(): Promise<void> {
    while (!this.#isStopping) {
      // One that ends before it is ready found no database; it is started again like any other.
      const program = await this.#start().catch(() => undefined);
      this.#current = program;
      if (program !== undefined) await this.#untilEnd(program);
      if (!this.#isStopping) await sleep(RESTART_PAUSE);
    }
  }

  async #untilEnd(program: Program): Promise<void> {
    await program.ended;
    if (!this.#isStopping && !this.#killed.has(program)) this.crashes.push(program.output().slice(-4_000));
  }
}
