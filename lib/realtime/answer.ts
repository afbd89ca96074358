import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { PersonActor } from "@/lib/actor/actor";
import { AppError } from "@/lib/errors/app-error";
import type { Result } from "@/lib/errors/result";
import { toRefusal } from "@/lib/http/refusal";
import { withRequestId } from "@/lib/log/request-context";
import type { GatewaySocket } from "@/lib/realtime/gateway-socket";
import type { GatewayLimits } from "@/lib/realtime/limits";

type UseCase<Schema extends z.ZodType, View> = (actor: PersonActor, input: z.output<Schema>) => Promise<View>;

/**
 * A handler that runs one use case and acknowledges with its view or the refusal, under a request id of its own. A
 * client that wants no acknowledgement gets none.
 */
export function answerWith<Schema extends z.ZodType, View>(
  socket: GatewaySocket,
  limits: GatewayLimits,
  schema: Schema,
  useCase: UseCase<Schema, View>,
): (input: unknown, acknowledge: unknown) => void {
  const answer = async (input: unknown): Promise<Result<View>> => {
    try {
      if (!limits.mayAsk(socket.data.unanswered)) throw tooFast();
      socket.data.unanswered += 1;
      try {
        return { ok: true, value: await useCase(socket.data.actor, schema.parse(input)) };
      } finally {
        socket.data.unanswered -= 1;
      }
    } catch (thrown) {
      return { ok: false, error: toRefusal(thrown) };
    }
  };
  return (input, acknowledge) =>
    void withRequestId(randomUUID(), async () => {
      const result = await answer(input);
      if (typeof acknowledge === "function") (acknowledge as (result: Result<View>) => void)(result);
    });
}

/** The refusal of who asks faster than anybody can: later it is welcome. */
export function tooFast(): AppError {
  return new AppError("RATE_LIMITED", "realtime.too_many_messages", { retryAfterSeconds: 1 });
}
