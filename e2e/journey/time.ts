import { Client } from "pg";

/** What happens in the rows when time passes; the product's own clock cannot be moved from outside. */
export class Time {
  readonly #databaseUrl: string;

  constructor(databaseUrl: string) {
    this.#databaseUrl = databaseUrl;
  }

  /** A ticket was created an hour before it was. */
  async anHourSinceCreation(ticketNumber: number): Promise<void> {
    await this.#change(
      `UPDATE ticket SET created_at = created_at - interval '1 hour' WHERE number = $1`,
      ticketNumber,
    );
    await this.#change(
      `UPDATE ticket_event SET created_at = created_at - interval '1 hour' WHERE ticket_id = (SELECT id FROM ticket WHERE number = $1)`,
      ticketNumber,
    );
  }

  /** The next rung of a ticket's reminder is due. */
  async nextRung(ticketNumber: number): Promise<void> {
    await this.#change(
      `UPDATE reminder SET next_at = now() WHERE next_at > now() AND ticket_id = (SELECT id FROM ticket WHERE number = $1)`,
      ticketNumber,
    );
  }

  /** The next step of a ticket's emergency is due. */
  async nextStep(ticketNumber: number): Promise<void> {
    await this.#change(
      `UPDATE escalation_step SET due_at = now() WHERE decided_at IS NULL AND due_at > now() AND incident_id IN
        (SELECT i.id FROM incident i JOIN ticket t ON t.id = i.ticket_id WHERE t.number = $1)`,
      ticketNumber,
    );
  }

  /** An acknowledgement of a ticket's emergency has been silent for too long. */
  async lapse(ticketNumber: number): Promise<void> {
    await this.#change(
      `UPDATE incident SET lapses_at = now() WHERE lapses_at > now() AND ticket_id = (SELECT id FROM ticket WHERE number = $1)`,
      ticketNumber,
    );
  }

  async #change(sql: string, ticketNumber: number): Promise<void> {
    const client = new Client({ connectionString: this.#databaseUrl });
    await client.connect();
    try {
      await client.query(sql, [ticketNumber]);
    } finally {
      await client.end();
    }
  }
}

/** The number in the name of a ticket's group. */
export function numberOf(groupName: string): number {
  return Number(/^#(\d+) /.exec(groupName)?.[1]);
}
