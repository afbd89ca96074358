import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { durations } from "@/lib/config/durations";
import { environment } from "@/lib/config/environment";
import { connectionOptions } from "@/lib/db/connection-options";
import { log } from "@/lib/log/logger";

const RETRY_AFTER = [100, 200, 500, 1_000, 2_000];

type Heard = {
  /** What to do with a notice, by channel. */
  channels: Readonly<Record<string, (payload: string) => void>>;
  /** Called after every interruption, when notices come again: something may have been missed. */
  onRestored: () => Promise<void>;
};

/** A connection, and the moment it is gone. */
type Line = { client: Client; lost: Promise<void> };

/** One connection of its own that hears what processes announce through PostgreSQL; it heals itself and says that it had to. */
export class LogListener {
  readonly #heard: Heard;
  #line: Line | undefined;
  #isStopped = false;

  constructor(heard: Heard) {
    this.#heard = heard;
  }

  /** Resolves when it hears. */
  async start(): Promise<void> {
    this.#line = await this.#connect();
    void this.#keep(this.#line);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#line?.client.end().catch(() => undefined);
  }

  async #keep(first: Line): Promise<void> {
    for (let line: Line | undefined = first; line !== undefined; line = await this.#reconnect()) {
      await line.lost;
      if (this.#isStopped) return;
      log.warn("realtime.listen_lost");
      // A half-open connection may take long to end; nobody waits for it.
      void line.client.end().catch(() => undefined);
    }
  }

  async #reconnect(): Promise<Line | undefined> {
    for (let attempt = 0; !this.#isStopped; attempt += 1) {
      await sleep(RETRY_AFTER[Math.min(attempt, RETRY_AFTER.length - 1)]);
      try {
        this.#line = await this.#connect();
        await this.#heard.onRestored();
        log.info("realtime.listen_restored", { attempts: attempt + 1 });
        return this.#line;
      } catch (thrown) {
        void this.#line?.client.end().catch(() => undefined);
        log.warn("realtime.listen_not_restored", {
          errorName: thrown instanceof Error ? thrown.name : "unknown",
        });
      }
    }
    return undefined;
  }

  async #connect(): Promise<Line> {
    const client = new Client({
      connectionString: environment().DATABASE_URL,
      application_name: "ailink-listen",
      options: connectionOptions(),
      connectionTimeoutMillis: durations.listenHeartbeat,
      query_timeout: durations.listenHeartbeat,
      keepAlive: true,
    });
    // What breaks the connection also ends it, or fails the next heartbeat.
    client.on("error", () => undefined);
    client.on("notification", ({ channel, payload }) => this.#hear(channel, payload ?? ""));
    try {
      await client.connect();
      for (const channel of Object.keys(this.#heard.channels))
        await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
    } catch (thrown) {
      void client.end().catch(() => undefined);
      throw thrown;
    }
    return { client, lost: lossOf(client) };
  }

  #hear(channel: string, payload: string): void {
    try {
      this.#heard.channels[channel]?.(payload);
    } catch (thrown) {
      // Somebody else's notice of another form must not end the process.
      log.error("realtime.notice_not_understood", thrown, { channel });
    }
  }
}

async function lossOf(client: Client): Promise<void> {
  await new Promise<void>((resolve) => {
    const lost = () => {
      clearInterval(heartbeat);
      resolve();
    };
    const heartbeat = setInterval(() => {
      client.query("SELECT 1").catch(lost);
    }, durations.listenHeartbeat);
    client.on("end", lost);
  });
}
