import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { type At, currentTime } from "@/lib/config/clock";
import { AppError } from "@/lib/errors/app-error";
import type { Result } from "@/lib/errors/result";
import { toRefusal } from "@/lib/http/refusal";
import { requestIdFrom } from "@/lib/http/request-id";
import { requireOwnOrigin } from "@/lib/http/same-origin";
import { actorFromCookies } from "@/lib/identity/actor-from-cookies";
import type { ConsoleActor, PersonActor, StaffActor } from "@/lib/actor/actor";
import { personDoorInput, type SignInDoor, signInDoor } from "@/lib/identity/contract";
import type { ActorOf, Door, EmployeeDoor } from "@/lib/identity/door";
import type { SelfActor } from "@/lib/identity/second-factor";
import { withRequestId } from "@/lib/log/request-context";

/**
 * Runs the body of a server action that needs no actor (a sign-in): request id, origin check, and whatever is thrown
 * becomes the refusal of the result. A redirect passes through.
 */
export async function answerAction<T>(work: (request: Headers, at: At) => Promise<T>): Promise<Result<T>> {
  const request = await headers();
  return withRequestId(requestIdFrom(request), async () => {
    try {
      // Next compares Origin with Host, which a proxy may rewrite; ours compares with APP_URL.
      requireOwnOrigin(request);
      return { ok: true, value: await work(request, { now: currentTime() }) };
    } catch (thrown) {
      unstable_rethrow(thrown);
      return { ok: false, error: toRefusal(thrown) };
    }
  });
}

/**
 * Runs one use case as a server action: the actor of `door`, the input (an object or a form) parsed by `schema`, and a
 * Result instead of an exception.
 */
export async function runAction<D extends Door, Schema extends z.ZodType, View>(
  door: D,
  schema: Schema,
  raw: unknown,
  useCase: (actor: ActorOf<D>, input: z.output<Schema>, at: At) => Promise<View>,
): Promise<Result<View>> {
  return answerAction(async (request, at) => {
    const actor = await actorFromCookies(request.get("cookie"), door);
    if (actor === null) throw new AppError("UNAUTHENTICATED", "identity.not_signed_in");
    return useCase(actor, schema.parse(raw instanceof FormData ? Object.fromEntries(raw) : raw), at);
  });
}

/**
 * The same for what people at the desk and the console do about their own sign-in, which they may also before they have
 * the second factor that this installation demands.
 */
export async function runSelfAction<Schema extends z.ZodType, View>(
  rawDoor: unknown,
  schema: Schema,
  raw: unknown,
  useCase: (actor: SelfActor, input: z.output<Schema>, at: At) => Promise<View>,
): Promise<Result<View>> {
  return answerAction(async (request, at) => {
    const door = signInDoor.parse(rawDoor);
    const actor = await actorFromCookies(request.get("cookie"), door, { enrolling: true });
    if (actor === null) throw new AppError("UNAUTHENTICATED", "identity.not_signed_in");
    return useCase(actor, schema.parse(raw), at);
  });
}

/**
 * Runs one use case that employees and the service team share as a server action; the page says through which door it
 * acts, and the cookie of that door alone decides who that is.
 */
export async function runPersonAction<Schema extends z.ZodType, View>(
  rawDoor: unknown,
  schema: Schema,
  raw: unknown,
  useCase: (actor: PersonActor, input: z.output<Schema>, at: At) => Promise<View>,
): Promise<Result<View>> {
  const given = personDoorInput.safeParse(rawDoor);
  const door = given.data?.kind === "employee" ? given.data : "staff";
  return runAction<EmployeeDoor | "staff", Schema, View>(door, schema, raw, useCase);
}

/**
 * Runs one use case that the console and the desk share as a server action; the page says through which door it acts, and
 * the cookie of that door alone decides who that is.
 */
export async function runOfficeAction<Schema extends z.ZodType, View>(
  rawDoor: unknown,
  schema: Schema,
  raw: unknown,
  useCase: (actor: ConsoleActor | StaffActor, input: z.output<Schema>, at: At) => Promise<View>,
): Promise<Result<View>> {
  const door = signInDoor.safeParse(rawDoor).data ?? "console";
  return runAction<SignInDoor, Schema, View>(door, schema, raw, useCase);
}
