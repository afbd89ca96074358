import { setTimeout as sleep } from "node:timers/promises";
import { currentTime } from "@/lib/config/clock";
import { durations } from "@/lib/config/durations";
import { GROUP_LOG } from "@/lib/events/group-log";
import { log } from "@/lib/log/logger";
import type { MessageWriter } from "@/lib/messages/writer";
import { LogListener } from "@/lib/realtime/log-listener";
import { noteAnswersIn } from "@/lib/tickets/jobs";

const RETRY_AFTER = 1_000;

/**
 * Hears which groups' logs have grown and has tickets look for answers there, a moment later and all at once, so that the
 * message path pays nothing for it. What is not heard, the sweep of `lib/tickets/jobs.ts` finds.
 */
export class AnswerWatch {
  readonly #listener = new LogListener({
    channels: { [GROUP_LOG]: (payload) => this.#hear(payload) },
    onRestored: async () => undefined,
  });
  /** Read when somebody looks, not when they arrive: most of a busy moment's are about the same groups. */
  #payloads: string[] = [];
  #unfollow: () => void = () => undefined;
  #timer: NodeJS.Timeout | undefined;
  #looking = Promise.resolve();
  #isStopped = false;

  /**
   * Follows what this process writes itself: that costs nothing, where a second connection that listens cost the message
   * path a third of its speed.
   */
  followWriter(writer: MessageWriter): void {
    this.#unfollow = writer.onPosted((stretches) => {
      for (const { groupId } of stretches) this.#hear(groupId);
    });
  }

  /** Resolves when it hears, however long the database is away; until then the sweep does its work. */
  async start(): Promise<void> {
    while (!this.#isStopped) {
      try {
        return await this.#listener.start();
      } catch (thrown) {
        log.warn("tickets.answers_not_heard", {
          errorName: thrown instanceof Error ? thrown.name : "unknown",
        });
        await sleep(RETRY_AFTER);
      }
    }
  }

  /** Hears no more, and resolves when nothing is being looked at. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#unfollow();
    clearTimeout(this.#timer);
    await this.#listener.stop();
    await this.#looking;
  }

  #hear(payload: string): void {
    this.#payloads.push(payload);
    if (this.#isStopped) return;
    this.#timer ??= setTimeout(() => {
      this.#looking = this.#look();
    }, durations.ticketActivity);
  }

  async #look(): Promise<void> {
    try {
      const groupIds = groupsIn(this.#payloads.splice(0));
      await noteAnswersIn(groupIds, { now: currentTime() });
    } catch (thrown) {
      log.error("tickets.answers_not_noted", thrown);
    }
    this.#timer = undefined;
    if (this.#payloads.length > 0 && !this.#isStopped)
      this.#timer = setTimeout(() => {
        this.#looking = this.#look();
      }, durations.ticketActivity);
  }
}

const groupId = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** The groups some announcements name, each once; an announcement's other parts are a word and numbers. */
function groupsIn(payloads: readonly string[]): string[] {
  return [...new Set(payloads.flatMap((payload) => payload.match(groupId) ?? []))];
}
