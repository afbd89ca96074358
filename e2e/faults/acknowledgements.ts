import { onTestFinished, vi } from "vitest";
import { Connection } from "@/lib/realtime/browser/connection";

/** A message the server said it has: what it said of it. */
export type Acknowledged = { clientId: string; groupId: string; id: string; sequence: number };

/** Listens in on what clients are told of their messages, until the test ends; nothing is changed. */
export function watchAcknowledgements(): () => Acknowledged[] {
  const send = vi.spyOn(Connection.prototype, "send");
  onTestFinished(() => send.mockRestore());
  return () =>
    send.mock.settledResults.flatMap((settled, call) => {
      const message = send.mock.calls[call]?.[0];
      if (message === undefined || settled.type !== "fulfilled" || settled.value?.ok !== true) return [];
      const { clientId, groupId } = message;
      const { id, sequence } = settled.value.value;
      return [{ clientId, groupId, id, sequence }];
    });
}
