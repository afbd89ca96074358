import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { PersonActor } from "@/lib/actor/actor";
import { type At, currentTime } from "@/lib/config/clock";
import type { Result } from "@/lib/errors/result";
import { toRefusal } from "@/lib/http/refusal";
import { withRequestId } from "@/lib/log/request-context";
import type { GatewaySocket } from "@/lib/realtime/gateway-socket";
import type { GatewayLimits } from "@/lib/realtime/limits";

type UseCase<Schema extends z.ZodType, View> = (
  actor: PersonActor,
  input: z.output<Schema>,
  at: At,
) => Promise<View>;

/**
 * A handler that runs one use case and acknowledges with its view or the refusal, under a request id of its own. A
 * client that wants no acknowledgement gets none; one that asks faster than anybody can is told to slow down, then cut off.
 */
export function answerWith<Schema extends z.ZodType, View>(
  socket: GatewaySocket,
  limits: GatewayLimits,
  schema: Schema,
  useCase: UseCase<Schema, View>,
): (input: unknown, acknowledge: unknown) => void {
  const answer = async (input: unknown, requestId: string): Promise<Result<View>> => {
    const { data } = socket;
    if (!limits.mayAsk(data.actor.personId, data.unanswered, Date.now()))
      return slowDown(socket, limits, requestId);
    data.unanswered += 1;
    try {
      return { ok: true, value: await useCase(data.actor, schema.parse(input), { now: currentTime() }) };
    } catch (thrown) {
      return { ok: false, error: toRefusal(thrown) };
    } finally {
      data.unanswered -= 1;
    }
  };
  return (input, acknowledge) => {
    const requestId = randomUUID();
    void withRequestId(requestId, async () => {
      const result = await answer(input, requestId);
      if (typeof acknowledge === "function") (acknowledge as (result: Result<View>) => void)(result);
    });
  };
}

/** Not in the log: that is what a flood would fill. */
function slowDown(socket: GatewaySocket, limits: GatewayLimits, requestId: string): Result<never> {
  socket.data.tooFast += 1;
  if (limits.isNuisance(socket.data.tooFast)) socket.disconnect(true);
  const refusal = { code: "RATE_LIMITED", reason: "realtime.too_many_messages" } as const;
  return { ok: false, error: { ...refusal, details: {}, retryAfterSeconds: 1, requestId } };
}
