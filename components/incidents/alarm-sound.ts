const REPEAT = 1_600;
/** Two tones that follow each other: hertz, and when they begin in seconds. */
const TONES = [
  { frequency: 880, at: 0 },
  { frequency: 660, at: 0.28 },
] as const;
const LENGTH = 0.24;
const VOLUME = 0.2;

/** A sound that goes on until it is stopped. Browsers let a page be heard only after somebody has touched it. */
export class AlarmSound {
  #context: AudioContext | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** Asks the browser to be heard, from within a press; true if it lets us. */
  async enable(): Promise<boolean> {
    this.#context ??= new AudioContext();
    await this.#context.resume().catch(() => undefined);
    return this.#context.state === "running";
  }

  /** Sounds at once and again and again; nothing happens where the browser lets nothing be heard. */
  start(): void {
    if (this.#timer !== undefined) return;
    this.#sound();
    this.#timer = setInterval(() => this.#sound(), REPEAT);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #sound(): void {
    const context = this.#context;
    if (context === undefined) return;
    // A computer that slept may have stopped it.
    if (context.state !== "running") return void context.resume().catch(() => undefined);
    for (const { frequency, at } of TONES) {
      const tone = context.createOscillator();
      const volume = context.createGain();
      tone.frequency.value = frequency;
      volume.gain.value = VOLUME;
      tone.connect(volume).connect(context.destination);
      tone.start(context.currentTime + at);
      tone.stop(context.currentTime + at + LENGTH);
    }
  }
}
